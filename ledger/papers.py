"""Papers that were given out, each as it was.

A paper is of the whole district: who sees their own units only sees none.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from functools import partial

import pandas as pd
import sqlalchemy as sa

from campaign import Right, Shape, Viewer
from ledger.acts import PaperFile, issuing
from ledger.chain import (
    ACCEPT,
    ARCHIVE,
    CHECK,
    COMPLETE,
    DRAW,
    DROP,
    EXPORT,
    FOLLOW,
    FREEZE,
    GIVE_BACK,
    ISSUE,
    KEEP,
    OPEN_FOR,
    READ,
    REFUSE,
    REOPEN,
    RESUME,
)
from ledger.queries import Room
from ledger.store import schema

_QUIET = (
    *(FREEZE, REOPEN, ARCHIVE, RESUME, KEEP, READ, DROP, DRAW, CHECK, REFUSE, GIVE_BACK),
    *(FOLLOW, COMPLETE, OPEN_FOR, ISSUE, EXPORT),
)
"""Acts by which no figure becomes another."""
ISSUED = Shape(
    "ISSUED",
    {
        **dict.fromkeys(("sha256", "kind", "title", "language", "program", "by"), "str"),
        **dict.fromkeys(("week", "revision"), "int64"),
        "at": "datetime64[us, UTC]",
        "fields": "object",
    },
)
"""One line an issued paper, the newest first: `revision` is that of its cut, `fields` what it says
of each figure as it is printed, `program` the version that drew it."""


class Papers(Room):
    """The issued papers of a ledger, a district's."""

    def issue(self, district_id: str, paper: PaperFile, *, by: Viewer, at: datetime) -> bool:
        """Keep a paper as it is given out; False where the same file is issued already.

        Raises LockedWeek for an archived district, ValueError for a week that was not frozen so.
        """
        does = partial(issuing.issue, paper=paper, at=at)
        return self._write(Right.ISSUE, by, district_id, does)

    def issued(self, district_id: str, viewer: Viewer) -> pd.DataFrame:
        """What was issued, as ISSUED."""
        if viewer.is_scoped:
            return ISSUED.frame()
        table = schema.issued
        names = [table.c[name] for name in ISSUED.columns]
        query = sa.select(*names).where(table.c.district_id == district_id)
        with self._reading.connect() as connection:
            rows = connection.execute(query.order_by(table.c.at.desc(), table.c.sha256)).mappings()
            return ISSUED.frame({**row, "fields": json.loads(row["fields"])} for row in rows)

    def may_differ(
        self, district_id: str, *, since: int, until: int, week: int, apart: Collection[str] = ()
    ) -> bool:
        """Whether any act after one revision, up to another, bears on what is known up to a week:
        none does that changes no figure, enters a later week, or a form that is told `apart`."""
        audit = schema.audit
        here = (audit.c.district_id == district_id) & (audit.c.rev > since) & (audit.c.rev <= until)
        query = sa.select(audit.c.action, audit.c.new).where(here, audit.c.action.not_in(_QUIET))
        with self._reading.connect() as connection:
            for action, new in connection.execute(query):
                told = json.loads(new)
                is_later = (told.get("week") or 0) > week
                if action != ACCEPT or not (is_later or told.get("form") in apart):
                    return True
        return False

    def file(self, district_id: str, sha256: str, viewer: Viewer) -> bytes:
        """An issued paper as it was given out; raises KeyError for none."""
        table = schema.issued
        here = (table.c.district_id == district_id) & (table.c.sha256 == sha256)
        with self._reading.connect() as connection:
            data = connection.scalar(sa.select(table.c.packed).where(here))
        if data is None or viewer.is_scoped:
            raise KeyError(f"no issued paper {sha256!r}")
        return bytes(data)
