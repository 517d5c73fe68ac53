"""A sheet and the forms go in; every header of one of the forms comes out, top down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from campaign import CampaignPack, Form, FormKind, fold
from loaders.tables.cell_kinds import NUMBER, Lines
from loaders.tables.head_span import paths_in
from loaders.tables.header import Header, key_field
from loaders.tables.levels import highest, lowest, reaches_down
from loaders.tables.sub_columns import in_bands, with_key
from loaders.words import (
    Heading,
    changes_figures,
    exact_heading,
    is_everyday,
    is_naming,
    is_title,
    likely_heading,
    says_who_or_when,
    tick_in,
)

_HEADER_DEPTH = 3
"""A band, the quantity, and 本周 or 累计 under it; drawn sheets have no deeper one."""
_BAND = 12
"""A heading over headings is short: a longer line above them is a title."""
_NEAR = 6
"""Title, second title, sender, week, day and a note on units may stand between; a form's own words
further above are another table's. A convention: 2 and 20 read the drawn sheets alike."""


@lru_cache(maxsize=64)
def _counted(form: Form) -> frozenset[str]:
    """The fields that make a table one of the form: all but the unit's and the ignored ones."""
    return frozenset(f.id for f in form.fields if not f.ignored) - {key_field(form)}


@lru_cache(maxsize=64)
def _signature(form: Form) -> tuple[str, ...]:
    return tuple(map(fold, form.signature))


_tick = lru_cache(maxsize=16384)(tick_in)
Paths = tuple[tuple[int, tuple[str, ...]], ...]
"""The levels of each column's heading."""


@dataclass(frozen=True)
class _Scan:
    """What finding the headers of one sheet needs: its lines, and the pack."""

    lines: Lines
    pack: CampaignPack
    file_name: str
    known: dict[tuple[int, int], str] = field(default_factory=dict)

    def around(self, first_row: int, last_row: int) -> str:
        """The words of a header, of the rows near above it, and of the sheet's and file's name."""
        if (first_row, last_row) not in self.known:
            self.known[first_row, last_row] = self._around(first_row, last_row)
        return self.known[first_row, last_row]

    def _around(self, first_row: int, last_row: int) -> str:
        sheet = self.lines.sheet
        above = range(max(sheet.top, first_row - _NEAR), last_row + 1)
        texts = dict.fromkeys(text for row in above for text in self.lines.filled(row) if text)
        return "".join(map(fold, (sheet.name, self.file_name, *texts)))


def headers_of(lines: Lines, pack: CampaignPack, *, file_name: str = "") -> Iterator[Header]:
    """Every header of the sheet, a repeated one included."""
    scan = _Scan(lines, pack, file_name)
    row = lines.sheet.top
    while row <= lines.sheet.bottom:
        header = _lowest_header(scan, row)
        if header is None:
            row += 1
            continue
        yield header
        row = header.last_row + 1


def _lowest_header(scan: _Scan, row: int) -> Header | None:
    """The header found from `row`, without a title line that adds nothing to it."""
    header = _header_from(scan, row)
    while header and header.last_row > header.first_row and not reaches_down(scan.lines, row):
        row = header.first_row + 1
        lower = _header_from(scan, row)
        if lower is None or lower.n_known < header.n_known or _changes(scan, row - 1):
            break
        header = lower
    return _under_band(scan, header) if header else None


def _under_band(scan: _Scan, header: Header) -> Header | None:
    """The header with the one short heading above it that reaches over some of its columns, or with
    a row of them where they make others of the figures below; None where nothing is left then."""
    lines, row = scan.lines, header.first_row - 1
    texts = [text for text in lines.sheet.texts(row) if text]
    if len(texts) > 1 and _changes(scan, row) and _are_bands(lines, row):
        return _read(scan, row, header.last_row)
    top = highest(lines, header.first_row)
    if top > row or len(texts) != 1 or len(texts[0]) > _BAND or is_title(texts[0]):
        return header
    banded = _read(scan, row, header.last_row)
    is_band = banded and banded.n_known >= header.n_known
    return banded if is_band or _changes(scan, row) else header


def _are_bands(lines: Lines, row: int) -> bool:
    """Whether a row holds nothing but short words without a label's colon."""
    texts = [text for text in lines.filled(row) if text]
    are_short = all(len(text) <= _BAND and ":" not in fold(text) for text in texts)
    return are_short and NUMBER not in lines.kinds_of(row)


def _changes(scan: _Scan, row: int) -> bool:
    """Whether short headings of a row make others of the figures below them: 参加人次, 线上."""
    texts = {text for text in scan.lines.filled(row) if 0 < len(text) <= _BAND}
    forms = [form for form in scan.pack.forms if form.kind == FormKind.WEEKLY]
    plain = (text for text in texts if not (is_title(text) or says_who_or_when(text)))
    return any(changes_figures(text, form) for text in plain for form in forms)


def _header_from(scan: _Scan, row: int) -> Header | None:
    """The header that starts in `row` as the forms' words read it: down to where its merges and the
    rows below end it, and further only where that tells more columns, as lost merges do."""
    lines = scan.lines
    if not _may_head(lines, row):
        return None
    bottom = lowest(lines, row, row, lines.sheet.bottom)
    best = _read(scan, row, bottom)
    for last in range(bottom + 1, min(row + _HEADER_DEPTH, lines.sheet.bottom + 1)):
        if not _may_continue(lines, last):
            break
        deeper = _read(scan, row, last)
        if deeper and (best is None or deeper.n_known > best.n_known):
            best = deeper
    return best


def _read(scan: _Scan, first: int, last: int) -> Header | None:
    paths = tuple(paths_in(scan.lines, first, last).items())
    return _fullest(scan, (first, last), _possible(paths, scan.pack))


def _may_head(lines: Lines, row: int) -> bool:
    """Whether a header may start here: two different words or more, no number, and not the line
    that says who reports and when, nor the lower half of a header whose merges reach down."""
    if NUMBER in lines.kinds_of(row) or _is_lower_half(lines, row):
        return False
    words = set(lines.filled(row)) - {""}
    return len(words) >= 2 and not any(map(says_who_or_when, words))


def _is_lower_half(lines: Lines, row: int) -> bool:
    """Whether a heading of the row above, one of several there, is merged with this row."""
    above = set(lines.filled(row - 1)) - {""} if row > lines.sheet.top else ()
    return len(above) > 1 and any(
        top < row and len(lines.text(top, left)) <= _BAND
        for top, left, _, _ in lines.merges_in(row)
    )


def _may_continue(lines: Lines, row: int) -> bool:
    """Whether a row may refine the header above where the merges are lost: words only, under a
    blank cell, or with nothing under the word for the unit."""
    filled = lines.filled(row)
    if NUMBER in lines.kinds_of(row) or not any(filled):
        return False
    if any(right > left or bottom >= row for _, left, bottom, right in lines.merges_in(row - 1)):
        return True
    pairs = zip(lines.filled(row - 1), filled, strict=False)
    return any(not above if below else is_naming(above) for above, below in pairs)


@lru_cache(maxsize=1024)
def _possible(paths: Paths, pack: CampaignPack) -> tuple[Header, ...]:
    """The columns as each form would read these headings that knows enough of them and is not
    outdone, unsigned and without a place: an office's sheets bear the same headings week after
    week."""
    found = []
    for form in pack.forms:
        columns = in_bands({c: exact_heading(path, form, pack) for c, path in paths}, form, pack)
        columns = with_key(columns, key_field(form))
        if _has_key_and_more(form, {h.field for h in columns.values() if h.field}):
            ticks = _ticks(columns, form, pack)
            found.append(Header(form, 0, 0, _guessed(columns, form, pack), ticks))
    return tuple(reading for reading in found if not _is_outdone(reading, found))


def _fullest(scan: _Scan, span: tuple[int, int], found: Sequence[Header]) -> Header | None:
    """The reading that fits best, in its place. A form must be there whole unless its own words are
    said, but for a unit's own sheet, which may leave its name to 填报单位."""
    fits = []
    for reading in found:
        signed = any(word in scan.around(*span) for word in _signature(reading.form))
        is_whole = not reading.missing and _is_special(reading)
        if signed or is_whole or reading.form.kind == FormKind.WEEKLY:
            fits.append((reading.fit_if(is_signed=signed), signed, reading))
    if not fits:
        return None
    _, signed, best = max(fits, key=lambda told: told[0])
    return best.at(*span, is_signed=signed)


def _is_outdone(reading: Header, found: Sequence[Header]) -> bool:
    """Whether a row-form lacks more than it has, where a weekly report is there whole."""
    weekly = [h.n_known for h in found if h.form.kind == FormKind.WEEKLY and not h.missing]
    of_form = {f.id for f in reading.form.fields if not f.ignored} & reading.fields.keys()
    lacks = len(reading.missing) > len(of_form) and reading.form.kind != FormKind.WEEKLY
    return lacks and reading.n_known <= max(weekly, default=0)


def _is_special(header: Header) -> bool:
    """Whether a row-form's table has a column that not every list of tasks has."""
    return any(
        not is_everyday(header.columns[column].path[-1]) or column in header.ticks
        for column in header.told
    )


def _guessed(columns: dict[int, Heading], form: Form, pack: CampaignPack) -> dict[int, Heading]:
    """The headings with a guess for the unknown ones; none of a figure that another column surely
    is: 研讨交流（线上） beside 研讨交流 is a part of it."""
    found = {
        column: heading if heading.field else likely_heading(heading.path, form, pack)
        for column, heading in columns.items()
    }
    sure = {(h.field, bool(h.cumulative)) for h in found.values() if not h.is_guess}
    return {
        column: replace(h, field=None, is_guess=False)
        if h.is_guess and (h.field, bool(h.cumulative)) in sure
        else h
        for column, h in found.items()
    }


def _ticks(columns: dict[int, Heading], form: Form, pack: CampaignPack) -> dict[int, str]:
    found = {
        column: _tick(heading.path, heading.field, form, pack)
        for column, heading in columns.items()
        if heading.field
    }
    return {column: option for column, option in found.items() if option}


def _has_key_and_more(form: Form, known: set[str | None]) -> bool:
    """Whether the fields found may make it this form: its first required field and one that counts,
    or, without a column for the unit, `min_fields` that count."""
    needed = 1 if key_field(form) in known else form.min_fields
    return len(_counted(form) & known) >= needed
