"""A sheet and the forms go in; its tables come out: header, body rows and what each row is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial

from campaign import CampaignPack, FormKind, Kind, KnownLayout, fold
from loaders.files import Sheet
from loaders.tables.body import body_roles
from loaders.tables.cell_kinds import Lines
from loaders.tables.derived import Body, derived_rows
from loaders.tables.fingerprint import as_known, confirmed
from loaders.tables.head_span import HeadSpan
from loaders.tables.header import Header, key_field
from loaders.tables.headers import headers_of
from loaders.tables.pointing import Pointing, layout_at
from loaders.tables.strips import cropped, repeated_columns, strips
from loaders.tables.surroundings import district_in
from loaders.tables.table_end import last_row
from loaders.tables.unit_column import with_unit_column
from loaders.tables.walk import KnownColumns
from loaders.words import (
    is_grand_total,
    is_sender_line,
    is_title,
    is_total,
    sums_column,
)

IsUnit = Callable[[str], bool]
"""Whether a folded name is that of a known unit."""
_TWICE = 2  # the unit's heading is said again for the table beside it


@dataclass(frozen=True)
class Table:
    """One table: its header and the role of every row from the header to its end.

    `roles` maps a 1-based row to header, numbering, data, total, repeated, blank or footer.
    """

    sheet: Sheet
    header: Header
    roles: dict[int, str]
    preamble: tuple[int, ...]

    def rows(self, role: str) -> list[int]:
        """The rows of one role, top down."""
        return self._by_role.get(role, [])

    @cached_property
    def _by_role(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, role in self.roles.items():
            found.setdefault(role, []).append(row)
        return found

    @cached_property
    def name_columns(self) -> list[int]:
        """The columns in which a total's word may stand: up to the unit's column and one more."""
        named = self.header.key or self.sheet.left + 1
        last = min(max(named + 1, self.sheet.left + 2), self.sheet.right)
        return list(range(self.sheet.left, last + 1))

    @cached_property
    def above(self) -> tuple[str, ...]:
        """The folded texts of the lines above the table."""
        texts = (text for row in self.preamble for text in self.sheet.texts(row) if text)
        return tuple(map(fold, texts))

    def is_headed_by(self, name: str) -> bool:
        """Whether a line above begins with a folded name, or says that it reports."""
        return any(text.startswith(name) or text.partition(":")[2] == name for text in self.above)

    @cached_property
    def district(self) -> str:
        """The folded name of the district a line above the table begins with; empty without one."""
        return next((name for text in self.above for name in district_in(text)), "")

    def is_by_district(self, row: int) -> bool:
        """Whether a total is one by the district's name."""
        texts = (self.sheet.text(row, column) for column in self.name_columns)
        return bool(self.district) and self.district in map(fold, texts)

    def total_name(self, row: int) -> str:
        """What a total row is called: its word, else its name."""
        return self.total_label(row) or (
            self.sheet.text(row, self.header.key) if self.header.key else ""
        )

    def is_grand_total(self, row: int) -> bool:
        """Whether a total is of the whole table: by its word, or it has none."""
        label = self.total_label(row)
        return not label or is_grand_total(label)

    def total_label(self, row: int) -> str:
        """The word that makes a row a total, in a column of names or, where those are empty, the
        row's first text; empty for any other row."""
        across, n = self.sheet.texts(row), len(self.name_columns)
        texts = [text for text in across[:n] if text]
        if not texts:
            texts = [next(filter(None, across[n:]), "")]
        return next((text for text in texts if is_total(text) or self._sums_column(text)), "")

    def _sums_column(self, text: str) -> bool:
        """Whether a text says that its row adds up one of the columns."""
        if "总" not in text and "计" not in text:
            return False
        return any(sums_column(text, heading) for heading in self.header.lowest)


@dataclass(frozen=True)
class _Span:
    """A table before its rows are told apart; `again` are the rows of repeated headers."""

    header: Header
    start: int
    end: int
    again: frozenset[int] = frozenset()


def tables_of(
    sheet: Sheet,
    pack: CampaignPack,
    *,
    file_name: str = "",
    is_unit: IsUnit = lambda name: False,  # noqa: ARG005
    layouts: Mapping[str, KnownLayout] | None = None,
    pointed: Iterable[Pointing] = (),
) -> list[Table]:
    """Every table of the sheet whose header is one of the pack's forms, from left to right and top
    down.

    The same header again, without a title of its own, is page two of the same table. `is_unit` says
    whether a folded name is that of a known unit; `layouts` are those a person confirmed, by their
    fingerprints, `pointed` what one says of this sheet.
    """

    def stands_alone(part: Sheet) -> bool:
        found = headers_of(Lines(part), pack, file_name=file_name)
        return any(header.key is not None for header in found)

    tables: list[Table] = []
    for strip in strips(sheet, stands_alone):
        lines = Lines(strip)
        found = headers_of(lines, pack, file_name=file_name)
        said = {**(layouts or {}), **_pointed_at(lines, pointed)}
        spans = _spans(strip, confirmed(found, lines, pack, said))
        tables += (part for span in spans for part in _tables(lines, span, pack, is_unit, said))
    return tables


def _pointed_at(lines: Lines, pointed: Iterable[Pointing]) -> dict[str, KnownLayout]:
    """The layouts that a person points at on this part of the sheet, by their fingerprints."""
    found = (layout_at(lines, p) for p in pointed if p.sheet == lines.sheet.name)
    return {known.fingerprint: known for known in found if known is not None}


def _tables(
    lines: Lines,
    span: _Span,
    pack: CampaignPack,
    is_unit: IsUnit,
    layouts: Mapping[str, KnownLayout],
) -> list[Table]:
    """The table of a span, or the tables side by side under headings that are said again."""
    size = repeated_columns(span.header.labels)
    if not size or len(span.header.fields.get(key_field(span.header.form), ())) < _TWICE:
        header = with_unit_column(span.header, lines, span.end, is_unit)
        span = replace(span, header=header)
        return [_restated(_table(lines, span, pack, is_unit), pack, is_unit)]
    columns = sorted(span.header.columns)
    found = []
    for left in columns[::size]:
        part = Lines(cropped(lines.sheet, left, left + size - 1))
        kept = {c: h for c, h in span.header.columns.items() if left <= c < left + size}
        ticks = {c: t for c, t in span.header.ticks.items() if c in kept}
        header = replace(span.header, columns=kept, ticks=ticks, known=None)
        header = as_known(header, part, pack, layouts) or replace(header, known=span.header.known)
        own = replace(span, header=header)
        found.append(_restated(_table(part, own, pack, is_unit), pack, is_unit))
    return found


def _restated(table: Table, pack: CampaignPack, is_unit: IsUnit) -> Table:
    """The table with the rows that restate others set aside: averages, shares, totals without a
    word."""
    rows = [row for row, role in table.roles.items() if role in ("data", "total")]
    counts = table.header.told if table.header.form.kind == FormKind.WEEKLY else []
    parents = partial(_is_parent, table, pack)
    whole = table.district if counts else ""
    key = table.header.key
    names = table.name_columns
    sums = table.total_label
    body = Body(table.sheet, rows, names, key, counts, parents, is_unit, whole, sums)
    return replace(table, roles=table.roles | derived_rows(body))


def _is_parent(table: Table, pack: CampaignPack, name: str) -> bool:
    """Whether a folded name is that of the sender, a guidance group, or the whole district."""
    return name in _group_names(pack) or table.is_headed_by(name)


@lru_cache(maxsize=32)
def _group_names(pack: CampaignPack) -> frozenset[str]:
    return frozenset(fold(name) for g in pack.groups for name in (g.label.zh, *g.aliases))


def _spans(sheet: Sheet, headers: Iterable[Header]) -> list[_Span]:
    spans: list[_Span] = []
    for header in headers:
        if not spans:
            spans.append(_Span(header, sheet.top, sheet.bottom))
            continue
        last = spans[-1]
        start = _title_start(sheet, header, last)
        titles = _texts(sheet, range(start, header.first_row))
        known = _texts(sheet, range(last.start, last.header.first_row))
        if header.labels == last.header.labels and titles <= known:
            rows = frozenset(range(start, header.last_row + 1))
            blank = {row for row in rows if not _texts(sheet, [row])}
            spans[-1] = replace(last, again=last.again | (rows - blank))
        else:
            spans[-1] = replace(last, end=start - 1)
            spans.append(_Span(header, start, sheet.bottom))
    return spans


def _texts(sheet: Sheet, rows: Iterable[int]) -> set[str]:
    return {text for row in rows for text in sheet.texts(row) if text}


def _title_start(sheet: Sheet, header: Header, last: _Span) -> int:
    """Where the titles above a later header begin."""
    row = header.first_row
    while row - 1 > last.header.last_row and _is_preamble(sheet, row - 1, last.header):
        row -= 1
    return row


def _is_preamble(sheet: Sheet, row: int, above: Header) -> bool:
    """Whether a row between two headers is blank or titles the lower one, rather than being a row
    of the upper table with nothing but a name."""
    texts = {c: t for c in range(sheet.left, sheet.right + 1) if (t := sheet.text(row, c))}
    if any(map(is_sender_line, texts.values())):
        return True
    if len(texts) > 1 or any(is_total(text) and not is_title(text) for text in texts.values()):
        return False
    return all(
        not text.isdecimal()
        and (column != above.key or is_title(text) or _is_wide(sheet, row, column))
        for column, text in texts.items()
    )


def _is_wide(sheet: Sheet, row: int, column: int) -> bool:
    return any(top == row and left == column < right for top, left, _, right in sheet.merges)


def _table(lines: Lines, span: _Span, pack: CampaignPack, is_unit: IsUnit) -> Table:
    header = span.header
    columns = sorted(header.columns)
    head = HeadSpan(header.first_row, header.last_row, tuple(range(columns[0], columns[-1] + 1)))
    figures = frozenset(_figures(header, pack))
    known = KnownColumns(header.key, tuple(header.told), figures, _days(header), is_unit)
    end = header.known.end if header.known else ""
    last = last_row(lines, header.last_row + 1, end) if end else None
    body, _ = body_roles(lines, head, span.end, known=known, again=span.again, said_last=last)
    roles = dict.fromkeys(range(header.first_row, header.last_row + 1), "header") | body
    return Table(lines.sheet, header, roles, tuple(range(span.start, header.first_row)))


def _days(header: Header) -> frozenset[int]:
    """The columns that hold a day of the row's own."""
    of_kind = header.fields_of_kind
    dated = [*of_kind.get("date", {}).items(), *of_kind.get("due", {}).items()]
    return frozenset(column for column, field in dated if not field.ignored)


def _figures(header: Header, pack: CampaignPack) -> list[int]:
    """The columns of a weekly report that hold nothing but figures."""
    if header.form.kind != FormKind.WEEKLY:
        return []
    told = ((c, pack.quantity.get(header.columns[c].field or "")) for c in header.told)
    return [column for column, asked in told if asked and asked.kind is not Kind.CHOICE]
