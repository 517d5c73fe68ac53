"""What one sheet is, of whatever kind of file: cells at their absolute places.

A reader's values go in; texts and values by place come out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache


@dataclass(frozen=True)
class CellError:
    """A formula error as it stands in the cell, such as #REF!."""

    text: str


@dataclass(frozen=True)
class Uncached:
    """A formula whose result was never computed."""


CellValue = str | float | int | bool | date | datetime | time | timedelta | CellError | Uncached
UNCACHED = Uncached()


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0][0]` stands at 1-based (top, left); an empty cell is ''.

    `merges` are absolute 1-based (top, left, bottom, right).
    """

    name: str
    hidden: bool
    top: int
    left: int
    rows: list[list[CellValue]]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percents: frozenset[tuple[int, int]] = frozenset()

    @property
    def bottom(self) -> int:
        """The last row with a cell; one less than `top` in an empty sheet."""
        return self.top + len(self.rows) - 1

    @property
    def right(self) -> int:
        """The last column with a cell."""
        return self.left + (len(self.rows[0]) if self.rows else 0) - 1

    def value(self, row: int, column: int) -> CellValue:
        """The value at an absolute place; '' outside the sheet."""
        r, c = row - self.top, column - self.left
        if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]):
            return self.rows[r][c]
        return ""

    def text(self, row: int, column: int) -> str:
        """The value at an absolute place as a person would read it, ends trimmed."""
        r, c = row - self.top, column - self.left
        if 0 <= r < len(self._texts) and 0 <= c < len(self._texts[r]):
            return self._texts[r][c]
        return ""

    def values(self, row: int) -> list[CellValue]:
        """The values of a row from the sheet's first column; none outside the sheet."""
        r = row - self.top
        return self.rows[r] if 0 <= r < len(self.rows) else []

    def texts(self, row: int) -> list[str]:
        """The texts of a row from the sheet's first column; none outside the sheet."""
        r = row - self.top
        return self._texts[r] if 0 <= r < len(self._texts) else []

    @cached_property
    def _texts(self) -> list[list[str]]:
        """Every cell as text, made once: a sheet is asked for the same texts many times."""
        return [list(map(shown, row)) for row in self.rows]


@lru_cache(maxsize=1 << 15, typed=True)
def shown(value: CellValue) -> str:
    """A cell value as text: 3.0 is 3, dates are ISO, an error is its own text."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, CellError):
        return value.text
    return "" if isinstance(value, Uncached) else str(value)
