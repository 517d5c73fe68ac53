"""Sheets as they were read go in; an .xlsx with the same texts at the same places comes out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from campaign import HIDDEN, Address, Grid
from loaders import SheetReading

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d*[1-9])?")


def as_workbook(sheets: Iterable[SheetReading]) -> bytes:
    """One sheet a sheet, hidden ones left out; a plain number is written as one. Where personal
    data was not read the cell is empty; where a name was read as a word, its mark stands."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    for reading in sheets:
        if not reading.hidden:
            _fill(book.add_worksheet(reading.sheet), reading.grid, _read_as_words(reading))
    book.close()
    return file.getvalue()


def _read_as_words(reading: SheetReading) -> set[Address]:
    issues = (issue for table in reading.tables for issue in table.issues)
    return {issue.address for issue in issues if issue.code == "C26" and issue.address}


def _fill(sheet: Worksheet, grid: Grid, words: set[Address]) -> None:
    rows = range(grid.top, grid.top + len(grid.cells))
    for top, left, bottom, right in grid.merges:
        if (top, left) != (bottom, right) and top in rows:
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    for r, row in enumerate(grid.cells, start=grid.top - 1):
        for c, text in enumerate(row, start=grid.left - 1):
            if not text or (text == HIDDEN and Address(grid.sheet, r + 1, c + 1) not in words):
                continue
            if _NUMBER.fullmatch(text):
                sheet.write_number(r, c, float(text))
            else:
                sheet.write_string(r, c, text)
