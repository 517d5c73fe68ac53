"""Who sits where in one week: a week and a kind of place go in; sums by place come out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from campaign import Lineage, Panel, PanelWeek
from measures.counting.past import memory
from measures.counting.places import leavers_in, place_ids
from measures.statistics import Flags, Floats, Ints

Row = npt.NDArray[np.generic]

_LONG = 64
"""Units a place from which its flags are counted run by run."""


@dataclass(frozen=True, eq=False)
class Seats:
    """The units of one week laid out by place: one pass over them adds up all places.

    index [U]: each unit's place, -1 where it is not counted · order: the counted units, place by
    place · starts: where each inhabited place begins in `order` · inhabited: those places.
    """

    n_places: int
    index: Ints
    order: Ints
    starts: Ints
    inhabited: Ints

    @property
    def shown(self) -> Flags:
        """bool [P]: the places with a unit."""
        flags = np.zeros(self.n_places, dtype=np.bool_)
        flags[self.inhabited] = True
        return flags

    def sums(self, row: Row) -> Floats:
        """float64 [P]: a row [U] added up by place; NaN counts as nothing to add."""
        added = np.zeros(self.n_places)
        if len(self.order):
            taken = row.take(self.order)
            is_flag = taken.dtype == np.bool_
            added[self.inhabited] = self._counts(taken) if is_flag else self._totals(taken)
        return added

    def _counts(self, taken: Row) -> Row:
        """How many are true in each inhabited place; a long run is counted faster than added up."""
        if len(self.starts) * _LONG > len(taken):
            return np.asarray(np.add.reduceat(taken.view(np.uint8), self.starts, dtype=np.int64))
        ends = [*self.starts[1:].tolist(), len(taken)]
        runs = zip(self.starts.tolist(), ends, strict=True)
        return np.array([np.count_nonzero(taken[start:end]) for start, end in runs])

    def _totals(self, taken: Row) -> Row:
        parts = np.add.reduceat(taken, self.starts, dtype=np.float64)
        if np.isnan(parts).any():
            parts = np.add.reduceat(np.where(taken == taken, taken, 0), self.starts)
        return np.asarray(parts)


def seats(panel: Panel, kind: str, *, with_left: bool = False) -> tuple[Seats, ...]:
    """The seats of every week; the same ones for weeks between which nobody moves. `with_left` has
    closed units where they were last, too."""
    with_left = with_left and any(leavers_in(week).any() for week in panel.weeks)
    n_places, laid = len(place_ids(panel, kind)), list[Seats]()
    for week in panel.weeks:
        laid.append(_seats(week, kind, n_places, laid[-1] if laid else None, with_left))
    return tuple(laid)


@memory
def _seats(
    week: PanelWeek, kind: str, n_places: int, before: Seats | None, with_left: bool
) -> Seats:
    index = _index(week, kind)
    if with_left and week.lineage is not None:
        index = np.where(week.lineage.left, _index_left(week.lineage, kind), index)
    if before is not None and np.array_equal(before.index, index):
        return before
    return _laid_out(index, n_places)


def _index(week: PanelWeek, kind: str) -> Ints:
    if kind == "district":
        return np.where(week.member, 0, -1)
    if kind == "unit":
        return np.where(week.member, np.arange(len(week.member)), -1)
    own = week.type_index if kind == "type" else week.group_index
    return np.where(week.member, own, -1)


def _index_left(lineage: Lineage, kind: str) -> Ints:
    if kind == "district":
        return np.zeros(len(lineage.left), dtype=np.int64)
    if kind == "unit":
        return np.arange(len(lineage.left))
    return lineage.left_type if kind == "type" else lineage.left_group


def _laid_out(index: Ints, n_places: int) -> Seats:
    # Small numbers are sorted by counting, in one pass.
    small = index.astype(np.int16) if n_places < 2**15 else index
    order = np.argsort(small, kind="stable")
    order = order[np.searchsorted(small[order], 0) :]
    places = index[order]
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    return Seats(n_places, index, order, starts, places[starts])
