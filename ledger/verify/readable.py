"""Every table goes in; what cannot be read as what its column holds comes out, with its place.

SQLite keeps whatever it is handed: a value of another kind, text that is no text, half a day. The
other checks read the same rows and would end at the first of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from ledger.chain import Fault
from ledger.store import LedgerTrouble, Moment, account_tables, schema

_KINDS: tuple[tuple[type[sa.types.TypeEngine[Any]], tuple[str, ...]], ...] = (
    (sa.Double, ("real", "integer")),
    (sa.Boolean, ("integer",)),
    (sa.BigInteger, ("integer",)),
    (sa.LargeBinary, ("blob",)),
)
_TEXT = ("text",)
"""What all other columns hold: words, days and times."""
_REMADE = frozenset({"panel_week", "panel_block"})  # accounts are read, and told, by their lines
_CANNOT_READ = (LedgerTrouble, sa.exc.SQLAlchemyError)
_LONGEST = 80  # of a key that is shown: a broken one may be as long as a page


def unreadable_faults(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    """Values of a district that cannot be read; tables that the database cannot go through."""
    for table in schema.metadata.sorted_tables:
        if table.name in _REMADE or table in account_tables.ALL:
            continue
        try:
            for row, column, problem in _problems(connection, table, district_id):
                at = {"table": table.name, "row": row, "column": column}
                yield Fault(f"unreadable_{problem}", district_id, at)
        except _CANNOT_READ:
            yield Fault("table_damaged", district_id, {"table": table.name})


def _problems(
    connection: sa.Connection, table: sa.Table, district_id: str
) -> Iterator[tuple[str, str, str]]:
    here, n_keys = {"district_id": district_id}, len(table.primary_key)
    if connection.dialect.name == "sqlite":  # a server holds every value to its column's kind
        for row in connection.execute(_of_another_kind(table), here):
            for column, is_wrong in zip(table.columns, row[n_keys:], strict=True):
                if is_wrong:
                    yield _said(row[:n_keys]), column.name, "kind"
    for row in connection.execute(_as_they_stand(table), here):
        for column, raw in zip(_texts(table), row[n_keys:], strict=True):
            if problem := _problem_of_text(column, raw):
                yield _said(row[:n_keys]), column.name, problem


@cache  # a question of so many columns costs more to put together than to ask
def _as_they_stand(table: sa.Table) -> sa.Select[Any]:
    return sa.select(*_keys(table), *map(_bytes, _texts(table))).where(_here(table))


@cache
def _of_another_kind(table: sa.Table) -> sa.Select[Any]:
    """By row, which of its values are of another kind than their column."""
    wrong = [_is_of_another_kind(column) for column in table.columns]
    return sa.select(*_keys(table), *wrong).where(_here(table), sa.or_(*wrong))


def _is_of_another_kind(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    kinds = [*_kind(column), *(["null"] if column.nullable else [])]
    is_wrong = sa.func.typeof(column).not_in(kinds)
    if isinstance(column.type, sa.Boolean):  # kept as a number
        return is_wrong | sa.type_coerce(column, sa.Integer).not_in([0, 1])
    return is_wrong


def _here(table: sa.Table) -> sa.ColumnElement[bool]:
    column = table.c.id if table is schema.district else table.c.district_id
    return column == sa.bindparam("district_id")


def _texts(table: sa.Table) -> list[sa.Column[Any]]:
    return [column for column in table.columns if _kind(column) == _TEXT]


def _keys(table: sa.Table) -> list[sa.ColumnElement[Any]]:
    return [_bytes(column) for column in table.primary_key.columns]


def _bytes(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """What stands there, whatever it is, before anything reads it."""
    return sa.type_coerce(_Raw(column), sa.types.NullType())


class _Raw(sa.sql.functions.FunctionElement[Any]):
    """A column's bytes on SQLite, its text on a server, where text is always whole."""

    inherit_cache = True
    name = "raw"


@compiles(_Raw)
def _as_text(element: _Raw, compiler: Any, **how: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **how)} AS TEXT)"


@compiles(_Raw, "sqlite")
def _as_bytes(element: _Raw, compiler: Any, **how: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **how)} AS BLOB)"


def _kind(column: sa.Column[Any]) -> tuple[str, ...]:
    return next((of for kind, of in _KINDS if isinstance(column.type, kind)), _TEXT)


def _problem_of_text(column: sa.Column[Any], raw: Any) -> str:
    if raw is None:
        return ""
    try:
        text = raw if isinstance(raw, str) else bytes(raw).decode()
        if isinstance(column.type, Moment):
            datetime.fromisoformat(text).utctimetuple()
        elif isinstance(column.type, sa.Date):
            date.fromisoformat(text)
    except UnicodeDecodeError:
        return "text"
    except (ValueError, OverflowError):
        return "day"
    return ""


def _said(key: Sequence[Any]) -> str:
    """Which row it is, by its key, in letters that can be shown."""
    raw = (it.encode() if isinstance(it, str) else bytes(it or b"") for it in key)
    text = b"/".join(raw).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "?" for c in text)[:_LONGEST]
