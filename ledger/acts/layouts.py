"""A person's word on a table's headings goes in; it is kept, and the latest on each layout comes
out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor, KnownLayout
from ledger.chain import LAYOUT, NEWEST, Deed, canonical, record, seal, turn_of
from ledger.store import schema


def write_layout(
    connection: sa.Connection, district_id: str, *, layout: KnownLayout, by: Actor, at: datetime
) -> int:
    """Keep what a person said of a layout, and return the new revision; no figure moves."""
    turn = turn_of(connection, district_id)
    before = layouts(connection, district_id).get(layout.fingerprint)
    row: dict[str, object] = {"district_id": district_id, "rev": turn.rev + 1}
    row |= {"fingerprint": layout.fingerprint, "form": layout.form}
    row |= {"fields": canonical(layout.fields), "confirmed_by": by.name, "confirmed_at": at}
    row |= {"ended": False}
    connection.execute(sa.insert(schema.layout), row)
    old = _told(before) if before else {}
    subject = f"layout:{layout.fingerprint}"
    sealed = seal.of_row("layout", row, NEWEST)
    deed = Deed(LAYOUT, subject, by, at, old=old, new=_told(layout), seal=sealed)
    record(connection, turn, deed)
    return turn.rev + 1


def layouts(connection: sa.Connection, district_id: str) -> Mapping[str, KnownLayout]:
    """By fingerprint, the latest word on each layout."""
    table = schema.layout
    query = sa.select(table.c.fingerprint, table.c.form, table.c.fields)
    query = query.where(table.c.district_id == district_id).order_by(table.c.rev)
    return {
        row.fingerprint: KnownLayout(row.fingerprint, row.form, json.loads(row.fields))
        for row in connection.execute(query)
    }


def _told(layout: KnownLayout) -> Mapping[str, object]:
    return {"form": layout.form, "fields": dict(layout.fields)}
