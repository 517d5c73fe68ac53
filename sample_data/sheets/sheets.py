"""A sheet as a person lays it out: cells with a look and merges go in; a workbook comes out.

Rows and columns count from 1, as on the screen.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from campaign import Address

_MADE_ON = datetime(2023, 10, 2)  # noqa: DTZ001 - a workbook's own dates carry no zone
_GRID = {"border": 1, "align": "center", "valign": "vcenter"}
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "plain": {"valign": "vcenter"},
    "header": {**_GRID, "bold": True, "text_wrap": True},
    "cell": _GRID,
    "name": {**_GRID, "align": "left"},
    "total": {**_GRID, "bold": True},
    "percent": {**_GRID, "num_format": "0.0%"},
    "day": {**_GRID, "num_format": 'yyyy"年"m"月"d"日"'},
}


@dataclass(frozen=True)
class Formula:
    """A formula with the value a spreadsheet last computed; empty text where none did."""

    text: str
    cached: float | str = ""


Value = str | int | float | bool | date | Formula | None


@dataclass
class SheetPlan:
    """One sheet being laid out. `cells` holds (value, look) by (row, column)."""

    name: str
    cells: dict[tuple[int, int], tuple[Value, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    is_hidden: bool = False

    def put(self, row: int, column: int, value: Value, look: str = "cell") -> None:
        """Write one cell."""
        self.cells[row, column] = (value, look)

    def put_row(self, row: int, column: int, values: Sequence[Value], look: str = "cell") -> None:
        """Write values side by side from `column` on."""
        for place, value in enumerate(values):
            self.put(row, column + place, value, look)

    def merge(self, area: tuple[int, int, int, int], value: Value, look: str) -> None:
        """Write one cell over an area (top, left, bottom, right)."""
        top, left, bottom, right = area
        self.put(top, left, value, look)
        if (top, left) != (bottom, right):
            self.merges.append(area)

    def address(self, row: int, column: int) -> Address:
        """Where a cell stands."""
        return Address(self.name, row, column)


def write_workbook(path: Path, sheets: Sequence[SheetPlan]) -> Path:
    """Write the sheets to an .xlsx file."""
    path.write_bytes(workbook_bytes(sheets))
    return path


def workbook_bytes(sheets: Sequence[SheetPlan]) -> bytes:
    """The sheets as an .xlsx file whose content depends on nothing but them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _MADE_ON})
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, width in sheet.widths.items():
            page.set_column(column - 1, column - 1, width)
        for top, left, bottom, right in sheet.merges:
            look = looks[sheet.cells[top, left][1]]
            page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", look)
        for (row, column), (value, look_name) in sheet.cells.items():
            _write(page, row - 1, column - 1, value, looks[look_name])
        if sheet.is_hidden:
            page.hide()
    book.close()
    return out.getvalue()


def _write(
    page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Value, look: object
) -> None:
    match value:
        case None:
            page.write_blank(row, column, None, look)
        case Formula(text, cached):
            page.write_formula(row, column, text, look, cached)
        case bool():
            page.write_boolean(row, column, value, look)
        case str():
            page.write_string(row, column, value, look)
        case date():
            page.write_datetime(row, column, datetime.combine(value, time()), look)
        case _:
            page.write_number(row, column, value, look)
