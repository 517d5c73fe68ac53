"""What a person wrote in place of cells goes in; the sheets come out so, with what stood there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.files.sheet import CellValue, Sheet

MendedCells = Mapping[tuple[str, int, int], str]
"""By sheet, row and column, what somebody wrote in the cell's place."""


def mended(sheets: Sequence[Sheet], told: MendedCells) -> Sequence[Sheet]:
    """The sheets with what was written; a cell outside a sheet stays where it is not."""
    if not told:
        return sheets
    return [
        _mended(sheet, {at[1:]: text for at, text in told.items() if at[0] == sheet.name})
        for sheet in sheets
    ]


def _mended(sheet: Sheet, told: Mapping[tuple[int, int], str]) -> Sheet:
    inside = {
        (row, column): text
        for (row, column), text in told.items()
        if sheet.top <= row <= sheet.bottom and sheet.left <= column <= sheet.right
    }
    if not inside:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for (row, column), text in inside.items():
        line = rows[row - sheet.top]
        line += [""] * (column - sheet.left + 1 - len(line))
        line[column - sheet.left] = _value(text)
    said = {at: sheet.text(*at) for at in inside}
    return replace(sheet, rows=rows, percents=sheet.percents - inside.keys(), said=said)


def _value(text: str) -> CellValue:
    """A figure where it is written as one."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() else text
