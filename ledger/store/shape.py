"""A database goes in; what of its tables is not built as this version builds them comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ledger.store import schema

Parts = Mapping[str, object]
"""By what a part of a table is called, how it is built."""


_COLUMNS = sa.text(
    "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c"
    " WHERE m.type = 'table'"
)


def tables_without(connection: sa.Connection) -> tuple[str, ...]:
    """The tables of a file in which a column of this version is missing, in one question."""
    there = {(table, column) for table, column in connection.execute(_COLUMNS)}
    tables = schema.metadata.sorted_tables
    return tuple(t.name for t in tables if any((t.name, c.name) not in there for c in t.columns))


def unlike_built(connection: sa.Connection) -> Mapping[str, tuple[str, ...]]:
    """By table, the columns, indexes and references that are built otherwise, are missing or came
    on top; a table that is not there has all of its columns missing."""
    inspector, found = sa.inspect(connection), dict[str, tuple[str, ...]]()
    there = set(inspector.get_table_names())
    for table in schema.metadata.sorted_tables:
        was = _found(inspector, table.name) if table.name in there else {}
        due = _due(table, connection.dialect)
        if wrong := sorted(k for k in was.keys() | due.keys() if was.get(k) != due.get(k)):
            found[table.name] = tuple(wrong)
    return found


def _found(inspector: sa.Inspector, name: str) -> Parts:
    columns = {
        it["name"]: (str(it["type"]), it["nullable"], it["default"], bool(_place(it)))
        for it in inspector.get_columns(name)
    }
    indexes = {str(it["name"]): tuple(it["column_names"]) for it in inspector.get_indexes(name)}
    referred = {
        f"→ {it['referred_table']}": (
            tuple(it["constrained_columns"]),
            tuple(it["referred_columns"]),
        )
        for it in inspector.get_foreign_keys(name)
    }
    return {**columns, **indexes, **referred}


def _place(column: Any) -> int:
    """The column's place in the key, from 1; 0 for none."""
    return int(column.get("primary_key", 0))


def _due(table: sa.Table, dialect: sa.Dialect) -> Parts:
    columns = {
        it.name: (
            it.type.compile(dialect),
            it.nullable,
            None if it.server_default is None else f"'{it.server_default.arg}'",  # type: ignore[attr-defined]
            it.primary_key,
        )
        for it in table.columns
    }
    indexes = {str(it.name): tuple(column.name for column in it.columns) for it in table.indexes}
    referred = {
        f"→ {it.referred_table.name}": (
            tuple(it.column_keys),
            tuple(element.column.name for element in it.elements),
        )
        for it in table.foreign_key_constraints
    }
    return {**columns, **indexes, **referred}
