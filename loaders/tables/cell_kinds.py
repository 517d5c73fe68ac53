"""A sheet goes in; what kind of thing stands in each of its cells comes out, told once for all."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cached_property

from loaders.files import CellError, CellMemory, CellValue, Sheet, Uncached
from loaders.words import EXEMPT, plain_number

BLANK, WORD, NUMBER, DAY, DASH = " ", "w", "n", "d", "-"
"""The kinds of cells; a dash is anything that stands for a figure that is not there."""
MERGED_ROWS = 5
"""A merge of more rows is no heading."""
_DASHES = frozenset(
    {"-", "--", "—", "——", "–", "－", "/", "…", "……", "..", "...", "*", "×", "无", "n/a", "na", ":"}
    | {"x", "#", "～", "~", "不涉及", "待报", "#div/0!", "[x]", "z"}
    | EXEMPT
)
_NUMBER_LIKE = re.compile(r"[-+(（]?[\d０-９.]")
_SHARE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?\s*[%％‰]")
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:\.0)?")


def kind_of_cell(value: CellValue) -> str:
    """What a cell holds: nothing, words, a figure (also one typed as text), a day, or a dash."""
    if isinstance(value, str):
        return _kind_of_text(value) if value else BLANK
    if isinstance(value, bool):
        return WORD
    if isinstance(value, int | float | CellError | Uncached):
        return NUMBER
    return DAY if isinstance(value, date | datetime | time | timedelta) else WORD


def _kind_of_text(value: str) -> str:
    text = value.strip()
    if not text:
        return BLANK
    if _NUMBER_LIKE.match(text) and (plain_number(text) is not None or _SHARE.fullmatch(text)):
        return NUMBER
    return DASH if len(text) <= 7 and text.lower() in _DASHES else WORD


_KINDS = CellMemory(kind_of_cell)


class Lines:
    """The rows of a sheet with the kind of each cell; columns and rows are absolute, 1-based."""

    def __init__(self, sheet: Sheet) -> None:
        """Reads every cell once."""
        self.sheet = sheet
        self.kinds = sheet.told(_KINDS)
        self._filled: dict[int, list[str]] = {}
        self._spans: dict[int, dict[int, tuple[int, int, int, int]]] = {}

    def kind(self, row: int, column: int) -> str:
        """The kind of one cell; blank outside the sheet."""
        r, c = row - self.sheet.top, column - self.sheet.left
        if 0 <= r < len(self.kinds) and 0 <= c < len(self.kinds[r]):
            return self.kinds[r][c]
        return BLANK

    def kinds_of(self, row: int) -> list[str]:
        """The kinds of a row's cells, from the sheet's first column."""
        return self.kinds[row - self.sheet.top]

    def is_blank(self, row: int) -> bool:
        """Whether nothing stands in a row."""
        kinds = self.kinds_of(row)
        return kinds.count(BLANK) == len(kinds)

    def used(self, row: int) -> list[int]:
        """The columns of a row that hold something."""
        left = self.sheet.left
        return [left + c for c, kind in enumerate(self.kinds_of(row)) if kind != BLANK]

    def next_used(self, row: int, last: int) -> int:
        """The first row from `row` on that is not blank; `last` + 1 without one."""
        while row <= last and self.is_blank(row):
            row += 1
        return row

    def is_year(self, row: int, column: int) -> bool:
        """Whether a figure is a year, or a day: in a header they are words."""
        kind = self.kind(row, column)
        return kind == DAY or (kind == NUMBER and bool(_YEAR.fullmatch(self.text(row, column))))

    def text(self, row: int, column: int) -> str:
        """The text of one cell."""
        return self.sheet.text(row, column)

    @cached_property
    def _merged(self) -> dict[int, list[tuple[int, int, int, int]]]:
        """The merges of up to five rows by each row they reach."""
        found: dict[int, list[tuple[int, int, int, int]]] = {}
        for merge in self.sheet.merges:
            top, left, bottom, right = merge
            if bottom - top >= MERGED_ROWS or left > self.sheet.right or top > self.sheet.bottom:
                continue
            kept = (top, left, min(bottom, self.sheet.bottom), min(right, self.sheet.right))
            for row in range(top, kept[2] + 1):
                found.setdefault(row, []).append(kept)
        return found

    def merges_in(self, row: int) -> list[tuple[int, int, int, int]]:
        """The merges of up to five rows that reach a row, cut at the sheet's edge."""
        return self._merged.get(row, [])

    def span(self, row: int, column: int) -> tuple[int, int, int, int]:
        """The merge a cell lies in; the cell alone without one."""
        if row not in self._spans:
            self._spans[row] = {
                c: merge for merge in self.merges_in(row) for c in range(merge[1], merge[3] + 1)
            }
        return self._spans[row].get(column, (row, column, row, column))

    def filled(self, row: int) -> list[str]:
        """The texts of a row with merged cells filled, from the sheet's first column."""
        if row not in self._filled:
            left = self.sheet.left
            texts = list(self.sheet.texts(row))
            for top, first, _, last in self.merges_in(row):
                text = self.sheet.text(top, first)
                for column in range(max(first, left), last + 1):
                    texts[column - left] = text
            self._filled[row] = texts
        return self._filled[row]
