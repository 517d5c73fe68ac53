"""A table and one of its totals go in; the rows it may add come out, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.tables import Table


def spans_of(table: Table, row: int, rows: Sequence[int]) -> list[list[int]]:
    """The rows above up to the total before it, those below down to the next one, and all rows.

    A grand total adds all rows first; a part's total those next to it.
    """
    others = [r for r in table.rows("total") if r != row]
    above = max((r for r in others if r < row), default=0)
    below = min((r for r in others if r > row), default=table.sheet.bottom + 1)
    spans = [
        [r for r in rows if above < r < row],
        [r for r in rows if row < r < below],
        list(rows),
    ]
    if table.is_grand_total(row):
        spans.insert(0, spans.pop())
    return [span for span in spans if span]
