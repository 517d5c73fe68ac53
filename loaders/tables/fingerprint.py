"""A table's headings go in; the fingerprint of its layout comes out, and what a person once said of
headings like these is put in the place of questions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from campaign import CUMULATIVE, CampaignPack, Form, KnownLayout, fold
from loaders.tables.cell_kinds import Lines
from loaders.tables.guard import is_person_heading
from loaders.tables.head_span import next_header, paths_in
from loaders.tables.header import Header
from loaders.words import Heading, strip_level

_NEAR = 40
"""As many rows as a question shows: a header confirmed there begins in any of them."""
_DEPTH = 3
"""As deep as a header of a form is looked for: a band, the quantity, and 本周 or 累计 under it."""


def normal_heading(path: tuple[str, ...]) -> str:
    """A heading as it is remembered: its levels without blanks, dates and limits, but with 本周 and
    累计, which make another figure of it."""
    return "/".join(_normal_level(level) for level in path)


def _normal_level(level: str) -> str:
    text = fold(level)
    period = "累计" if "累计" in text else "本周" if "本周" in text else ""
    return (strip_level(level) or text) + period


def fingerprint(paths: Iterable[tuple[str, ...]]) -> str:
    """The same for the same headings in any order; other headings, another fingerprint."""
    told = "\n".join(sorted(filter(None, map(normal_heading, paths))))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


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
        known = _as_known(header, pack, layouts)
        (told if known else unsaid).append(known or header)
    for header in _by_rows(lines, pack, layouts):
        if not any(_overlap(header, other) for other in told):
            told.append(header)
    told += [h for h in unsaid if not any(_overlap(h, other) for other in told)]
    return sorted(told, key=lambda header: header.first_row)


def _overlap(one: Header, other: Header) -> bool:
    return one.first_row <= other.last_row and other.first_row <= one.last_row


def _by_rows(
    lines: Lines, pack: CampaignPack, layouts: Mapping[str, KnownLayout]
) -> Iterator[Header]:
    """The headers by the fingerprints of rows: the first rows of the sheet, what looks like a
    header further down, and the rows of one found already that are said again."""
    again: dict[tuple[str, ...], int] = {}
    for first, last in _places(lines):
        depth = again.get(tuple(lines.filled(first)))
        for end in [last] if depth is None else [first + depth]:
            header = _of_rows(lines, first, min(end, lines.sheet.bottom), pack, layouts)
            if header is not None:
                again[tuple(lines.filled(first))] = end - first
                yield header


def _places(lines: Lines) -> Iterator[tuple[int, int]]:
    top, bottom = lines.sheet.top, lines.sheet.bottom
    near = min(top + _NEAR, bottom + 1)
    for row in range(top, near):
        if len(lines.used(row)) > 1:
            yield from ((row, end) for end in range(row, min(row + _DEPTH, bottom + 1)))
    row = near
    while (head := next_header(lines, row, bottom)) is not None:
        yield head.first_row, head.last_row
        row = max(head.last_row, row) + 1


def _of_rows(
    lines: Lines, first: int, last: int, pack: CampaignPack, layouts: Mapping[str, KnownLayout]
) -> Header | None:
    paths = paths_in(lines, first, last)
    if len(paths) < 2:
        return None
    columns = {column: Heading(path) for column, path in paths.items()}
    return _as_known(Header(pack.forms[0], first, last, columns), pack, layouts)


def _as_known(
    header: Header, pack: CampaignPack, layouts: Mapping[str, KnownLayout]
) -> Header | None:
    known = layouts.get(fingerprint(h.path for h in header.columns.values()))
    form = pack.form.get(known.form) if known else None
    if known is None or form is None:
        return None
    columns = {c: _heading(h.path, form, known) for c, h in header.columns.items()}
    kept = {
        column: option
        for column, option in header.ticks.items()
        if form is header.form and columns[column].field == header.columns[column].field
    }
    return replace(
        header, form=form, columns=columns, ticks=kept, is_signed=True, is_confirmed=True
    )


def _heading(path: tuple[str, ...], form: Form, known: KnownLayout) -> Heading:
    """What a person said of a heading; where persons stand below it nothing is kept, whatever was
    said."""
    slot = known.fields.get(normal_heading(path), "")
    field = form.field.get(slot.removesuffix(CUMULATIVE))
    is_of_persons = field is not None and field.kind != "leader" and is_person_heading(path[-1])
    if field is None or is_of_persons:
        return Heading(path, next((field.id for field in form.fields if field.ignored), None))
    return Heading(path, slot.removesuffix(CUMULATIVE), slot.endswith(CUMULATIVE))
