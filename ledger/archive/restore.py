"""An archive whose files are as they were written goes in; its districts are in the ledger.

Everything happens in the one transaction that is handed in: what raises leaves nothing behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from campaign import Actor, District
from ledger.archive.figures import Figures, figures_of, rules_of
from ledger.archive.file import FIGURES, PACKAGE, ArchiveReader, ArchiveRefused, table_file
from ledger.archive.rows import district_column, row_of_line, tables_in
from ledger.chain import IMPORT, Deed, Fault, note, turn_of
from ledger.queries import Shelf, audit_list
from ledger.records import districts
from ledger.store import insert_rows, schema
from ledger.verify import faults

_AT_ONCE = 2000
NOBODY = Actor("", "", "")
ARRIVING = 0x1ED6E3
"""The number of the lock that whoever brings an archive in holds."""


@dataclass(frozen=True)
class Arriving:
    """An archive of this version, the earlier version it was of before (empty for none), and for a
    package who brings it when."""

    archive: ArchiveReader
    earlier: str = ""
    by: Actor = NOBODY
    at: datetime | None = None

    @property
    def is_package(self) -> bool:
        """Whether one district comes to a ledger that may hold others."""
        return self.at is not None

    @property
    def told(self) -> Mapping[str, Any]:
        """The archive's manifest."""
        return self.archive.manifest


@dataclass(frozen=True)
class Brought:
    """A district that was brought in: how many hashes of figures were compared and found the same,
    the chain's head before and since, what the check says of it, and the earlier version of the
    tables that the archive was of; empty for one of this version."""

    district_id: str
    revision: int
    head_before: str
    head: str
    n_figures: int
    faults: tuple[Fault, ...]
    earlier: str = ""


def bring_in(connection: sa.Connection, *, arriving: Arriving) -> tuple[Brought, ...]:
    """Enter every row of the archive and compare every figure; raises ArchiveRefused."""
    ids = _refuse_unfit(connection, arriving)
    _refuse_taken(connection, arriving, ids)
    last = connection.scalar(sa.select(sa.func.max(schema.district.c.ordinal))) or 0
    after = last if arriving.is_package else 0
    enter_tables(connection, tables_in(arriving.told), arriving.archive, after=after)
    shown = figures_in(arriving.archive)
    by_id = {district.id: district for district in districts.districts(connection)}
    if not ids <= by_id.keys():
        raise ArchiveRefused("missing", file="、".join(sorted(ids - by_id.keys())))
    return tuple(
        _settle(connection, by_id[line["district"]], line, arriving, shown=shown)
        for line in arriving.told["districts"]
    )


def _refuse_unfit(connection: sa.Connection, arriving: Arriving) -> frozenset[str]:
    """The ids of the districts that come; raises where they cannot."""
    told = arriving.told
    if arriving.is_package != (told["kind"] == PACKAGE):
        raise ArchiveRefused("no_package" if arriving.is_package else "no_backup")
    if connection.dialect.name == "postgresql":  # one at a time, while other districts go on
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ARRIVING)))
    return ids_in(arriving.archive)


def _refuse_taken(connection: sa.Connection, arriving: Arriving, ids: frozenset[str]) -> None:
    here = set(connection.scalars(sa.select(schema.district.c.id)))
    if arriving.is_package and here & ids:
        raise ArchiveRefused("taken", district="、".join(sorted(here & ids)))
    if here and not arriving.is_package:
        raise ArchiveRefused("not_empty", n=len(here))


def ids_in(archive: ArchiveReader) -> frozenset[str]:
    """The ids of the districts that an archive holds."""
    return frozenset(line["district"] for line in archive.manifest["districts"])


def figures_in(archive: ArchiveReader) -> Mapping[str, Figures]:
    """By district, the figures that an archive says it shows."""
    found: Mapping[str, Figures] = json.loads("\n".join(archive.lines(FIGURES)))
    return found


def enter_tables(
    connection: sa.Connection, tables: Iterable[sa.Table], archive: ArchiveReader, *, after: int
) -> None:
    """Enter every row of these tables, districts in places from `after` on; raises ArchiveRefused
    for what is no row of its table or of no district of the archive."""
    for table in tables:
        _enter(connection, table, archive, after=after)


def _enter(
    connection: sa.Connection, table: sa.Table, archive: ArchiveReader, *, after: int
) -> None:
    rows, n_rows = _rows(table, archive), 0
    while several := list(islice(rows, _AT_ONCE)):
        if table.name == schema.district.name:
            several = [{**row, "ordinal": after + row["ordinal"]} for row in several]
        try:
            insert_rows(connection, table, several)
        except (sa.exc.IntegrityError, sa.exc.DataError) as error:
            raise ArchiveRefused("line", file=table_file(table.name), line=n_rows + 1) from error
        n_rows += len(several)
    if n_rows != archive.manifest["tables"].get(table.name):
        told = {"due": archive.manifest["tables"].get(table.name), "n": n_rows}
        raise ArchiveRefused("rows", file=table_file(table.name), **told)


def _rows(table: sa.Table, archive: ArchiveReader) -> Iterator[dict[str, Any]]:
    file, column, ids = table_file(table.name), district_column(table), ids_in(archive)
    names: Sequence[str] = archive.manifest["columns"].get(table.name, ())
    if set(names) != {c.name for c in table.columns}:
        raise ArchiveRefused("line", file=file, line=0)
    for number, line in enumerate(archive.lines(file), start=1):
        try:
            row = row_of_line(table, names, line)
        except (ValueError, TypeError) as error:
            raise ArchiveRefused("line", file=file, line=number) from error
        if column is not None and row[column.name] not in ids:
            raise ArchiveRefused("foreign", file=file, line=number, district=row[column.name])
        yield row


def _settle(
    connection: sa.Connection,
    district: District,
    line: Mapping[str, Any],
    arriving: Arriving,
    *,
    shown: Mapping[str, Figures],
) -> Brought:
    """Compare what counts now with what counted then; a package's chain goes on from there."""
    n_figures = compare_figures(connection, district, arriving.archive, shown=shown)
    before = audit_list.head(connection, district.id)
    found = faults(connection, district, shelf=Shelf())
    if before != line["head"]:
        raise ArchiveRefused("unsound", district=district.id, check="audit_head")
    if arriving.at is not None:
        if damage := [fault.check for fault in found if not fault.is_note]:
            raise ArchiveRefused("unsound", district=district.id, check="、".join(damage))
        _go_on(connection, district.id, line, arriving)
    revision = districts.clocks(connection, district.id).revision
    head = audit_list.head(connection, district.id)
    return Brought(district.id, revision, before, head, n_figures, found, arriving.earlier)


def compare_figures(
    connection: sa.Connection,
    district: District,
    archive: ArchiveReader,
    *,
    shown: Mapping[str, Figures],
) -> int:
    """How many figures were compared, by the rules of the archive's revision, and are as they were;
    raises ArchiveRefused where one is not."""
    was = shown.get(district.id, {})
    now = figures_of(connection, district, rules_of(archive.manifest, was))
    if differing := sorted(k for k in was.keys() | now.keys() if was.get(k) != now.get(k)):
        told = {"n": len(differing), "first": "; ".join(differing[:5])}
        raise ArchiveRefused("figures", district=district.id, **told)
    return len(now)


def _go_on(
    connection: sa.Connection, district_id: str, line: Mapping[str, Any], arriving: Arriving
) -> None:
    assert arriving.at is not None
    new = {"revision": line["revision"], "head": line["head"], "made_at": arriving.told["made_at"]}
    new |= {"earlier": arriving.earlier} if arriving.earlier else {}
    deed = Deed(IMPORT, f"district:{district_id}", arriving.by, arriving.at, new=new)
    note(connection, turn_of(connection, district_id), deed)
