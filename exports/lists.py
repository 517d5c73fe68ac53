"""Lists as files: a frame as shown goes in; the bytes of a CSV or a workbook come out.

Every row and column handed in is written, in order, and no cell can become a formula.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from itertools import chain
from numbers import Real

import pandas as pd
import xlsxwriter

from campaign import csv_text

_WIDEST = 48
AS_IT_IS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_SHEET_NAME_FORBIDDEN = "[]:*?/\\"


def csv_bytes(frame: pd.DataFrame, headings: Mapping[str, str], *, note: str = "") -> bytes:
    """The frame as UTF-8 CSV with a byte-order mark, so that spreadsheets read the Chinese.

    `note` is a line of its own before the headings, where there is one; a missing figure is an
    empty cell; a text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    head = [*([[note]] if note else []), [headings[column] for column in frame.columns]]
    rows = ([_csv_cell(value) for value in row] for row in frame.itertuples(index=False, name=None))
    return b"\xef\xbb\xbf" + csv_text(chain(head, rows)).encode("utf-8")


def xlsx_bytes(
    frame: pd.DataFrame,
    headings: Mapping[str, str],
    *,
    title: str,
    note: str,
    made_at: datetime | None = None,
) -> bytes:
    """The frame as a workbook of one sheet: title, note, header and exactly these rows.

    `title` also names the sheet; `note` says filters and cut date. The header can be filtered by,
    stays in sight with the first column, and is repeated on every page of a print on A4 across.
    With `made_at` the same rows are the same bytes; without it the file tells when it was made.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, AS_IT_IS)
    if made_at is not None:
        book.set_properties({"created": made_at.replace(tzinfo=None)})
    sheet = book.add_worksheet(sheet_name(title))
    texts = [headings[column] for column in frame.columns]
    _write_head(book, sheet, title, note, texts)
    _write_rows(sheet, frame)
    for column, (name, text) in enumerate(zip(frame.columns, texts, strict=True)):
        sheet.set_column(column, column, _width(text, frame[name]))
    _print_setup(sheet, len(frame), max(len(texts) - 1, 0))
    book.close()
    return file.getvalue()


def _write_head(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    title: str,
    note: str,
    texts: list[str],
) -> None:
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, note, book.add_format({"font_size": 10}))
    header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    for column, text in enumerate(texts):
        sheet.write_string(2, column, text, header)


def _write_rows(sheet: xlsxwriter.worksheet.Worksheet, frame: pd.DataFrame) -> None:
    for row, values in enumerate(frame.itertuples(index=False, name=None), start=3):
        for column, value in enumerate(values):
            shown = _shown(value)
            if isinstance(shown, str):
                sheet.write_string(row, column, shown)
            elif shown is not None:
                sheet.write_number(row, column, shown)


def _print_setup(sheet: xlsxwriter.worksheet.Worksheet, n_rows: int, last_column: int) -> None:
    sheet.freeze_panes(3, 1)
    sheet.autofilter(2, 0, n_rows + 2, last_column)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, n_rows + 2, last_column)
    sheet.set_footer("&C— &P —")


def _shown(value: object) -> str | float | None:
    """What stands in a cell: a text, a number, or nothing where nothing is known."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, bool) or not isinstance(value, Real):
        return str(value) or None
    return float(value) if math.isfinite(value) else None


def _csv_cell(value: object) -> str | float | None:
    shown = _shown(value)
    return int(shown) if isinstance(shown, float) and shown.is_integer() else shown


def safe_name(name: str) -> str:
    """A name that no system takes for a path or refuses."""
    return _NOT_IN_A_NAME.sub("_", name).strip(". ") or "_"


def sheet_name(title: str) -> str:
    kept = "".join(letter for letter in title if letter not in _SHEET_NAME_FORBIDDEN)
    return kept.strip("'")[:31] or "Sheet1"


def _width(heading: str, values: pd.Series) -> float:
    """Wide enough for the heading and every value, a Chinese character counting two."""
    texts = [heading, *(str(v) for v in (_shown(value) for value in values) if v is not None)]
    return min(_WIDEST, max(map(columns_of, texts)) + 2)


def columns_of(text: str) -> int:
    """How wide a text is in figures, a Chinese character counting two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
