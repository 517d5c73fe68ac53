"""A sheet and its tables go in; they come out without persons, with what was said of each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from campaign import HIDDEN
from loaders.entries import FileContext
from loaders.files import Sheet, path_of
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
from loaders.words import BareNames, bare_names, marks_of, mask

_TITLES = 3
"""Rows at the head of a sheet that say what it is and whose."""


@dataclass(frozen=True)
class Cleared:
    """A sheet without persons: its tables, what was found in each, where cells were emptied that
    the sheet as kept shows as hidden, and the words that are shown and not kept."""

    sheet: Sheet
    tables: tuple[Table, ...]
    guards: tuple[PersonalPlaces, ...]
    hidden: frozenset[tuple[int, int]]
    marks: Mapping[str, str]


def without_names(sheets: Sequence[Sheet], names: BareNames) -> list[Sheet]:
    """The sheets, those called by what is a person or a telephone for sure by the mark, each still
    by its own."""
    called: dict[str, Sheet] = {}
    for sheet in sheets:
        name = names.shown(mask(sheet.name))
        n_alike = sum(other.startswith(name) for other in called) if name != sheet.name else 0
        own = f"{name}{n_alike + 1}" if n_alike else name
        called[own] = sheet if own == sheet.name else replace(sheet, name=own)
    return list(called.values())


def with_names_undecided(file: FileContext, sheets: Sequence[Sheet]) -> FileContext:
    """The file with what it says of itself (its name, its sheets' and their titles), and with the
    words in these names that may be persons' or organisations'."""
    titles = (text for sheet in sheets for row in sheet.rows[:_TITLES] for text in row if text)
    called = [path_of(file.file_name).stem, *(sheet.name for sheet in sheets)]
    around = "\n".join([*called, *map(str, titles)])
    names = bare_names(file.pack, file.roster)
    found = (word for name in called for word in names.undecided_in(name, around))
    return replace(file, around=around, marks=marks_of(found))


def cleared(
    sheet: Sheet, tables: Sequence[Table], file: FileContext, senders: Sequence[str] = ()
) -> Cleared:
    """The sheet without columns and cells of personal data, which are emptied and not read, and
    without names of persons that stand alone, for which a mark stands that is read as any word.
    What may be an organisation's name, among the `senders` read from it too, is told apart."""
    guards = [_guard(table) for table in tables]
    clean = list(tables)
    hidden: set[tuple[int, int]] = set()
    names = bare_names(file.pack, file.roster)
    for at, (table, guard) in enumerate(zip(tables, guards, strict=True)):
        rows = [row for row, role in table.roles.items() if role != "header"]
        hidden |= filled(table.sheet, rows, guard)
        sheet = empty_out(sheet, rows, guard)
        clean[at] = replace(table, sheet=empty_out(table.sheet, rows, guard))
    places, either = bare_places(sheet, clean, names)
    words = {at: w for at in either if (w := names.undecided(sheet.text(*at), file.around))}
    told = (
        replace(guard, issues=(*guard.issues, *veil_issues(table, places, frozenset(words))))
        for table, guard in zip(clean, guards, strict=True)
    )
    return Cleared(
        veiled(sheet, places),
        tuple(veiled_table(table, places, names) for table in clean),
        tuple(told),
        frozenset(hidden),
        _marks(chain(*words.values(), _persons(senders, names, file.around)), file),
    )


def _persons(senders: Sequence[str], names: BareNames, around: str) -> Iterator[str]:
    """What is not kept of who is said to have sent a sheet."""
    for sender in filter(names.is_in, senders):
        undecided = names.undecided(sender, around)
        yield from (sender,) if undecided is None else undecided


def _marks(words: Iterable[str], file: FileContext) -> dict[str, str]:
    return dict.fromkeys(words, HIDDEN) | dict(file.marks)


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
