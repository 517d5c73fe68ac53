"""Two panels of one district go in, as known at two revisions; what differs comes out by cell.

Each line says what brought it about: the submission that counts since, or the withdrawal or roster
that changed it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import sqlalchemy as sa
from numpy.typing import NDArray

from campaign import Panel, PanelWeek, Shape, State, registered_slots
from ledger.queries.causes import Causes, causes
from ledger.queries.scope import Scope

CHANGES = Shape(
    "CHANGES",
    {
        "week": "int64",
        "unit_id": "str",
        "slot": "str",
        "old": "Float64",
        "old_state": "str",
        "old_words": "str",
        "new": "Float64",
        "new_state": "str",
        "new_words": "str",
        "old_submission_id": "Int64",
        "new_submission_id": "Int64",
        "revision": "Int64",
        "at": "datetime64[us, UTC]",
        "by": "str",
        "reason": "str",
    },
)
"""One line a unit, week and slot that differ, by week and in protocol order. A state is '' where no
accepted row was known. `slot` is member, type, group or sub_org_total for what the roster says,
told in words (ids; '' off the roster). `revision` is the act that brought it about; at, by and
reason are that act's."""

ROSTER_SAYS = ("member", "type", "group", "sub_org_total")
_UNSAID = ("", State.MISSING.value)


@dataclass(frozen=True)
class ChangedCell:
    """One cell that differs; figures are None and states '' where nothing was known."""

    week: int
    unit_id: str
    slot: str
    old: float | None = None
    old_state: str = ""
    old_words: str = ""
    new: float | None = None
    new_state: str = ""
    new_words: str = ""

    @property
    def is_of_roster(self) -> bool:
        """Whether the roster says it, not a report."""
        return self.slot in ROSTER_SAYS


def changes(
    connection: sa.Connection, then: Panel, now: Panel, *, scope: Scope, weeks: Collection[int]
) -> pd.DataFrame:
    """What differs between two full panels in these weeks, in scope, as CHANGES."""
    cells = [
        cell
        for before, after in zip(then.weeks, now.weeks, strict=True)
        if after.week.number in weeks
        for cell in _Compared(then, now, before, after).cells()
        if scope.sees(cell.unit_id, week=cell.week)
    ]
    figures = [(it.week, it.unit_id, it.slot) for it in cells if not it.is_of_roster]
    found = causes(connection, now.district, between=(then, now), figures=figures)
    return CHANGES.frame(_line(cell, found) for cell in cells)


def corrections(found: pd.DataFrame) -> pd.DataFrame:
    """Those of CHANGES in which a figure that stood there says something else: neither a report
    that came late nor what the roster says."""
    return found[~found["slot"].isin(ROSTER_SAYS) & (found["old_state"] != "")]


def _line(cell: ChangedCell, found: Causes) -> dict[str, object]:
    cause = found.of(cell.week, cell.unit_id, cell.slot)
    return {**vars(cell), **vars(cause)}


class _Compared:
    """One week of two panels, side by side in the units of both."""

    def __init__(self, then: Panel, now: Panel, before: PanelWeek, after: PanelWeek) -> None:
        self._week = after.week.number
        old, new = ({unit.id: i for i, unit in enumerate(p.units)} for p in (then, now))
        self._units = [*new, *(unit for unit in old if unit not in new)]
        self._slots = (*registered_slots(), *sorted({*before.further, *after.further}))
        self._before = _aligned(before, self._slots, self._units, old)
        self._after = _aligned(after, self._slots, self._units, new)
        self._said = (
            _roster_words(then, before, self._units, old),
            _roster_words(now, after, self._units, new),
        )

    def cells(self) -> Iterator[ChangedCell]:
        """What differs, unit by unit."""
        (old, was), (new, is_now) = self._before, self._after
        same_value = (old == new) | (np.isnan(old) & np.isnan(new))
        differs = (was != is_now) | ~same_value
        for j, unit in enumerate(self._units):
            yield from self._roster_cells(j, unit)
            for i in differs[:, j].nonzero()[0]:
                states = _letter(was[i, j]), _letter(is_now[i, j])
                if not (states[0] in _UNSAID and states[1] in _UNSAID):
                    yield ChangedCell(
                        *(self._week, unit, self._slots[i]),
                        *(_number(old[i, j]), states[0], ""),
                        *(_number(new[i, j]), states[1], ""),
                    )

    def _roster_cells(self, j: int, unit: str) -> Iterator[ChangedCell]:
        before, after = self._said[0][j], self._said[1][j]
        for slot, was, is_now in zip(ROSTER_SAYS, before, after, strict=True):
            if was != is_now and (slot == "member" or (before[0] and after[0])):
                yield ChangedCell(self._week, unit, slot, old_words=was, new_words=is_now)


def _aligned(
    week: PanelWeek, slots: Sequence[str], units: Sequence[str], place: Mapping[str, int]
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Values and states [slot, unit] in this order of units, blank where nothing was reported."""
    shape = (len(slots), len(units))
    values, states = np.full(shape, np.nan), np.zeros(shape, dtype=np.uint8)
    known = [(j, place[unit]) for j, unit in enumerate(units) if unit in place]
    if known:
        to, at = (np.array(side) for side in zip(*known, strict=True))
        is_in = week.reported[at]
        for i, slot in enumerate(slots):
            values[i, to] = np.where(is_in, week.figures(slot)[at], np.nan)
            states[i, to] = np.where(is_in, week.letters(slot)[at], np.uint8(0))
    return values, states


def _roster_words(
    panel: Panel, week: PanelWeek, units: Sequence[str], place: Mapping[str, int]
) -> list[tuple[str, str, str, str]]:
    """What the roster says of each unit in the week; empty texts off the roster."""
    said = []
    for unit in units:
        at = place.get(unit)
        if at is None or not week.member[at]:
            said.append(("", "", "", ""))
            continue
        kind, group = panel.type_ids[week.type_index[at]], panel.group_ids[week.group_index[at]]
        said.append(("yes", kind, group, str(week.sub_org_total[at])))
    return said


def _letter(code: np.uint8) -> str:
    return chr(code) if code else ""


def _number(value: float) -> float | None:
    return None if value != value else float(value)
