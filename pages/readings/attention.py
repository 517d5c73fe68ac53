"""Cached readings of who needs a call: a view goes in; worklist, launches and findings come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from campaign import Attention, Door, Finding, FormRole, Level, Viewer
from measures import findings, launch_coverage, launch_rows, launches, worklist
from pages.door import Basis, opened, reading
from pages.readings.visits import entries_for, units_visited, visits_so_far


@dataclass(frozen=True)
class Need:
    """One unit of the week with its items and its visits; `last_on` is NaT without a visit."""

    attention: Attention
    unit_id: str
    name: str
    type_id: str
    group_id: str
    last_on: pd.Timestamp
    days: int

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
    items = {one.unit_id: one for one in _worklist(basis)}
    return tuple(
        Need(
            attention=items[row["unit_id"]],
            unit_id=row["unit_id"],
            name=row["name"],
            type_id=row["type_id"],
            group_id=row["group_id"],
            last_on=row["last_on"],
            days=int(row["days"]),
        )
        for row in units_visited(basis).to_dict("records")
    )


def _worklist(basis: Basis) -> Sequence[Attention]:
    return worklist(
        basis.panel,
        basis.pack,
        week=basis.week.number,
        today=basis.today,
        visits=visits_so_far(basis),
        launches=register(basis),
        is_guided=is_guided(basis),
    )


@reading
def is_guided(basis: Basis) -> bool:
    """Whether the district keeps a guidance log, whoever of its units the viewer sees."""
    log = basis.pack.form_of(FormRole.GUIDANCE_LOG)
    if log is None:
        return False
    office = Viewer(Door.OFFICE)
    upto = {"through": basis.week.number, "as_of": basis.as_of}
    return len(opened.ledger().entries(basis.district.id, office, log.id, **upto)) > 0


@reading
def findings_now(basis: Basis) -> tuple[Finding, ...]:
    """What to say of all shown units at the end of the view's week."""
    return findings(basis.panel, basis.pack, visits=visits_so_far(basis))


@reading
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
