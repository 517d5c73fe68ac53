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

from ledger.store.trouble import trouble_of

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


def done(connection: sa.Connection, text: str, values: Values = ()) -> None:
    """Do a statement in the driver's own words, without its rows.

    Raises as any other statement does: LedgerTrouble for one of the machine's.
    """
    with told_as_ever(connection, text):
        cursor_of(connection).execute(text, values)


def done_for_all(connection: sa.Connection, text: str, values: Sequence[Values]) -> None:
    """Do a statement that has no rows, once for each of the values."""
    with told_as_ever(connection, text):
        cursor_of(connection).executemany(text, values)


def rows_of(connection: sa.Connection, question: sa.Select[Any], **values: object) -> list[Any]:
    """The rows of a question that is put in words once; values as the driver takes and gives
    them."""
    text, put = _put(connection, question, values)
    with told_as_ever(connection, text):
        cursor = cursor_of(connection)
        cursor.execute(text, put)
        rows: list[Any] = cursor.fetchall()
        return rows


def execute(connection: sa.Connection, statement: sa.ClauseElement, **values: object) -> None:
    """Do a statement without rows that is put in words once."""
    done(connection, *_put(connection, statement, values))


def _put(
    connection: sa.Connection, statement: sa.ClauseElement, values: Mapping[str, object]
) -> tuple[str, Values]:
    text, order, fixed = _compiled(statement, Named(connection.dialect))
    put = {**fixed, **values}
    return text, put if order is None else [put[name] for name in order]


@contextmanager
def pipeline(connection: sa.Connection) -> Iterator[None]:
    """Statements without rows go to a server one after the other, and their answers are taken at
    the end: each would be waited for as long as the way there and back takes."""
    driver = cast(Any, connection.connection.driver_connection)
    if not hasattr(driver, "pipeline"):
        yield
        return
    with told_as_ever(connection, "a statement sent before"), driver.pipeline():
        yield


def takes_copy(connection: sa.Connection) -> bool:
    """Whether rows may go by COPY now: on PostgreSQL, where its answers are waited for."""
    if connection.dialect.name != "postgresql":
        return False
    return not cast(Any, connection.connection.driver_connection).pgconn.pipeline_status


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
