"""A roster that lists several units in a cell, beside their group, goes in; the view with a unit a
row comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from campaign import CampaignPack, FieldRole
from loaders.files import Sheet
from loaders.roster.layouts.listed_names import names_in, names_some
from loaders.tables import Arrangement, Line, Table, arranged, is_person_heading, whole_rows

_SHARED = frozenset(
    {FieldRole.TYPE, FieldRole.GROUP, FieldRole.PARENT, FieldRole.SECTOR}
    | {FieldRole.ADMIN_LEVEL, FieldRole.PARTY_FORM}
)
"""What a row may tell of each of several units; a code or a number is of one."""
_OWN = frozenset(
    {FieldRole.CODE, FieldRole.SHORT_NAMES, FieldRole.SUB_ORGS, FieldRole.SUB_ORGS_TOTAL}
)
"""What is of one unit; a list with such a column names one a row, and several are a slip (U27)."""
_MOST = 0.5
"""A convention: more than half of the rows; a single cell with several names is a slip (U27)."""


def listed_arrangement(sheet: Sheet, table: Table, pack: CampaignPack) -> list[Arrangement]:
    """The view; none where most rows name one unit, or some only of those there are."""
    key, rows = table.header.key, table.rows("data")
    if not key or not rows:
        return []
    listed = {row: names_in(sheet.text(row, key), pack) for row in rows}
    is_open = any(names_some(sheet.text(row, key)) for row in rows)
    if is_open or _has_own(table) or sum(map(bool, listed.values())) <= _MOST * len(rows):
        return []
    columns = [key, *(c for c in sorted(table.header.columns) if c != key and _is_kept(table, c))]
    head = range(table.header.first_row, table.header.last_row + 1)
    before, between = range(sheet.top, head[0]), range(head[-1] + 1, sheet.bottom + 1)
    lines = whole_rows(sheet, before)
    lines += [[(row, column) for column in columns] for row in head]
    words = {}
    for row, name in _units(between, listed):
        lines.append([(row, column) for column in columns] if row in listed else _whole(sheet, row))
        if name:
            words[len(lines), 1] = name
    several = {(row, key): len(names) for row, names in listed.items() if names}
    return [replace(arranged(sheet, lines, layout="listed", words=words), several=several)]


def _has_own(table: Table) -> bool:
    fields, rows = table.header.fields, table.rows("data")
    own = (fields[f.id][0] for f in table.header.form.fields if f.role in _OWN and f.id in fields)
    return any(any(table.sheet.texts_down(column, rows)) for column in own)


def _units(rows: Sequence[int], listed: Mapping[int, list[str]]) -> Iterator[tuple[int, str]]:
    """Each row once a name it lists; without a name where it has one or is none of the units'."""
    for row in rows:
        for name in listed.get(row) or [""]:
            yield row, name


def _whole(sheet: Sheet, row: int) -> Line:
    return whole_rows(sheet, [row])[0]


def _is_kept(table: Table, column: int) -> bool:
    """Whether a column tells the same of all units of a row, or is of persons, which is told."""
    heading, form = table.header.columns[column], table.header.form
    role = form.field[heading.field].role if heading.field else None
    is_of_persons = bool(heading.path) and is_person_heading(heading.path[-1])
    return is_of_persons or (role is not None and role in _SHARED)
