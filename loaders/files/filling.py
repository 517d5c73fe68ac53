"""Cells one by one go in, counted against the limits; a `Sheet` comes out."""

from __future__ import annotations

from math import isfinite

from loaders.files.limits import MAX_AREA, MAX_CELLS, MAX_MERGES, RefusedError, reaches_too_far
from loaders.files.merges import Merge, merges_within, too_many_merges
from loaders.files.sheet import CellError, CellValue, Sheet

ERRORS = frozenset(
    {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#GETTING_DATA"}
)


class Filling:
    """A sheet while its cells arrive; rows and columns are 1-based. Raises RefusedError (F08) as
    soon as its cells are too many or lie too far apart."""

    def __init__(self, name: str, *, hidden: bool = False) -> None:
        self.name, self.hidden = name, hidden
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.percents: set[tuple[int, int]] = set()
        self._cells: dict[tuple[int, int], CellValue] = {}
        self._top = self._left = 1 << 30
        self._bottom = self._right = 0

    @property
    def last_row(self) -> int:
        """The last row with a cell, 0 in an empty sheet."""
        return self._bottom

    def put(self, row: int, column: int, value: CellValue, *, percent: bool = False) -> None:
        """Keep one cell; an empty text is no cell, and what is no number is an error."""
        if value == "":
            return
        if isinstance(value, float) and not isfinite(value):
            value = CellError("#NUM!")
        self._cells[row, column] = value
        if percent:
            self.percents.add((row, column))
        inside = self._top <= row <= self._bottom and self._left <= column <= self._right
        if not inside or len(self._cells) > MAX_CELLS:
            self._reach(row, column)

    def _reach(self, row: int, column: int) -> None:
        """Widen the box around the cells to one more."""
        self._top, self._bottom = min(self._top, row), max(self._bottom, row)
        self._left, self._right = min(self._left, column), max(self._right, column)
        area = (self._bottom - self._top + 1) * (self._right - self._left + 1)
        if area > MAX_AREA or len(self._cells) > MAX_CELLS:
            raise RefusedError(reaches_too_far(self._bottom, self._right))

    def put_all(
        self, row: int, rows: int, column: int, columns: int, value: CellValue, *, percent: bool
    ) -> None:
        """Keep one value in a block of cells, as files that count repeated cells mean it."""
        for down in range(row, row + rows):
            for across in range(column, column + columns):
                self.put(down, across, value, percent=percent)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merged area; raises RefusedError (F20) where there are too many."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))
        if len(self.merges) > MAX_MERGES:
            raise RefusedError(too_many_merges(len(self.merges)))

    def sheet(self) -> Sheet:
        """The sheet as filled."""
        rows: list[list[CellValue]] = []
        top, left = (self._top, self._left) if self._cells else (1, 1)
        if self._cells:
            width = self._right - left + 1
            rows = [[""] * width for _ in range(self._bottom - top + 1)]
            for (row, column), value in self._cells.items():
                rows[row - top][column - left] = value
        return Sheet(
            self.name,
            self.hidden,
            top,
            left,
            rows,
            merges_within(self.merges, (top, left, self._bottom, self._right)),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            frozenset(self.percents),
        )


def text_or_error(text: str) -> CellValue:
    """A text as it stands, or the formula error it spells: files of text keep errors so."""
    return CellError(text.strip()) if text.strip() in ERRORS else text
