"""What was done goes in; a line of the district's audit chain is written in the same transaction.

Each line carries the hash of the one before it: a line changed, left out or put in later no longer
fits. The last hash stands on the district too, so that a missing end is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from ledger import schema
from ledger.canonical import canonical, digest
from ledger.rows import insert_rows

FIRST = ""
"""What stands before the first line of a chain."""

BEGIN, ADD, ACCEPT, WITHDRAW, ALIAS = "begin", "add_district", "accept", "withdraw", "alias"
FREEZE, REOPEN, LAYOUT = "freeze", "reopen", "layout"
EXPORT, IMPORT, ARCHIVE, RESUME = "exported", "imported", "archived", "resumed"
ARCHIVED = 0
"""What stands for the whole district among the locked weeks, once it is archived."""
READ, DROP = "read_original", "drop_original"

CHAINED = (
    *("district_id", "seq", "rev", "at", "by", "action", "subject"),
    *("old", "new", "why", "seal", "previous"),
)
"""The columns a line's hash is made of, in this order."""

_TURN = (
    sa.select(
        *(
            schema.district.c[name]
            for name in ("rev", "audit_seq", "audit_hash", "locked_weeks", "roster_rev")
        )
    )
    .where(schema.district.c.id == sa.bindparam("district_id"))
    .with_for_update()
)
_MOVED = sa.update(schema.district).where(schema.district.c.id == sa.bindparam("of_district"))


@dataclass(frozen=True)
class Turn:
    """A district whose row this transaction holds: where its revision and its chain stand."""

    district_id: str
    rev: int
    seq: int
    head: str
    locked_weeks: frozenset[int]
    roster_rev: int

    @property
    def is_archived(self) -> bool:
        """Whether the district takes nothing any more."""
        return ARCHIVED in self.locked_weeks


@dataclass(frozen=True)
class Deed:
    """One thing done: by whom and when, on what, what stood before and after, and why.

    `old` and `new` are plain JSON objects; `seal` holds hashes of what was written beside.
    """

    action: str
    subject: str
    by: str
    at: datetime
    old: Mapping[str, object] = field(default_factory=dict)
    new: Mapping[str, object] = field(default_factory=dict)
    why: str = ""
    seal: Mapping[str, str] = field(default_factory=dict)


def turn_of(connection: sa.Connection, district_id: str) -> Turn:
    """The district, locked until the transaction ends; KeyError for no such district.

    On SQLite the transaction holds the lock already; elsewhere the district's row is locked.
    """
    row = connection.execute(_TURN, {"district_id": district_id}).first()
    if row is None:
        raise KeyError(f"no district {district_id!r}")
    return Turn(
        district_id, row.rev, row.audit_seq, row.audit_hash, weeks_in(row.locked_weeks), row[4]
    )


def weeks_in(text: str) -> frozenset[int]:
    """The weeks kept as text, such as `3 4`."""
    return frozenset(map(int, text.split()))


def record(connection: sa.Connection, turn: Turn, deed: Deed, *, moves_roster: bool = False) -> str:
    """Write the deed as the chain's next line and move the district to its next revision.

    The line's hash, the chain's new head.
    """
    rev = turn.rev + 1
    head = append(connection, turn, deed, rev=rev)
    moved: dict[str, object] = {"rev": rev, "audit_seq": turn.seq + 1, "audit_hash": head}
    moved |= {"roster_rev": rev if moves_roster else turn.roster_rev}
    connection.execute(_MOVED, {"of_district": turn.district_id, **moved})
    return head


def note(connection: sa.Connection, turn: Turn, deed: Deed) -> str:
    """Write a deed that changes no figure: the revision stays."""
    head = append(connection, turn, deed, rev=turn.rev)
    moved = {"audit_seq": turn.seq + 1, "audit_hash": head}
    connection.execute(_MOVED, {"of_district": turn.district_id, **moved})
    return head


def append(connection: sa.Connection, turn: Turn, deed: Deed, *, rev: int) -> str:
    """Write the line itself, at a revision; its hash."""
    line: dict[str, object] = {
        "district_id": turn.district_id,
        "seq": turn.seq + 1,
        "rev": rev,
        "at": deed.at,
        "by": deed.by,
        "action": deed.action,
        "subject": deed.subject,
        "old": canonical(deed.old),
        "new": canonical(deed.new),
        "why": deed.why,
        "seal": canonical(deed.seal),
        "previous": turn.head,
    }
    line["hash"] = hash_of(line)
    insert_rows(connection, schema.audit, [line])
    return str(line["hash"])


def hash_of(line: Mapping[str, object]) -> str:
    """The hash a line must have: of all it says and of the line before."""
    return digest([line[name] for name in CHAINED])


def short(head: str) -> str:
    """A chain's head as it is printed on a document: its first twelve digits, in groups of four."""
    return " ".join(head[i : i + 4] for i in range(0, 12, 4)) if head else ""
