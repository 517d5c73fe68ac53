"""A weekly table and what stands around it go in; what says that its figures are no counts of what
the units did in the week comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from campaign import Address, Form, Issue, Unit, fold
from loaders.entries import FileContext, ReadRow, elsewhere, place_doubts, unfit
from loaders.tables import Surroundings, Table
from loaders.weekly.columns import measured_otherwise
from loaders.words import (
    UnitNames,
    at_other_level,
    counted_in_title,
    is_of_other_figures,
    is_plan,
    names_ever,
    noted_otherwise,
    other_figures_in,
    said_scope,
    this_week,
)

_OTHER_TIME = re.compile(r"[上下][周期月](?![一二三四五六日天])|去年|往年|同期")


def not_counted(
    table: Table, around: Surroundings, file: FileContext, entries: Iterable[ReadRow]
) -> list[Issue]:
    """P09 where title or sheet name a plan; U15 and P39 where they name another district or
    undertaking; P37 where they name other figures than counts of what was done or figures of a
    part, or a note says so of the figures, and no heading says 本周 of its own; L28 where they
    count in another measure; P40 where they cover more or less than the units of `entries` report.
    """
    at, stem = Address(table.sheet.name, table.header.first_row), PurePath(file.file_name).stem
    texts = (around.title, table.sheet.name)
    if said := next(filter(is_plan, (*texts, stem)), ""):
        return [Issue("P09", at, said)]
    strange = [*place_doubts(table, around, file), *elsewhere(table, around, file)]
    if strange := strange or unfit(table, around, file):
        return strange
    labels = frozenset(fold(heading.label) for heading in table.header.columns.values())
    titles = (counted_in_title(text, labels) for text in (*texts, stem))
    by_title = next(filter(None, titles), "")
    measured = measured_otherwise(table, file.pack, around.counted_in or by_title)
    told = [*_other_figures(table, around, file, labels), *measured]
    return told or _of_other_scope(table, around, file, entries)


def of_other_body(
    table: Table, around: Surroundings, names: UnitNames | None, own: Unit
) -> list[Issue]:
    """P37 where the title of one unit's table names a part of it, more than it or somebody else."""
    if names is None or not names.names_other_body(around.title, own):
        return []
    return [Issue("P37", Address(table.sheet.name, table.header.first_row), around.title)]


def _of_other_scope(
    table: Table, around: Surroundings, file: FileContext, entries: Iterable[ReadRow]
) -> list[Issue]:
    """P40 at what says that all figures are with the units below or without them, where a unit of
    the table reports otherwise."""
    units = (file.roster.by_id.get(entry.unit_id or "") for entry in entries)
    scopes = {unit.scope for unit in units if unit is not None}
    at = Address(table.sheet.name, table.header.first_row)
    told = [(text, at) for text in (around.title, table.sheet.name, PurePath(file.file_name).stem)]
    told += [(note.raw, note.address or at) for note in around.notes]
    said = ((said_scope(text, table.header.form), text, place) for text, place in told)
    return [Issue("P40", place, text) for scope, text, place in said if scope and scopes - {scope}][
        :1
    ]


def _other_figures(
    table: Table, around: Surroundings, file: FileContext, labels: frozenset[str]
) -> list[Issue]:
    """P37 at the header or at the note."""
    at, texts = Address(table.sheet.name, table.header.first_row), (around.title, table.sheet.name)
    form, known = table.header.form, names_ever(file.roster)
    if any(map(this_week, labels)):
        return []
    said = (
        next(filter(is_of_other_figures, texts), "")
        or _older(table.sheet.name)
        or other_figures_in(texts, form, known, labels)
    )
    if said:
        return [Issue("P37", at, said)]
    noted = [*_noted(around, labels, form), *_of_all(around, file)]
    return [Issue("P37", place, said) for said, place in noted][:1]


def _older(name: str) -> str:
    """The name of a sheet that says it is of another time: 上周."""
    return name if _OTHER_TIME.match(fold(name)) else ""


def _noted(
    around: Surroundings, labels: frozenset[str], form: Form
) -> Iterator[tuple[str, Address | None]]:
    """The words of each note that make others of the figures, and where it stands."""
    for note in around.notes:
        if said := noted_otherwise(note.raw, labels, form):
            yield said, note.address


def _of_all(around: Surroundings, file: FileContext) -> Iterator[tuple[str, Address | None]]:
    """Each note that says of the figures that they are of all of a province or a city."""
    for note in around.notes:
        if "数" in note.raw and at_other_level(note.raw, file.roster.district_names):
            yield note.raw, note.address
