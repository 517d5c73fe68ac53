"""A sheet and its tables go in; the cells that are nothing but persons' names come out, and sheet
and headings without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from campaign import HIDDEN, Address, FieldRole, FormRole, Issue, fold
from loaders.files import CellValue, Sheet
from loaders.tables.table import Table
from loaders.words import BareNames

_NAMING = frozenset({FieldRole.NAME, FieldRole.SHORT_NAMES, FieldRole.PARENT, FieldRole.GROUP})
"""The columns of a roster that say what units are called: none of them is known before."""
_TOLD = frozenset({"header", "repeated", "data", "total", "section", "unread"})
"""The rows whose cells are part of a table; lines around it are signed in every sheet."""
_MOSTLY = 0.5
"""A convention: in a column of units hardly one is called like a person."""
_VILLAGE = 2
"""So short are the names of villages that are written without a word for what they are: 李堡."""
Places = frozenset[tuple[int, int]]


def bare_places(
    sheet: Sheet, tables: Sequence[Table], names: BareNames, *, has_roster: bool
) -> Places:
    """Where persons' names stand alone, anywhere in the sheet.

    In a column of units' names a text that is no unit's is one where `has_roster` tells so. Without
    a roster, and in one, two characters may call a village too: they are a name where their row
    holds nothing but names and telephones, or where most of their column are such.
    """
    told = sheet.told(names.cells)
    found = {
        (sheet.top + r, sheet.left + c)
        for r, row in enumerate(told)
        if True in row
        for c, is_name in enumerate(row)
        if is_name
    }
    for table in tables if found else ():
        found -= _units_of(sheet, table, found, names, has_roster=has_roster)
    return frozenset(found)


def _units_of(
    sheet: Sheet, table: Table, found: set[tuple[int, int]], names: BareNames, *, has_roster: bool
) -> set[tuple[int, int]]:
    """The cells of a table that may be units' own names."""
    form, header = table.header.form, table.header
    is_roster = form.role is FormRole.ROSTER
    fields = {id_ for id_, field in form.field.items() if field.role in _NAMING and is_roster}
    columns = {c for c, h in header.columns.items() if h.field in fields or c == header.key}
    if has_roster and not is_roster and form.id:
        return set()
    rows = table.rows("data")
    units: set[tuple[int, int]] = set()
    for column in columns:
        texts = {sheet.text(row, column) for row in rows} - {""}
        named = {sheet.text(row, column) for row in rows if (row, column) in found}
        if len(named) > _MOSTLY * len(texts) and not is_roster:
            continue
        short = (row for row in rows if is_roster or len(fold(sheet.text(row, column))) <= _VILLAGE)
        units |= {(row, column) for row in short if not _only_signs(sheet, row, names)}
    return units


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
    header = replace(table.header, columns=columns)
    return replace(table, sheet=veiled(own, here), header=header)


def veil_issues(table: Table, places: Places) -> tuple[Issue, ...]:
    """C26 at each cell of the table that holds the mark."""
    columns = table.header.columns
    return tuple(
        Issue("C26", Address(table.sheet.name, row, column))
        for row, column in sorted(places)
        if table.roles.get(row) in _TOLD and min(columns) <= column <= max(columns)
    )
