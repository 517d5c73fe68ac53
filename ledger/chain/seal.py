"""A submission as it is written goes in; the hashes that fix each part of it come out.

They stand in the audit chain. Worked out again from the tables, by the definition that the line
was sealed by, they say which part was changed by another hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from ledger.chain.canonical import canonical, digest
from ledger.chain.definition import Definition
from ledger.store import Kept


def of_submission(row: Kept, definition: Definition) -> str:
    """The hash of a row of `submission`; `period_from` and `period_to` may be absent."""
    return digest(definition.told(row, definition.submission))


def of_rows(said: Iterable[object], *, figures: bytes = b"") -> str:
    """The hash of a submission's rows, in whatever order they come, and of its weekly figures."""
    listed = canonical(sorted(map(canonical, said))).encode()
    return hashlib.sha256(listed + figures).hexdigest()


def of_row(table: str, row: Kept, definition: Definition) -> dict[str, str]:
    """The hash of the one row of a table that a line tells of, by the table's name; nothing where
    the definition does not seal that table's rows."""
    columns = definition.rows.get(table)
    return {table: digest(definition.told(row, columns))} if columns else {}


def of_several(table: str, rows: Iterable[Kept], definition: Definition) -> dict[str, str]:
    """The hash of several rows of a table that one line tells of, in whatever order they come."""
    columns = definition.rows.get(table, ())
    listed = sorted(canonical(definition.told(row, columns)) for row in rows)
    return {table: digest(listed)} if columns else {}


def of_sheet(
    text: str, definition: Definition, *, columns: Mapping[str, int], findings: Iterable[Kept]
) -> dict[str, str]:
    """The hashes of the sheet as read, of where its columns stood, and of the doubts found."""
    doubts = [definition.told(row, definition.finding) for row in findings]
    return {
        "grid": hashlib.sha256(text.encode()).hexdigest(),
        "columns": digest(dict(columns)),
        "findings": digest(doubts),
    }
