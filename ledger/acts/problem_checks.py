"""What another body than the owner found at a line of a numbered ledger goes in; the audit chain
keeps it, and the district moves on: what is closed counts by it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor
from ledger.acts.answers import NothingAsked
from ledger.acts.locks import LockedWeek
from ledger.chain import ARCHIVED, CHECK_PROBLEM, Deed, record, turn_of
from ledger.store import schema


@dataclass(frozen=True)
class ProblemCheck:
    """A line by its place in the ledger, what names it among its sender's own, and whether the
    check found it done; `on` is the ISO day of the check, `body` the group that made it, or
    office."""

    submission_id: int
    row: int
    unit_id: str
    sender: str
    key: str
    passed: bool
    on: str
    body: str


def check_problem(
    connection: sa.Connection,
    district_id: str,
    *,
    found: ProblemCheck,
    by: Actor,
    at: datetime,
) -> int:
    """Write the check down; the answer is the new revision.

    Raises NothingAsked for a line that the ledger does not have, LockedWeek for an archived
    district.
    """
    turn = turn_of(connection, district_id)
    if turn.is_archived:
        raise LockedWeek((ARCHIVED,))
    entry = schema.entry
    here = (entry.c.district_id == district_id) & (entry.c.submission_id == found.submission_id)
    here &= (entry.c.sheet_row == found.row) & (entry.c.key == found.key) & ~entry.c.is_held
    if connection.scalar(sa.select(entry.c.unit_id).where(here)) != found.unit_id:
        raise NothingAsked(f"no line {found.row} of submission {found.submission_id}")
    told = asdict(found)
    subject = f"submission:{told.pop('submission_id')}"
    record(connection, turn, Deed(CHECK_PROBLEM, subject, by, at, new=told))
    return turn.rev + 1
