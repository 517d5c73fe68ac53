"""The panel's shape: one array a week, [slot, unit], with a state beside every number.

The ledger builds panels and measures read them; arrays are never written to after they are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from campaign.counting import NEWEST_RULES
from campaign.district import District
from campaign.quantity import State, slot_rows
from campaign.unit import Unit
from campaign.week import Week

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
States = NDArray[np.uint8]


class SlotFloats(Protocol):
    """float64 [S, U]: Blocks, or an array in one piece."""

    @property
    def shape(self) -> tuple[int, ...]:
        """S and U."""

    def __getitem__(self, row: int, /) -> Floats:
        """One slot's row, [U]."""


class SlotStates(Protocol):
    """uint8 [S, U]: Blocks, or an array in one piece."""

    @property
    def shape(self) -> tuple[int, ...]:
        """S and U."""

    def __getitem__(self, row: int, /) -> States:
        """One slot's row, [U]."""


@dataclass(frozen=True, eq=False)
class Lineage:
    """Under whom each unit stands in a week, since when it is there, and who is there no more.

    parent: the position of the parent unit, -1 without one · including: the unit's figures include
    those of the units below it (含所属); both as last told of a unit that was closed · left_type,
    left_group: where a closed unit was last, -1 for all others · began: the ordinal of the first
    day on which the unit existed · successor: the position of the unit in which a closed one goes
    on, -1 without one. Each [U].
    """

    parent: Ints
    including: Flags
    left_type: Ints
    left_group: Ints
    began: Ints
    successor: Ints

    @property
    def left(self) -> Flags:
        """bool [U]: was on the roster before and is closed."""
        return self.left_type >= 0


@dataclass(frozen=True, eq=False)
class PanelWeek:
    """One week of every unit; U units in the panel's order, S registered slots. Compared by
    identity: a changed week is another object.

    values: float64 [S, U], NaN unless the state is v or z · states: uint8 [S, U], the ASCII code of
    the state letter, 0 without an accepted row; both are read a slot's row at a time · reported: an
    accepted row is current · held: a row came and was held, and none is current · on_time: the
    first accepted row arrived by the deadline · member: on the roster in that week · type_index,
    group_index: into the panel's `type_ids` and `group_ids`, -1 for a non-member · sub_org_total:
    subordinate organisations on the roster · lineage: None where nobody has a parent, came after
    the launch or was closed · excused: from whom nothing is asked, None for nobody · further: by
    slot beyond the registry of which anybody says anything, its numbers and states, each [U].
    """

    week: Week
    values: SlotFloats
    states: SlotStates
    reported: Flags
    held: Flags
    on_time: Flags
    member: Flags
    type_index: Ints
    group_index: Ints
    sub_org_total: Ints
    lineage: Lineage | None = None
    excused: Flags | None = None
    further: Mapping[str, tuple[Floats, States]] = field(default_factory=dict)

    def figures(self, slot: str) -> Floats:
        """float64 [U]: any slot's numbers, NaN where there is none."""
        row = slot_rows().get(slot)
        if row is not None:
            return np.asarray(self.values[row], dtype=np.float64)
        said = self.further.get(slot)
        return np.full(len(self.reported), np.nan) if said is None else said[0]

    def letters(self, slot: str) -> States:
        """uint8 [U]: any slot's state letters, 0 without a row."""
        row = slot_rows().get(slot)
        if row is not None:
            return np.asarray(self.states[row], dtype=np.uint8)
        said = self.further.get(slot)
        return self.unsaid if said is None else said[1]

    @property
    def unsaid(self) -> States:
        """uint8 [U]: the letter of a cell of which no sheet says anything."""
        letters = np.where(self.reported, ord(State.MISSING), 0)
        if self.excused is not None:
            letters = np.where(self.excused, ord(State.EXEMPT), letters)
        is_held = self.held & ~self.reported
        return np.where(is_held, ord(State.HELD), letters).astype(np.uint8)


@dataclass(frozen=True, eq=False)
class Whole:
    """The whole district behind a panel that shows a part of it.

    A measure that must say the same in every scope is made of `panel`; only the places of the units
    shown may be handed on. take: where those stand in it, None where all units are the same; mine:
    by week of `panel`, which of them were in scope then.
    """

    panel: Panel
    take: NDArray[np.intp] | None = None
    mine: tuple[Flags, ...] = ()


@dataclass(frozen=True, eq=False)
class Panel:
    """Every week from the launch to the last one asked for, at one revision, in one scope; compared
    by identity.

    `units` gives each unit's latest span, in protocol order; `type_ids` and `group_ids` are in the
    pack's order and cover every index used. `rules` is the number of what figures are counted by
    at its revision (`campaign/counting.py`); panels of other rules share no week. `whole` is behind
    a panel in scope or narrowed, None where the panel is all there is.
    """

    district: District
    revision: int
    units: tuple[Unit, ...]
    type_ids: tuple[str, ...]
    group_ids: tuple[str, ...]
    weeks: tuple[PanelWeek, ...]
    rules: int = NEWEST_RULES
    whole: Whole | None = None

    @property
    def slot_index(self) -> Mapping[str, int]:
        """The row of each registered slot in `values` and `states`."""
        return slot_rows()

    @property
    def further_slots(self) -> tuple[str, ...]:
        """The slots beyond the registry of which any week says anything."""
        return tuple(sorted({slot for week in self.weeks for slot in week.further}))

    def values(self, slot: str) -> Floats:
        """float64 [W, U]: one slot over all weeks; NaN where there is no number."""
        values = np.empty((len(self.weeks), len(self.units)))
        for line, week in zip(values, self.weeks, strict=True):
            line[:] = week.figures(slot)
        return values

    def states(self, slot: str) -> States:
        """uint8 [W, U]: the state letters of one slot over all weeks; 0 without a row."""
        states = np.empty((len(self.weeks), len(self.units)), dtype=np.uint8)
        for line, week in zip(states, self.weeks, strict=True):
            line[:] = week.letters(slot)
        return states

    def by_rules(self, rules: int) -> Panel:
        """The same figures, to be counted by other rules; every week is another object."""
        if rules == self.rules:
            return self
        return replace(self, rules=rules, weeks=tuple(replace(week) for week in self.weeks))

    def through(self, number: int) -> Panel:
        """The same panel without the weeks after week `number`."""
        return replace(self, weeks=tuple(w for w in self.weeks if w.week.number <= number))
