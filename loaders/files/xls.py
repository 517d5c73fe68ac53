"""Old .xls and WPS .et bytes go in; their sheets come out.

Read by xlrd, which tells error cells, hidden lines, formats and both epochs; a value reader that is
faster shows errors as blanks. The format itself bounds a sheet at 65,536 rows of 256 columns.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta

import xlrd
from xlrd.xldate import XLDateError, xldate_as_datetime

from campaign import Issue
from loaders.files.filling import Filling
from loaders.files.limits import MAX_SHEETS, RefusedError, too_many
from loaders.files.serial_days import as_day, as_time
from loaders.files.sheet import CellError, CellValue, Sheet

_ERRORS = xlrd.error_text_from_code
_SECONDS_A_DAY = 86_400  # 24 × 60 × 60


class LockedBookError(Exception):
    """The workbook is encrypted, which only its records tell."""


def sheets_of_xls(data: bytes) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """The sheets of an .xls; raises RefusedError beyond the limits, LockedBookError where a
    password is needed, and whatever xlrd raises for damage."""
    book = _opened(data)
    if book.nsheets > MAX_SHEETS:
        raise RefusedError(too_many(book.nsheets, MAX_SHEETS))
    sheets = []
    for number in range(book.nsheets):
        sheets.append(_sheet(book, book.sheet_by_index(number)))
        book.unload_sheet(number)
    return tuple(sheets), ()


def _opened(data: bytes) -> xlrd.Book:
    def opened(*, formats: bool) -> xlrd.Book:
        return xlrd.open_workbook(
            file_contents=data,
            logfile=io.StringIO(),
            formatting_info=formats,
            on_demand=True,
            ragged_rows=True,
        )

    try:
        return opened(formats=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise LockedBookError from error
        raise


def _sheet(book: xlrd.Book, read: xlrd.sheet.Sheet) -> Sheet:
    filling = Filling(read.name, hidden=read.visibility != 0)
    shown_as = {n: book.format_map[xf.format_key].format_str for n, xf in enumerate(book.xf_list)}
    for row, column, cell in _cells(read):
        form = shown_as.get(cell.xf_index, "")
        value = _value(cell, form, book.datemode)
        is_percent = cell.ctype == xlrd.XL_CELL_NUMBER and "%" in form
        filling.put(row + 1, column + 1, value, percent=is_percent)
    for top, bottom, left, right in read.merged_cells:
        filling.merge(top + 1, left + 1, bottom, right)
    filling.hidden_rows |= {row + 1 for row, info in read.rowinfo_map.items() if info.hidden}
    filling.hidden_columns |= {c + 1 for c, info in read.colinfo_map.items() if info.hidden}
    return filling.sheet()


def _cells(read: xlrd.sheet.Sheet) -> Iterator[tuple[int, int, xlrd.sheet.Cell]]:
    for row in range(read.nrows):
        for column, cell in enumerate(read.row(row)):
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                yield row, column, cell


def _value(cell: xlrd.sheet.Cell, form: str, epoch: int) -> CellValue:
    value: CellValue = cell.value
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return CellError(_ERRORS.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return _moment(cell.value, form, epoch) if cell.ctype == xlrd.XL_CELL_DATE else value


def _moment(serial: float, form: str, epoch: int) -> CellValue:
    """A serial number as its format shows it; one that is no day stays a number."""
    if "[h" in form.lower() or 0 <= serial < 1:
        return as_time(timedelta(seconds=round(serial * _SECONDS_A_DAY, 3)))
    try:
        return as_day(xldate_as_datetime(serial, epoch)) if serial >= 0 else serial
    except (XLDateError, OverflowError, ValueError):
        return serial
