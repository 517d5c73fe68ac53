"""A connection goes in; what districts set of their campaign comes out, the earliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd
import sqlalchemy as sa

from campaign import Setting, Shape
from ledger.store import Kept, schema

SETTINGS = Shape(
    "SETTINGS",
    {
        "revision": "int64",
        "name": "str",
        "key": "str",
        "week": "int64",
        "content": "str",
        "at": "datetime64[us, UTC]",
        "by": "str",
        "why": "str",
    },
)
"""One line a thing set, the newest first: from which week on, what (JSON, empty for the pack's own
again), by whom, when and why."""


def settings(
    connection: sa.Connection, *, district_id: str | None = None, as_of: int | None = None
) -> Mapping[str, tuple[Setting, ...]]:
    """By district, or of one, all that was set, now or up to a revision."""
    table = schema.setting
    query = sa.select(table)
    if district_id is not None:
        query = query.where(table.c.district_id == district_id)
    if as_of is not None:
        query = query.where(table.c.rev <= as_of)
    found: dict[str, list[Setting]] = defaultdict(list)
    order = (table.c.district_id, table.c.rev, table.c.name, table.c.key)
    for row in connection.execute(query.order_by(*order)):
        one = Setting(row.name, row.key, int(row.week), row.content, int(row.rev))
        found[row.district_id].append(one)
    return {of: tuple(listed) for of, listed in found.items()}


def rows_by_revision(connection: sa.Connection, district_id: str) -> Mapping[int, Sequence[Kept]]:
    """By revision, the rows of what was set."""
    table, found = schema.setting, defaultdict[int, list[Kept]](list)
    query = sa.select(table).where(table.c.district_id == district_id)
    for row in connection.execute(query.order_by(table.c.name, table.c.key)).mappings():
        found[row["rev"]].append(row)
    return found


def history(connection: sa.Connection, district_id: str) -> pd.DataFrame:
    """All that was ever set, as SETTINGS."""
    table, audit = schema.setting, schema.audit
    line = (audit.c.district_id == table.c.district_id) & (audit.c.rev == table.c.rev)
    query = (
        sa.select(table, audit.c.at, audit.c.by, audit.c.why)
        .join(audit, line & (audit.c.action == "set"))
        .where(table.c.district_id == district_id)
        .order_by(table.c.rev.desc(), table.c.name, table.c.key)
    )
    names = ("name", "key", "week", "content", "at", "by", "why")
    return SETTINGS.frame(
        {"revision": row["rev"], **{name: row[name] for name in names}}
        for row in connection.execute(query).mappings()
    )
