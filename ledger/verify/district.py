"""A district of a ledger goes in; everything in it that is not as it must be comes out, and before
that where the database itself finds its file damaged.

A row is found by an index or by its key: a damaged page may hide one without any value in it being
wrong. On a server the database watches over its own files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import sqlalchemy as sa

from campaign import District
from ledger.accounts import account_faults
from ledger.acts import answer_faults, asked_faults, rules_faults, setting_faults
from ledger.chain import Fault
from ledger.queries import Shelf
from ledger.records import districts
from ledger.store import LedgerTrouble, schema, unlike_built
from ledger.verify.chain import chain_faults
from ledger.verify.counted import counted_faults
from ledger.verify.readable import unreadable_faults
from ledger.verify.stored import stored_faults
from ledger.verify.written import written_faults

Check = Callable[[], Iterable[Fault]]
_CANNOT_READ = (LedgerTrouble, sa.exc.SQLAlchemyError, ValueError, TypeError, AttributeError)


def faults(connection: sa.Connection, district: District, *, shelf: Shelf) -> tuple[Fault, ...]:
    """The faults of one district, as one connection sees it; none where all is well."""
    return tuple(_of_district(connection, district, shelf=shelf))


def faults_of_all(
    connection: sa.Connection, district_id: str | None, *, shelf: Shelf
) -> tuple[Fault, ...]:
    """The faults of the file, then those of one district or of all.

    Raises KeyError for no such district.
    """
    return tuple(each_fault(connection, district_id, shelf=shelf))


def each_fault(
    connection: sa.Connection, district_id: str | None, *, shelf: Shelf
) -> Iterator[Fault]:
    """The same, one after the other as they are found; those too of which the ledger cannot say
    what they are. A fault of the file itself is of no district."""
    yield from _told("file", lambda: file_faults(connection), "")
    yield from _told("accounts", lambda: account_faults(connection), "")
    table = schema.district
    try:
        ids = connection.scalars(sa.select(table.c.id).order_by(table.c.ordinal)).all()
    except (LedgerTrouble, sa.exc.SQLAlchemyError):
        yield Fault("table_damaged", district_id or "", {"table": table.name})
        return
    chosen = [it for it in ids if district_id in (None, it)]
    if district_id is not None and not chosen:
        raise KeyError(f"no district {district_id!r}")
    yield from (fault for it in chosen for fault in _of_one(connection, it, shelf=shelf))


def _of_one(connection: sa.Connection, district_id: str, *, shelf: Shelf) -> Iterator[Fault]:
    """The faults of a district; of one that cannot be read as one, what of it cannot be read."""
    try:
        district = next(d for d in districts.districts(connection) if d.id == district_id)
    except _CANNOT_READ as stop:
        yield from unreadable_faults(connection, district_id)
        yield _stopped("district", district_id, stop)
    else:
        yield from _of_district(connection, district, shelf=shelf)


def _of_district(connection: sa.Connection, district: District, *, shelf: Shelf) -> Iterator[Fault]:
    """What cannot be read comes first, then the chain: it says what was changed; the rest says what
    that did to the figures."""

    def counted() -> Iterable[Fault]:
        moment = shelf.moment(connection, district.id)
        shown = shelf.full_panel(moment)
        return counted_faults(connection, district, shown=shown, revision=moment.revision)

    checks: dict[str, Check] = {
        "readable": lambda: unreadable_faults(connection, district.id),
        "chain": lambda: chain_faults(connection, district.id),
        "stored": lambda: stored_faults(connection, district),
        "answers": lambda: answer_faults(connection, district.id),
        "rules": lambda: rules_faults(connection, district.id),
        "settings": lambda: setting_faults(connection, district.id),
        "written": lambda: written_faults(connection, district.id),
        "asked": lambda: asked_faults(connection, district),
        "counted": counted,
    }
    for name, check in checks.items():
        yield from _told(name, check, district.id)


def _stopped(name: str, district_id: str, stop: Exception) -> Fault:
    """That a check is not complete: the database could not read on, or what stood there did not
    fit. `kind` is for whoever looks into it, and in no sentence."""
    is_database = isinstance(stop, LedgerTrouble | sa.exc.SQLAlchemyError)
    check = "check_stopped" if is_database else "check_unfit"
    return Fault(check, district_id, {"name": name, "kind": type(stop).__name__})


def _told(name: str, check: Check, district_id: str) -> Iterator[Fault]:
    """What a check finds; where it cannot go on, that, for what it stopped at is told by now."""
    try:
        yield from check()
    except Exception as stop:  # noqa: BLE001 - a ledger of which nothing can be read is told too
        yield _stopped(name, district_id, stop)


_MOST = 100  # places told; a file damaged in more is restored all the same
_PLACE = re.compile(r"(?:index|in|order for|from) ([a-z_]\w+)|(?:[Pp]age|[Tt]ree) (\d+)")
"""What SQLite's own sentences name: a table, an index, a page by number."""


def file_faults(connection: sa.Connection) -> Iterator[Fault]:
    """Damaged pages and indexes, and tables that are not built as this version builds them."""
    if connection.dialect.name != "sqlite":
        return
    said = list(connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})").scalars())
    if said != ["ok"]:
        yield Fault("file_damaged", "", {"n": len(said), "places": _places("\n".join(said))})
    for table, names in unlike_built(connection).items():
        yield Fault("schema_differs", "", {"table": table, "columns": "、".join(names)})


def _places(text: str) -> str:
    """The tables, indexes and pages named, each once."""
    found = {name or f"#{page}" for name, page in _PLACE.findall(text)}
    return "、".join(sorted(found)[:8]) or "#1"
