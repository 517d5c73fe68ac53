"""A district of a ledger goes in; everything in it that is not as it must be comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import sqlalchemy as sa

from campaign import District
from ledger.acts import answer_faults, asked_faults, layout_faults, rules_faults
from ledger.chain import Fault
from ledger.queries import Shelf
from ledger.records import districts
from ledger.store import LedgerTrouble, schema
from ledger.verify.chain import chain_faults
from ledger.verify.counted import counted_faults
from ledger.verify.readable import unreadable_faults
from ledger.verify.stored import stored_faults

Check = Callable[[], Iterable[Fault]]


def faults(connection: sa.Connection, district: District, *, shelf: Shelf) -> tuple[Fault, ...]:
    """The faults of one district, as one connection sees it; none where all is well.

    What cannot be read comes first, then the chain: it says what was changed; the rest says what
    that did to the figures.
    """

    def counted() -> Iterable[Fault]:
        moment = shelf.moment(connection, district.id)
        shown = shelf.full_panel(moment)
        return counted_faults(connection, district, shown=shown, revision=moment.revision)

    checks: dict[str, Check] = {
        "readable": lambda: unreadable_faults(connection, district.id),
        "chain": lambda: chain_faults(connection, district.id),
        "stored": lambda: stored_faults(connection, district),
        "layouts": lambda: layout_faults(connection, district.id),
        "answers": lambda: answer_faults(connection, district.id),
        "rules": lambda: rules_faults(connection, district.id),
        "asked": lambda: asked_faults(connection, district),
        "counted": counted,
    }
    found = [fault for name, check in checks.items() for fault in _told(name, check, district.id)]
    return tuple(found)


def faults_of_all(
    connection: sa.Connection, district_id: str | None, *, shelf: Shelf
) -> tuple[Fault, ...]:
    """The faults of one district or of all, those too of which the ledger cannot say what they are.

    Raises KeyError for no such district.
    """
    table = schema.district
    try:
        ids = connection.scalars(sa.select(table.c.id).order_by(table.c.ordinal)).all()
    except (LedgerTrouble, sa.exc.SQLAlchemyError):
        return (Fault("table_damaged", district_id or "", {"table": table.name}),)
    chosen = [it for it in ids if district_id in (None, it)]
    if district_id is not None and not chosen:
        raise KeyError(f"no district {district_id!r}")
    return tuple(fault for it in chosen for fault in _of_one(connection, it, shelf=shelf))


def _of_one(connection: sa.Connection, district_id: str, *, shelf: Shelf) -> tuple[Fault, ...]:
    """The faults of a district; of one that cannot be read as one, what of it cannot be read."""
    try:
        district = next(d for d in districts.districts(connection) if d.id == district_id)
    except (LedgerTrouble, sa.exc.SQLAlchemyError, ValueError, TypeError, AttributeError) as stop:
        stopped = Fault("check_stopped", district_id, {"name": "district", "kind": _kind(stop)})
        return (*unreadable_faults(connection, district_id), stopped)
    return faults(connection, district, shelf=shelf)


def _kind(stop: Exception) -> str:
    return type(stop).__name__


def _told(name: str, check: Check, district_id: str) -> Iterator[Fault]:
    """What a check finds; where it cannot go on, that, for what it stopped at is told by now."""
    try:
        yield from check()
    except Exception as stop:  # noqa: BLE001 - a ledger of which nothing can be read is told too
        yield Fault("check_stopped", district_id, {"name": name, "kind": _kind(stop)})
