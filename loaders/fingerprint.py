"""A table's headings go in; the fingerprint of its layout comes out, and what a person once said of
headings like these is put in the place of questions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from campaign import CUMULATIVE, CampaignPack, Form, KnownLayout, fold
from loaders.any_header import next_header
from loaders.header import Header
from loaders.heading import Heading, header_path, stripped
from loaders.lines import Lines


def normal_heading(path: tuple[str, ...]) -> str:
    """A heading as it is remembered: its levels without blanks, dates and limits, but with 本周 and
    累计, which make another figure of it."""
    return "/".join(_normal_level(level) for level in path)


def _normal_level(level: str) -> str:
    text = fold(level)
    period = "累计" if "累计" in text else "本周" if "本周" in text else ""
    return (stripped(level) or text) + period


def fingerprint(paths: Iterable[tuple[str, ...]]) -> str:
    """The same for the same headings in any order; other headings, another fingerprint."""
    told = "\n".join(sorted(filter(None, map(normal_heading, paths))))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def confirmed(
    headers: Iterable[Header], lines: Lines, pack: CampaignPack, layouts: Mapping[str, KnownLayout]
) -> list[Header]:
    """The headers with their columns as a person confirmed them, and those that only a person's
    word makes a form's, top down; unchanged where nobody confirmed anything."""
    found = [_as_known(header, pack, layouts) or header for header in headers]
    if not layouts:
        return found
    taken = {row for h in found for row in range(h.first_row, h.last_row + 1)}
    row = lines.sheet.top
    while (head := next_header(lines, row, lines.sheet.bottom)) is not None:
        paths = {c: header_path(texts) for c, texts in head.paths(lines).items()}
        columns = {c: Heading(path) for c, path in paths.items() if path}
        unread = Header(pack.forms[0], head.first_row, head.last_row, columns)
        known = _as_known(unread, pack, layouts)
        if known and not taken & {known.first_row, known.last_row}:
            found.append(known)
        row = head.last_row + 1
    return sorted(found, key=lambda header: header.first_row)


def _as_known(
    header: Header, pack: CampaignPack, layouts: Mapping[str, KnownLayout]
) -> Header | None:
    if not layouts:
        return None
    known = layouts.get(fingerprint(h.path for h in header.columns.values()))
    form = pack.form.get(known.form) if known else None
    if known is None or form is None:
        return None
    columns = {c: _heading(h.path, form, known) for c, h in header.columns.items()}
    return replace(header, form=form, columns=columns, ticks={}, is_signed=True)


def _heading(path: tuple[str, ...], form: Form, known: KnownLayout) -> Heading:
    slot = known.fields.get(normal_heading(path), "")
    if not slot:
        return Heading(path, next((field.id for field in form.fields if field.ignored), None))
    return Heading(path, slot.removesuffix(CUMULATIVE), slot.endswith(CUMULATIVE))
