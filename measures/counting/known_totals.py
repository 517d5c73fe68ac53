"""What is known since the launch, week by week: a panel and a quantity go in; running states come
out. A weekly figure and a cumulative one are never added for the same span (docs/design.md §8.4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from campaign import Panel, PanelWeek, Quantity
from measures.counting.obligations import excuses_in, owed_in
from measures.counting.past import memory
from measures.counting.places import row_of
from measures.statistics import Flags, Floats


@dataclass(frozen=True, eq=False)
class KnownTotals:
    """One quantity of every unit at the end of one week, each [U].

    total: the last 累计 plus the 本周 of later weeks, without any 累计 the sum of 本周; 0 where
    nothing is known · is_known: a figure was ever given · has_any: ever one above zero · given: the
    week's own figure was given · is_open: weeks owed since the last 累计 have no figure.
    """

    total: Floats
    is_known: Flags
    has_any: Flags
    given: Flags
    is_open: Flags

    @property
    def cumulative(self) -> Floats:
        """float64 [U]: the total, NaN where nothing is known."""
        return np.where(self.is_known, self.total, np.nan)


def known_totals(
    panel: Panel, quantity: Quantity, *, upto: int | None = None
) -> tuple[KnownTotals, ...]:
    """The state after each week, up to the one at position `upto` (the last)."""
    states: list[KnownTotals] = []
    before: KnownTotals | None = None
    for week in panel.weeks if upto is None else panel.weeks[: upto + 1]:
        before = _next(week, panel.type_ids, quantity, before)
        states.append(before)
    return tuple(states)


def _nothing(n_units: int) -> KnownTotals:
    none = np.zeros(n_units, dtype=np.bool_)
    return KnownTotals(np.zeros(n_units), none, none, none, none)


@memory
def _next(
    week: PanelWeek, type_ids: tuple[str, ...], quantity: Quantity, earlier: KnownTotals | None
) -> KnownTotals:
    before = earlier or _nothing(len(week.member))
    slots = [row_of(week, slot) for slot in quantity.slots]
    weekly, stated = slots if len(slots) > 1 else (None, slots[0])
    total, has_any = before.total, before.has_any | (stated > 0)
    given = is_stated = stated == stated  # NaN alone is not itself
    if weekly is not None:
        given = weekly == weekly
        has_any |= weekly > 0
        total = total + np.where(given, weekly, 0.0)
    if is_stated.all():
        total = stated
    elif is_stated.any():
        total = np.where(is_stated, stated, total)
    is_open = ~given
    is_open &= owed_in(week, type_ids, quantity)
    is_open &= ~excuses_in(week, quantity)
    is_open |= before.is_open
    is_open &= ~is_stated
    return KnownTotals(total, before.is_known | given | is_stated, has_any, given, is_open)
