"""Cached readings of who needs a call: a view goes in; worklist, launches and findings come out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from campaign import Attention, Finding, FormRole, Level
from measures import findings, launch_coverage, launch_rows, launches, trainings_now
from pages.door import Basis, reading, whole_reading
from pages.readings.judged import judged_now
from pages.readings.visits import entries_for, office_log, office_weeks, visits_so_far


@dataclass(frozen=True)
class Need:
    """One unit of the week with its items and its visits; `last_on` is NaT without a visit, which
    is not known to be none unless `is_known`."""

    attention: Attention
    unit_id: str
    name: str
    type_id: str
    group_id: str
    last_on: pd.Timestamp
    days: int
    is_known: bool

    def count(self, level: Level) -> int:
        """How many of its items stand at a level."""
        return sum(reason.level is level for reason in self.attention.reasons)

    @property
    def weight(self) -> tuple[int, int]:
        """How much stands against it: what orders a list "by need", on the screen only."""
        return (self.count(Level.KEY), self.count(Level.ATTENTION))


@reading
def needs(basis: Basis) -> tuple[Need, ...]:
    """Every unit of the view's week, in protocol order."""
    found = judged_now(basis)
    rows = found.visited.set_index("unit_id").to_dict("index")
    return tuple(_need(each, rows[each.unit_id]) for each in found.items)


def _need(attention: Attention, row: dict[Hashable, Any]) -> Need:
    return Need(
        attention=attention,
        unit_id=attention.unit_id,
        name=row["name"],
        type_id=row["type_id"],
        group_id=row["group_id"],
        last_on=row["last_on"],
        days=int(row["days"]),
        is_known=bool(row["is_known"]),
    )


def is_cut(view: Basis) -> bool:
    """Whether the review budget cuts this list: of the whole district only."""
    return not (view.filters.are_set or view.viewer.is_scoped)


def listed(view: Basis, everyone: Sequence[Need]) -> list[Need]:
    """The units to begin with, in protocol order: those the review budget lists of the district, of
    less than that all with an item."""
    if is_cut(view):
        return [need for need in everyone if need.attention.listed]
    return [need for need in everyone if need.attention.reasons]


@reading
def findings_now(basis: Basis) -> tuple[Finding, ...]:
    """What to say of all shown units at the end of the view's week."""
    trained = trainings_now(office_log(basis), basis.panel, office_weeks(basis))
    made = visits_so_far(basis)
    return findings(basis.panel, basis.pack, visits=made, trainings=trained)


@whole_reading
def register(basis: Basis) -> pd.DataFrame:
    """LAUNCHES of the units in scope; empty without a register."""
    return launches(entries_for(basis, FormRole.LAUNCH), basis.pack)


@reading
def launch_share(basis: Basis) -> pd.DataFrame:
    """STANDING of the units launched, a row a week."""
    return launch_coverage(register(basis), basis.panel)


@reading
def launch_of_units(basis: Basis) -> pd.DataFrame:
    """LAUNCH_ROWS of the week's units."""
    return launch_rows(register(basis), basis.panel, basis.pack, today=basis.today)
