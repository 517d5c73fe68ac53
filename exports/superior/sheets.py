"""A form's bytes go in, in a worker; the words and the empty cells of its sheets come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.cell.cell import MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from campaign import Issue
from exports.own_workbook import own_workbook
from loaders import parts_of

Spot = tuple[int, int]
"""A row and a column, 1-based."""


_BOX = 20_000
"""Cells between the words of one sheet: an office's form has some hundred. In larger ones only
those are seen that are written, with a border or a style."""


@dataclass(frozen=True)
class FormSheet:
    """One sheet that is shown.

    `texts` has the words of every cell, of a merge in all of its cells. `blanks` are the cells that
    hold nothing, no formula either, of a merge its first; `shares` those of them that
    are shown as percentages. `titles` are the rows of one text over several columns, and no other.
    """

    name: str
    texts: Mapping[Spot, str]
    blanks: tuple[Spot, ...]
    shares: frozenset[Spot]
    titles: frozenset[int]


def form_sheets(data: bytes) -> tuple[FormSheet, ...] | Issue:
    """The sheets of an .xlsx. F27 for another kind, F28 for one too large to be kept as it is, and
    as of any workbook F01, F03, F05–F07. To be called in a worker."""
    parts = parts_of(data, "xl/workbook.xml", called=".xlsx")
    if isinstance(parts, Issue):
        return parts
    book = own_workbook(data)
    if not isinstance(book, Workbook):
        return Issue("F28", params={"why": book})
    return tuple(_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible")


def _sheet(sheet: Worksheet) -> FormSheet:
    texts: dict[Spot, str] = {}
    blanks: list[Spot] = []
    shares: set[Spot] = set()
    for spot, cell in sorted(sheet._cells.items()):
        if isinstance(cell, MergedCell):
            continue
        said = "" if cell.value is None else str(cell.value).strip()
        if not said:
            blanks.append(spot)
            shares |= {spot} if "%" in str(cell.number_format) else set()
        elif cell.data_type == "s" and said.strip("-—/、"):
            texts[spot] = said
    blanks += _unwritten(sheet, texts)
    for area in sheet.merged_cells.ranges:
        first = (area.min_row, area.min_col)
        if first in texts:
            texts |= dict.fromkeys(area.cells, texts[first])
    return FormSheet(
        sheet.title, texts, tuple(sorted(blanks)), frozenset(shares), _titles(sheet, texts)
    )


def _unwritten(sheet: Worksheet, texts: Mapping[Spot, str]) -> list[Spot]:
    """The cells of the rows and columns with words that a plain form does not even write."""
    rows, columns = ({spot[axis] for spot in texts} for axis in (0, 1))
    if len(rows) * len(columns) > _BOX:
        return []
    return [(row, at) for row in rows for at in columns if (row, at) not in sheet._cells]


def _titles(sheet: Worksheet, texts: Mapping[Spot, str]) -> frozenset[int]:
    """The rows with one text that is merged over columns, or that stand before the first row with
    several."""
    told: dict[int, set[str]] = {}
    for (row, _), text in texts.items():
        told.setdefault(row, set()).add(text)
    first = min((row for row, found in told.items() if len(found) > 1), default=0)
    wide = {area.min_row for area in sheet.merged_cells.ranges if area.max_col - area.min_col > 1}
    return frozenset(r for r, found in told.items() if len(found) == 1 and (r < first or r in wide))
