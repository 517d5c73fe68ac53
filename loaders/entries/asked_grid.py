"""A sheet that is none of the forms goes in; its first rows come out, without persons, to be shown
to somebody who can say what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from campaign import Grid
from loaders.entries.grid import grid_of
from loaders.files import Sheet
from loaders.tables import PersonalPlaces, Table, empty_out, is_person_heading, personal_places

FIRST_ROWS = 40
"""Title, headings and some data rows of any form met fit in; `fingerprint` looks as far for a
header that was confirmed here."""


def asked_grid(sheet: Sheet, tables: Sequence[Table]) -> Grid:
    """The first rows: below a heading of persons, in a column of names and in cells with numbers or
    names of persons nothing is left."""
    last = min(sheet.bottom, sheet.top + FIRST_ROWS - 1)
    heads = {row for table in tables for row in table.rows("header")}
    body = [row for row in range(sheet.top, sheet.bottom + 1) if row not in heads]
    clean = empty_out(sheet, body, personal_places(sheet, (), body))
    for rows in [table.rows("data") for table in tables] or [body]:
        columns = personal_places(sheet, _headings(sheet, rows), rows).columns
        clean = empty_out(clean, body, PersonalPlaces(columns))
    for row, column in _person_headings(sheet, last):
        below = range(row + 1, sheet.bottom + 1)
        clean = empty_out(clean, below, PersonalPlaces(frozenset({column})))
    grid = grid_of(clean, tables, frozenset())
    roles = {row: role for row, role in grid.roles.items() if row <= last}
    return replace(grid, cells=grid.cells[: last - sheet.top + 1], roles=roles)


def _headings(sheet: Sheet, body: Sequence[int]) -> list[tuple[int, int, str]]:
    """Every column as one whose names may not be shown, whatever its heading."""
    return [(body[0], column, "") for column in range(sheet.left, sheet.right + 1)] if body else []


def _person_headings(sheet: Sheet, last: int) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(sheet.top, last + 1)
        for column in range(sheet.left, sheet.right + 1)
        if (text := sheet.text(row, column)) and is_person_heading(text)
    ]
