"""A sheet and its tables go in; the cells that are nothing but persons' names come out, and sheet
and headings without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from campaign import HIDDEN, Address, FieldRole, FormRole, Issue, fold
from loaders.files import CellValue, Sheet
from loaders.tables.table import Table
from loaders.words import BareNames, is_sender_label

_NAMING = frozenset({FieldRole.NAME, FieldRole.SHORT_NAMES, FieldRole.PARENT, FieldRole.GROUP})
"""The columns of a roster that say what units are called: none of them is known before."""
_TOLD = frozenset({"header", "repeated", "data", "total", "section", "unread", "part"})
"""The rows whose cells are part of a table; lines around it are signed in every sheet."""
_UNITS = frozenset({"data", "section", "unread"})
"""The rows whose first column names who reports."""
_MOSTLY = 0.5
"""A convention: in a column of units hardly one is called like a person."""
_VILLAGE = 2
"""So short are the names of villages that are written without a word for what they are: 李堡."""
Places = frozenset[tuple[int, int]]


def bare_places(sheet: Sheet, tables: Sequence[Table], names: BareNames) -> tuple[Places, Places]:
    """Where persons' names stand alone, anywhere in the sheet; and where a name may as well be an
    organisation's, because organisations are named there.

    In the table of no form two characters may call a village: they are a name where their row
    holds nothing but names and telephones, or where most of their column are such.
    """
    named = sheet.where(names.cells)
    found = {(row, column) for row, columns in named.items() for column in columns}
    for table in tables if found else ():
        found -= _of_any(sheet, table, found, names) if not table.header.form.id else set()
        found -= _of_roster(sheet, table, names)
    either = _of_organisations(sheet, tables, names, found) if found else frozenset()
    return frozenset(found) - either, either


def _of_organisations(
    sheet: Sheet, tables: Sequence[Table], names: BareNames, found: Iterable[tuple[int, int]]
) -> Places:
    """Those of these places where an organisation is named, and nothing says that it is a person:
    in a form's column of units, behind 填报单位, and alone in a line above the table."""
    keyed = {
        (row, table.header.key)
        for table in tables
        if table.header.form.id and table.header.key
        for row, role in table.roles.items()
        if role in _UNITS
    }
    above = {row for table in tables for row in table.preamble}
    return frozenset(
        (row, column)
        for row, column in found
        if ((row, column) in keyed or _stands_for_all(sheet, row, column, above))
        and names.undecided(sheet.text(row, column), "") is not None
        and not _only_signs(sheet, row, names)
    )


def _stands_for_all(sheet: Sheet, row: int, column: int, above: set[int]) -> bool:
    """Whether a text is the sheet's title or its sender."""
    before = [text for c in range(sheet.left, column) if (text := sheet.text(row, c))]
    if before:
        return is_sender_label(before[-1])
    return row in above and sum(value != "" for value in sheet.values(row)) == 1


def _of_roster(sheet: Sheet, table: Table, names: BareNames) -> set[tuple[int, int]]:
    """The cells of a roster that are units' own names."""
    form, header = table.header.form, table.header
    if form.role is not FormRole.ROSTER:
        return set()
    fields = {id_ for id_, field in form.field.items() if field.role in _NAMING}
    columns = [c for c, h in header.columns.items() if h.field in fields or c == header.key]
    rows = [row for row in table.rows("data") if not _only_signs(sheet, row, names)]
    return {(row, column) for row in rows for column in columns}


def _of_any(
    sheet: Sheet, table: Table, found: set[tuple[int, int]], names: BareNames
) -> set[tuple[int, int]]:
    """The cells of a table of no form that may call villages."""
    rows, column = table.rows("data"), table.header.key
    if column is None:
        return set()
    texts = {sheet.text(row, column) for row in rows} - {""}
    named = {sheet.text(row, column) for row in rows if (row, column) in found}
    if len(named) > _MOSTLY * len(texts):
        return set()
    short = (row for row in rows if len(fold(sheet.text(row, column))) <= _VILLAGE)
    return {(row, column) for row in short if not _only_signs(sheet, row, names)}


def _only_signs(sheet: Sheet, row: int, names: BareNames) -> bool:
    """Whether a row holds nothing but names of persons and what stands beside them."""
    used = [value for value in sheet.values(row) if value != ""]
    return len(used) > 1 and all(map(names.signs, used))


def veiled(sheet: Sheet, places: Iterable[tuple[int, int]]) -> Sheet:
    """The sheet with a mark in these places."""
    by_row: dict[int, set[int]] = {}
    for row, column in places:
        by_row.setdefault(row - sheet.top, set()).add(column - sheet.left)
    if not by_row:
        return sheet
    rows: list[list[CellValue]] = [
        [HIDDEN if c in by_row[r] else value for c, value in enumerate(row)] if r in by_row else row
        for r, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)


def veiled_table(table: Table, places: Places, names: BareNames) -> Table:
    """The table with the mark in these places, in its headings too."""
    own = table.sheet
    here = [
        (row, column)
        for row, column in places
        if own.top <= row <= own.bottom and own.left <= column <= own.right
    ]
    columns = {
        c: replace(h, path=tuple(HIDDEN if names.is_in(part) else part for part in h.path))
        if h.field is None and any(map(names.is_in, h.path))
        else h
        for c, h in table.header.columns.items()
    }
    header = (
        table.header if columns == table.header.columns else replace(table.header, columns=columns)
    )
    return replace(table, sheet=veiled(own, here), header=header)


def veil_issues(table: Table, places: Places, shown: Places = frozenset()) -> tuple[Issue, ...]:
    """C26 at each cell of the table that holds the mark, F32 at each that is `shown` only."""
    columns, sheet = table.header.columns, table.sheet
    return tuple(
        Issue("F32", Address(sheet.name, row, column), sheet.text(row, column))
        if (row, column) in shown
        else Issue("C26", Address(sheet.name, row, column))
        for row, column in sorted(places | shown)
        if table.roles.get(row) in _TOLD and min(columns) <= column <= max(columns)
    )
