"""A ledger written before there was an audit chain goes in; a chain that begins with it comes out.

Nothing is invented about earlier acts: the first line says how many rows each table held at which
revision, and fixes them by a hash over the columns there were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from campaign import Actor
from ledger.chain.audit import BEGIN, FIRST, Deed, Turn, line_of
from ledger.chain.canonical import canonical
from ledger.chain.definition import FIRST_DEFINITION
from ledger.store import as_stored, schema

STATE_FOUND = {
    "submission": "id",
    "fact": "submission_id",
    "entry": "submission_id",
    "roster_row": "submission_id",
    "column_map": "submission_id",
    "grid": "submission_id",
    "finding": "submission_id",
    "alias": "rev",
    "unit": "rev",
}
"""Tables whose rows are never changed, each with the column that has a row's revision."""

BY = Actor(account="", name="migration", role="")


def begin_chain(connection: sa.Connection, *, at: datetime) -> None:
    """Write the first line of every district that has none, by the first definition: this is done
    while the tables are of that version."""
    inspector = sa.inspect(connection)
    columns = {
        name: sorted(
            {c["name"] for c in inspector.get_columns(name)}
            & set(schema.metadata.tables[name].c.keys())
        )
        for name in STATE_FOUND
    }
    district = schema.district
    query = sa.select(*(district.c[n] for n in ("id", "rev", "roster_rev"))).where(
        district.c.audit_seq == 0
    )
    for id_, rev, roster_rev in connection.execute(query).all():
        found = {
            name: fingerprint_of(connection, id_, table=name, columns=columns[name], until=rev)
            for name in STATE_FOUND
        }
        deed = Deed(BEGIN, f"district:{id_}", BY, at, new={"revision": rev, "found": found})
        turn = Turn(id_, rev, 0, FIRST, frozenset(), roster_rev)
        line = line_of(turn, deed, rev=rev, definition=FIRST_DEFINITION)
        connection.execute(sa.insert(schema.audit), line)
        moved = {"audit_seq": 1, "audit_hash": line["hash"]}
        connection.execute(sa.update(district).where(district.c.id == id_).values(moved))


def fingerprint_of(
    connection: sa.Connection, district_id: str, *, table: str, columns: Sequence[str], until: int
) -> Mapping[str, object]:
    """How many rows of a table there are up to a revision, and the hash of all of them."""
    kept = schema.metadata.tables[table]
    query = sa.select(*(as_stored(kept.c[name]) for name in columns)).where(
        kept.c.district_id == district_id, kept.c[STATE_FOUND[table]] <= until
    )
    each = sorted(
        hashlib.sha256(canonical(list(row)).encode()).digest() for row in connection.execute(query)
    )
    return {
        "columns": list(columns),
        "rows": len(each),
        "sha256": hashlib.sha256(b"".join(each)).hexdigest(),
    }
