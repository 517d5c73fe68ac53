"""A sheet goes in; whether its rows are single activities, each with its day, comes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from campaign import Calendar, CampaignPack
from loaders.files import CellValue, Sheet
from loaders.tables.answer_columns import heads_values
from loaders.tables.cell_kinds import WORD, Lines
from loaders.tables.laid_out.indicators import (
    SEARCHED,
    is_part,
    is_quantity,
    weekly_forms,
)
from loaders.words import day_of, is_weekday

FEWEST = 2
"""One row with a day may be an indicator and when it was done."""
_WEEKDAY = 2
"""Letters of 周一, behind which the hour may stand: 周一上午."""


def is_activity_list(sheet: Sheet, pack: CampaignPack, calendar: Calendar) -> bool:
    """Whether one column names activities and another has a day beside each, and they are not
    indicators: one is named again, or no column is headed as holding their counts."""
    lines = Lines(sheet)
    columns = range(sheet.left, min(sheet.left + SEARCHED, sheet.right + 1))
    for named in columns:
        rows = list(_named(lines, named, pack))
        if len(rows) < FEWEST or not _dated(lines, rows, named, calendar):
            continue
        comes_again = len({lines.text(row, named) for row in rows}) < len(rows)
        if comes_again or not _has_counts(lines, rows[0]):
            return True
    return False


def _has_counts(lines: Lines, first: int) -> bool:
    """Whether a heading above the first row says that counts stand below it: 次数, 本周."""
    above = range(lines.sheet.top, first)
    texts = (lines.text(row, column) for row in above for column in lines.used(row))
    return any(heads_values(text) or is_part(text) for text in texts)


def _named(lines: Lines, column: int, pack: CampaignPack) -> Iterator[int]:
    """The rows in which a column names a quantity of a weekly form."""
    forms = weekly_forms(pack)
    for row in range(lines.sheet.top, lines.sheet.bottom + 1):
        if lines.kind(row, column) == WORD:
            texts = [lines.text(row, column)]
            if any(is_quantity(texts, form, pack) for form in forms):
                yield row


def _dated(lines: Lines, rows: list[int], named: int, calendar: Calendar) -> bool:
    sheet = lines.sheet
    others = (c for c in range(sheet.left, sheet.right + 1) if c != named)
    return any(
        all(_is_day(sheet.value(row, column), calendar) for row in rows) for column in others
    )


def _is_day(value: CellValue, calendar: Calendar) -> bool:
    """Whether a cell says a day in words or is one; 2.5 may as well be a figure."""
    if not isinstance(value, str):
        return isinstance(value, date)
    is_number = value.replace(".", "").isdecimal()
    is_told = is_weekday(value[:_WEEKDAY]) or bool(day_of(value, calendar=calendar).day)
    return is_told and not is_number
