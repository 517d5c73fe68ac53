"""A weekly table and what stands around it go in; what says that its figures are no counts of what
the units did in the week comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign import Address, Issue, fold
from loaders.entries import FileContext, elsewhere
from loaders.tables import Surroundings, Table
from loaders.weekly.columns import measured_otherwise
from loaders.words import (
    counted_in_title,
    is_of_other_figures,
    is_plan,
    names_ever,
    noted_otherwise,
    other_figures_in,
    this_week,
)

_OTHER_TIME = re.compile(r"上[周期月](?![一二三四五六日天])|去年|往年|同期")


def not_counted(table: Table, around: Surroundings, file: FileContext) -> list[Issue]:
    """P09 where title or sheet name a plan; P39 where they name another undertaking; P37 where they
    name other figures than counts of what was done or figures of a part, or a note says so of the
    figures, and no heading says 本周 of its own; L28 where they count in another measure."""
    at, texts = Address(table.sheet.name, table.header.first_row), (around.title, table.sheet.name)
    if said := next(filter(is_plan, texts), ""):
        return [Issue("P09", at, said)]
    if strange := elsewhere(table, around, file):
        return strange
    labels = frozenset(fold(heading.label) for heading in table.header.columns.values())
    by_title = next(filter(None, (counted_in_title(text, labels) for text in texts)), "")
    measured = measured_otherwise(table, file.pack, around.counted_in or by_title)
    return [*_other_figures(table, around, file, labels), *measured]


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
    return [Issue("P37", place, said) for said, place in _noted(around, labels)][:1]


def _older(name: str) -> str:
    """The name of a sheet that says it is of another time: 上周."""
    return name if _OTHER_TIME.match(fold(name)) else ""


def _noted(around: Surroundings, labels: frozenset[str]) -> Iterator[tuple[str, Address | None]]:
    """The words of each note that make others of the figures, and where it stands."""
    for note in around.notes:
        if said := noted_otherwise(note.raw, labels):
            yield said, note.address
