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
    covered = {
        place: value for place in _under_merges(sheet) if (value := sheet.value(*place)) != ""
    }
    if not covered:
        return sheet
    rows: list[list[CellValue]] = [list(row) for row in sheet.rows]
    for row, column in covered:
        rows[row - sheet.top][column - sheet.left] = ""
    return replace(sheet, rows=rows, covered=covered)


def _under_merges(sheet: Sheet) -> Iterator[Place]:
    """The places inside the sheet that lie in a merge and are not its first."""
    for top, left, bottom, right in sheet.merges:
        for row in range(max(top, sheet.top), min(bottom, sheet.bottom) + 1):
            for column in range(max(left, sheet.left), min(right, sheet.right) + 1):
                if (row, column) != (top, left):
                    yield row, column
