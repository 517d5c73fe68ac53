"""A plan that still holds goes in; the submission is in the ledger, or nothing is.

Withdrawing goes the other way: what the remaining submissions say of the same units counts again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from campaign import District
from ledger import schema
from ledger.districts import locked_revision, move_on
from ledger.facts import Current, Line, line_of, write_currents
from ledger.membership import (
    ROSTER_FORM,
    counts_from,
    rebuild_membership,
    roster_lines,
    write_roster_lines,
)
from ledger.plan import Plan, StalePlan, replanned, replanned_roster, standing_for
from ledger.schema import Kept
from ledger.submissions import (
    NO_REASON_GIVEN,
    WITHDRAWN,
    not_withdrawn,
    write_submission,
    write_withdrawal,
)


@dataclass(frozen=True)
class Receipt:
    """What accepting did: the ledger's revision since, the submission, its rows in and held."""

    revision: int
    submission_id: int
    n_rows: int
    n_held: int
    already_received: bool


@dataclass(frozen=True)
class Entry:
    """One submission being entered: as revision `rev`, by whom, received when, why."""

    district: District
    plan: Plan
    rev: int
    by: str
    received_at: datetime
    reason: str


def accept(
    connection: sa.Connection,
    district: District,
    *,
    plan_shown: Plan,
    by: str,
    received_at: datetime,
    reason: str,
) -> Receipt:
    """Enter the submission; raises StalePlan where that would do something else than was shown."""
    revision = locked_revision(connection, district.id)
    submission = plan_shown.submission
    is_roster = submission.form == ROSTER_FORM
    standing = {} if is_roster else standing_for(connection, district, shown=plan_shown)
    if is_roster:
        now = replanned_roster(connection, district, shown=plan_shown)
    else:
        now = replanned(connection, district, shown=plan_shown, standing=standing)
    n_rows, n_held = submission.n_accepted, submission.n_held
    if now.received_as is not None:
        return Receipt(revision, now.received_as, n_rows, n_held, already_received=True)
    if not now.does_the_same_as(plan_shown):
        raise StalePlan(f"planned at revision {plan_shown.revision}, now at {revision}")
    why = reason or (NO_REASON_GIVEN if now.asks_reason else "")
    entry = Entry(district, now, revision + 1, by, received_at, why)
    if is_roster:
        _enter_roster(connection, entry)
    else:
        _enter_week(connection, entry, standing=standing)
    return Receipt(entry.rev, entry.rev, n_rows, n_held, already_received=False)


def _enter_week(
    connection: sa.Connection, entry: Entry, *, standing: Mapping[str, Current]
) -> None:
    found, district_id = entry.plan.lines, entry.district.id
    week = entry.plan.submission.week or 0
    _enter_submission(connection, entry, supersedes=_superseded(standing, found, entry))
    key = {"district_id": district_id, "submission_id": entry.rev, "week": week}
    if found:
        connection.execute(sa.insert(schema.fact), [{**key, **line.columns()} for line in found])
    now = [(line.unit_id, _after(standing.get(line.unit_id), line, entry=entry)) for line in found]
    changed = [(unit, it) for unit, it in now if it is not standing.get(unit)]
    write_currents(connection, district_id, week=week, rev=entry.rev, now=changed)
    move_on(connection, district_id, rev=entry.rev)


def _superseded(standing: Mapping[str, Current], found: Iterable[Line], entry: Entry) -> int | None:
    """The newest submission of the same sender whose rows this one replaces."""
    sender = entry.plan.submission.source.sender
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


def _after(before: Current | None, line: Line, *, entry: Entry) -> Current:
    """What counts once the line is in: the latest accepted row whole; a held one replaces none."""
    sender = entry.plan.submission.source.sender
    if line.is_held:
        if before is not None and before.is_reported:
            return before
        return Current(entry.rev, sender, None, line)
    received = entry.received_at
    if before is not None and before.first_received is not None:
        received = min(received, before.first_received)
    return Current(entry.rev, sender, received, line)


def _enter_roster(connection: sa.Connection, entry: Entry) -> None:
    submission, district = entry.plan.submission, entry.district
    otherwise = counts_from(district, week=submission.week, received_at=entry.received_at)
    found = roster_lines(submission, otherwise_from=otherwise)
    _enter_submission(connection, entry, supersedes=None)
    write_roster_lines(connection, district.id, rev=entry.rev, lines=found)
    rebuild_membership(connection, district)
    move_on(connection, district.id, rev=entry.rev, roster=True)


def _enter_submission(connection: sa.Connection, entry: Entry, *, supersedes: int | None) -> None:
    write_submission(
        connection,
        entry.district.id,
        rev=entry.rev,
        submission=entry.plan.submission,
        by=entry.by,
        received_at=entry.received_at,
        reason=entry.reason,
        supersedes=supersedes,
    )


def withdraw(
    connection: sa.Connection,
    district: District,
    *,
    submission_id: int,
    by: str,
    at: datetime,
    reason: str,
) -> int:
    """Take a submission back and return the new revision; nothing is deleted.

    Raises KeyError for no such submission, ValueError for one taken back already.
    """
    rev = locked_revision(connection, district.id) + 1
    taken_back = _standing_submission(connection, district.id, submission_id)
    write_withdrawal(
        connection, district.id, rev=rev, taken_back=taken_back, by=by, at=at, reason=reason
    )
    if taken_back["form"] == ROSTER_FORM:
        rebuild_membership(connection, district)
        move_on(connection, district.id, rev=rev, roster=True)
    else:
        week = int(str(taken_back["week"]))
        remaining = _remaining(connection, district.id, submission_id=submission_id, week=week)
        write_currents(connection, district.id, week=week, rev=rev, now=remaining.items())
        move_on(connection, district.id, rev=rev)
    return rev


def _standing_submission(
    connection: sa.Connection, district_id: str, submission_id: int
) -> dict[str, object]:
    sent = schema.submission
    here = (sent.c.district_id == district_id) & (sent.c.id == submission_id)
    row = connection.execute(sa.select(sent).where(here)).mappings().first()
    if row is None or row["state"] == WITHDRAWN:
        raise KeyError(f"no submission {submission_id} in {district_id!r}")
    if connection.scalar(sa.select(sent.c.id).where(here, not_withdrawn(sent))) is None:
        raise ValueError(f"submission {submission_id} was withdrawn before")
    return dict(row)


def _remaining(
    connection: sa.Connection, district_id: str, *, submission_id: int, week: int
) -> dict[str, Current]:
    """What counts for each unit of a submission by what all others still say."""
    fact, sent, own = schema.fact, schema.submission, schema.fact.alias("own")
    units = sa.select(own.c.unit_id).where(
        own.c.district_id == district_id, own.c.submission_id == submission_id
    )
    query = (
        sa.select(fact, sent.c.sender, sent.c.received_at)
        .join(
            sent, (sent.c.district_id == fact.c.district_id) & (sent.c.id == fact.c.submission_id)
        )
        .where(fact.c.district_id == district_id, fact.c.week == week, fact.c.unit_id.in_(units))
        .where(not_withdrawn(sent))
        .order_by(fact.c.submission_id)
    )
    versions: dict[str, list[Kept]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        versions[str(row["unit_id"])].append(dict(row))
    return {unit: latest(versions[unit]) for unit in connection.scalars(units)}


def latest(versions: Sequence[Kept]) -> Current:
    """What counts of one unit's rows of one week, given in the order of revision."""
    accepted = [row for row in versions if not row["is_held"]]
    shown = (accepted or list(versions))[-1:]
    if not shown:
        return Current(None, "", None, None)
    row = shown[0]
    received = [row["received_at"] for row in accepted]
    return Current(
        submission_id=row["submission_id"],
        sender=str(row["sender"]),
        first_received=min(received, default=None),
        line=line_of(row),
    )
