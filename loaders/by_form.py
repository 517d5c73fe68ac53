"""One located table and its surroundings go in; the table as its form reads it comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from campaign import FormKind, Source
from loaders.entries import FileContext, Read
from loaders.registers import read_row_form
from loaders.roster import read_roster
from loaders.tables import PersonalPlaces, Surroundings, Table
from loaders.weekly import read_weekly

READER = "2"
"""The version of the reading rules: a newer one reads the same bytes anew."""
_READERS: Mapping[str, Callable[..., Read]] = {
    FormKind.ROSTER: read_roster,
    FormKind.LOG: read_row_form,
    FormKind.REGISTER: read_row_form,
    FormKind.LEDGER: read_row_form,
}
READABLE = frozenset({*_READERS, FormKind.WEEKLY})
"""The kinds of form that have a reader; a table of another kind is not read as one of these."""


def read_table(
    table: Table, number: int, around: Surroundings, guard: PersonalPlaces, file: FileContext
) -> list[Read]:
    """Reads one table by its form's kind, a weekly list one reading a week; `number` counts the
    tables of the sheet from 1."""
    source = Source(file.sha256, file.file_name, table.sheet.name, number, "", READER)
    if table.header.form.kind == FormKind.WEEKLY:
        return read_weekly(table, source, around, guard, file)
    return [_READERS[table.header.form.kind](table, source, around, guard, file)]
