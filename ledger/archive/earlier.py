"""An archive of any earlier version goes in; the same districts as one of this version come out.

It is entered into tables of its own version, in a file that is thrown away after, brought on as any
ledger is, and written again; what it showed then is compared by the rules of then on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from ledger.archive.file import ArchiveReader, ArchiveRefused, ArchiveWriter
from ledger.archive.restore import compare_figures, enter_tables, figures_in
from ledger.archive.rows import REBUILT
from ledger.archive.writing import write_archive
from ledger.chain import DEFINITIONS, FIRST_DEFINITION
from ledger.records import districts
from ledger.store import (
    SLOT_COLUMNS,
    account_tables,
    begin_at,
    migrate,
    numbered,
    reading_engine,
    schema,
    versions,
)

_BEFORE_SLOTS = "states"


@contextmanager
def of_this_version(archive: ArchiveReader) -> Iterator[tuple[ArchiveReader, str]]:
    """The archive with nothing, or one made of it with the earlier version that it was of.

    Raises ArchiveRefused for one of a newer version, and for any damage.
    """
    version, slots = _made_by(archive)
    if version == versions()[-1] and slots == SLOT_COLUMNS:
        yield archive, ""
        return
    with TemporaryDirectory() as folder:
        engine = reading_engine(f"sqlite:///{Path(folder) / 'ledger.db'}")
        try:
            begin_at(engine, version=version, slots=slots)
            _fill(engine, archive)
            migrate(engine)
            path = Path(folder) / "archive.zip"
            _write_again(engine, archive, path)
        finally:
            engine.dispose()
        with path.open("rb") as file:
            yield ArchiveReader(file), version


def _made_by(archive: ArchiveReader) -> tuple[str, tuple[str, ...]]:
    """The version of its tables and the columns of its slots; raises for what is newer."""
    told = archive.manifest
    version, names = numbered(str(told["version"])), told["columns"].get("fact", ())
    slots = tuple(names[names.index(_BEFORE_SLOTS) + 1 :]) if _BEFORE_SLOTS in names else ()
    definition = told.get("definition", FIRST_DEFINITION.number)
    is_known = version in versions() and definition in DEFINITIONS
    if not is_known or slots != SLOT_COLUMNS[: len(slots)]:
        raise ArchiveRefused("version", version=told["version"], own=versions()[-1])
    return version, slots


def _fill(engine: sa.Engine, archive: ArchiveReader) -> None:
    """Enter every row as it was written, in tables of the archive's own version."""
    tables = sa.MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        names = set(archive.manifest["tables"])
        own = [table for table in tables.sorted_tables if table.name in names - REBUILT]
        if names != {table.name for table in own}:
            raise ArchiveRefused("no_manifest")
        enter_tables(connection, own, archive, after=0)
        query = sa.select(schema.district.c.id, schema.district.c.audit_hash)
        heads = {row.id: row.audit_hash for row in connection.execute(query)}
        for line in archive.manifest["districts"]:
            if heads.get(line["district"]) != line["head"]:
                told = {"district": line["district"], "check": "audit_head"}
                raise ArchiveRefused("unsound", **told)
        connection.commit()


def _write_again(engine: sa.Engine, archive: ArchiveReader, path: Path) -> None:
    """Compare every figure with what the archive says it was, and write the archive of today."""
    told, shown = archive.manifest, figures_in(archive)
    with path.open("wb") as file, closing(engine.connect()) as connection:
        for district in districts.districts(connection):
            compare_figures(connection, district, archive, shown=shown)
        writer = ArchiveWriter(file, at=datetime.fromisoformat(told["made_at"]))
        made = {"kind": told["kind"], "made_at": told["made_at"]}
        has_accounts = account_tables.account.name in told["tables"]
        write_archive(connection, writer, **made, with_accounts=has_accounts)
