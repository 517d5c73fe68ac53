"""The list of what was received: earlier copies found, entries written, withdrawals entered.

A row of `submission` is never changed. Withdrawing writes a further row, of state `withdrawn`, that
supersedes the row it takes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from campaign import FIRST_RULES, Actor, Submission
from ledger.chain import NEWEST, seal
from ledger.store import Kept, insert_rows, schema

ACCEPTED = "accepted"
WITHDRAWN = "withdrawn"
NO_REASON_GIVEN = "未说明"


@dataclass(frozen=True)
class Stamp:
    """Who did something, when and why, and the revision it made of the ledger."""

    rev: int
    by: Actor
    at: datetime
    reason: str

    def columns(self) -> dict[str, object]:
        """The stamp by column name of `submission`."""
        return {
            "id": self.rev,
            "received_by": self.by.name,
            "received_at": self.at,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Packed:
    """A submission ready to be written: its row of `submission` as far as the sheet says, the sheet
    as `grid` keeps it, its doubts as rows of `finding` without their key, and hashes.

    Of a roster the hash of its rows is left out: what they say depends on the day it arrives.
    """

    source: Mapping[str, object] = field(default_factory=dict)
    sheet: bytes = b""
    findings: Sequence[Mapping[str, object]] = ()
    seals: Mapping[str, str] = field(default_factory=dict)


def not_withdrawn(sent: sa.Table | sa.Alias, *, as_of: int | None = None) -> sa.ColumnElement[bool]:
    """The condition that a submission was accepted and not taken back, now or at a revision.

    Both are rows of their own revision, so what counted then is what was written until then.
    """
    later = schema.submission.alias("later")
    taken_back = sa.exists().where(
        later.c.district_id == sent.c.district_id,
        later.c.supersedes == sent.c.id,
        later.c.state == WITHDRAWN,
    )
    if as_of is None:
        return (sent.c.state == ACCEPTED) & ~taken_back
    known = sent.c.id <= as_of
    return (sent.c.state == ACCEPTED) & known & ~taken_back.where(later.c.id <= as_of)


def earlier_submission(
    connection: sa.Connection,
    district_id: str,
    *,
    submission: Submission,
    rules: int,
    counting: Mapping[int, int] | None = None,
    n_older: int = 0,
) -> int | None:
    """The latest submission of the same table, form, week and reading that still counts whole, or
    by rules that hear each sender that is still its sender's latest word on its units.

    `counting` has, of a row-form, how many rows of each submission count, None for all others; of
    its rows `n_older` count no more where they arrived.
    """
    sent = schema.submission
    query = sa.select(sa.func.max(sent.c.id)).where(
        sent.c.district_id == district_id,
        *(sent.c[name] == value for name, value in _read_from(submission).items()),
        sent.c.week.is_(None) if submission.week is None else sent.c.week == submission.week,
        not_withdrawn(sent),
    )
    found = connection.scalar(query)
    if found is None:
        return None
    if counting is None:
        outdated = _is_outdated if rules == FIRST_RULES else _is_followed
        is_outdated = outdated(connection, district_id, found)
    else:
        is_outdated = counting.get(found, 0) + n_older < _n_rows(connection, district_id, found)
    return None if is_outdated else int(found)


def _n_rows(connection: sa.Connection, district_id: str, submission_id: int) -> int:
    sent = schema.submission
    here = (sent.c.district_id == district_id) & (sent.c.id == submission_id)
    return connection.scalar(sa.select(sent.c.n_rows).where(here)) or 0


def _is_outdated(connection: sa.Connection, district_id: str, submission_id: int) -> bool:
    fact, cur = schema.fact, schema.cur
    here = (cur.c.district_id == fact.c.district_id) & (cur.c.week == fact.c.week)
    query = (
        sa.select(sa.literal(1))
        .join_from(fact, cur, here & (cur.c.unit_id == fact.c.unit_id))
        .where(
            fact.c.district_id == district_id,
            fact.c.submission_id == submission_id,
            fact.c.is_held.is_(False),
            sa.func.coalesce(cur.c.submission_id, 0) != submission_id,
        )
        .limit(1)
    )
    return connection.scalar(query) is not None


def _is_followed(connection: sa.Connection, district_id: str, submission_id: int) -> bool:
    """Whether its sender said something of any of its units later."""
    own, newer = schema.fact.alias("own"), schema.fact.alias("newer")
    was, sent = schema.submission.alias("was"), schema.submission
    same = (newer.c.district_id == own.c.district_id) & (newer.c.week == own.c.week)
    same &= (newer.c.unit_id == own.c.unit_id) & (newer.c.submission_id > own.c.submission_id)
    query = (
        sa.select(sa.literal(1))
        .join_from(own, newer, same)
        .join(was, (was.c.district_id == district_id) & (was.c.id == own.c.submission_id))
        .join(sent, (sent.c.district_id == district_id) & (sent.c.id == newer.c.submission_id))
        .where(
            own.c.district_id == district_id,
            own.c.submission_id == submission_id,
            own.c.is_held.is_(False),
            newer.c.is_held.is_(False),
            sent.c.sender == was.c.sender,
            not_withdrawn(sent),
        )
        .limit(1)
    )
    return connection.scalar(query) is not None


def write_submission(
    connection: sa.Connection,
    district_id: str,
    *,
    submission: Submission,
    packed: Packed,
    stamp: Stamp,
    supersedes: int | None,
) -> dict[str, str]:
    """Enter a submission with its columns, its sheet as read and the doubts found in it.

    The hashes of all of these, for the audit chain.
    """
    row = {**packed.source, **stamp.columns(), "district_id": district_id}
    row |= {"state": ACCEPTED, "supersedes": supersedes}
    insert_rows(connection, schema.submission, [row])
    key = (district_id, stamp.rev)
    insert_rows(connection, schema.grid, [(*key, packed.sheet)])
    insert_rows(connection, schema.column_map, [(*key, *at) for at in submission.columns.items()])
    at = {"district_id": district_id, "submission_id": stamp.rev}
    insert_rows(connection, schema.finding, [{**at, **row} for row in packed.findings])
    return {"submission": seal.of_submission(row, NEWEST), **packed.seals}


def write_withdrawal(
    connection: sa.Connection, district_id: str, *, taken_back: Kept, stamp: Stamp
) -> str:
    """Enter that a submission was taken back; the hash of the row that says so."""
    row = {
        **taken_back,
        **stamp.columns(),
        "district_id": district_id,
        "state": WITHDRAWN,
        "supersedes": taken_back["id"],
        "n_rows": 0,
        "n_held": 0,
    }
    insert_rows(connection, schema.submission, [row])
    return seal.of_submission(row, NEWEST)


def _read_from(submission: Submission) -> dict[str, object]:
    source = submission.source
    return {
        "sha256": source.sha256,
        "sheet": source.sheet,
        "table_no": source.table,
        "form": submission.form,
        "reader": source.reader,
    }


def source_columns(submission: Submission) -> dict[str, object]:
    """What a submission's row says of the sheet, its sender and its rows, by column name."""
    first, last = submission.period or (None, None)
    return {
        **_read_from(submission),
        "sender": submission.source.sender,
        "week": submission.week,
        "period_from": first,
        "period_to": last,
        "file_name": submission.source.file_name,
        "n_rows": submission.n_accepted,
        "n_held": submission.n_held,
    }
