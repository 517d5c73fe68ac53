"""A database address goes in; an engine that locks early and a migrated ledger come out.

SQLite begins a transaction late unless told otherwise, and a read that turns into a write then
fails with "database is locked" whatever the timeout: all that write begin with BEGIN IMMEDIATE.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

WRITING = "ledger_writing"
BUSY_MILLISECONDS = 30_000


class NewerLedger(RuntimeError):  # noqa: N818
    """The ledger was written by a newer version of this program; nothing in it was touched."""


class UnopenedLedger(RuntimeError):  # noqa: N818
    """The database could not be opened or is no ledger; says why, never with a password."""


def reading_engine(url: str) -> sa.Engine:
    """An engine for reading; a SQLite file's folder is made where it is missing."""
    address = sa.make_url(url)
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(address, pool_size=16, max_overflow=16)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, pool_size=16, max_overflow=16)
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def writing_engine(engine: sa.Engine) -> sa.Engine:
    """The same connections for transactions that write: each locks before its first read."""
    return engine.execution_options(**{WRITING: True})


def migrate(engine: sa.Engine) -> None:
    """Bring the ledger to this version; raises NewerLedger for one from a newer version."""
    config = Config()
    config.set_main_option("script_location", "ledger:migrations")
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    with engine.connect() as connection:
        if _heads(connection, known) == set(scripts.get_heads()):
            return
    with writing_engine(engine).begin() as connection:
        # Another process may have migrated while this one waited for the lock.
        if _heads(connection, known) != set(scripts.get_heads()):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _heads(connection: sa.Connection, known: set[str]) -> set[str]:
    heads = set(MigrationContext.configure(connection).get_current_heads())
    if heads - known:
        raise NewerLedger(
            f"this ledger is of version {', '.join(sorted(heads))}, newer than this program "
            f"knows ({', '.join(sorted(known))}); it was left as it is: install the newer program"
        )
    return heads


def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
