"""A submission to take back goes in; what the others say of the same units counts again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from campaign import FIRST_RULES, Actor, District, rules_at
from ledger.acts.deeds import taken_back
from ledger.acts.locks import LockedWeek, of_roster, week_number
from ledger.chain import ARCHIVED, Turn, record, turn_of
from ledger.records import (
    LOG,
    NO_REASON_GIVEN,
    ROSTER,
    ROW_KINDS,
    WITHDRAWN,
    Beyond,
    Current,
    Stamp,
    currents,
    further_said,
    kind_of,
    line_of,
    not_withdrawn,
    outcomes,
    rebuild_membership,
    unit_spans,
    write_currents,
    write_withdrawal,
)
from ledger.store import Kept, schema


def withdraw_all(
    connection: sa.Connection,
    district: District,
    *,
    submissions: Sequence[int],
    by: Actor,
    at: datetime,
    reason: str,
) -> int:
    """Take submissions back, the newest first, and return the new revision; each has its line, and
    where one cannot be taken back none is. Raises ValueError for none."""
    if not submissions:
        raise ValueError("nothing to withdraw")
    done = [
        withdraw(connection, district, submission_id=number, by=by, at=at, reason=reason)
        for number in sorted(set(submissions), reverse=True)
    ]
    return done[-1]


def withdraw(
    connection: sa.Connection,
    district: District,
    *,
    submission_id: int,
    by: Actor,
    at: datetime,
    reason: str,
) -> int:
    """Take a submission back and return the new revision; nothing is deleted.

    Raises KeyError for no such submission, ValueError for one taken back already, LockedWeek where
    a frozen week would change.
    """
    turn = turn_of(connection, district.id)
    row = _standing_submission(connection, district.id, submission_id)
    if weeks := _locked(connection, district, row, turn=turn):
        raise LockedWeek(weeks)
    stamp = Stamp(turn.rev + 1, by, at, reason or NO_REASON_GIVEN)
    sealed = write_withdrawal(connection, district.id, taken_back=row, stamp=stamp)
    kind = kind_of(district, str(row["form"]))
    before: Mapping[str, Current] = {}
    after: Mapping[str, Current] = {}
    if kind == ROSTER:
        rebuild_membership(connection, district)
    elif kind not in ROW_KINDS:  # which entries count is worked out from what is not withdrawn
        week = int(str(row["week"]))
        after = _remaining(connection, district, submission_id=submission_id, turn=turn, week=week)
        before = currents(connection, district.id, week=week, units=list(after))
        write_currents(connection, district.id, week=week, rev=stamp.rev, now=after.items())
    deed = taken_back(submission_id, stamp, before=before, after=after, seal=sealed)
    record(connection, turn, deed, moves_roster=kind == ROSTER)
    return stamp.rev


def _locked(connection: sa.Connection, district: District, row: Kept, *, turn: Turn) -> set[int]:
    """The frozen weeks that taking the submission back would change."""
    locked, calendar = turn.locked_weeks, district.calendar
    kind, submission_id = kind_of(district, str(row["form"])), int(row["id"])
    if not locked or turn.is_archived:
        return {ARCHIVED} if turn.is_archived else set()
    if kind == ROSTER:
        before = unit_spans(connection, district)
        after = unit_spans(connection, district, without=submission_id)
        return of_roster(before, after, locked=locked, calendar=calendar)
    if kind == LOG:
        days = _days(connection, district.id, submission_id)
        return {week for day in days if (week := week_number(day, calendar)) in locked}
    return {row["week"]} & locked


def _days(connection: sa.Connection, district_id: str, submission_id: int) -> set[str]:
    entry = schema.entry
    query = sa.select(entry.c.day).where(
        entry.c.district_id == district_id,
        entry.c.submission_id == submission_id,
        entry.c.is_held.is_(False),
    )
    return set(connection.scalars(query))


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
    connection: sa.Connection, district: District, *, submission_id: int, turn: Turn, week: int
) -> Mapping[str, Current]:
    """What counts for each unit of a submission by what all others still say."""
    own = schema.fact
    here = (own.c.district_id == district.id) & (own.c.submission_id == submission_id)
    units = list(connection.scalars(sa.select(own.c.unit_id).where(here)))
    if rules_at(turn.rules) == FIRST_RULES:
        return _remaining_rows(connection, district.id, week=week, units=units)
    found = outcomes(connection, district, week=week, units=units)
    return {unit: it.current for unit, it in found.items()}


def _remaining_rows(
    connection: sa.Connection, district_id: str, *, week: int, units: Sequence[str]
) -> Mapping[str, Current]:
    """The latest row of each unit counts whole."""
    fact, sent = schema.fact, schema.submission
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
    said = further_said(connection, district_id, week=week, units=units) if units else {}
    return {unit: _latest(versions[unit], said) for unit in units}


def _latest(versions: Sequence[Kept], said: Mapping[tuple[str, int], Beyond]) -> Current:
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
        line=line_of(row, said.get((row["unit_id"], row["submission_id"]), ())),
    )
