"""The headers of a sheet go in; they come out with what a person said of headings like these in the
place of questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from campaign import CUMULATIVE, CampaignPack, Form, KnownLayout
from loaders.tables.cell_kinds import Lines
from loaders.tables.column_names import column_names, fingerprint, normal_heading, plain_name
from loaders.tables.guard import is_person_heading
from loaders.tables.head_span import Path, paths_in
from loaders.tables.header import Header
from loaders.tables.table_end import last_row
from loaders.words import Heading

_DEPTH = 5
"""The deepest header met has five rows."""


def confirmed(
    headers: Iterable[Header], lines: Lines, pack: CampaignPack, layouts: Mapping[str, KnownLayout]
) -> list[Header]:
    """The headers with their columns as a person confirmed them, and those that only a person's
    word makes a form's, top down; unchanged where nobody confirmed anything.

    A person's word on some rows takes the place of any header found in them.
    """
    if not layouts:
        return list(headers)
    told: list[Header] = []
    unsaid: list[Header] = []
    for header in headers:
        known = as_known(header, lines, pack, layouts)
        (told if known else unsaid).append(known or header)
    for header in _by_rows(lines, pack, layouts):
        if not any(_within(header, other.first_row, other.last_row) for other in told):
            told.append(header)
    spans = [(header.first_row, max(header.last_row, _end(header, lines))) for header in told]
    told += [h for h in unsaid if not any(_within(h, *span) for span in spans)]
    return sorted(told, key=lambda header: header.first_row)


def _within(header: Header, first: int, last: int) -> bool:
    return header.first_row <= last and first <= header.last_row


def _end(header: Header, lines: Lines) -> int:
    """The row at which a person said that a header's table ends; 0 where nobody did."""
    end = header.known.end if header.known else ""
    return (last_row(lines, header.last_row + 1, end) or 0) if end else 0


def _by_rows(
    lines: Lines, pack: CampaignPack, layouts: Mapping[str, KnownLayout]
) -> Iterator[Header]:
    """The headers by the fingerprints of rows, and the rows of one found already that are said
    again."""
    again: dict[tuple[str, ...], int] = {}
    levels = {part for known in layouts.values() for name in known.fields for part in _levels(name)}
    for first, last in _places(lines, levels):
        depth = again.get(tuple(lines.filled(first)))
        for end in [last] if depth is None else [first + depth]:
            header = _of_rows(lines, first, min(end, lines.sheet.bottom), pack, layouts)
            if header is not None:
                again[tuple(lines.filled(first))] = end - first
                yield header


def _places(lines: Lines, levels: Set[str]) -> Iterator[tuple[int, int]]:
    """Where a header may stand: where a level of one begins the row."""
    bottom = lines.sheet.bottom
    for row in range(lines.sheet.top, bottom + 1):
        used = lines.used(row)
        if len(used) > 1 and levels >= set(_levels(normal_heading((lines.text(row, used[0]),)))):
            yield from ((row, end) for end in range(row, min(row + _DEPTH, bottom + 1)))


def _levels(name: str) -> list[str]:
    return plain_name(name).split("/")


def _of_rows(
    lines: Lines, first: int, last: int, pack: CampaignPack, layouts: Mapping[str, KnownLayout]
) -> Header | None:
    paths = paths_in(lines, first, last)
    if len(paths) < 2:
        return None
    columns = {column: Heading(path) for column, path in paths.items()}
    return as_known(Header(pack.forms[0], first, last, columns), lines, pack, layouts)


def as_known(
    header: Header, lines: Lines, pack: CampaignPack, layouts: Mapping[str, KnownLayout]
) -> Header | None:
    """The header with its columns as a person said of a layout like it; None where nobody did."""
    known = layouts.get(fingerprint(h.path for h in header.columns.values()))
    form = pack.form.get(known.form) if known else None
    if known is None or form is None:
        return None
    paths = {column: heading.path for column, heading in header.columns.items()}
    names = column_names(paths, range(lines.sheet.left, lines.sheet.right + 1))
    columns = {
        column: _heading(paths.get(column, ("",)), _said(name, known), form)
        for column, name in names.items()
        if column in paths or name in known.fields
    }
    kept = {
        column: option
        for column, option in header.ticks.items()
        if form is header.form and columns[column].field == header.columns[column].field
    }
    return replace(header, form=form, columns=columns, ticks=kept, is_signed=True, known=known)


def _said(name: str, known: KnownLayout) -> str:
    """What a person said of a column; of headings alike that were once one, what was said of it."""
    return known.fields.get(name, known.fields.get(plain_name(name), ""))


def _heading(path: Path, slot: str, form: Form) -> Heading:
    """A heading that was said to hold a slot; where persons stand below it nothing is kept,
    whatever was said."""
    field = form.field.get(slot.removesuffix(CUMULATIVE))
    is_of_persons = field is not None and field.kind != "leader" and is_person_heading(path[-1])
    if field is None or is_of_persons:
        return Heading(path, next((field.id for field in form.fields if field.ignored), None))
    return Heading(path, slot.removesuffix(CUMULATIVE), slot.endswith(CUMULATIVE))
