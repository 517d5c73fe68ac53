"""A located table goes in; what stands around it, and around the tables above it, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.entries import FileContext
from loaders.files import Sheet
from loaders.tables import Surroundings, Table, surroundings

_A_LINE = 2
"""The most cells of a remark: its text, and a number or mark before it."""


def around_table(table: Table, sheet: Sheet, file: FileContext) -> Surroundings:
    """What stands around a table of a sheet, and what a returned template says of its week."""
    around = _told(table, table.sheet, file)
    if table.sheet.left != sheet.left and not (around.title or around.sender_name):
        around = _told(table, sheet, file)  # the title stands over the table on its left
    if file.returned.form != table.header.form.id:
        return around
    return replace(around, claims=(*around.claims, *file.returned.claims(file.calendar)))


def inherited(around: Sequence[Surroundings]) -> list[Surroundings]:
    """The surroundings with the week of the sheet's first title as a question for the tables below
    that say nothing of theirs; untitled, they are of the figures that title speaks of."""
    first = around[0]
    asked = [replace(c, strong=False, is_early=False) for c in first.claims if c.strong]
    dated = [a if a.claims else replace(a, claims=tuple(asked)) for a in around]
    return [
        a if a.title or a.mentions else replace(a, mentions=first.mentions, of_week=first.of_week)
        for a in dated
    ]


def _told(table: Table, sheet: Sheet, file: FileContext) -> Surroundings:
    return surroundings(
        sheet,
        table.preamble,
        calendar=file.calendar,
        file_name=file.file_name,
        headings=table.rows("header"),
        footers=table.rows("footer"),
        remarks=_remarks(table),
        other_sheets=[name for name in file.sheet_names if name != sheet.name],
    )


def _remarks(table: Table) -> list[int]:
    """The last rows of a table that hold no more than a line of words, as a footer would."""
    rows: list[int] = []
    for row in reversed(table.rows("data")):
        values = [v for v in table.sheet.values(row) if v != ""]
        if len(values) > _A_LINE or not all(isinstance(value, str) for value in values):
            return rows
        rows.append(row)
    return rows
