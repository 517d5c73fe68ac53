"""A table and its headings go in; where further tables begin beside it, without an empty column
between, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from loaders.tables.cell_kinds import DAY, NUMBER, WORD, Lines
from loaders.tables.strips import repeated_columns
from loaders.tables.table import Table
from loaders.tables.walk import kinds_down
from loaders.words import is_serial, is_total

_NARROW = 2
"""A name and a figure: the narrowest table there is."""
_ALIKE = 2
"""One heading said twice may be two things of one table; two in the same order begin anew."""
_MANY = 3
"""A name and 人数, twice over, may be one table's; three times they are as many tables."""


def begins_beside(lines: Lines, table: Table) -> list[int]:
    """The first columns of the tables that stand side by side as one; a single one if it is one.

    They are told by headings that are said again, names included; by all headings but the first
    said again over another column of names; by a second serial number; or by a row that says
    total over each of them.
    """
    columns = sorted(table.header.columns)
    whole = columns[:1]
    if size := _size_said_again(lines, table):
        return columns[::size]
    for starts in (_begun_anew(table), _totals_beside(lines, table)):
        if len(starts) > 1 and _are_tables(lines, table, starts):
            return starts
    return whole


def _size_said_again(lines: Lines, table: Table) -> int:
    labels, columns = table.header.labels, sorted(table.header.columns)
    if size := repeated_columns(labels):
        named = [c for c in columns if _is_named(lines, table, c)]
        return size if len({(c - columns[0]) // size for c in named}) > 1 else 0
    for size in range(_ALIKE, len(labels) // 2 + 1):
        if size == _ALIKE and len(labels) < _MANY * size:
            continue
        parts = [labels[at : at + size] for at in range(0, len(labels), size)]
        firsts = {part[0] for part in parts}
        rests = {tuple(part[1:]) for part in parts}
        if len(firsts) == len(parts) and len(rests) == 1 and len(parts[-1]) == size:
            return size if all(_is_named(lines, table, c) for c in columns[::size]) else 0
    return 0


def _begun_anew(table: Table) -> list[int]:
    """Where the first heading is said again: a serial number, or any with the one after it."""
    labels, columns = table.header.labels, sorted(table.header.columns)
    if not labels[0]:
        return columns[:1]
    again = [at for at, label in enumerate(labels) if label == labels[0]]
    if not is_serial(labels[0]):
        begun = labels[:_ALIKE]
        again = [at for at in again if labels[at : at + _ALIKE] == begun and all(begun)]
    return [columns[at] for at in again]


def _totals_beside(lines: Lines, table: Table) -> list[int]:
    """Where a row says total a second time, with figures of its own behind either."""
    columns = sorted(table.header.columns)
    for row, role in table.roles.items():
        said = [c for c in columns if role == "total" and is_total(lines.text(row, c))]
        figures = [c for c in columns if lines.kind(row, c) == NUMBER]
        owned = [any(a < f < b for f in figures) for a, b in pairwise([*said, columns[-1] + 1])]
        if len(said) > 1 and all(owned):
            return [columns[0], *(_with_serial(table, c) for c in said[1:])]
    return columns[:1]


def _with_serial(table: Table, column: int) -> int:
    """The column before a name, where it numbers the names."""
    before = table.header.columns.get(column - 1)
    return column - 1 if before is not None and is_serial(before.label) else column


def _are_tables(lines: Lines, table: Table, starts: Sequence[int]) -> bool:
    """Whether each part has names or days and something beside them."""
    columns = sorted(table.header.columns)
    edges = [*starts, columns[-1] + 1]
    parts = [[c for c in columns if a <= c < b] for a, b in pairwise(edges)]
    return all(
        len(part) >= _NARROW and any(_is_named(lines, table, c) for c in part) for part in parts
    )


def _is_named(lines: Lines, table: Table, column: int) -> bool:
    body = table.rows("data")
    kinds = kinds_down(lines, column, body)
    return kinds[WORD] > kinds[NUMBER] + kinds[DAY]
