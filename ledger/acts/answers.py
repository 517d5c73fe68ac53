"""A person's answer goes in: is a figure taken back by a blank, which of two senders counts.

It is kept, what counts of the units concerned is worked out anew, and the chain tells both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from campaign import FIRST_RULES, Actor, District, State, registered_slots, rules_at
from ledger.acts.deeds import subject, told_blanks
from ledger.acts.locks import LockedWeek
from ledger.acts.recount import Recount, recounts, told_recounts, write_recounts
from ledger.chain import (
    ACCEPT,
    ANSWER,
    ARCHIVED,
    CHOOSE,
    Deed,
    Fault,
    Turn,
    record,
    told_in,
    turn_of,
)
from ledger.records import (
    Cell,
    Choice,
    further_said,
    line_of,
    not_withdrawn,
    write_blanks,
    write_choice,
)
from ledger.store import schema

_CHOICE = ("unit_id", "week", "sender", "other", "holds")


class NothingAsked(ValueError):  # noqa: N818
    """There is no such blank or no such unit, or the district's rules ask nothing of them."""


def answer_blanks(
    connection: sa.Connection,
    district: District,
    *,
    submission_id: int,
    words: Mapping[Cell, bool],
    by: Actor,
    at: datetime,
    why: str,
) -> int:
    """Keep what somebody says of a submission's blanks, and return the new revision.

    Raises NothingAsked for a cell that is no blank of it, LockedWeek where a frozen week would
    change.
    """
    turn = _open_turn(connection, district.id)
    week = _week_of(connection, district.id, submission_id)
    if not words or set(words) - _blanks_of(connection, district.id, submission_id, words):
        raise NothingAsked(f"submission {submission_id} leaves no such cell blank")
    rev, units = turn.rev + 1, sorted({unit for unit, _ in words})
    write_blanks(connection, district.id, rev=rev, submission_id=submission_id, words=words)
    found = _count_anew(connection, district, turn, weeks=[week], units=units)
    old, new = told_recounts(found)
    new |= {"takes_back": told_blanks(words)}
    record(connection, turn, Deed(ANSWER, subject(submission_id), by, at, old, new, why))
    return rev


def choose(
    connection: sa.Connection,
    district: District,
    *,
    choice: Choice,
    by: Actor,
    at: datetime,
    why: str,
) -> int:
    """Keep whom somebody chose of two senders on a unit, for its later sheets too, and return the
    new revision.

    Raises NothingAsked for an unknown unit, LockedWeek where a frozen week would change.
    """
    turn = _open_turn(connection, district.id)
    district.calendar.week(choice.week)
    table = schema.unit
    here = (table.c.district_id == district.id) & (table.c.id == choice.unit_id)
    if connection.scalar(sa.select(table.c.id).where(here)) is None:
        raise NothingAsked(f"no unit {choice.unit_id!r} in {district.id!r}")
    if choice.sender == choice.other:
        raise NothingAsked("two senders are chosen between")
    write_choice(connection, district.id, rev=turn.rev + 1, choice=choice)
    weeks = [week.number for week in district.calendar.weeks if week.number >= choice.week]
    found = _count_anew(connection, district, turn, weeks=weeks, units=[choice.unit_id])
    old, new = told_recounts(found)
    new |= {"choice": vars(choice)}
    record(connection, turn, Deed(CHOOSE, f"unit:{choice.unit_id}", by, at, old, new, why))
    return turn.rev + 1


def _count_anew(
    connection: sa.Connection,
    district: District,
    turn: Turn,
    *,
    weeks: Iterable[int],
    units: Sequence[str],
) -> Sequence[Recount]:
    """Write what counts of these units now; raises LockedWeek where a frozen week would change."""
    found = list(recounts(connection, district, weeks=weeks, units=units))
    if locked := {it.week for it in found if it.cells[0]} & turn.locked_weeks:
        raise LockedWeek(locked)
    write_recounts(connection, turn, found)
    return found


def _open_turn(connection: sa.Connection, district_id: str) -> Turn:
    turn = turn_of(connection, district_id)
    if turn.is_archived:
        raise LockedWeek([ARCHIVED])
    if rules_at(turn.rules) == FIRST_RULES:
        raise NothingAsked(f"district {district_id!r} goes by rules {FIRST_RULES}")
    return turn


def _week_of(connection: sa.Connection, district_id: str, submission_id: int) -> int:
    sent = schema.submission
    here = (sent.c.district_id == district_id) & (sent.c.id == submission_id)
    week = connection.scalar(sa.select(sent.c.week).where(here, not_withdrawn(sent)))
    if week is None:
        raise NothingAsked(f"no weekly report {submission_id} counts in {district_id!r}")
    return int(week)


def _blanks_of(
    connection: sa.Connection, district_id: str, submission_id: int, cells: Iterable[Cell]
) -> set[Cell]:
    """Those of the cells that the submission had a column for and left blank."""
    fact, column = schema.fact, schema.column_map
    here, had = (
        (table.c.district_id == district_id, table.c.submission_id == submission_id)
        for table in (fact, column)
    )
    rows = connection.execute(sa.select(fact).where(*here, fact.c.is_held.is_(False))).mappings()
    sent = {str(row["unit_id"]): row for row in rows}
    asked = {unit for unit, _ in cells} & sent.keys()
    week = next(iter(sent.values()))["week"] if asked else 0
    said = further_said(connection, district_id, week=week, units=sorted(asked)) if asked else {}
    lines = {u: line_of(sent[u], said.get((u, submission_id), ())) for u in asked}
    slots = set(connection.scalars(sa.select(column.c.slot).where(*had)))
    known = (*registered_slots(), *sorted(slots - set(registered_slots())))
    states = {
        unit: dict(zip(known, line.told(known)[0], strict=True)) for unit, line in lines.items()
    }
    return {
        (unit, slot)
        for unit, slot in cells
        if slot in slots and states.get(unit, {}).get(slot) == State.MISSING.value
    }


def answer_faults(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    """Answers that are not what the audit chain says, those gone or put in later."""
    audit = schema.audit
    query = sa.select(audit.c.rev, audit.c.subject, audit.c.new).where(
        audit.c.district_id == district_id, audit.c.action.in_((ACCEPT, ANSWER, CHOOSE))
    )
    told: set[tuple[object, ...]] = set()
    for rev, of, new in connection.execute(query):
        said = told_in(new)
        for unit, slots in said.get("takes_back", {}).items():
            told |= {(rev, int(of.partition(":")[2]), unit, *it) for it in slots.items()}
        if choice := said.get("choice"):
            told.add((rev, *(choice[name] for name in _CHOICE)))
    blank, choice = schema.blank, schema.choice
    names = ("rev", "submission_id", "unit_id", "slot", "takes_back")
    kept = _rows(connection, blank, names, district_id)
    kept |= _rows(connection, choice, ("rev", *_CHOICE), district_id)
    for rev in sorted({int(str(row[0])) for row in kept ^ told}):
        yield Fault("answer_changed", district_id, {"rev": rev})


def _rows(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], district_id: str
) -> set[tuple[object, ...]]:
    query = sa.select(*(table.c[name] for name in names)).where(table.c.district_id == district_id)
    return {tuple(row) for row in connection.execute(query)}
