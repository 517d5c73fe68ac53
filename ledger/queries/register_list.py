"""Every version of a form's lines, and what was found at them, go out in a viewer's scope.

A ledger is sent again whole and no column says what was reopened or moved: that is found by laying
its versions side by side.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import sqlalchemy as sa

from campaign import CHECKED_LINES, VERSIONS
from ledger.chain import CHECK_PROBLEM, told_in
from ledger.queries.moment import Moment
from ledger.queries.scope import Scope
from ledger.records import kind_of, not_withdrawn
from ledger.store import schema

_AS_KEPT = ("submission_id", "unit_id", "key", "fields")


def versions(moment: Moment, *, scope: Scope, form: str) -> pd.DataFrame:
    """What was sent of a form and not withdrawn by then, as VERSIONS, in the order of arrival."""
    zone, kind = ZoneInfo(moment.district.calendar.zone), kind_of(moment.district, form)
    return VERSIONS.frame(
        {
            **{name: getattr(row, name) for name in _AS_KEPT},
            "row": row.sheet_row,
            "sender": row.sender or row.group_id,
            "received_on": row.received_at.astimezone(zone).date(),
            "file": row.sha256,
        }
        for row in moment.connection.execute(_sent(moment, form))
        if scope.sees_entry(row.unit_id, day=row.day, kind=kind)
    )


def _sent(moment: Moment, form: str) -> sa.Select[Any]:
    entry, sent = schema.entry, schema.submission
    same = (sent.c.district_id == entry.c.district_id) & (sent.c.id == entry.c.submission_id)
    own = (entry.c[name] for name in (*_AS_KEPT, "sheet_row", "group_id", "day"))
    query = sa.select(*own, sent.c.sender, sent.c.received_at, sent.c.sha256)
    return (
        query.join_from(entry, sent, same)
        .where(
            sent.c.district_id == moment.district.id,
            sent.c.form == form,
            entry.c.is_held.is_(False),
            not_withdrawn(sent, as_of=moment.revision),
        )
        .order_by(sent.c.received_at, entry.c.submission_id, entry.c.sheet_row)
    )


def checked(moment: Moment, *, scope: Scope) -> pd.DataFrame:
    """What was found at lines of ledgers by then, as CHECKED_LINES, the earliest first."""
    audit = schema.audit
    query = sa.select(audit.c.rev, audit.c.new).where(
        audit.c.district_id == moment.district.id,
        audit.c.action == CHECK_PROBLEM,
        audit.c.rev <= moment.revision,
    )
    lines = [
        {**told_in(row.new), "revision": row.rev}
        for row in moment.connection.execute(query.order_by(audit.c.seq))
    ]
    return CHECKED_LINES.frame(
        {name: line[name] for name in CHECKED_LINES.columns}
        for line in lines
        if scope.sees_unit(line["unit_id"])
    )
