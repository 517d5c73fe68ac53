"""Draws a plain table with a sheet's furniture: headings and rows of cells go in; a Sheet and
where each value stands come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from sample_data.sheets.headings import draw_headings
from sample_data.sheets.sheets import SheetPlan, Value

_WIDTHS: Mapping[str, float] = {
    "unit": 26,
    "method": 24,
    "stream": 18,
    "problem_summary": 26,
    "day": 20,
}
_USUAL_WIDTH = 11.0
_NAMES = frozenset({"unit", "method", "stream", "problem_summary"})


@dataclass(frozen=True)
class TableSheet:
    """What is to be drawn: `columns` are heading paths by field in their order, `rows` cells by
    field; `merges` is the field whose equal cells below each other become one."""

    sheet: str
    title: str
    line: str
    columns: Mapping[str, tuple[str, ...]]
    rows: Sequence[Mapping[str, Value]]
    footers: Sequence[str] = ()
    merges: str = ""
    annex: str = ""
    with_numbering: bool = False
    left: int = 1


@dataclass(frozen=True)
class DrawnTable:
    """The sheet, and the (row, column) of each value by (place of its row, field)."""

    sheet: SheetPlan
    places: Mapping[tuple[int, str], tuple[int, int]] = field(default_factory=dict)


def draw_table(table: TableSheet) -> DrawnTable:
    """The table from its title down to its footers."""
    fields, left = tuple(table.columns), table.left
    widths = {left + i: _WIDTHS.get(key, _USUAL_WIDTH) for i, key in enumerate(fields)}
    sheet, top = SheetPlan(table.sheet, widths=widths), 1
    if table.annex:
        sheet.put(1, left, table.annex, "plain")
        top = 2
    sheet.merge((top, left, top, left + len(fields) - 1), table.title, "title")
    sheet.put(top + 1, left, table.line, "plain")
    row = top + 2
    row += draw_headings(sheet, tuple(table.columns.values()), top=row, left=left)
    if table.with_numbering:
        marks = ("甲", "乙", *(str(number) for number in range(1, len(fields) - 1)))
        sheet.put_row(row, left, marks)
        row += 1
    places = {
        (place, key): (row + place, left + at)
        for place in range(len(table.rows))
        for at, key in enumerate(fields)
    }
    _draw_rows(sheet, table, places)
    for below, footer in enumerate(table.footers, start=row + len(table.rows)):
        sheet.put(below, left, footer, "plain")
    return DrawnTable(sheet, places)


def _draw_rows(
    sheet: SheetPlan, table: TableSheet, places: Mapping[tuple[int, str], tuple[int, int]]
) -> None:
    for (place, key), at in places.items():
        if key == "sequence":
            sheet.put(*at, place + 1)
        elif key != table.merges:
            value = table.rows[place].get(key)
            sheet.put(*at, value, _look(key, value))
    for first, last in _runs(table):
        value = table.rows[first].get(table.merges)
        (top, column), (bottom, _) = places[first, table.merges], places[last, table.merges]
        sheet.merge((top, column, bottom, column), value, _look(table.merges, value))


def _runs(table: TableSheet) -> Iterator[tuple[int, int]]:
    """The first and last row of each run of equal cells in the column that merges them."""
    if table.merges:
        numbered = enumerate(row.get(table.merges) for row in table.rows)
        for _, run in groupby(numbered, key=lambda line: line[1]):
            places = [place for place, _ in run]
            yield places[0], places[-1]


def _look(key: str, value: Value) -> str:
    if isinstance(value, date):
        return "day"
    return "name" if key in _NAMES else "cell"
