"""Rows of a table go in; they are in the table, by the shortest way the engine has for so many.

Few rows are one statement of the driver's, put together once a table; many are its bulk way: COPY
on PostgreSQL, on SQLite the same statement for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, TypeAlias

import sqlalchemy as sa

from ledger.store.driver import Named, cursor_of, done, done_for_all, takes_copy, told_as_ever

Row: TypeAlias = Mapping[str, Any] | tuple[Any, ...]
"""By column name; or as the driver takes it, in the order of the columns, which is quicker."""

MANY = 200
"""From so many rows on the bulk way is shorter."""


@dataclass(frozen=True)
class _Way:
    """How rows of a table are written on one engine."""

    names: str
    insert: str
    replace: str
    take: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    converted: tuple[tuple[int, Callable[[Any], Any]], ...]

    def values(self, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
        """The rows as the driver takes them, in the order of the columns."""
        return [row if isinstance(row, tuple) else self._converted(row) for row in rows]

    def _converted(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        values = list(self.take(row))
        for at, convert in self.converted:
            values[at] = convert(values[at])
        return tuple(values)


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[Row]) -> None:
    """Enter rows that have every column; raises KeyError for one that lacks any."""
    _write(connection, table, list(rows), replacing=False)


def put_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[Row]) -> None:
    """Enter rows, each in the place of the one with its key, if there is one."""
    _write(connection, table, list(rows), replacing=True)


def _write(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[Row],
    *,
    replacing: bool,
) -> None:
    if not rows:
        return
    way = _way(table, Named(connection.dialect))
    values = way.values(rows)
    if len(values) >= MANY and takes_copy(connection):
        _copy(connection, table, way, values, replacing=replacing)
        return
    statement = way.replace if replacing else way.insert
    if len(values) > 1:
        done_for_all(connection, statement, values)
    else:
        done(connection, statement, values[0])


@cache
def _way(table: sa.Table, named: Named) -> _Way:
    dialect = named.dialect
    quote = dialect.identifier_preparer.quote
    columns = list(table.columns)
    names = ", ".join(quote(column.name) for column in columns)
    keys = ", ".join(quote(column.name) for column in table.primary_key.columns)
    place = "?" if dialect.paramstyle == "qmark" else "%s"
    insert = f"INSERT INTO {quote(table.name)} ({names}) "
    told = [quote(column.name) for column in columns if not column.primary_key]
    update = f" ON CONFLICT ({keys}) DO UPDATE SET " + ", ".join(f"{n}=excluded.{n}" for n in told)
    values = f"VALUES ({', '.join([place] * len(columns))})"
    converters = [_converter(column, dialect) for column in columns]
    return _Way(
        names=names,
        insert=insert + values,
        replace=insert + values + update,
        take=itemgetter(*(column.name for column in columns)),
        converted=tuple((i, convert) for i, convert in enumerate(converters) if convert),
    )


def _converter(column: sa.Column[Any], dialect: sa.Dialect) -> Callable[[Any], Any] | None:
    if isinstance(column.type, sa.Boolean):
        return None  # both drivers take a bool as it is
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _copy(
    connection: sa.Connection,
    table: sa.Table,
    way: _Way,
    values: Sequence[tuple[Any, ...]],
    *,
    replacing: bool,
) -> None:
    """COPY cannot replace: rows that do so come by way of a table of the transaction's own."""
    name = connection.dialect.identifier_preparer.quote(table.name)
    if not replacing:
        _copy_into(connection, f"{name} ({way.names})", values)
        return
    arriving = f"{table.name}_arriving"
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE IF NOT EXISTS {arriving} (LIKE {name}) ON COMMIT DROP"
    )
    _copy_into(connection, f"{arriving} ({way.names})", values)
    source = f"SELECT {way.names} FROM {arriving}"
    before, after = way.replace.split("VALUES (")[0], way.replace.split(" ON CONFLICT")[1]
    connection.exec_driver_sql(f"{before}{source} ON CONFLICT{after}")
    connection.exec_driver_sql(f"DELETE FROM {arriving}")


def _copy_into(connection: sa.Connection, target: str, values: Sequence[tuple[Any, ...]]) -> None:
    text = f"COPY {target} FROM STDIN"
    with told_as_ever(connection, text), cursor_of(connection) as cursor, cursor.copy(text) as copy:
        for row in values:
            copy.write_row(row)
