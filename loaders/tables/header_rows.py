"""Rows that are said to be a table's header go in; the heading of each of its columns comes out."""

from __future__ import annotations

from campaign import Grid
from loaders.files import CellValue, Sheet
from loaders.tables.any_header import HeadSpan
from loaders.tables.cell_kinds import Lines
from loaders.words import header_path

Path = tuple[str, ...]


def paths_in(lines: Lines, first: int, last: int) -> dict[int, Path]:
    """The levels of each headed column, from left to right."""
    left, right = lines.sheet.left, lines.sheet.right
    span = HeadSpan(first, last, tuple(range(left, right + 1)))
    return {c: path for c, texts in span.paths(lines).items() if (path := header_path(texts))}


def grid_paths(
    grid: Grid, first: int, last: int, *, columns: tuple[int, int] | None = None
) -> dict[int, Path]:
    """The same of a grid as shown, in all columns or from one to another."""
    rows: list[list[CellValue]] = [list(row) for row in grid.cells]
    sheet = Sheet(grid.sheet, False, grid.top, grid.left, rows, grid.merges)
    found = paths_in(Lines(sheet), first, last)
    low, high = columns or (0, max(found, default=0))
    return {column: path for column, path in found.items() if low <= column <= high}
