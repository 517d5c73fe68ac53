"""Quantities and cell states: what a figure counts, and what an empty cell means.

The registry is one list of reportable quantities shared by all packs; the ledger has a column for
each. A pack or a district may ask for further ones, which nobody must answer: their figures lie one
a row. A *slot* is a quantity as reported for the week (`id`) or since the launch (`id@cumulative`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from campaign.csv_text import csv_rows
from campaign.role import OptionRole
from campaign.unit import Label

CUMULATIVE = "@cumulative"


class State(StrEnum):
    """What a cell says. One letter in the ledger; five states reach figures, `held` never does."""

    VALUE = "v"
    ZERO = "z"
    MISSING = "m"
    NOT_APPLICABLE = "n"
    EXEMPT = "e"
    HELD = "h"


class Kind(StrEnum):
    """How a cell of the quantity is read; a tick is 1 or a reported 0."""

    COUNT = "count"
    DAYS = "days"
    CHOICE = "choice"
    TICK = "tick"


class Cadence(StrEnum):
    """Whether a figure belongs to its week, to all weeks so far, or to the day it was taken."""

    WEEKLY = "weekly"
    CUMULATIVE = "cumulative"
    SNAPSHOT = "snapshot"
    ONE_OFF = "one_off"


@dataclass(frozen=True)
class Option:
    """One answer of a choice; `role` says what code knows it for, if for anything."""

    id: str
    label: Label
    aliases: tuple[str, ...]
    role: OptionRole | None = None


def option_of(options: Iterable[Option], role: OptionRole) -> str:
    """The id of the option of a role; empty where none has it."""
    return next((option.id for option in options if option.role is role), "")


@dataclass(frozen=True)
class Quantity:
    """One reportable figure of a pack.

    `measure` is its measure word (场次 / sessions); `owed_by` the unit types that owe it;
    `only_with_children` limits that to units with subordinate organisations; `only_if_zero` names
    another quantity that must be zero for this one to be asked; `part_of` names its whole.
    """

    id: str
    label: Label
    measure: Label
    kind: Kind
    cadence: Cadence
    workstream: str
    owed_by: frozenset[str]
    only_with_children: bool = False
    only_if_zero: str | None = None
    part_of: str | None = None
    week_limit: float | None = None
    options: tuple[Option, ...] = ()
    asked: tuple[tuple[int, frozenset[str]], ...] = ()

    def owed_in(self, week: int) -> frozenset[str]:
        """The types that owe it in a week: `asked` says from which week on which, if it changed."""
        return next((of for first, of in reversed(self.asked) if first <= week), self.owed_by)

    @property
    def slots(self) -> tuple[str, ...]:
        """Its slots: the weekly one, and the cumulative one where weeks add up."""
        if self.cadence is Cadence.WEEKLY and self.kind not in (Kind.CHOICE, Kind.TICK):
            return (self.id, self.id + CUMULATIVE)
        return (self.id,)

    @property
    def adds_up(self) -> bool:
        """Whether its weeks add up to a figure since the launch."""
        return len(self.slots) > 1

    @cached_property
    def is_further(self) -> bool:
        """Whether it is none of the registry's."""
        return not slot_rows().keys() >= set(self.slots)


def quantity_of(slot: str) -> str:
    """The quantity id of a slot."""
    return slot.removesuffix(CUMULATIVE)


@cache
def registered_slots() -> tuple[str, ...]:
    """Every slot of the registry in its fixed order: a state string has one letter for each."""
    return tuple(row["slot"] for row in csv_rows("campaign", "registry.csv"))


@cache
def slot_rows() -> Mapping[str, int]:
    """The row of each registered slot in a week's values and states."""
    return {slot: i for i, slot in enumerate(registered_slots())}
