"""A sheet goes in; it comes out as a person sees it: without what stands under its merges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.files.sheet import CellValue, Sheet

Place = tuple[int, int]


def as_seen(sheet: Sheet) -> Sheet:
    """The sheet with every cell that a merge covers emptied, and where anything stood in them.

    A merge shows its first cell alone; what the others hold nobody sees, and it is not counted.
    """
    covered = dict(_under_merges(sheet))
    if not covered:
        return sheet
    rows: list[list[CellValue]] = [list(row) for row in sheet.rows]
    for row, column in covered:
        rows[row - sheet.top][column - sheet.left] = ""
    return replace(sheet, rows=rows, covered=covered)


def _under_merges(sheet: Sheet) -> Iterator[tuple[Place, CellValue]]:
    """What stands inside the sheet in a merge and not in its first cell, with its place."""
    for top, left, bottom, right in sheet.merges:
        first = max(left, sheet.left)
        for row in range(max(top, sheet.top), bottom + 1):
            values = sheet.values(row)[first - sheet.left : right + 1 - sheet.left]
            for column, value in enumerate(values, start=first):
                if value != "" and (row, column) != (top, left):
                    yield (row, column), value
