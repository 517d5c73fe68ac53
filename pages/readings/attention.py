"""Cached readings of who needs a call: a view goes in; worklist, launches and findings come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from campaign import Attention, Door, Finding, Level, Viewer
from measures import findings, launch_coverage, launch_rows, launches, worklist
from pages.door import View, opened
from pages.readings.visits import LOG, entries_of, units_visited, visits_so_far

LAUNCH = "launch"


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


def needs(view: View) -> tuple[Need, ...]:
    """Every unit of the view's week, in protocol order."""
    return view.kept("needs", _needs)


def _needs(view: View) -> tuple[Need, ...]:
    items = {one.unit_id: one for one in _worklist(view)}
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
        for row in units_visited(view).to_dict("records")
    )


def _worklist(view: View) -> Sequence[Attention]:
    return worklist(
        view.panel,
        view.pack,
        week=view.week.number,
        today=view.today,
        visits=visits_so_far(view),
        launches=register(view),
        is_guided=is_guided(view),
    )


def is_guided(view: View) -> bool:
    """Whether the district keeps a guidance log, whoever of its units the viewer sees."""
    return bool(
        view.kept(
            "guided",
            lambda v: len(
                opened.ledger().entries(
                    v.district.id,
                    Viewer(Door.OFFICE),
                    LOG,
                    through=v.week.number,
                    as_of=v.as_of,
                )
            ),
        )
    )


def findings_now(view: View) -> tuple[Finding, ...]:
    """What to say of all shown units at the end of the view's week."""
    return view.kept("findings", lambda v: findings(v.panel, v.pack, visits=visits_so_far(v)))


def register(view: View) -> pd.DataFrame:
    """LAUNCHES of the units in scope; empty without a register."""
    return view.kept("launches", lambda v: launches(entries_of(v, LAUNCH)))


def launch_share(view: View) -> pd.DataFrame:
    """STANDING of the units launched, a row a week."""
    return view.kept("launch share", lambda v: launch_coverage(register(v), v.panel))


def launch_of_units(view: View) -> pd.DataFrame:
    """LAUNCH_ROWS of the week's units."""
    return view.kept(
        "launch rows", lambda v: launch_rows(register(v), v.panel, v.pack, today=v.today)
    )
