"""A table goes in; its columns of figures that no heading names come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from campaign import FormKind
from loaders.tables.table import Table
from loaders.words import PLAIN, is_measure_word

_HALF = 2
"""Figures in fewer than half of the rows are notes beside a table, no column of it."""
_ROUNDING = 1e-6
"""Sums of halves of days are exact far beyond this."""


def unheaded_figures(table: Table) -> list[int]:
    """The columns between those with a heading, or right beside the last one, that hold figures in
    half of the rows or more and have no heading: no running numbers, no sums of their rows, and
    nothing a person said what it is."""
    columns = table.header.columns
    headed = {column for column, heading in columns.items() if heading.label or heading.field}
    if not headed:
        return []
    last = min(max(headed) + 1, table.sheet.right)
    nameless = _measured_only(table)
    return [
        column
        for column in range(min(headed), last + 1)
        if (column not in headed and _are_figures(table, column, headed)) or column in nameless
    ]


def _measured_only(table: Table) -> frozenset[int]:
    """The columns of a weekly report under nothing but a measure word (人次, 件): a merge that was
    lost, or a heading that was. The heading on their left is theirs where the same words stand
    under another one too, else nobody can say."""
    header, sheet = table.header, table.sheet
    is_known = all(heading.field is not None for heading in header.columns.values())
    if is_known or header.is_confirmed or header.form.kind != FormKind.WEEKLY:
        return frozenset()
    rows = range(header.first_row, header.last_row)
    below: dict[tuple[str, ...], tuple[str, ...]] = {}
    for heading in header.columns.values():
        below[heading.path[:-1]] = (*below.get(heading.path[:-1], ()), *heading.path[-1:])
    said = Counter(below.values())
    return frozenset(
        column
        for column, heading in header.columns.items()
        if heading.field is None
        and said[below[heading.path[:-1]]] == 1
        and len(heading.path) > 1
        and is_measure_word(heading.path[-1].strip("()（）"))
        and not any(sheet.text(row, column) or sheet.merge_at(row, column) for row in rows)
    )


def _are_figures(table: Table, column: int, headed: set[int]) -> bool:
    body = table.rows("data")
    own = {row: number for row in body if (number := _number(table, row, column)) is not None}
    if not own or len(own) * _HALF < len(body):
        return False
    key = table.header.key
    if key is not None and column < key and _counts_up(list(own.values())):
        return False
    figures = [c for c in table.header.told if c in headed]
    return not all(_is_sum(table, row, number, figures) for row, number in own.items())


def _counts_up(numbers: Sequence[float]) -> bool:
    return all(low + 1 == high for low, high in pairwise(numbers))


def _is_sum(table: Table, row: int, number: float, columns: Sequence[int]) -> bool:
    """Whether a figure is the sum of the row's others: nothing new is said by it."""
    parts = [part for c in columns if (part := _number(table, row, c)) is not None]
    return len(parts) > 1 and abs(sum(parts) - number) <= _ROUNDING


def _number(table: Table, row: int, column: int) -> float | None:
    sheet = table.sheet
    r, c = row - sheet.top, column - sheet.left
    known = sheet.told(PLAIN)
    return known[r][c] if 0 <= c < len(known[r]) else None
