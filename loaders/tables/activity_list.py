"""A sheet goes in; whether its rows are single activities, each with its day, comes out."""

from __future__ import annotations

from collections.abc import Iterator

from campaign import Calendar, CampaignPack
from loaders.files import Sheet
from loaders.tables.cell_kinds import WORD, Lines
from loaders.tables.indicators import SEARCHED, is_quantity, weekly_forms
from loaders.words import day_of

FEWEST = 2
"""One row with a day may be an indicator and when it was done."""


def is_activity_list(sheet: Sheet, pack: CampaignPack, calendar: Calendar) -> bool:
    """Whether one column names activities, one of them again, and another has a day beside each:
    such rows are to be counted, and none holds a count."""
    lines = Lines(sheet)
    columns = range(sheet.left, min(sheet.left + SEARCHED, sheet.right + 1))
    for named in columns:
        rows = list(_named(lines, named, pack))
        told = {lines.text(row, named) for row in rows}
        if len(rows) >= FEWEST and len(told) < len(rows) and _dated(lines, rows, named, calendar):
            return True
    return False


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
        all(day_of(sheet.value(row, column), calendar=calendar).day for row in rows)
        for column in others
    )
