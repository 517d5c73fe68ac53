"""Draws a weekly sheet: a layout, a week's words and typed rows go in; a Sheet comes out.

Title rows, reporting line, headers of one to three rows, 栏次, body, totals, footers (DOMAIN §4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from campaign import CUMULATIVE, Calendar, CampaignPack, Kind, Quantity, Week, column_letters
from sample_data.layouts import BANDS, Layout
from sample_data.names import DISTRICT_NAME
from sample_data.sheets import Formula, Sheet, Value

NAME = "name"
TOTAL = "合计"
_DIGITS = "〇一二三四五六七八九十"


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
class Column:
    """One column: what it holds, its heading from the top level down, and its look."""

    key: str
    path: tuple[str, ...]
    look: str = "cell"
    is_number: bool = False


@dataclass(frozen=True)
class Drawing:
    """A drawn sheet and where each value of each unit stands, as (row, column)."""

    sheet: Sheet
    places: Mapping[tuple[str, str], tuple[int, int]]


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals: 3 三, 12 十二, 20 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def week_words(week: Week, sender: str) -> dict[str, str]:
    """What a layout's templates may say about a week and its sender."""
    first, last, friday = week.starts_on, week.ends_on, Calendar(week.starts_on, 1).deadline(week)
    return {
        "district": DISTRICT_NAME.zh,
        "sender": sender,
        "n": str(week.number),
        "zh": chinese_number(week.number),
        "dates": f"{first.month}月{first.day}日—{last.month}月{last.day}日",
        "dots": f"{first.month}.{first.day}-{last.month}.{last.day}",
        "day": f"{friday.year}年{friday.month}月{friday.day}日",
        "dotday": f"{friday.year}.{friday.month}.{friday.day}",
    }


def columns(layout: Layout, pack: CampaignPack) -> tuple[Column, ...]:
    """The columns of a layout, left to right."""
    return tuple(_columns(layout, pack))


def draw(
    layout: Layout,
    rows: Sequence[TypedRow],
    *,
    pack: CampaignPack,
    words: Mapping[str, str],
    wrong_totals: Mapping[str, float] | None = None,
) -> Drawing:
    """The sheet of one sender and week; `wrong_totals` are added to what the total row says."""
    listed = columns(layout, pack)
    sheet = Sheet(layout.sheet.format(**words))
    for place, column in enumerate(listed):
        sheet.widths[layout.left + place] = 24 if column.key == NAME else 9
    row = _draw_top(sheet, layout, listed, words)
    row = _draw_header(sheet, layout, listed, row)
    totals = _Totals(sheet, layout, listed, wrong_totals or {})
    if layout.totals == "above":
        totals.draw(row, layout.total_word, rows, [])
        row += 1
    places, row, lines = _draw_body(sheet, layout, listed, rows, row, totals)
    if layout.totals not in ("none", "above"):
        totals.draw(row, layout.total_word, rows, lines)
        row += 1
    for footer in layout.footers:
        sheet.put(row, layout.left, footer, "plain")
        row += 1
    places |= {(TOTAL, key): place for key, place in totals.places.items()}
    return Drawing(sheet, places)


def _columns(layout: Layout, pack: CampaignPack) -> Iterator[Column]:
    yield Column("sequence", ("序号",))
    if layout.with_codes:
        yield Column("code", ("单位编码",))
    if layout.with_types:
        yield Column("type", ("单位类别",))
    if layout.with_group:
        yield Column("group", ("所属指导组",))
    if layout.name_heading:
        yield Column(NAME, (layout.name_heading,), "name")
    for quantity in pack.quantities:
        yield from _quantity_columns(layout, pack, quantity)
        if layout.with_rate and quantity.id == "study_org_covered":
            yield Column("rate", ("学习覆盖率",), "percent")
    yield Column("note", ("备注",))


def _quantity_columns(layout: Layout, pack: CampaignPack, quantity: Quantity) -> Iterator[Column]:
    titles = {f.id: f.title for f in pack.form["weekly_report"].fields}
    heading = layout.headings.get(quantity.id, titles[quantity.id])
    if layout.with_measures and quantity.measure.zh and "（" not in heading:
        heading += f"（{quantity.measure.zh}）"
    is_choice = quantity.kind is Kind.CHOICE
    band = (BANDS[quantity.workstream],) if layout.with_bands and not is_choice else ()
    if quantity.id not in layout.paired:
        yield Column(quantity.id, (*band, heading), is_number=not is_choice)
        return
    for slot, word in ((quantity.id, "本周"), (quantity.id + CUMULATIVE, "累计")):
        path = (heading + word,) if layout.pairs_in_line else (heading, word)
        yield Column(slot, (*band, *path), is_number=True)


def _draw_top(
    sheet: Sheet, layout: Layout, listed: Sequence[Column], words: Mapping[str, str]
) -> int:
    row, right = layout.top, layout.left + len(listed) - 1
    if layout.annex:
        sheet.put(row, layout.left, "附件1", "plain")
        row += 1
    sheet.merge((row, layout.left, row, right), layout.title.format(**words), "title")
    row += 1
    step = max(1, len(listed) // len(layout.reporting_line))
    for place, text in enumerate(layout.reporting_line):
        sheet.put(row, layout.left + place * step, text.format(**words), "plain")
    return row + 1


def _draw_header(sheet: Sheet, layout: Layout, listed: Sequence[Column], row: int) -> int:
    depth = max(len(column.path) for column in listed)
    _draw_level(sheet, listed, layout.left, (row, row + depth - 1))
    if not layout.with_numbering:
        return row + depth
    number = 0
    for place, column in enumerate(listed):
        number += column.is_number
        text = str(number) if column.is_number else "甲" if place == 0 else "乙"
        sheet.put(row + depth, layout.left + place, text if place < 2 or number else "", "cell")
    return row + depth + 1


def _draw_level(
    sheet: Sheet, listed: Sequence[Column], left: int, rows: tuple[int, int], level: int = 0
) -> None:
    """One heading level: equal neighbours merge, a path that ends here reaches down."""
    top, bottom = rows
    column = left
    for word, run in groupby(listed, key=lambda c: c.path[level]):
        inside = list(run)
        is_last = len(inside[0].path) == level + 1
        low = bottom if is_last else top
        sheet.merge((top, column, low, column + len(inside) - 1), word, "header")
        if not is_last:
            _draw_level(sheet, inside, column, (top + 1, bottom), level + 1)
        column += len(inside)


def _draw_body(
    sheet: Sheet,
    layout: Layout,
    listed: Sequence[Column],
    rows: Sequence[TypedRow],
    row: int,
    totals: _Totals,
) -> tuple[dict[tuple[str, str], tuple[int, int]], int, list[int]]:
    places: dict[tuple[str, str], tuple[int, int]] = {}
    lines: list[int] = []
    first, number = row, 0
    for label, run in groupby(rows, key=lambda r: r.type_label):
        block, top = list(run), row
        for typed in block:
            number += 1
            if layout.page_rows and number == layout.page_rows + 1:
                row = _draw_header(sheet, layout, listed, row)
            _draw_row(sheet, layout, listed, typed, row, number)
            places |= {(typed.name, c.key): (row, layout.left + i) for i, c in enumerate(listed)}
            lines.append(row)
            row += 1
        if layout.totals == "by_type":
            totals.draw(row, "小计", block, [])
            row += 1
        if layout.with_types:
            sheet.merge((top, layout.left + 1, row - 1, layout.left + 1), label, "cell")
        row += layout.with_spacers
    if layout.with_group and rows:
        sheet.merge((first, layout.left + 1, row - 1, layout.left + 1), layout.sender, "cell")
    return places, row, lines


def _draw_row(
    sheet: Sheet,
    layout: Layout,
    listed: Sequence[Column],
    typed: TypedRow,
    row: int,
    number: int,
) -> None:
    for place, column in enumerate(listed):
        at = layout.left + place
        if column.key == "sequence":
            sheet.put(row, at, number)
        elif column.key == NAME:
            sheet.put(row, at, typed.name, "name")
        elif column.key in typed.furniture:
            sheet.put(row, at, typed.furniture[column.key], column.look)
        elif column.key not in ("type", "group"):
            sheet.put(row, at, typed.cells.get(column.key), column.look)


@dataclass
class _Totals:
    sheet: Sheet
    layout: Layout
    listed: Sequence[Column]
    wrong: Mapping[str, float]
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def draw(self, row: int, word: str, rows: Sequence[TypedRow], lines: Sequence[int]) -> None:
        """A total row over the rows; `lines` are their sheet rows, where formulas point."""
        left = self.layout.left
        for place, column in enumerate(self.listed):
            at = left + place
            if column.key == NAME:
                self.sheet.put(row, at, word, "total")
            elif not column.is_number:
                if column.key not in ("type", "group"):
                    self.sheet.put(row, at, None, "total")
            else:
                total = sum(r.counted.get(column.key, 0) for r in rows)
                total += self.wrong.get(column.key, 0)
                self.sheet.put(row, at, self._cell(total, at, lines), "total")
                if word == self.layout.total_word:
                    self.places[column.key] = (row, at)

    def _cell(self, total: float, column: int, lines: Sequence[int]) -> Value:
        if self.layout.totals not in ("cached", "uncached") or not lines:
            return total
        letters = column_letters(column)
        formula = f"=SUM({letters}{lines[0]}:{letters}{lines[-1]})"
        return Formula(formula, total if self.layout.totals == "cached" else "")
