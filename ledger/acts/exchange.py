"""What came and was not taken, and what was given back to its sender, go in; each is a line of the
audit chain. No figure changes by it, and the revision stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor, Issue
from ledger.chain import GIVE_BACK, REFUSE, Deed, note, told_in, turn_of
from ledger.store import schema

SECRET = "G01"
"""Of a file with a secrecy mark nothing is written down but when it came."""


@dataclass(frozen=True)
class Refused:
    """A file that was not taken: its SHA-256, its name without persons, and why, without any."""

    sha256: str
    file_name: str
    why: Issue


@dataclass(frozen=True)
class GivenBack:
    """What went back to a sender: its submissions, the refused files' SHA-256, and how it went."""

    sender: str
    submissions: tuple[int, ...]
    files: tuple[str, ...]
    how: str


def refuse(
    connection: sa.Connection, district_id: str, *, refused: Refused, by: Actor, at: datetime
) -> None:
    """Write down that a file was refused; the same file refused for the same reason is one line."""
    turn = turn_of(connection, district_id)
    is_secret = refused.why.code == SECRET
    subject = "file:" if is_secret else f"file:{refused.sha256}"
    told = {"file": refused.file_name, "params": refused.why.params_json()}
    new = {"code": refused.why.code} | ({} if is_secret else told)
    if is_secret or not _is_told(connection, district_id, subject, new):
        note(connection, turn, Deed(REFUSE, subject, by, at, new=new))


def _is_told(connection: sa.Connection, district_id: str, subject: str, new: object) -> bool:
    table = schema.audit
    query = sa.select(table.c.new).where(table.c.district_id == district_id)
    query = query.where(table.c.action == REFUSE, table.c.subject == subject)
    return any(told_in(text) == new for text in connection.scalars(query))


def give_back(
    connection: sa.Connection,
    district_id: str,
    *,
    given: Sequence[GivenBack],
    by: Actor,
    at: datetime,
) -> None:
    """Write down that sheets went back to their senders, a line a sender."""
    for one in given:
        turn = turn_of(connection, district_id)
        new = {"submissions": list(one.submissions), "files": list(one.files), "how": one.how}
        note(connection, turn, Deed(GIVE_BACK, f"sender:{one.sender}", by, at, new=new))
