"""The ledger as an archive: all of it (备份) or one district (数据包), and both brought in again.

An archive is a zip: every table as lines of JSON, the hashes of all figures as they were, and a
manifest with the hash of each file. It is of no engine: a copy of a file is restored to a server
and the other way round. It is written while others go on writing, from one moment of the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import IO, Any

import sqlalchemy as sa

from campaign import District
from ledger.archive.figures import Figures, figures_of
from ledger.archive.file import BACKUP, FIGURES, PACKAGE, ArchiveReader, ArchiveWriter, table_file
from ledger.archive.restore import Arriving, Brought, bring_in
from ledger.archive.rows import archived_tables, district_column, line_of_row
from ledger.chain import EXPORT, Deed, note, turn_of
from ledger.queries import audit_list
from ledger.records import districts, original_files
from ledger.store import LedgerBusy, Writer, version_of

_AT_ONCE = 1000
_TRIES = 5
Beside = Callable[[], Iterable[tuple[str, bytes]]]
"""Makes the files for people that a package also holds, by name."""


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


class Archives:
    """Writes a ledger's archives and brings them in; serves all threads of a process."""

    def __init__(self, reading: sa.Engine, writer: Writer) -> None:
        self._reading = reading
        self._writer = writer

    def back_up(self, file: IO[bytes], *, at: datetime) -> Written:
        """Write the whole ledger as of one moment, while others read and write."""
        with self._reading.connect() as connection:  # one moment, on either engine
            return self._written(connection, ArchiveWriter(file, at=at), kind=BACKUP, at=at)

    def package(
        self, file: IO[bytes], district_id: str, *, by: str, at: datetime, beside: Beside = tuple
    ) -> Written:
        """Write one district, with its original files and files for people beside the tables.

        That it left the ledger is a line of its audit chain, in the package too. All is of one
        moment: the files for people are made again where somebody wrote meanwhile. Raises KeyError
        for no such district, LedgerBusy where somebody always did.
        """
        self._writer.write(
            partial(_tell_leaving, district_id=district_id, by=by, at=at), key=district_id
        )
        for _ in range(_TRIES):
            with self._reading.connect() as connection:
                before = audit_list.head(connection, district_id)
            file.seek(0)
            file.truncate()
            writer = ArchiveWriter(file, at=at)
            for name, content in beside():
                writer.write(name, [content])
            with self._reading.connect() as connection:
                if audit_list.head(connection, district_id) != before:
                    continue
                for name, content in original_files(connection, district_id):
                    writer.write(name, [content])
                return self._written(
                    connection, writer, kind=PACKAGE, at=at, district_id=district_id
                )
        raise LedgerBusy(f"{LedgerBusy.said}: the district was written to all the time")

    def restore(self, file: IO[bytes]) -> tuple[Brought, ...]:
        """Bring a backup into this ledger, which must hold no district; all of it or nothing.

        Every file is compared with its hash before, every figure after. Raises ArchiveRefused.
        """
        archive = ArchiveReader(file)
        archive.check()
        arriving = Arriving(archive, version_of(self._reading))
        return self._writer.write(partial(bring_in, arriving=arriving))

    def take_package(self, file: IO[bytes], *, by: str, at: datetime) -> Brought:
        """Bring a district's package into this ledger; its audit chain goes on with that line.

        Raises ArchiveRefused, for a district that is here already and for any damage too.
        """
        archive = ArchiveReader(file)
        archive.check()
        arriving = Arriving(archive, version_of(self._reading), by=by, at=at)
        (brought,) = self._writer.write(partial(bring_in, arriving=arriving))
        return brought

    def _written(
        self,
        connection: sa.Connection,
        writer: ArchiveWriter,
        *,
        kind: str,
        at: datetime,
        district_id: str | None = None,
    ) -> Written:
        listed = [d for d in districts.districts(connection) if district_id in (None, d.id)]
        tables = {
            table.name: _write_table(connection, writer, table, district_id)
            for table in archived_tables()
        }
        shown = {district.id: dict(figures_of(connection, district)) for district in listed}
        writer.write(FIGURES, [_json(shown)])
        manifest = {
            "kind": kind,
            "version": version_of(self._reading),
            "made_at": at.isoformat(),
            "districts": [_told(connection, district) for district in listed],
            "tables": tables,
            "columns": {table.name: [c.name for c in table.columns] for table in archived_tables()},
        }
        return Written(writer.close(manifest))


def _write_table(
    connection: sa.Connection, writer: ArchiveWriter, table: sa.Table, district_id: str | None
) -> int:
    query = sa.select(table).order_by(*table.primary_key.columns)
    if district_id is not None:
        query = query.where(district_column(table) == district_id)
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
    revision, _ = districts.clocks(connection, district.id)
    head = audit_list.head(connection, district.id)
    return {"district": district.id, "name": district.name, "revision": revision, "head": head}


def _tell_leaving(connection: sa.Connection, *, district_id: str, by: str, at: datetime) -> None:
    turn = turn_of(connection, district_id)
    deed = Deed(EXPORT, f"district:{district_id}", by, at, new={"revision": turn.rev})
    note(connection, turn, deed)


def _json(value: Mapping[str, Figures]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=0).encode()
