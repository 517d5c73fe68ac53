"""A statement goes in; the driver itself has done it, and its rows come out as it gives them.

In one commit are a dozen small statements: putting each through SQLAlchemy costs several times what
the database needs for it. Trouble is told as it is anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeAlias, cast

import sqlalchemy as sa

from ledger.trouble import trouble_of

Values: TypeAlias = Sequence[Any] | Mapping[str, Any]


class Named:
    """A dialect, as good as any other of its name: what is made for one serves all engines."""

    __slots__ = ("dialect",)

    def __init__(self, dialect: sa.Dialect) -> None:
        self.dialect = dialect

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and self.dialect.name == other.dialect.name

    def __hash__(self) -> int:
        return hash(self.dialect.name)


def cursor_of(connection: sa.Connection) -> Any:
    """A cursor in this connection's transaction, which begins here where none has."""
    if not connection.in_transaction():
        connection.begin()
    return cast(Any, connection.connection.driver_connection).cursor()


def done(connection: sa.Connection, text: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """Do a statement in the driver's own words; the rows it has, none where it has none.

    Raises as any other statement does: LedgerTrouble for one of the machine's.
    """
    with told_as_ever(connection, text):
        cursor = cursor_of(connection)
        cursor.execute(text, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
        cursor.close()
        return rows


def done_for_all(connection: sa.Connection, text: str, values: Sequence[Values]) -> None:
    """Do a statement that has no rows, once for each of the values."""
    with told_as_ever(connection, text):
        cursor = cursor_of(connection)
        cursor.executemany(text, values)
        cursor.close()


def asked(
    connection: sa.Connection, statement: sa.Executable, **values: object
) -> list[tuple[Any, ...]]:
    """The rows of a statement that is made once; values as the driver takes and gives them."""
    text, order, fixed = _compiled(statement, Named(connection.dialect))
    values = {**fixed, **values}
    return done(connection, text, values if order is None else [values[name] for name in order])


@cache
def _compiled(
    statement: sa.ClauseElement, named: Named
) -> tuple[str, tuple[str, ...] | None, Mapping[str, object]]:
    """The driver's words, the order of the values (None where they are named), and those known."""
    compiled: Any = statement.compile(dialect=named.dialect)
    order = compiled.positiontup
    return str(compiled), None if order is None else tuple(order), compiled.params


@contextmanager
def told_as_ever(connection: sa.Connection, text: str) -> Iterator[None]:
    """What the driver raises, as SQLAlchemy would tell it: it does not see what is done here."""
    dialect = connection.dialect
    assert dialect.loaded_dbapi is not None
    try:
        yield
    except dialect.loaded_dbapi.Error as error:
        is_lost = dialect.is_disconnect(error, cast(Any, connection.connection), None)
        if is_lost:
            connection.invalidate(error)
        trouble = trouble_of(error, is_disconnect=is_lost)
        if trouble is not None:
            raise trouble from error
        raise sa.exc.DBAPIError.instance(
            text, None, error, dialect.loaded_dbapi.Error, dialect=dialect
        ) from error
