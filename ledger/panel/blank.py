"""A roster goes in; the panel of its units, with whom they belonged to week by week, comes out.

Weeks between two changes of the roster share their arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from campaign import (
    INCLUDING,
    Blocks,
    District,
    Lineage,
    Panel,
    PanelWeek,
    Roster,
    State,
    Unit,
    Week,
    excused_in,
    in_protocol_order,
    pack_of,
    registered_slots,
)

BELONGING = ("member", "type_index", "group_index", "sub_org_total", "lineage")
"""What a week says of the roster."""
EXEMPT = ord(State.EXEMPT)
"""The letter of a cell that is asked of nobody."""


def blank(district: District, *, roster: Roster, revision: int, rules: int) -> Panel:
    """The full panel of a roster, every week of the calendar, before any row."""
    pack = pack_of(district)
    units = tuple(in_protocol_order(roster.by_id.values()))
    types = _used([t.id for t in pack.types], {unit.type_id for unit in roster.units})
    groups = _used([g.id for g in pack.groups], {unit.group_id for unit in roster.units})
    panel = Panel(district, revision, units, types, groups, (), rules)
    spans = _Spans.of(roster.units, panel=panel)
    weeks: list[PanelWeek] = []
    for week in district.calendar.weeks:
        before = weeks[-1] if weeks else None
        weeks.append(_blank_week(week, before, spans=spans, n_units=len(units)))
    return replace(panel, weeks=tuple(_excused(week, panel) for week in weeks))


def _excused(week: PanelWeek, panel: Panel) -> PanelWeek:
    """The week in which nothing is owed by whom the district excused."""
    excused = excused_in(panel.district, week.week.number)
    if not excused:
        return week
    at = [i for i, unit in enumerate(panel.units) if unit.id in excused]
    states = np.zeros(week.states.shape, dtype=np.uint8)
    states[:, at] = EXEMPT
    flags = np.zeros(len(panel.units), dtype=bool)
    flags[at] = True
    return frozen(replace(week, states=Blocks.of(states), excused=flags))


def places(panel: Panel) -> Mapping[str, int]:
    """Where each unit stands in the panel's arrays."""
    return {unit.id: i for i, unit in enumerate(panel.units)}


def frozen(week: PanelWeek) -> PanelWeek:
    """The same week; its arrays can no longer be written to."""
    told = {} if week.lineage is None else vars(week.lineage)
    beyond = (array for pair in week.further.values() for array in pair)
    for array in (*vars(week).values(), *told.values(), *beyond):
        if isinstance(array, np.ndarray):
            array.setflags(write=False)
    return week


def _used(order: Sequence[str], found: set[str]) -> tuple[str, ...]:
    return (*(id_ for id_ in order if id_ in found), *sorted(found - set(order)))


@dataclass(frozen=True)
class _Spans:
    """The spans of a roster as columns, in the roster's order; days are ordinals."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    unit: NDArray[np.int64]
    told: Mapping[str, NDArray[np.int64]]

    @classmethod
    def of(cls, units: Sequence[Unit], *, panel: Panel) -> _Spans:
        place = places(panel)
        type_at = {id_: i for i, id_ in enumerate(panel.type_ids)}
        group_at = {id_: i for i, id_ in enumerate(panel.group_ids)}
        ever = np.iinfo(np.int64).max
        return cls(
            first=_ints(unit.valid_from.toordinal() for unit in units),
            last=_ints(unit.valid_to.toordinal() if unit.valid_to else ever for unit in units),
            unit=_ints(place[unit.id] for unit in units),
            told={
                "type_index": _ints(type_at[unit.type_id] for unit in units),
                "group_index": _ints(group_at[unit.group_id] for unit in units),
                "sub_org_total": _ints(unit.sub_org_total for unit in units),
                "belongs_to": _ints(place.get(unit.parent_id or "", -1) for unit in units),
                "goes_on": _ints(place.get(unit.successor_id, -1) for unit in units),
                "including": _ints(unit.scope == INCLUDING for unit in units),
            },
        )

    def on(self, week: Week, *, n_units: int) -> dict[str, Any]:
        """What BELONGING names; of two spans of a unit on one day the later row counts."""
        day = week.ends_on.toordinal()
        valid = np.flatnonzero((self.first <= day) & (day <= self.last))
        over = np.flatnonzero(self.last < day)
        over = over[np.argsort(self.last[over], kind="stable")]  # a unit's last span comes last
        member = np.zeros(n_units, dtype=bool)
        member[self.unit[valid]] = True
        ever, left = np.concatenate([over, valid]), np.where(member, -1, 0)
        return {
            "member": member,
            "type_index": self._of("type_index", valid, n_units),
            "group_index": self._of("group_index", valid, n_units),
            "sub_org_total": self._of("sub_org_total", valid, n_units, otherwise=0),
            "lineage": Lineage(
                parent=self._of("belongs_to", ever, n_units),
                including=self._of("including", ever, n_units) > 0,
                left_type=np.where(left, left, self._of("type_index", over, n_units)),
                left_group=np.where(left, left, self._of("group_index", over, n_units)),
                began=self.began(n_units),
                successor=np.where(member, -1, self._of("goes_on", over, n_units)),
            ),
        }

    def _of(
        self, name: str, spans: NDArray[np.intp], n_units: int, *, otherwise: int = -1
    ) -> NDArray[np.int64]:
        """What the last of these spans says of each unit."""
        array = np.full(n_units, otherwise, dtype=np.int64)
        array[self.unit[spans]] = self.told[name][spans]
        return array

    def began(self, n_units: int) -> NDArray[np.int64]:
        """The first day of each unit's first span."""
        days = np.full(n_units, np.iinfo(np.int64).max)
        np.minimum.at(days, self.unit, self.first)
        return days


def _ints(numbers: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(numbers, dtype=np.int64)


def is_same(now: Any, before: Any) -> bool:
    """Whether two weeks say the same of one of BELONGING."""
    if isinstance(now, Lineage):
        return all(np.array_equal(array, vars(before)[name]) for name, array in vars(now).items())
    return np.array_equal(now, before)


def _blank_week(week: Week, before: PanelWeek | None, *, spans: _Spans, n_units: int) -> PanelWeek:
    arrays = spans.on(week, n_units=n_units)
    if before is not None:
        if all(is_same(arrays[name], getattr(before, name)) for name in BELONGING):
            return replace(before, week=week)
        return frozen(replace(before, week=week, **arrays))
    size, nobody = (len(registered_slots()), n_units), np.zeros(n_units, dtype=bool)
    return frozen(
        PanelWeek(
            week=week,
            values=Blocks.of(np.full(size, np.nan)),
            states=Blocks.of(np.zeros(size, dtype=np.uint8)),
            reported=nobody,
            held=nobody,
            on_time=nobody,
            **arrays,
        )
    )
