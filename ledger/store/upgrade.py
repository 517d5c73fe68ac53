"""A database goes in; a ledger of this version comes out, with a column for each registered slot.

The versions of the tables are numbered in their order. The columns of slots are no version: one
that was registered since is added at the end of `fact` and `cur`, in the registry's order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from ledger.store.columns import SLOT_COLUMNS
from ledger.store.engine import keep_readers_from_waiting, writing_engine
from ledger.store.trouble import NewerLedger, UnopenedLedger

MIGRATING = 0x1ED6E2  # the number of the lock that whoever migrates holds
RENAMED: Mapping[str, str] = {"panel_cache": "0003", "record": "0004", "layouts": "0005"}
"""Versions that had names before they had numbers, as ledgers and archives of then are stamped."""
_BEFORE_SLOTS = "states"
_STAMP = sa.table("alembic_version", sa.column("version_num"))


def migrate(engine: sa.Engine) -> None:
    """Bring the ledger to this version.

    Raises NewerLedger for one from a newer version, and UnopenedLedger for a database of something
    else; neither is touched.
    """
    config, known = _config(), versions()
    with engine.connect() as connection:
        is_here = _is_here(connection, known)
    if engine.dialect.name == "sqlite":
        keep_readers_from_waiting(engine)
    if is_here:
        return
    with writing_engine(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATING)))
        # Another process may have migrated while this one waited for the lock.
        if not _is_here(connection, known):
            _bring(connection, config, version="head", slots=SLOT_COLUMNS)


def begin_at(engine: sa.Engine, *, version: str, slots: Sequence[str]) -> None:
    """Make, in an empty database, the tables of an earlier version with the slots it had.

    Raises UnopenedLedger for slots in an order that no version had.
    """
    with writing_engine(engine).begin() as connection:
        _bring(connection, _config(), version=version, slots=slots)
        _refuse_slots(slot_columns(connection), slots)


@cache
def versions() -> tuple[str, ...]:
    """Every version of the tables that this program knows, the oldest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(sorted(script.revision for script in scripts.walk_revisions()))


def numbered(version: str) -> str:
    """The number of a version that may be stamped with a name of before."""
    return RENAMED.get(version, version)


def slot_columns(connection: sa.Connection) -> tuple[str, ...]:
    """The columns of slots as they stand in `fact`, in their order: that of a row's letters."""
    names = [column["name"] for column in sa.inspect(connection).get_columns("fact")]
    return tuple(names[names.index(_BEFORE_SLOTS) + 1 :])


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "ledger:migrations")
    return config


def _stamped(connection: sa.Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _is_here(connection: sa.Connection, known: Sequence[str]) -> bool:
    """Whether nothing is to be done; raises for what this program cannot open."""
    heads = set(map(numbered, _stamped(connection)))
    if heads - set(known):
        raise _newer(f"version {', '.join(sorted(heads))}", ", ".join(known))
    if not heads:
        if found := sa.inspect(connection).get_table_names():
            raise UnopenedLedger(f"this database is no ledger: it has a table {found[0]!r}")
        return False
    slots = slot_columns(connection)
    if unknown := [name for name in slots if name not in SLOT_COLUMNS]:
        raise _newer(f"a version with {', '.join(unknown)}", f"{len(SLOT_COLUMNS)} slots")
    _refuse_slots(slots, SLOT_COLUMNS[: len(slots)])
    return heads == {known[-1]} and slots == SLOT_COLUMNS


def _newer(found: str, known: str) -> NewerLedger:
    return NewerLedger(
        f"this ledger is of {found}, newer than this program knows ({known}); it was left as it "
        "is: install the newer program"
    )


def _refuse_slots(found: Sequence[str], due: Sequence[str]) -> None:
    if tuple(found) != tuple(due):
        raise UnopenedLedger("this ledger has its slots in another order than the registry")


def _bring(
    connection: sa.Connection, config: Config, *, version: str, slots: Sequence[str]
) -> None:
    for name in _stamped(connection) & RENAMED.keys():
        here = _STAMP.c.version_num == name
        connection.execute(sa.update(_STAMP).where(here).values(version_num=RENAMED[name]))
    config.attributes["connection"] = connection
    command.upgrade(config, version)
    change = Operations(MigrationContext.configure(connection))
    there = slot_columns(connection)
    for name in slots:
        if name not in there:
            for table in ("fact", "cur"):
                change.add_column(table, sa.Column(name, sa.Double))
