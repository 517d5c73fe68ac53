"""A person's word on a table's headings goes in; it is kept, and the latest on each layout comes
out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor, KnownLayout
from ledger.chain import FORGET, LAYOUT, NEWEST, Deed, Turn, canonical, record, seal, turn_of
from ledger.store import schema


def write_layout(
    connection: sa.Connection, district_id: str, *, layout: KnownLayout, by: Actor, at: datetime
) -> int:
    """Keep what a person said of a layout, and return the new revision; no figure moves."""
    turn = turn_of(connection, district_id)
    before = layouts(connection, district_id).get(layout.fingerprint)
    deed = Deed(LAYOUT, _subject(layout), by, at, old=_told(before), new=_told(layout))
    return _written(connection, turn, layout, deed)


def forget_layout(
    connection: sa.Connection,
    district_id: str,
    *,
    fingerprint: str,
    by: Actor,
    at: datetime,
    why: str = "",
) -> int:
    """Keep that a layout counts no more, and return the new revision; its sheets are asked about
    as at first, and what went in stays. Raises KeyError for one that nobody said anything of."""
    turn = turn_of(connection, district_id)
    layout = layouts(connection, district_id)[fingerprint]
    told = _told(layout)
    new = {**told, "ended": True}
    return _written(
        connection, turn, layout, Deed(FORGET, _subject(layout), by, at, why=why, old=told, new=new)
    )


def _written(connection: sa.Connection, turn: Turn, layout: KnownLayout, deed: Deed) -> int:
    row: dict[str, object] = {"district_id": turn.district_id, "rev": turn.rev + 1}
    row |= {"fingerprint": layout.fingerprint, "form": layout.form}
    row |= {"fields": canonical(layout.fields), "confirmed_by": deed.by.name}
    row |= {"confirmed_at": deed.at, "ended": deed.action == FORGET}
    connection.execute(sa.insert(schema.layout), row)
    record(connection, turn, replace(deed, seal=seal.of_row("layout", row, NEWEST)))
    return turn.rev + 1


def layouts(connection: sa.Connection, district_id: str) -> Mapping[str, KnownLayout]:
    """By fingerprint, the latest word on each layout that counts."""
    table = schema.layout
    query = sa.select(table.c.fingerprint, table.c.form, table.c.fields, table.c.ended)
    query = query.where(table.c.district_id == district_id).order_by(table.c.rev)
    latest = {row.fingerprint: row for row in connection.execute(query)}
    return {
        name: KnownLayout(name, row.form, json.loads(row.fields))
        for name, row in latest.items()
        if not row.ended
    }


def _subject(layout: KnownLayout) -> str:
    return f"layout:{layout.fingerprint}"


def _told(layout: KnownLayout | None) -> Mapping[str, object]:
    return {"form": layout.form, "fields": dict(layout.fields)} if layout else {}
