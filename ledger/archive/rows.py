"""Rows of a table go in; lines of JSON that any engine can read back come out, and the rows again.

Numbers are written so that they read back the same to the last bit; bytes as base64, times in UTC.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from ledger.store import Kept, Moment, account_tables, schema

REBUILT = frozenset({"panel_week", "panel_block"})
"""Tables that are made again from the others and never leave the ledger."""


def archived_tables(*, with_accounts: bool = False) -> tuple[sa.Table, ...]:
    """Every table that an archive holds, each after those it refers to; those of accounts only
    where they are asked for."""
    of_district = (t for t in schema.metadata.sorted_tables if t not in account_tables.ALL)
    listed = tuple(table for table in of_district if table.name not in REBUILT)
    return (*listed, *account_tables.KEPT) if with_accounts else listed


def tables_in(manifest: Mapping[str, Any]) -> tuple[sa.Table, ...]:
    """The tables that an archive of this version holds."""
    return archived_tables(with_accounts=account_tables.account.name in manifest["tables"])


def district_column(table: sa.Table) -> sa.Column[str] | None:
    """The column that says whose row it is; None for a table of no district."""
    if table in account_tables.ALL:
        return None
    return table.c.id if table.name == schema.district.name else table.c.district_id


def line_of_row(table: sa.Table, row: Kept) -> str:
    """The row as one line: its values in the order of the table's columns."""
    values = [_said(row[column.name]) for column in table.columns]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _said(value: Any) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def row_of_line(table: sa.Table, names: Sequence[str], line: str) -> dict[str, Any]:
    """The row that a line holds, by its columns' names; raises ValueError where it is none."""
    values = json.loads(line)
    if not isinstance(values, list) or len(values) != len(names):
        raise ValueError(f"{len(names)} values are due")
    reads = _readers(table)
    return {
        name: value if value is None or name not in reads else reads[name](value)
        for name, value in zip(names, values, strict=True)
    }


@cache
def _readers(table: sa.Table) -> Mapping[str, Callable[[Any], Any]]:
    """What turns a value of a line into the column's own, where JSON has no such value."""
    found: dict[str, Callable[[Any], Any]] = {}
    for column in table.columns:
        if isinstance(column.type, Moment):
            found[column.name] = datetime.fromisoformat
        elif isinstance(column.type, sa.Date):
            found[column.name] = date.fromisoformat
        elif isinstance(column.type, sa.LargeBinary):
            found[column.name] = _bytes
        elif isinstance(column.type, sa.Double):
            found[column.name] = float
    return found


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
