"""Original files go in, and out through the office's door only; after some days they are dropped.

They lie in the ledger's own database, packed: one place to back up and to keep closed, on either
engine, written and swept in the same transactions as the audit chain. What is dropped leaves its
name and hash behind, never its bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd
import sqlalchemy as sa

from campaign import (
    Actor,
    CampaignPack,
    District,
    PackFault,
    Right,
    Shape,
    Viewer,
    load_pack,
)
from ledger.chain import DROP, KEEP, NEWEST, READ, Deed, note, seal, turn_of
from ledger.store import schema

ORIGINALS = Shape(
    "ORIGINALS",
    {
        "sha256": "str",
        "file_name": "str",
        "kept_at": "datetime64[us, UTC]",
        "by": "str",
        "size": "int64",
        "drops_at": "datetime64[us, UTC]",
        "dropped_at": "datetime64[us, UTC]",
    },
)
"""One line an original, the newest first; `dropped_at` is empty while its bytes are there."""


_OF_PATHS = frozenset('/\\:*?"<>|')


@dataclass(frozen=True)
class Original:
    """A file as it was sent."""

    sha256: str
    file_name: str
    data: bytes


def days_kept(district: District) -> int:
    """How long a district's originals are kept, by its campaign; where its pack cannot be read, as
    long as a pack that does not say."""
    try:
        return load_pack(district.pack_id).original_days
    except PackFault:
        return CampaignPack.original_days


def keep(
    connection: sa.Connection, district: District, original: Original, *, by: Actor, at: datetime
) -> None:
    """Keep the bytes of an accepted file, noted in the audit chain; bytes that are there already
    stay as they are."""
    turn = turn_of(connection, district.id)
    table = schema.original
    here = _here(district.id, original.sha256)
    is_there = connection.scalar(sa.select(table.c.packed.is_not(None)).where(here))
    if is_there:
        return
    connection.execute(sa.delete(table).where(here))
    row: dict[str, object] = {"district_id": district.id, "sha256": original.sha256}
    row |= {"kept_at": at, "by": by.name, "dropped_at": None}
    row |= {"file_name": original.file_name, "size": len(original.data)}
    row |= {"packed": zlib.compress(original.data)}
    connection.execute(sa.insert(table), row)
    new = {"file": original.file_name, "size": len(original.data)}
    sealed = seal.of_row("original", row, NEWEST)
    note(connection, turn, Deed(KEEP, f"original:{original.sha256}", by, at, new=new, seal=sealed))


def read(
    connection: sa.Connection,
    district: District,
    *,
    sha256: str,
    by: Actor,
    at: datetime,
) -> Original | None:
    """The file as it was sent, noted in the audit chain; None for a file that is not kept."""
    table = schema.original
    turn = turn_of(connection, district.id)
    query = sa.select(table.c.file_name, table.c.packed).where(_here(district.id, sha256))
    row = connection.execute(query).first()
    if row is None or row.packed is None:
        return None
    deed = Deed(READ, f"original:{sha256}", by, at, new={"file": row.file_name})
    note(connection, turn, deed)
    return Original(sha256, row.file_name, zlib.decompress(row.packed))


def originals(connection: sa.Connection, district: District, *, viewer: Viewer) -> pd.DataFrame:
    """What is or was kept, as ORIGINALS; nothing for who may not read originals."""
    if not viewer.may(Right.READ_ORIGINAL):
        return ORIGINALS.frame()
    table, after = schema.original, timedelta(days=days_kept(district))
    query = sa.select(*(c for c in table.c if c.name != "packed")).where(
        table.c.district_id == district.id
    )
    rows = connection.execute(query.order_by(table.c.kept_at.desc(), table.c.sha256)).mappings()
    return ORIGINALS.frame({**row, "drops_at": row["kept_at"] + after} for row in rows)


def original_files(connection: sa.Connection, district_id: str) -> Iterator[tuple[str, bytes]]:
    """Every original that is still kept, by a name of its own that no system takes for a path."""
    table = schema.original
    query = sa.select(table.c.sha256, table.c.file_name, table.c.packed).where(
        table.c.district_id == district_id, table.c.packed.is_not(None)
    )
    for sha256, file_name, packed in connection.execute(query.order_by(table.c.sha256)):
        letters = (c if c.isprintable() and c not in _OF_PATHS else "_" for c in file_name)
        yield f"originals/{sha256[:12]} {''.join(letters)}", zlib.decompress(packed)


def is_due(connection: sa.Connection, district: District, *, now: datetime) -> bool:
    """Whether there is anything to drop."""
    query = sa.select(sa.func.count()).where(_due(district, now=now))
    return bool(connection.scalar(query))


def _due(district: District, *, now: datetime) -> sa.ColumnElement[bool]:
    table = schema.original
    return (
        (table.c.district_id == district.id)
        & table.c.packed.is_not(None)
        & (table.c.kept_at <= now - timedelta(days=days_kept(district)))
    )


def sweep(connection: sa.Connection, district: District, *, by: Actor, now: datetime) -> int:
    """Drop the bytes of originals kept long enough, each noted in the audit chain; their number."""
    table, days = schema.original, days_kept(district)
    due = sa.select(table.c.sha256, table.c.file_name, table.c.size).where(_due(district, now=now))
    found = connection.execute(due.order_by(table.c.sha256)).all()
    if found and connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")  # the pages are overwritten too
    for sha256, file_name, size in found:
        dropped = sa.update(table).where(_here(district.id, sha256))
        connection.execute(dropped.values(packed=None, dropped_at=now))
        old = {"file": file_name, "size": size}
        deed = Deed(DROP, f"original:{sha256}", by, now, old=old, new={"days": days})
        note(connection, turn_of(connection, district.id), deed)
    return len(found)


def _here(district_id: str, sha256: str) -> sa.ColumnElement[bool]:
    table = schema.original
    return (table.c.district_id == district_id) & (table.c.sha256 == sha256)
