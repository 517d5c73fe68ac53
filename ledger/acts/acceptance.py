"""A plan that still holds goes in; the submission is in the ledger, or nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor, District
from ledger.acts.deeds import accepted
from ledger.acts.locks import LockedWeek, Spans, of_roster, with_lines
from ledger.acts.plan import Plan, StalePlan, Standing
from ledger.acts.planning import planned_anew
from ledger.chain import Turn, record, seal, turn_of
from ledger.records import (
    NO_REASON_GIVEN,
    ROSTER,
    ROW_KINDS,
    WEEKLY,
    Current,
    Entry,
    Line,
    Stamp,
    UnitLine,
    counts_from,
    is_first_roster,
    rebuild_membership,
    roster_lines,
    statements,
    unit_spans,
    write_blanks,
    write_counting,
    write_currents,
    write_entries,
    write_extra,
    write_lines,
    write_roster_lines,
    write_submission,
)
from ledger.store import MANY, pipeline


@dataclass(frozen=True)
class Receipt:
    """What accepting did: the ledger's revision since, the submission, its rows in and held."""

    revision: int
    submission_id: int
    n_rows: int
    n_held: int
    already_received: bool


@dataclass(frozen=True)
class Entering:
    """One submission being entered, by its plan, under its stamp, in its district's turn."""

    district: District
    plan: Plan
    stamp: Stamp
    turn: Turn


def accept(
    connection: sa.Connection,
    district: District,
    *,
    shown: Plan,
    by: Actor,
    received_at: datetime,
    reason: str,
) -> Receipt:
    """Enter the submission; raises StalePlan where that would do something else than was shown,
    LockedWeek where a frozen week would change, ValueError for a time without its zone."""
    turn = turn_of(connection, district.id)
    now = _as_it_is(connection, district, shown=shown, turn=turn, at=received_at)
    n_held = len(shown.held)
    n_rows = len(shown.submission.rows) - n_held
    if now.received_as is not None:
        return Receipt(turn.rev, now.received_as, n_rows, n_held, already_received=True)
    if now.locked:
        raise LockedWeek(now.locked)
    if not now.does_the_same_as(shown):
        raise StalePlan(f"planned at revision {shown.revision}, now at {turn.rev}")
    why = reason or (NO_REASON_GIVEN if now.asks_reason else "")
    rev = turn.rev + 1
    arrival = Entering(district, now, Stamp(rev, by, received_at, why), turn)
    _enter(connection, arrival)
    return Receipt(rev, rev, n_rows, n_held, already_received=False)


def _as_it_is(
    connection: sa.Connection, district: District, *, shown: Plan, turn: Turn, at: datetime
) -> Plan:
    """The plan itself where nothing was done since it was made, and for this time of receipt; what
    is open for a unit ends without a deed."""
    if at.tzinfo is None:
        raise ValueError("the time of receipt needs its zone")
    if shown.is_of_rows and shown.received_at != at:
        shown = replace(shown, received_at=at, head="")
    may_lock = turn.locked_weeks and shown.submission.week in {None, *turn.locked_weeks}
    if turn.head == shown.head and not may_lock:
        return shown
    return planned_anew(connection, district, shown=shown, turn=turn)


def _enter(connection: sa.Connection, arrival: Entering) -> None:
    is_small = arrival.plan.kind == WEEKLY and len(arrival.plan.lines) < MANY
    with pipeline(connection) if is_small else nullcontext():
        _write(connection, arrival)


def _write(connection: sa.Connection, arrival: Entering) -> None:
    kind, standing = arrival.plan.kind, arrival.plan.standing
    if kind == ROSTER:
        seals = _enter_roster(connection, arrival)
    elif kind in ROW_KINDS:
        seals = _enter_rows(connection, arrival, standing=standing.entries)
    else:
        seals = _enter_week(connection, arrival, standing=standing)
    deed = accepted(arrival.plan, arrival.stamp, seal=seals)
    record(connection, arrival.turn, deed, moves_roster=kind == ROSTER)


def _enter_rows(
    connection: sa.Connection, arrival: Entering, *, standing: Iterable[Entry]
) -> dict[str, str]:
    sender = arrival.plan.submission.source.sender
    own = [entry.submission_id for entry in standing if entry.sender == sender]
    seals = _enter_submission(connection, arrival, supersedes=max(own, default=None))
    rev, found = arrival.stamp.rev, arrival.plan.entries
    write_entries(connection, arrival.district.id, submission_id=rev, found=found)
    return seals


def _enter_week(
    connection: sa.Connection, arrival: Entering, *, standing: Standing
) -> dict[str, str]:
    found, district_id = arrival.plan.lines, arrival.district.id
    week, rev = arrival.plan.submission.week or 0, arrival.stamp.rev
    supersedes = _superseded(standing.currents, found, arrival)
    seals = _enter_submission(connection, arrival, supersedes=supersedes)
    write_lines(connection, district_id, week=week, rev=rev, found=found)
    write_extra(connection, district_id, week=week, rev=rev, found=arrival.plan.submission.extra)
    write_counting(connection, district_id, rev=rev, received=arrival.stamp.at)
    write_blanks(connection, district_id, rev=rev, submission_id=rev, words=arrival.plan.answered)
    held = [
        (line.unit_id, Current(rev, "", None, line))
        for line in found
        if line.is_held and not _is_reported(standing.currents.get(line.unit_id))
    ]
    now = [*_of_several(arrival, standing=standing.currents), *held]
    write_currents(connection, district_id, week=week, rev=rev, now=now)
    return seals


def _of_several(
    arrival: Entering, *, standing: Mapping[str, Current]
) -> Iterator[tuple[str, Current]]:
    """What counts of units that other sheets speak of too, with when the first of them came."""
    for unit, now in arrival.plan.after.items():
        received = standing[unit].first_received
        first = min(it for it in (received, arrival.stamp.at) if it is not None)
        yield unit, replace(now, first_received=first)


def _is_reported(it: Current | None) -> bool:
    """Whether an accepted row counts; a held one then takes nothing's place."""
    return it is not None and it.is_reported


def _superseded(
    standing: Mapping[str, Current], found: Iterable[Line], arrival: Entering
) -> int | None:
    """The newest submission of the same sender whose rows this one replaces."""
    sender = arrival.plan.submission.source.sender
    replaced = [
        it.submission_id
        for line in found
        if not line.is_held
        and (it := standing.get(line.unit_id)) is not None
        and it.is_reported
        and it.sender == sender
        and it.submission_id is not None
    ]
    return max(replaced, default=None)


def _enter_roster(connection: sa.Connection, arrival: Entering) -> dict[str, str]:
    submission, district = arrival.plan.submission, arrival.district
    otherwise = counts_from(district, week=submission.week, received_at=arrival.stamp.at)
    if is_first_roster(connection, district, sha256=submission.source.sha256):
        otherwise = district.calendar.starts_on
    before = unit_spans(connection, district)
    found = roster_lines(submission, otherwise_from=otherwise, known=before)
    _refuse_in_locked_weeks(arrival, before, found)
    seals = _enter_submission(connection, arrival, supersedes=None)
    write_roster_lines(connection, district.id, rev=arrival.stamp.rev, lines=found)
    rebuild_membership(connection, district)
    return seals | {"rows": seal.of_rows(map(statements.roster_statement, found))}


def _refuse_in_locked_weeks(arrival: Entering, before: Spans, found: Iterable[UnitLine]) -> None:
    """A roster's first day may depend on when it arrives: only now is it known for certain."""
    locked, calendar = arrival.turn.locked_weeks, arrival.district.calendar
    if not locked:
        return
    after = with_lines(before, found, calendar=calendar)
    if weeks := of_roster(before, after, locked=locked, calendar=calendar):
        raise LockedWeek(weeks)


def _enter_submission(
    connection: sa.Connection, arrival: Entering, *, supersedes: int | None
) -> dict[str, str]:
    return write_submission(
        connection,
        arrival.district.id,
        submission=arrival.plan.submission,
        packed=arrival.plan.packed,
        stamp=arrival.stamp,
        supersedes=supersedes,
    )
