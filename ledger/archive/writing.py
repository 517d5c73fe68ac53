"""A ledger as one moment sees it goes in; an archive of it, or of one district, comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from campaign import VERSION, District
from ledger.archive.figures import figures_of, rules_now
from ledger.archive.file import FIGURES, ArchiveWriter, table_file
from ledger.archive.rows import archived_tables, district_column, line_of_row
from ledger.chain import NEWEST
from ledger.queries import audit_list
from ledger.records import districts
from ledger.store import as_stored, versions

_AT_ONCE = 1000


@dataclass(frozen=True)
class Written:
    """What an archive holds: the manifest that stands in it."""

    manifest: Mapping[str, Any]

    @property
    def districts(self) -> Sequence[Mapping[str, Any]]:
        """Each district's id, name, revision, audit line and head."""
        return tuple(self.manifest["districts"])

    @property
    def tables(self) -> Mapping[str, int]:
        """How many rows there are of each table."""
        return dict(self.manifest["tables"])


def write_archive(
    connection: sa.Connection,
    writer: ArchiveWriter,
    *,
    kind: str,
    made_at: str,
    district_id: str | None = None,
    with_accounts: bool = False,
) -> Written:
    """Write the tables, the figures and the manifest, and end the archive."""
    archived = archived_tables(with_accounts=with_accounts)
    listed = [d for d in districts.districts(connection) if district_id in (None, d.id)]
    tables = {t.name: _write_table(connection, writer, t, district_id) for t in archived}
    writer.write(FIGURES, [_figures(connection, listed)])
    manifest = {
        "kind": kind,
        "version": versions()[-1],
        "definition": NEWEST.number,
        "program": VERSION,
        "made_at": made_at,
        "districts": [_told(connection, district) for district in listed],
        "tables": tables,
        "columns": {table.name: list(table.columns.keys()) for table in archived},
    }
    return Written(writer.close(manifest))


def _figures(connection: sa.Connection, listed: Sequence[District]) -> bytes:
    shown = {d.id: dict(figures_of(connection, d, rules_now(d))) for d in listed}
    return json.dumps(shown, ensure_ascii=False, indent=0).encode()


def _write_table(
    connection: sa.Connection, writer: ArchiveWriter, table: sa.Table, district_id: str | None
) -> int:
    query = sa.select(*map(as_stored, table.columns)).order_by(*table.primary_key.columns)
    if district_id is not None and (column := district_column(table)) is not None:
        query = query.where(column == district_id)
    n_rows = 0

    def pieces() -> Iterator[bytes]:
        nonlocal n_rows
        streamed = connection.execution_options(yield_per=_AT_ONCE).execute(query).mappings()
        for rows in streamed.partitions(_AT_ONCE):
            n_rows += len(rows)
            yield "".join(line_of_row(table, row) + "\n" for row in rows).encode()

    writer.write(table_file(table.name), pieces())
    return n_rows


def _told(connection: sa.Connection, district: District) -> Mapping[str, object]:
    revision = districts.clocks(connection, district.id).revision
    head = audit_list.head(connection, district.id)
    return {"district": district.id, "name": district.name, "revision": revision, "head": head}
