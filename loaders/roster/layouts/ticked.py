"""A roster that ticks each unit's type or group in a column of its own goes in; the view with the
word of the column in its place comes out."""

from __future__ import annotations

from campaign import CampaignPack, FieldRole
from loaders.files import Sheet
from loaders.roster.told import GROUP, TYPE, KnownWords
from loaders.tables import Arrangement, Line, Place, Table, arranged
from loaders.words import yes_or_no


def ticked_arrangement(sheet: Sheet, table: Table, pack: CampaignPack) -> list[Arrangement]:
    """The view; none where fewer than two columns are ticked for types, or for groups."""
    known = KnownWords(pack)
    columns = {role: _ticked(table, role, known) for role in (TYPE, GROUP)}
    columns = {role: heads for role, heads in columns.items() if len(heads) > 1}
    if not columns:
        return []
    gone = {column for heads in columns.values() for column in heads}
    kept = [c for c in range(sheet.left, sheet.right + 1) if c not in gone]
    rows, data = range(sheet.top, sheet.bottom + 1), set(table.rows("data"))
    lines: list[Line] = [
        [*((row, column) for column in kept), *_words(sheet, row, columns, is_unit=row in data)]
        for row in rows
    ]
    titles = {field.role: field.title for field in table.header.form.fields}
    head = table.header.last_row - sheet.top + 1
    words = {(head, len(kept) + n): titles[role] for n, role in enumerate(columns, start=1)}
    return [arranged(sheet, lines, layout="ticked", words=words)]


def _words(
    sheet: Sheet, row: int, columns: dict[FieldRole, dict[int, Place]], *, is_unit: bool
) -> list[Place | None]:
    """Where the words of a unit stand: in the heading of its only tick."""
    found: list[Place | None] = []
    for heads in columns.values():
        ticks = [place for column, place in heads.items() if yes_or_no(sheet.text(row, column))]
        found.append(ticks[0] if is_unit and len(ticks) == 1 else None)
    return found


def _ticked(table: Table, role: FieldRole, known: KnownWords) -> dict[int, Place]:
    """The columns whose heading is a word of the role and in which nothing stands but ticks, each
    with where its heading does."""
    sheet, rows, found = table.sheet, table.rows("data"), {}
    for column, heading in table.header.columns.items():
        texts = [text for text in sheet.texts_down(column, rows) if text]
        is_word = bool(heading.path) and known.role_of(heading.path[-1], (role,)) is not None
        if is_word and texts and all(yes_or_no(text) is not None for text in texts):
            found[column] = (_lowest(table, column), column)
    return found


def _lowest(table: Table, column: int) -> int:
    """The row of a column's lowest heading."""
    rows = range(table.header.last_row, table.header.first_row - 1, -1)
    return next((row for row in rows if table.sheet.text(row, column)), table.header.last_row)
