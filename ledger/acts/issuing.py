"""A paper as it was drawn goes in; it is kept as it was given out, by its hash, and the audit chain
tells of it.

No figure changes by it, and the revision stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from campaign import VERSION, Actor
from ledger.acts.locks import LockedWeek
from ledger.chain import ARCHIVED, ISSUE, NEWEST, Deed, canonical, note, seal, turn_of
from ledger.store import insert_rows, rows_of, schema


@dataclass(frozen=True)
class PaperFile:
    """A paper as it is given out: its kind, the week and revision of its cut, its title and
    language, what it says of each figure as it is printed, and its bytes."""

    kind: str
    week: int
    revision: int
    title: str
    language: str
    fields: Mapping[str, str]
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash by which it is kept."""
        return hashlib.sha256(self.data).hexdigest()


def issue(
    connection: sa.Connection, district_id: str, *, paper: PaperFile, by: Actor, at: datetime
) -> bool:
    """Keep the paper as issued; False where the same file is issued already.

    Raises LockedWeek for an archived district, ValueError for a week that was not frozen at that
    revision.
    """
    turn = turn_of(connection, district_id)
    if turn.is_archived:
        raise LockedWeek((ARCHIVED,))
    if _is_issued(connection, district_id, paper):
        return False
    told = ("kind", "week", "revision", "title", "language")
    new = {name: getattr(paper, name) for name in told}
    row = {
        **new,
        "district_id": district_id,
        "sha256": paper.sha256,
        "fields": canonical(dict(paper.fields)),
        "program": VERSION,
        "by": by.name,
        "rev": turn.rev,
        "at": at,
    }
    sealed = seal.of_row("issued", row, NEWEST)
    insert_rows(connection, schema.issued, [row | {"packed": paper.data}])
    note(connection, turn, Deed(ISSUE, f"paper:{paper.sha256}", by, at, new=new, seal=sealed))
    return True


def _is_issued(connection: sa.Connection, district_id: str, paper: PaperFile) -> bool:
    """Whether the same file is issued already; raises ValueError for a cut that there is not."""
    issued, cut = schema.issued, schema.cut
    drawn_from = (cut.c.district_id == district_id) & (cut.c.rev == paper.revision)
    if connection.scalar(sa.select(cut.c.week).where(drawn_from)) != paper.week:
        raise ValueError(f"week {paper.week} was not frozen at revision {paper.revision}")
    here = (issued.c.district_id == district_id) & (issued.c.sha256 == paper.sha256)
    return bool(rows_of(connection, sa.select(issued.c.sha256).where(here)))
