"""A database address goes in; an engine that locks early comes out.

SQLite begins a transaction late unless told otherwise, and a read that turns into a write then
fails with "database is locked" whatever the timeout: all that write begin with BEGIN IMMEDIATE.
On PostgreSQL a reading transaction sees one moment of the ledger, as it does on SQLite.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from weakref import WeakSet

import sqlalchemy as sa
from sqlalchemy.util import LRUCache

from ledger.store.driver import told_as_ever
from ledger.store.trouble import LedgerBusy, LedgerTrouble, trouble_of

WRITES, OUTSIDE = "ledger_writes", "ledger_outside_a_transaction"
PSYCOPG = "postgresql+psycopg"
CONNECTIONS = {"pool_size": 8, "max_overflow": 24}
"""So many stay open, and so many more are opened where all of those are in use."""
BETWEEN_TRIES_SECONDS = 0.1


@dataclass(frozen=True)
class Patience:
    """For how long a ledger held by another program, or a server that went away, is waited for."""

    busy_seconds: float = 30.0
    away_seconds: float = 10.0


PATIENT = Patience()


def reading_engine(url: str, *, patience: Patience = PATIENT) -> sa.Engine:
    """An engine for reading; a SQLite file's folder is made where it is missing."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = _of_a_file(address, patience=patience)
    else:
        engine = _of_a_server(address, patience=patience)
    sa.event.listen(engine, "handle_error", _as_trouble)
    _open_engines.add(engine)
    return engine


def _of_a_server(address: sa.URL, *, patience: Patience) -> sa.Engine:
    from psycopg import IsolationLevel  # only who has a server needs its driver

    if address.drivername == "postgresql":
        address = address.set(drivername=PSYCOPG)
    # A connection that the server dropped meanwhile is found out before it is used.
    pool = _pool(patience)
    engine = sa.create_engine(address, pool_pre_ping=True, execution_options=_AS_SQL, **pool)

    def begin(connection: sa.Connection) -> None:
        driver: Any = connection.connection.driver_connection
        writes = connection.get_execution_options().get(WRITES, False)
        driver.read_only = not writes
        # After waiting for a district's row, a writer must see what was committed meanwhile.
        driver.isolation_level = (
            IsolationLevel.READ_COMMITTED if writes else IsolationLevel.REPEATABLE_READ
        )

    sa.event.listen(engine, "begin", begin)
    sa.event.listen(engine, "do_connect", _Redial(patience.away_seconds))
    return engine


def _of_a_file(address: sa.URL, *, patience: Patience) -> sa.Engine:
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, execution_options=_AS_SQL, **_pool(patience))

    def set_up(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        milliseconds = int(patience.busy_seconds * 1000)
        for pragma in (f"busy_timeout={milliseconds}", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    sa.event.listen(engine, "connect", set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


class _Compiled(LRUCache[Any, Any]):
    """Statements as SQL, for every engine of one kind: of a ledger opened, half the time went into
    compiling anew what another engine of this process had compiled before."""

    def get(self, key: Any, default: Any = None) -> Any:
        """What a statement was compiled to; the default where it was not."""
        return super().get(_of_kind(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_kind(key), value)


def _of_kind(key: Any) -> Any:
    """The key of a statement, where its dialect stands for all that speak alike."""
    dialect, *statement = key
    return type(dialect), dialect.server_version_info, *statement


_AS_SQL = {"compiled_cache": _Compiled(1000)}
"""The ledger has some three hundred statements; migrations and other tables have their own."""


def writing_engine(engine: sa.Engine) -> sa.Engine:
    """The same connections for transactions that write: each locks before its first read."""
    return engine.execution_options(**{WRITES: True})


def keep_readers_from_waiting(engine: sa.Engine) -> None:
    """Set the file to write-ahead logging, once; a file set to it is not touched."""
    with engine.execution_options(**{OUTSIDE: True}).connect() as connection:
        if connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete":
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(OUTSIDE, False):
        text = "BEGIN IMMEDIATE" if options.get(WRITES, False) else "BEGIN"
        driver: Any = connection.connection.driver_connection
        with told_as_ever(connection, text):
            driver.execute(text).close()


class _Pool(sa.QueuePool):
    """Connections to one ledger; one that none becomes free for has a name, as any trouble."""

    def connect(self) -> sa.PoolProxiedConnection:
        """A connection; raises LedgerBusy where all are in use for longer than one waits."""
        try:
            return super().connect()
        except sa.exc.TimeoutError as error:
            raise LedgerBusy(f"{LedgerBusy.said}: every connection is in use") from error


def _pool(patience: Patience) -> dict[str, Any]:
    return {**CONNECTIONS, "poolclass": _Pool, "pool_timeout": patience.busy_seconds}


class _Redial:
    """Waits for a server that answered before: it may be starting again."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._answered = False

    def __call__(self, dialect: sa.Dialect, _record: Any, cargs: Any, cparams: Any) -> Any:
        """A connection of the driver; raises what the driver raises once patience is over."""
        until = monotonic() + self._seconds
        while True:
            try:
                connection = dialect.connect(*cargs, **cparams)
            except dialect.loaded_dbapi.OperationalError:
                if not self._answered or monotonic() > until:
                    raise
                sleep(BETWEEN_TRIES_SECONDS)
            else:
                self._answered = True
                return connection


def _as_trouble(context: sa.engine.ExceptionContext) -> LedgerTrouble | None:
    if context.is_pre_ping:  # a connection found dead is replaced by another
        return None
    return trouble_of(
        context.original_exception,
        is_disconnect=context.is_disconnect,
        is_connecting=context.connection is None,
    )


_open_engines: WeakSet[sa.Engine] = WeakSet()
_of_the_parent: list[sa.Pool] = []


def _leave_to_the_parent() -> None:
    """A forked process makes its own connections; closing the parent's would end them for it."""
    for engine in list(_open_engines):
        _of_the_parent.append(engine.pool)
        engine.dispose(close=False)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_to_the_parent)
