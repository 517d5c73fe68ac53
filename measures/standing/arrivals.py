"""How each report stands: a panel and a pack go in; one line a unit and week comes out."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import (
    ARRIVALS,
    Roll,
    frame_of,
    members,
    only,
    roll,
    stack_weeks,
    week_numbers,
)


class Arrival(StrEnum):
    """How a unit's report for a week stands."""

    ON_TIME = "on_time"
    LATE = "late"
    HELD = "held"
    MISSING = "missing"
    EXEMPT = "exempt"
    UNEXPECTED = "unexpected"
    NOT_EXPECTED = "not_expected"


def arrivals(panel: Panel, pack: CampaignPack, *, week: int | None = None) -> pd.DataFrame:
    """ARRIVALS of the members, and of others that sent something, in one week or in all.

    The rows not yet in are those with state held or missing.
    """
    panel = only(panel, week)
    counted = roll(panel, pack)
    states = arrival_states(counted)
    shown = members(panel) | counted.unexpected
    units, weeks = np.nonzero(shown.T)
    return frame_of(
        ARRIVALS,
        unit_id=np.array([unit.id for unit in panel.units], dtype=object)[units],
        name=np.array([unit.name for unit in panel.units], dtype=object)[units],
        type_id=_ids(panel, "type")[weeks, units],
        group_id=_ids(panel, "group")[weeks, units],
        week=week_numbers(panel)[weeks],
        state=states[weeks, units],
    )


def arrival_states(counted: Roll) -> npt.NDArray[np.object_]:
    """object [W, U]: the `Arrival` of each unit and week."""
    flags = {
        Arrival.ON_TIME: counted.on_time,
        Arrival.LATE: counted.late,
        Arrival.HELD: counted.held,
        Arrival.MISSING: counted.missing,
        Arrival.EXEMPT: counted.exempt,
        Arrival.UNEXPECTED: counted.unexpected,
    }
    states = np.full(counted.expected.shape, str(Arrival.NOT_EXPECTED), dtype=object)
    for state, where in flags.items():
        states[where] = str(state)
    return states


def _ids(panel: Panel, kind: str) -> npt.NDArray[np.object_]:
    ids = np.array([*(panel.type_ids if kind == "type" else panel.group_ids), ""], dtype=object)
    return np.take(ids, stack_weeks(panel, f"{kind}_index"))
