"""Workbook bytes go in; sheets of cells at their absolute places come out, or a refusal.

Values come from calamine; what it hides (errors, formulas without a value) is laid over them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from campaign import Issue
from loaders.cell_scan import SheetFacts
from loaders.facts import facts_of


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

    @cached_property
    def _texts(self) -> list[list[str]]:
        """Every cell as text, made once: a sheet is asked for the same texts many times."""
        return [[shown(value) for value in row] for row in self.rows]


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


def sheets_of(data: bytes) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]] | Issue:
    """The sheets of an .xlsx with notes about the file, or the issue that refuses it."""
    facts = facts_of(data)
    if isinstance(facts, Issue):
        return facts
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = {
            meta.name: meta.visible is not SheetVisibleEnum.Visible for meta in book.sheets_metadata
        }
        sheets = tuple(
            _sheet(book, name, hidden.get(name, False), facts.sheets.get(name))
            for name in book.sheet_names
        )
    except (CalamineError, LookupError, ValueError, OSError):
        return Issue("F03")
    return sheets, (Issue("F09"),) if facts.has_macros else ()


def _sheet(book: CalamineWorkbook, name: str, hidden: bool, facts: SheetFacts | None) -> Sheet:
    read = book.get_sheet_by_name(name)
    facts = facts or SheetFacts(name)
    start = read.start
    rows: list[list[CellValue]] = [list(row) for row in read.to_python()] if start else []
    top, left = (start[0] + 1, start[1] + 1) if start else (1, 1)
    top, left = _make_room(rows, top, left, facts)
    for (row, column), text in facts.errors.items():
        rows[row - top][column - left] = CellError(text)
    for row, column in facts.uncached:
        if rows[row - top][column - left] == "":
            rows[row - top][column - left] = UNCACHED
    return Sheet(
        name,
        hidden,
        top,
        left,
        rows,
        tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in read.merged_cell_ranges or ()),
        frozenset(facts.hidden_rows),
        frozenset(facts.hidden_columns),
        frozenset(facts.percents),
    )


def _make_room(
    rows: list[list[CellValue]], top: int, left: int, facts: SheetFacts
) -> tuple[int, int]:
    """Widen the read box to every cell with content; the reader leaves out what it shows as ''."""
    if not facts.n_cells:
        return top, left
    if not rows:
        top, left = facts.top, facts.left
    width = max(max((len(row) for row in rows), default=0), facts.right - left + 1)
    for row in rows:
        row.extend([""] * (width - len(row)))
    if facts.left < left:
        for row in rows:
            row[:0] = [""] * (left - facts.left)
        width, left = width + left - facts.left, facts.left
    for _ in range(top - facts.top):
        rows.insert(0, [""] * width)
    top = min(top, facts.top)
    rows.extend([""] * width for _ in range(facts.bottom - top - len(rows) + 1))
    return top, left
