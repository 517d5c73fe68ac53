"""A person's word on a table's headings goes in; it is kept, and the latest on each layout comes
out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor, KnownLayout
from ledger.chain import LAYOUT, Deed, Fault, canonical, record, turn_of
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
    connection.execute(sa.insert(schema.layout), row)
    old = _told(before) if before else {}
    subject = f"layout:{layout.fingerprint}"
    record(connection, turn, Deed(LAYOUT, subject, by, at, old=old, new=_told(layout)))
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


def layout_faults(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    """Layouts that are not what their line of the audit chain says, those gone or put in later."""
    told = _lines(connection, district_id)
    table = schema.layout
    query = sa.select(table).where(table.c.district_id == district_id).order_by(table.c.rev)
    for row in connection.execute(query).mappings():
        said = {"form": row["form"], "fields": row["fields"]}
        is_now = (row["fingerprint"], said, row["confirmed_by"], row["confirmed_at"])
        if told.pop(row["rev"], None) != is_now:
            yield Fault("layout_changed", district_id, {"rev": row["rev"]})
    for rev in told:
        yield Fault("layout_gone", district_id, {"rev": rev})


def _lines(connection: sa.Connection, district_id: str) -> dict[int, tuple[object, ...]]:
    """By revision, what the chain says was confirmed; a line that is no JSON says nothing."""
    table = schema.audit
    query = sa.select(table).where(table.c.district_id == district_id, table.c.action == LAYOUT)
    found: dict[int, tuple[object, ...]] = {}
    for line in connection.execute(query).mappings():
        try:
            new = json.loads(line["new"])
        except ValueError:  # its hash tells of it
            new = {}
        said = {"form": new.get("form"), "fields": canonical(new.get("fields", {}))}
        found[line["rev"]] = (line["subject"].partition(":")[2], said, line["by"], line["at"])
    return found


def _told(layout: KnownLayout) -> Mapping[str, object]:
    return {"form": layout.form, "fields": dict(layout.fields)}
