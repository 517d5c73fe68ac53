"""Reports as plain dictionaries go in; the panel they make comes out, and again with one changed.

A cell is None (nothing came), "held", "away" (not on the roster) or a report: slot to number, or to
a state letter such as "n" or "e"; slots a report leaves out are missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from campaign import Panel, PanelWeek, State, Unit
from tests.measures.drawn import CALENDAR, DISTRICT, SLOTS, pack

Cell = Mapping[str, Any] | str | None


@dataclass(frozen=True)
class Told:
    """Types and organisations of the units, and what each told in each week, [week][unit]."""

    types: tuple[str, ...]
    orgs: tuple[int, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def with_cell(self, week: int, unit: int, cell: Cell) -> Told:
        """The same with one unit's week replaced; weeks count from 1."""
        rows = [list(row) for row in self.cells]
        rows[week - 1][unit] = cell
        return replace(self, cells=tuple(tuple(row) for row in rows))

    def adding(self, week: int, unit: int, figures: Mapping[str, float]) -> Told:
        """The same with figures put into a unit's report, which is made where none is."""
        cell = self.cells[week - 1][unit]
        own = dict(cell) if isinstance(cell, Mapping) else {}
        return self.with_cell(week, unit, own | dict(figures))

    def in_order(self, order: Sequence[int]) -> Panel:
        """The panel with its units laid out in another order; each keeps its protocol place."""
        return _panel(self, tuple(order))

    @property
    def panel(self) -> Panel:
        """The panel of all weeks."""
        return _panel(self, tuple(range(len(self.types))))


def _panel(told: Told, order: tuple[int, ...]) -> Panel:
    units = tuple(
        Unit(f"u{i}", f"单位{i}", told.types[i], f"g0{i % 3 + 1}", i, CALENDAR.starts_on,
             sub_org_total=told.orgs[i])
        for i in order
    )  # fmt: skip
    weeks = tuple(
        _week(number, units, [row[i] for i in order]) for number, row in enumerate(told.cells, 1)
    )
    return Panel(
        DISTRICT,
        1,
        units,
        tuple(t.id for t in pack().types),
        tuple(g.id for g in pack().groups),
        weeks,
    )


def _week(number: int, units: tuple[Unit, ...], cells: list[Cell]) -> PanelWeek:
    values = np.full((len(SLOTS), len(units)), np.nan)
    states = np.zeros(values.shape, dtype=np.uint8)
    came = np.array([isinstance(cell, Mapping) for cell in cells])
    states[:, came] = ord(State.MISSING)
    for i, cell in enumerate(cells):
        for slot, told in cell.items() if isinstance(cell, Mapping) else ():
            if isinstance(told, str):
                states[SLOTS[slot], i] = ord(told)
                continue
            values[SLOTS[slot], i] = told
            states[SLOTS[slot], i] = ord(State.VALUE if told else State.ZERO)
    member = np.array([cell != "away" for cell in cells])
    types, groups = [t.id for t in pack().types], [g.id for g in pack().groups]
    return PanelWeek(
        week=CALENDAR.week(number),
        values=values,
        states=states,
        reported=came,
        held=np.array([cell == "held" for cell in cells]),
        on_time=came,
        member=member,
        type_index=np.where(member, [types.index(u.type_id) for u in units], -1),
        group_index=np.where(member, [groups.index(u.group_id) for u in units], -1),
        sub_org_total=np.array([u.sub_org_total for u in units]),
    )
