"""Unit by week: a panel and a quantity go in; one line a unit and week comes out."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import CampaignPack, Panel, State
from measures.counting import UNIT_WEEKS, KnownTotals, frame_of, known_totals, members, owed
from measures.statistics import Flags, Floats

States = npt.NDArray[np.uint8]
_NO_ROW, _NOT_OWED = "no_row", "not_owed"


def unit_weeks(panel: Panel, pack: CampaignPack, quantity_id: str) -> pd.DataFrame:
    """UNIT_WEEKS of the units on the roster in the panel's last week, in protocol order.

    A week before the unit was on the roster, or in which it owed nothing, is `not_owed` unless it
    has a figure all the same.
    """
    if not panel.weeks:
        return UNIT_WEEKS.frame()
    (at,) = np.nonzero(panel.weeks[-1].member)
    states = known_totals(panel, pack.quantity[quantity_id])

    def of_units(rows: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        return np.stack(rows)[:, at].T

    numbers, derived = of_units([s.week for s in states]), of_units([s.is_derived for s in states])
    asked = (owed(panel, pack.quantity[quantity_id]) & members(panel))[:, at].T
    letters = panel.states(quantity_id)[:, at].T
    words = _words(letters, asked, of_units([week.held for week in panel.weeks]))
    words[derived] = np.where(numbers[derived] > 0, "value", "zero")
    n_weeks, units = len(panel.weeks), [panel.units[i] for i in at]
    return frame_of(
        UNIT_WEEKS,
        unit_id=np.repeat(np.array([unit.id for unit in units], dtype=object), n_weeks),
        name=np.repeat(np.array([unit.name for unit in units], dtype=object), n_weeks),
        week=np.tile([week.week.number for week in panel.weeks], len(at)),
        value=numbers.ravel(),
        state=words.ravel(),
        sent=of_units([_sent(s) for s in states]).ravel(),
        is_derived=derived.ravel(),
    )


def _sent(state: KnownTotals) -> Floats:
    """The week as sent; of a total that took a closed unit's history in, what is left of it."""
    sent, heirs = state.sent.week, state.heirs
    return sent if heirs is None else np.where(heirs.joins, state.week, sent)


def _words(letters: States, asked: Flags, held: Flags) -> npt.NDArray[np.object_]:
    """object [U, W]: the name of each cell's state; a held row has no letters."""
    words = np.where(asked, _NO_ROW, _NOT_OWED).astype(object)
    words[held] = State.HELD.name.lower()
    for state in State:
        words[letters == ord(state)] = state.name.lower()
    return words
