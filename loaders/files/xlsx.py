"""An .xlsx or .xlsm goes in; its sheets come out.

Values come from calamine; what it hides (errors, formulas without a value) is laid over them. The
limits are held by the scan of the facts, before calamine sees the file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import isfinite

from python_calamine import CalamineSheet, CalamineWorkbook

from campaign import Issue
from loaders.files.archive import Archive
from loaders.files.limits import MAX_AREA, RefusedError, reaches_too_far
from loaders.files.merges import Merge, merges_within
from loaders.files.sheet import UNCACHED, CellError, CellValue, Sheet
from loaders.files.xlsx_facts import facts_of
from loaders.files.xlsx_scan import SheetFacts


def sheets_of_xlsx(data: bytes, archive: Archive) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """The sheets of an .xlsx, with a note where it holds macros (F09); raises RefusedError beyond
    the limits, and whatever the parsers raise for damage."""
    facts = facts_of(archive)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = tuple(laid_over(book, name, facts.sheets.get(name)) for name in book.sheet_names)
    return sheets, (Issue("F09"),) if facts.has_macros else ()


def laid_over(book: CalamineWorkbook, name: str, facts: SheetFacts | None) -> Sheet:
    """One sheet's values with its facts laid over them."""
    read = book.get_sheet_by_name(name)
    facts = facts or SheetFacts(name)
    start = read.start
    rows = [_finite(row) for row in read.to_python()] if start else []
    top, left = (start[0] + 1, start[1] + 1) if start else (1, 1)
    if len(rows) * max(map(len, rows), default=0) > MAX_AREA:
        raise RefusedError(reaches_too_far(top + len(rows) - 1, left + len(rows[0]) - 1))
    top, left = _make_room(rows, top, left, facts)
    for (row, column), text in facts.errors.items():
        rows[row - top][column - left] = CellError(text)
    for row, column in facts.uncached:
        if rows[row - top][column - left] == "":
            rows[row - top][column - left] = UNCACHED
    return Sheet(
        name,
        facts.hidden,
        top,
        left,
        rows,
        _merges(read, top, left, rows),
        frozenset(facts.hidden_rows),
        frozenset(facts.hidden_columns),
        frozenset(facts.percents),
    )


def _merges(
    read: CalamineSheet, top: int, left: int, rows: Sequence[Sequence[CellValue]]
) -> tuple[Merge, ...]:
    """The merges that matter to the cells, which begin at (top, left)."""
    listed = ((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in read.merged_cell_ranges or ())
    width = max(map(len, rows), default=0)
    return merges_within(listed, (top, left, top + len(rows) - 1, left + width - 1))


def _finite(row: Sequence[CellValue]) -> list[CellValue]:
    """The row, with an error where the file holds what is no number (NaN, 1E999)."""
    if isfinite(sum([value for value in row if type(value) is float])):
        return list(row)
    return [
        CellError("#NUM!") if type(value) is float and not isfinite(value) else value
        for value in row
    ]


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
