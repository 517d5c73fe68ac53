"""Draws a weekly sheet: a layout, a week's words and typed rows go in; a Sheet comes out.

The furniture of real sheets: title rows, reporting line, headers of one to three rows, 栏次, body,
totals, footers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from campaign import CampaignPack, column_letters
from sample_data.sheets.columns import NAME, Column, columns
from sample_data.sheets.headings import draw_headings
from sample_data.sheets.layouts import Layout
from sample_data.sheets.sheets import Formula, SheetPlan, Value

TOTAL = "合计"


@dataclass(frozen=True)
class TypedRow:
    """One unit's row: what stands in its cells, and the numbers a total counts, both by slot.

    `furniture` holds what stands in its other columns, by column key.
    """

    name: str
    type_label: str
    cells: Mapping[str, Value]
    counted: Mapping[str, float]
    furniture: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawing:
    """A drawn sheet and where each value of each unit stands, as (row, column)."""

    sheet: SheetPlan
    places: Mapping[tuple[str, str], tuple[int, int]]


def draw(
    layout: Layout,
    rows: Sequence[TypedRow],
    *,
    pack: CampaignPack,
    words: Mapping[str, str],
    wrong_totals: Mapping[str, float] | None = None,
) -> Drawing:
    """The sheet of one sender and week; `wrong_totals` are added to what the total row says."""
    sheet = SheetPlan(layout.sheet.format(**words))
    pen = _Pen(sheet, layout, tuple(columns(layout, pack)), wrong_totals or {}, layout.top)
    pen.draw_top(words)
    pen.draw_header()
    if layout.totals == "above":
        pen.draw_total(layout.total_word, rows)
    pen.draw_body(rows)
    if layout.totals not in ("none", "above"):
        pen.draw_total(layout.total_word, rows)
    pen.draw_footers()
    return Drawing(sheet, pen.places)


@dataclass
class _Pen:
    """Draws downwards: `row` is the next free row, `lines` are the rows of units so far."""

    sheet: SheetPlan
    layout: Layout
    columns: tuple[Column, ...]
    wrong_totals: Mapping[str, float]
    row: int
    lines: list[int] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def draw_top(self, words: Mapping[str, str]) -> None:
        left, width = self.layout.left, len(self.columns)
        for place, column in enumerate(self.columns):
            self.sheet.widths[left + place] = 24 if column.key == NAME else 9
        if self.layout.annex:
            self.sheet.put(self.row, left, "附件1", "plain")
            self.row += 1
        title = self.layout.title.format(**words)
        self.sheet.merge((self.row, left, self.row, left + width - 1), title, "title")
        step = max(1, width // len(self.layout.reporting_line))
        for place, text in enumerate(self.layout.reporting_line):
            self.sheet.put(self.row + 1, left + place * step, text.format(**words), "plain")
        self.row += 2

    def draw_header(self) -> None:
        paths = [column.path for column in self.columns]
        self.row += draw_headings(self.sheet, paths, top=self.row, left=self.layout.left)
        if self.layout.with_numbering:
            self._draw_numbering()

    def _draw_numbering(self) -> None:
        """The row 栏次: 甲 and 乙 for words, numbers for figures."""
        number = 0
        for place, column in enumerate(self.columns):
            number += column.is_number
            words = "甲" if place == 0 else "乙" if place == 1 else ""
            text = str(number) if column.is_number else words
            self.sheet.put(self.row, self.layout.left + place, text)
        self.row += 1

    def draw_body(self, rows: Sequence[TypedRow]) -> None:
        second, first = self.layout.left + 1, self.row
        for label, run in groupby(rows, key=lambda typed: typed.type_label):
            block, top = list(run), self.row
            for typed in block:
                self._draw_unit(typed)
            if self.layout.totals == "by_type":
                self.draw_total("小计", block)
            if self.layout.with_types:
                self.sheet.merge((top, second, self.row - 1, second), label, "cell")
            self.row += self.layout.with_spacers
        if self.layout.with_group and rows:
            area = (first, second, self.row - 1, second)
            self.sheet.merge(area, self.layout.sender, "cell")

    def _draw_unit(self, typed: TypedRow) -> None:
        if self.layout.page_rows and len(self.lines) == self.layout.page_rows:
            self.draw_header()
        self.lines.append(self.row)
        known = {"sequence": len(self.lines), NAME: typed.name, **typed.furniture, **typed.cells}
        for place, column in enumerate(self.columns, start=self.layout.left):
            self.places[typed.name, column.key] = (self.row, place)
            if column.key not in ("type", "group"):
                self.sheet.put(self.row, place, known.get(column.key), column.look)
        self.row += 1

    def draw_total(self, word: str, rows: Sequence[TypedRow]) -> None:
        """A row that adds the rows up."""
        for place, column in enumerate(self.columns, start=self.layout.left):
            if column.key in ("type", "group"):
                continue
            if word == self.layout.total_word:
                self.places[TOTAL, column.key] = (self.row, place)
            value: Value = word if column.key == NAME else None
            if column.is_number:
                total = sum(typed.counted.get(column.key, 0) for typed in rows)
                value = self._sum_cell(total + self.wrong_totals.get(column.key, 0), place)
            self.sheet.put(self.row, place, value, "total")
        self.row += 1

    def _sum_cell(self, total: float, column: int) -> Value:
        if self.layout.totals not in ("cached", "uncached"):
            return total
        letters = column_letters(column)
        formula = f"=SUM({letters}{self.lines[0]}:{letters}{self.lines[-1]})"
        return Formula(formula, total if self.layout.totals == "cached" else "")

    def draw_footers(self) -> None:
        for footer in self.layout.footers:
            self.sheet.put(self.row, self.layout.left, footer, "plain")
            self.row += 1
