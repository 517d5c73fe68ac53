"""A sheet and its tables go in; they come out without persons, with what was said of each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.entries import FileContext
from loaders.files import Sheet
from loaders.tables import (
    PersonalPlaces,
    Table,
    bare_places,
    empty_out,
    filled,
    personal_places,
    veil_issues,
    veiled,
    veiled_table,
)
from loaders.words import BareNames, bare_names, mask


@dataclass(frozen=True)
class Cleared:
    """A sheet without persons: its tables, what was found in each, and where cells were emptied
    that the sheet as kept shows as hidden."""

    sheet: Sheet
    tables: tuple[Table, ...]
    guards: tuple[PersonalPlaces, ...]
    hidden: frozenset[tuple[int, int]]


def without_names(sheets: Sequence[Sheet], names: BareNames) -> list[Sheet]:
    """The sheets, those called by a person or a telephone by the mark, each still by its own."""
    called: dict[str, Sheet] = {}
    for sheet in sheets:
        name = names.hidden_in(mask(sheet.name))
        n_alike = sum(other.startswith(name) for other in called) if name != sheet.name else 0
        own = f"{name}{n_alike + 1}" if n_alike else name
        called[own] = sheet if own == sheet.name else replace(sheet, name=own)
    return list(called.values())


def cleared(sheet: Sheet, tables: Sequence[Table], file: FileContext) -> Cleared:
    """The sheet without columns and cells of personal data, which are emptied and not read, and
    without names of persons that stand alone, for which a mark stands that is read as any word."""
    guards = [_guard(table) for table in tables]
    clean = list(tables)
    hidden: set[tuple[int, int]] = set()
    for at, (table, guard) in enumerate(zip(tables, guards, strict=True)):
        rows = [row for row, role in table.roles.items() if role != "header"]
        hidden |= filled(table.sheet, rows, guard)
        sheet = empty_out(sheet, rows, guard)
        clean[at] = replace(table, sheet=empty_out(table.sheet, rows, guard))
    names = bare_names(file.pack, file.roster)
    places = bare_places(sheet, clean, names, has_roster=bool(file.roster))
    told = (
        replace(guard, issues=(*guard.issues, *veil_issues(table, places)))
        for table, guard in zip(clean, guards, strict=True)
    )
    return Cleared(
        veiled(sheet, places),
        tuple(veiled_table(table, places, names) for table in clean),
        tuple(told),
        frozenset(hidden),
    )


def _guard(table: Table) -> PersonalPlaces:
    """Where persons stand; in a table that somebody explained also in the columns that are kept."""
    header, fields = table.header, table.header.form.field
    kept = {column: fields[h.field] for column, h in header.columns.items() if h.field}
    unguarded = {c for c, field in kept.items() if not (field.ignored or header.is_confirmed)}
    unguarded |= {c for c, field in kept.items() if c == header.key or field.kind == "leader"}
    headings = [
        (header.last_row, column, heading.path[-1] if heading.path else "")
        for column, heading in header.columns.items()
        if column not in unguarded
    ]
    body = [row for row, role in table.roles.items() if role not in ("header", "footer", "stray")]
    coded = [
        c for id_, cs in table.header.fields.items() if fields[id_].kind == "leader" for c in cs
    ]
    return personal_places(table.sheet, headings, body, coded=coded)
