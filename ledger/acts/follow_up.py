"""What was done about a report or a doubt goes in, and that a week is gone through; each is a line
of the audit chain. No figure changes by it, and the revision stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from campaign import Actor, Issue
from ledger.chain import COMPLETE, FOLLOW, Deed, note, told_in, turn_of
from ledger.store import schema

CODE_UNSETTLED, CODE_FOREIGN = "P33", "P34"
UNSAID = "—"
"""What no doubt says: its reason was taken back."""


class Step(StrEnum):
    """What is done about a report that is not in, or about a doubt."""

    CALLED = "called"
    PROMISED = "promised"
    PHONED = "phoned"
    FLAGGED = "flagged"
    COMMENTED = "commented"
    SETTLED = "settled"


@dataclass(frozen=True)
class Mark:
    """One step, of a unit's week.

    about: the slot of a figure told by telephone, or what a doubt is · value: the day promised, the
    figure told, or what a doubt said as it was settled · holds: false takes an earlier one back.
    """

    step: Step
    unit_id: str
    week: int
    about: str = ""
    value: str = ""
    why: str = ""
    holds: bool = True


@dataclass(frozen=True)
class Doubt:
    """A doubt that must be explained before its week is complete: of whom, what, and what it says;
    one that says something else than when it was settled is open again."""

    unit_id: str
    about: str
    value: str


class Unsettled(ValueError):  # noqa: N818
    """Doubts that must be explained are not; the week was not marked. `issue` says so."""

    def __init__(self, week: int, n: int) -> None:
        self.issue = Issue(CODE_UNSETTLED, params={"number": week, "n": n})
        super().__init__(f"{CODE_UNSETTLED}: {n} doubts of week {week} are not explained")


class StaleList(Exception):  # noqa: N818
    """The doubts were looked for at an earlier revision: there may be others now."""


def follow(
    connection: sa.Connection, district_id: str, *, marks: Sequence[Mark], by: Actor, at: datetime
) -> None:
    """Write down what was done, a line a step."""
    for one in marks:
        new: dict[str, object] = {"step": str(one.step), "week": one.week, "about": one.about}
        new |= {"value": one.value, "holds": one.holds}
        deed = Deed(FOLLOW, f"unit:{one.unit_id}", by, at, new=new, why=one.why.strip())
        note(connection, turn_of(connection, district_id), deed)


def complete(
    connection: sa.Connection,
    district_id: str,
    *,
    week: int,
    doubts: Sequence[Doubt],
    judged_at: int,
    holds: bool,
    why: str,
    by: Actor,
    at: datetime,
) -> None:
    """Write down that a week is gone through, or is not any more. Raises Unsettled where one of its
    doubts is not explained, StaleList where they were looked for before the last figures came."""
    turn = turn_of(connection, district_id)
    if holds and turn.rev != judged_at:
        raise StaleList(f"doubts of week {week} as of {judged_at}, the ledger is at {turn.rev}")
    left = [] if not holds else unsettled(doubts, settled(connection, district_id))
    if left:
        raise Unsettled(week, len(left))
    new = {"holds": holds, "doubts": len(doubts)}
    note(connection, turn, Deed(COMPLETE, f"week:{week}", by, at, new=new, why=why.strip()))


def unsettled(doubts: Iterable[Doubt], reasons: Mapping[tuple[str, str], str]) -> list[Doubt]:
    """The doubts that nobody explained, or that say something else since."""
    return [one for one in doubts if reasons.get((one.unit_id, one.about)) != one.value]


def settled(connection: sa.Connection, district_id: str) -> Mapping[tuple[str, str], str]:
    """By unit and what a doubt is: what it said as it was settled."""
    table, found = schema.audit, dict[tuple[str, str], str]()
    query = sa.select(table.c.subject, table.c.new).where(
        table.c.district_id == district_id, table.c.action == FOLLOW
    )
    for subject, text in connection.execute(query.order_by(table.c.seq)):
        new: Mapping[str, Any] = told_in(text)
        if new["step"] == Step.SETTLED:
            at = (str(subject).partition(":")[2], str(new["about"]))
            found[at] = str(new["value"]) if new["holds"] else UNSAID
    return found
