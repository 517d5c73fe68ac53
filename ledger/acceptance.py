"""A plan that still holds goes in; the submission is in the ledger, or nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from campaign import District
from ledger import schema
from ledger.districts import locked_revision, move_on
from ledger.entries import Entry, write_entries
from ledger.facts import Current, Line, write_currents
from ledger.kinds import ROSTER, ROW_KINDS
from ledger.membership import rebuild_membership, write_roster_lines
from ledger.plan import Plan, StalePlan
from ledger.planning import Standing, replanned, standing_for
from ledger.rows import insert_rows
from ledger.spans import counts_from, roster_lines
from ledger.submissions import NO_REASON_GIVEN, Stamp, write_submission


@dataclass(frozen=True)
class Receipt:
    """What accepting did: the ledger's revision since, the submission, its rows in and held."""

    revision: int
    submission_id: int
    n_rows: int
    n_held: int
    already_received: bool


@dataclass(frozen=True)
class Arrival:
    """One submission being entered, by its plan, under its stamp."""

    district: District
    plan: Plan
    stamp: Stamp


def accept(
    connection: sa.Connection,
    district: District,
    *,
    shown: Plan,
    by: str,
    received_at: datetime,
    reason: str,
) -> Receipt:
    """Enter the submission; raises StalePlan where that would do something else than was shown."""
    revision = locked_revision(connection, district.id)
    standing = standing_for(connection, district, shown=shown)
    now = replanned(connection, district, shown=shown, standing=standing)
    n_rows, n_held = shown.submission.n_accepted, shown.submission.n_held
    if now.received_as is not None:
        return Receipt(revision, now.received_as, n_rows, n_held, already_received=True)
    if not now.does_the_same_as(shown):
        raise StalePlan(f"planned at revision {shown.revision}, now at {revision}")
    why = reason or (NO_REASON_GIVEN if now.asks_reason else "")
    rev = revision + 1
    _enter(connection, Arrival(district, now, Stamp(rev, by, received_at, why)), standing=standing)
    return Receipt(rev, rev, n_rows, n_held, already_received=False)


def _enter(connection: sa.Connection, arrival: Arrival, *, standing: Standing) -> None:
    kind = arrival.plan.kind
    if kind == ROSTER:
        _enter_roster(connection, arrival)
    elif kind in ROW_KINDS:
        _enter_rows(connection, arrival, standing=standing.entries)
    else:
        _enter_week(connection, arrival, standing=standing.currents)
    move_on(connection, arrival.district.id, rev=arrival.stamp.rev, roster=kind == ROSTER)


def _enter_rows(connection: sa.Connection, arrival: Arrival, *, standing: Iterable[Entry]) -> None:
    sender = arrival.plan.submission.source.sender
    own = [entry.submission_id for entry in standing if entry.sender == sender]
    _enter_submission(connection, arrival, supersedes=max(own, default=None))
    rev, found = arrival.stamp.rev, arrival.plan.entries
    write_entries(connection, arrival.district.id, submission_id=rev, found=found)


def _enter_week(
    connection: sa.Connection, arrival: Arrival, *, standing: Mapping[str, Current]
) -> None:
    found, district_id = arrival.plan.lines, arrival.district.id
    week = arrival.plan.submission.week or 0
    _enter_submission(connection, arrival, supersedes=_superseded(standing, found, arrival))
    key = {"district_id": district_id, "submission_id": arrival.stamp.rev, "week": week}
    insert_rows(connection, schema.fact, ({**key, **line.columns()} for line in found))
    now = [
        (line.unit_id, _after(standing.get(line.unit_id), line, arrival=arrival)) for line in found
    ]
    changed = [(unit, it) for unit, it in now if it is not standing.get(unit)]
    write_currents(connection, district_id, week=week, rev=arrival.stamp.rev, now=changed)


def _superseded(
    standing: Mapping[str, Current], found: Iterable[Line], arrival: Arrival
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


def _after(before: Current | None, line: Line, *, arrival: Arrival) -> Current:
    """What counts once the line is in: the latest accepted row whole; a held one replaces none."""
    sender = arrival.plan.submission.source.sender
    if line.is_held:
        if before is not None and before.is_reported:
            return before
        return Current(arrival.stamp.rev, sender, None, line)
    received = arrival.stamp.at
    if before is not None and before.first_received is not None:
        received = min(received, before.first_received)
    return Current(arrival.stamp.rev, sender, received, line)


def _enter_roster(connection: sa.Connection, arrival: Arrival) -> None:
    submission, district = arrival.plan.submission, arrival.district
    otherwise = counts_from(district, week=submission.week, received_at=arrival.stamp.at)
    found = roster_lines(submission, otherwise_from=otherwise)
    _enter_submission(connection, arrival, supersedes=None)
    write_roster_lines(connection, district.id, rev=arrival.stamp.rev, lines=found)
    rebuild_membership(connection, district)


def _enter_submission(
    connection: sa.Connection, arrival: Arrival, *, supersedes: int | None
) -> None:
    write_submission(
        connection,
        arrival.district.id,
        submission=arrival.plan.submission,
        stamp=arrival.stamp,
        supersedes=supersedes,
    )
