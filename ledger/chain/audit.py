"""What was done goes in; a line of the district's audit chain is written in the same transaction.

Each line carries the hash of the one before it: a line changed, left out or put in later no longer
fits. The last hash stands on the district too, so that a missing end is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from campaign import Actor
from ledger.chain.canonical import canonical, digest
from ledger.chain.definition import ADDED_TO_A_LINE, NEWEST, Definition, sealed_by
from ledger.store import execute, insert_rows, rows_of, schema

FIRST = ""
"""What stands before the first line of a chain."""

BEGIN, ADD, ACCEPT, WITHDRAW, ALIAS = "begin", "add_district", "accept", "withdraw", "alias"
FREEZE, REOPEN, LAYOUT, FORGET = "freeze", "reopen", "layout", "forget_layout"
RULES, ANSWER, CHOOSE, SET = "rules", "answer", "choose", "set"
REFUSE, GIVE_BACK = "refuse", "give_back"
DRAW, CHECK = "draw", "check"
EXPORT, IMPORT, ARCHIVE, RESUME = "exported", "imported", "archived", "resumed"
ARCHIVED = 0
"""What stands for the whole district among the locked weeks, once it is archived."""
END_ALIAS = "end_alias"
KEEP, READ, DROP = "keep_original", "read_original", "drop_original"
TAKE_OVER, CHECK_PROBLEM = "take_over", "check_problem"
FOLLOW, COMPLETE, OPEN_FOR = "follow", "complete", "open_for"
ISSUE = "issue"

_SEEN = sa.select(
    *(
        schema.district.c[name]
        for name in ("rev", "audit_seq", "audit_hash", "locked_weeks", "roster_rev", "rules")
    )
).where(schema.district.c.id == sa.bindparam("district_id"))
_TURN = _SEEN.with_for_update()
_MOVED = (
    sa.update(schema.district)
    .where(schema.district.c.id == sa.bindparam("district_id"))
    .values({n: sa.bindparam(f"new_{n}") for n in ("rev", "audit_seq", "audit_hash", "roster_rev")})
)


@dataclass(frozen=True)
class Turn:
    """Where a district's revision and its chain stand; who writes holds its row.

    The chain's head stands for all that was ever done: under the same head nothing is different.
    """

    district_id: str
    rev: int
    seq: int
    head: str
    locked_weeks: frozenset[int]
    roster_rev: int
    rules: str = ""

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
    by: Actor
    at: datetime
    old: Mapping[str, object] = field(default_factory=dict)
    new: Mapping[str, object] = field(default_factory=dict)
    why: str = ""
    seal: Mapping[str, str] = field(default_factory=dict)


def turn_of(connection: sa.Connection, district_id: str) -> Turn:
    """The district, locked until the transaction ends; KeyError for no such district.

    On SQLite the transaction holds the lock already; elsewhere the district's row is locked.
    """
    return _turn(district_id, rows_of(connection, _TURN, district_id=district_id))


def turn_seen(connection: sa.Connection, district_id: str) -> Turn:
    """The district as this connection sees it, not locked; KeyError for no such district."""
    return _turn(district_id, rows_of(connection, _SEEN, district_id=district_id))


def _turn(district_id: str, rows: Sequence[tuple[Any, ...]]) -> Turn:
    if not rows:
        raise KeyError(f"no district {district_id!r}")
    rev, seq, head, locked, roster_rev, rules = rows[0]
    return Turn(district_id, rev, seq, head, weeks_in(locked), roster_rev, rules)


def weeks_in(text: str) -> frozenset[int]:
    """The weeks kept as text, such as `3 4`."""
    return frozenset(map(int, text.split()))


def record(connection: sa.Connection, turn: Turn, deed: Deed, *, moves_roster: bool = False) -> str:
    """Write the deed as the chain's next line and move the district to its next revision.

    The line's hash, the chain's new head.
    """
    rev = turn.rev + 1
    head = append(connection, turn, deed, rev=rev)
    _move(connection, turn, rev=rev, head=head, roster_rev=rev if moves_roster else turn.roster_rev)
    return head


def note(connection: sa.Connection, turn: Turn, deed: Deed) -> str:
    """Write a deed that changes no figure: the revision stays."""
    head = append(connection, turn, deed, rev=turn.rev)
    _move(connection, turn, rev=turn.rev, head=head, roster_rev=turn.roster_rev)
    return head


def _move(connection: sa.Connection, turn: Turn, *, rev: int, head: str, roster_rev: int) -> None:
    moved = {"new_rev": rev, "new_audit_seq": turn.seq + 1, "new_audit_hash": head}
    here = {"district_id": turn.district_id, "new_roster_rev": roster_rev}
    execute(connection, _MOVED, **here, **moved)


def append(connection: sa.Connection, turn: Turn, deed: Deed, *, rev: int) -> str:
    """Write the line itself, at a revision; its hash."""
    line = line_of(turn, deed, rev=rev, definition=NEWEST)
    insert_rows(connection, schema.audit, [line])
    return str(line["hash"])


def line_of(turn: Turn, deed: Deed, *, rev: int, definition: Definition) -> dict[str, object]:
    """The chain's next line, in the columns of a definition, with its hash."""
    told: dict[str, object] = {
        "district_id": turn.district_id,
        "seq": turn.seq + 1,
        "rev": rev,
        "at": deed.at,
        "by": deed.by.name,
        "action": deed.action,
        "subject": deed.subject,
        "old": canonical(deed.old),
        "new": canonical(deed.new),
        "why": deed.why,
        "seal": canonical(deed.seal),
        "previous": turn.head,
        "definition": definition.number,
        "account": deed.by.account,
        "role": deed.by.role,
    }
    line = {name: told[name] for name in definition.line}
    return {**line, "hash": hash_of(told)}


def hash_of(line: Mapping[str, Any]) -> str:
    """The hash a line must have, by the definition it names: of all it says and of the line before.

    Empty, which no line has, where it names none or says more than that definition hashes.
    """
    known = sealed_by(line["definition"])
    if not known:
        return ""
    definition = known[0]  # what the earliest two differ in is not in a line
    unsealed = ADDED_TO_A_LINE - {"definition"} - frozenset(definition.line)
    if any(line.get(name) for name in unsealed):
        return ""
    return digest(definition.told(line, definition.line))


def short(head: str) -> str:
    """A chain's head as it is printed on a document: its first twelve digits, in groups of four."""
    return " ".join(head[i : i + 4] for i in range(0, 12, 4)) if head else ""
