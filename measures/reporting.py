"""Who has reported: a panel and a pack go in; completeness, timeliness and lists come out.

Formulas: CAPABILITIES §5.1. Expected are members whose type owes anything and who are not exempt;
reported are those with an accepted row holding at least one number or zero that was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import CampaignPack, Panel, PanelWeek
from measures.obligations import excused_in, exempt_in, given_in, obligatory, owed_in
from measures.places import Flags, Floats, members, stacked, week_numbers
from measures.shapes import ARRIVALS, REPORTING, framed
from measures.tally import Ground, Tally, standing_rows


class Arrival(StrEnum):
    """How a unit's report for a week stands."""

    ON_TIME = "on_time"
    LATE = "late"
    HELD = "held"
    MISSING = "missing"
    EXEMPT = "exempt"
    UNEXPECTED = "unexpected"
    NOT_EXPECTED = "not_expected"


@dataclass(frozen=True)
class Roll:
    """Flags [W, U] of who was expected and what came; `cells_owed` and `cells_filled` count the
    cells asked for, answers of not applicable and exempt left out of both."""

    expected: Flags
    reported: Flags
    on_time: Flags
    held: Flags
    exempt: Flags
    unexpected: Flags
    cells_owed: Floats
    cells_filled: Floats

    @property
    def late(self) -> Flags:
        """Reported after the deadline."""
        return self.reported & ~self.on_time

    @property
    def missing(self) -> Flags:
        """Expected, and nothing usable and nothing held has come."""
        return self.expected & ~self.reported & ~self.held


def roll(panel: Panel, pack: CampaignPack) -> Roll:
    """Who was expected in each week and what came of it."""
    cells = [_cells(panel, week, pack) for week in panel.weeks]
    shape = (len(panel.weeks), len(panel.units))
    owed, filled, exempt = (
        np.array([c[i] for c in cells], dtype=np.float64).reshape(shape) for i in range(3)
    )
    came = stacked(panel, "reported").astype(np.bool_)
    excused = (exempt > 0) & (owed == 0)
    expected = members(panel) & (owed > 0)
    reported = expected & came & (filled > 0)
    return Roll(
        expected=expected,
        reported=reported,
        on_time=reported & stacked(panel, "on_time").astype(np.bool_),
        held=expected & ~reported & stacked(panel, "held").astype(np.bool_),
        exempt=excused,
        unexpected=came & ~expected & ~excused,
        cells_owed=owed,
        cells_filled=filled,
    )


def reporting(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """REPORTING: how many units were expected, in, late, held and missing, by place and week."""
    ground, counted = Ground(panel, by, week), roll(panel, pack)
    columns = {
        "n_expected": counted.expected,
        "n_reported": counted.reported,
        "n_on_time": counted.on_time,
        "n_late": counted.late,
        "n_held": counted.held,
        "n_missing": counted.missing,
        "n_exempt": counted.exempt,
        "n_unexpected": counted.unexpected,
    }
    sums = {name: ground.whole(ground.sums(flags)) for name, flags in columns.items()}
    return framed(REPORTING, **ground.keys(), **sums)


def completeness(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: reported ÷ expected units; NaN where nothing is expected."""
    return reporting_rows(panel, pack, "completeness", by=by, week=week)


def timeliness(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: units in by the deadline ÷ expected units; NaN where nothing is expected."""
    return reporting_rows(panel, pack, "timeliness", by=by, week=week)


def content_completeness(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: cells filled ÷ cells asked for over the expected units; NaN where none is asked."""
    return reporting_rows(panel, pack, "content_completeness", by=by, week=week)


def reporting_rows(
    panel: Panel, pack: CampaignPack, *measures: str, by: str, week: int | None
) -> pd.DataFrame:
    """STANDING of several of the three reporting measures from one look at the panel."""
    ground, counted = Ground(panel, by, week), roll(panel, pack)
    parts = {
        "completeness": (counted.reported, counted.expected),
        "timeliness": (counted.on_time, counted.expected),
        "content_completeness": (
            np.where(counted.reported, counted.cells_filled, 0),
            np.where(counted.expected, counted.cells_owed, 0),
        ),
    }
    n_reported, n_expected = ground.sums(counted.reported), ground.sums(counted.expected)
    frames = []
    for measure in measures:
        over, under = (ground.sums(part) for part in parts[measure])
        unplanned = np.full_like(over, np.nan)
        tally = Tally(measure, over, under, unplanned, over, over, n_reported, n_expected)
        frames.append(standing_rows(ground, tally))
    return pd.concat(frames, ignore_index=True)


def arrivals(panel: Panel, pack: CampaignPack, *, week: int | None = None) -> pd.DataFrame:
    """ARRIVALS of the members, and of others that sent something, in one week or in all.

    The rows not yet in are those with state held or missing.
    """
    counted = roll(panel, pack)
    states = arrival_states(counted)
    shown = members(panel) | counted.unexpected
    if week is not None:
        shown &= (week_numbers(panel) == week)[:, None]
    units, weeks = np.nonzero(shown.T)
    return framed(
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
    return np.take(ids, stacked(panel, f"{kind}_index"))


def _cells(panel: Panel, week: PanelWeek, pack: CampaignPack) -> tuple[Floats, Floats, Floats]:
    """How many cells each unit owes, has filled and is exempt from."""
    owed, filled, exempt = (np.zeros(len(panel.units)) for _ in range(3))
    for quantity in obligatory(pack):
        asked = owed_in(week, panel.type_ids, quantity)
        owed += asked & ~excused_in(panel, week, quantity)
        filled += asked & given_in(panel, week, quantity)
        exempt += asked & exempt_in(panel, week, quantity)
    return owed, filled, exempt
