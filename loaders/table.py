"""A sheet and the forms go in; its tables come out: header, body rows and what each row is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from campaign import CampaignPack, Form, fold
from loaders.cells import plain_number
from loaders.heading import Heading, exact_heading, guessed_heading, header_path
from loaders.sheets import Sheet

_HEADER_DEPTH = 3
_TOTAL = re.compile(r".*(?:合计|小计|总计|共计|总合计)")
_TOTAL_WORDS = frozenset({"累计", "全区", "全市", "全县", "总数", "小结"})
_GRAND = re.compile(r".*(?:合计|总计|共计)|全区|全市|全县|累计|总数")
_FOOTER = re.compile(
    r"填[表报]人|制表人?[:]|审[核批]人|单位负责人|负责人[(签:]|联系电话|联系人|填[表报]说明|"
    r"注[:.]|备注[:]|说明[:]|附[:注]|填[表报](?:时间|日期)"
)
_ORDINALS = frozenset("甲乙丙丁戊己庚辛壬癸") | {"栏次", "a", "b", "c"}


@dataclass(frozen=True)
class Header:
    """Where a table's header stands and what its columns are."""

    form: Form
    first_row: int
    last_row: int
    columns: dict[int, Heading]

    @property
    def fields(self) -> dict[str, list[int]]:
        """Columns by field id, left to right."""
        found: dict[str, list[int]] = {}
        for column, heading in sorted(self.columns.items()):
            if heading.field:
                found.setdefault(heading.field, []).append(column)
        return found

    @property
    def n_known(self) -> int:
        """How many different columns of the form were found, weekly and cumulative apart."""
        return len({(h.field, h.cumulative) for h in self.columns.values() if h.field})


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
        return [row for row, taken in self.roles.items() if taken == role]

    @property
    def name_columns(self) -> list[int]:
        """The columns in which a total's word may stand: up to the unit's column and one more."""
        fields = self.header.fields
        named = fields.get("unit") or fields.get("name") or [self.sheet.left + 1]
        last = min(max(named[0] + 1, self.sheet.left + 2), self.sheet.right)
        return list(range(self.sheet.left, last + 1))

    def total_label(self, row: int) -> str:
        """The word that makes a row a total; empty for any other row."""
        return next(
            (text for c in self.name_columns if is_total(text := self.sheet.text(row, c))), ""
        )


def is_total(text: str) -> bool:
    """Whether a text names a total or subtotal (合 计, 科级小计, 全区) and not a unit (合计办)."""
    folded = re.sub(r"[（(].*?[)）]", "", fold(text))
    return bool(_TOTAL.fullmatch(folded)) or folded in _TOTAL_WORDS


def is_grand_total(text: str) -> bool:
    """Whether a total's word names the whole table rather than a part (小计, 科级小计)."""
    return "小计" not in fold(text) and bool(_GRAND.match(fold(text)))


def tables_of(sheet: Sheet, pack: CampaignPack) -> list[Table]:
    """Every table of the sheet whose header is one of the pack's forms, top down."""
    headers = list(_headers(sheet, _filled(sheet), pack))
    if not headers:
        return []
    starts = [_preamble_start(sheet, headers, index) for index in range(len(headers))]
    ends = [start - 1 for start in starts[1:]] + [sheet.bottom]
    tables: list[Table] = []
    for header, start, end in zip(headers, starts, ends, strict=True):
        table = Table(sheet, header, {}, tuple(range(start, header.first_row)))
        table.roles.update(_roles(table, end))
        tables.append(table)
    return tables


def _preamble_start(sheet: Sheet, headers: list[Header], index: int) -> int:
    """Where a table's title begins: the top of the sheet, or the titles above a later header."""
    if index == 0:
        return sheet.top
    row, floor = headers[index].first_row, headers[index - 1].last_row
    while row - 1 > floor and _is_preamble(sheet, row - 1):
        row -= 1
    return row


def _is_preamble(sheet: Sheet, row: int) -> bool:
    texts = [t for c in range(sheet.left, sheet.right + 1) if (t := sheet.text(row, c))]
    told = any(re.match(r"填[报表]单位|填报|单位[:：]", fold(text)) for text in texts)
    return (len(set(texts)) <= 1 and not any(map(is_total, texts))) or told


def _filled(sheet: Sheet) -> dict[int, list[str]]:
    """The texts of each row with merged cells filled, by absolute row, columns from `left`."""
    texts = {
        sheet.top + r: [sheet.text(sheet.top + r, sheet.left + c) for c in range(len(row))]
        for r, row in enumerate(sheet.rows)
    }
    for top, left, bottom, right in sheet.merges:
        if bottom - top >= _HEADER_DEPTH:
            continue
        text = sheet.text(top, left)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if row in texts and 0 <= column - sheet.left < len(texts[row]):
                    texts[row][column - sheet.left] = text
    return texts


def _headers(sheet: Sheet, filled: dict[int, list[str]], pack: CampaignPack) -> Iterator[Header]:
    row, labels = sheet.top, None
    while row <= sheet.bottom:
        header = _lowest_header(sheet, filled, row, pack)
        if header is None:
            row += 1
            continue
        found = [heading.label for _, heading in sorted(header.columns.items())]
        if found != labels:  # the same header again is page two of the same table
            yield header
        labels, row = found, header.last_row + 1


def _lowest_header(
    sheet: Sheet, filled: dict[int, list[str]], row: int, pack: CampaignPack
) -> Header | None:
    """The header found from `row`, without a title line that adds nothing to it."""
    header = _best_header(sheet, filled, row, pack)
    while header and header.last_row > header.first_row:
        if _is_tied(sheet, header.first_row):
            break
        lower = _best_header(sheet, filled, header.first_row + 1, pack)
        if lower is None or lower.n_known < header.n_known:
            break
        header = lower
    return header


def _is_tied(sheet: Sheet, row: int) -> bool:
    """Whether a cell of the row is merged with the row below: they belong to one header."""
    return any(top <= row < bottom for top, _, bottom, _ in sheet.merges)


def _best_header(
    sheet: Sheet, filled: dict[int, list[str]], row: int, pack: CampaignPack
) -> Header | None:
    """The fullest reading of a header that starts in `row`: most columns known, fewest rows."""
    if not _may_head(sheet, filled, row):
        return None
    best: Header | None = None
    for depth in range(1, _HEADER_DEPTH + 1):
        last = row + depth - 1
        if last > sheet.bottom or (depth > 1 and not _may_continue(sheet, filled, last)):
            break
        for form in pack.forms:
            header = _header(sheet, filled, (row, last), form, pack)
            if header and (best is None or header.n_known > best.n_known):
                best = header
    return best


def _may_head(sheet: Sheet, filled: dict[int, list[str]], row: int) -> bool:
    """Whether a header may start here: two different words or more, and no number."""
    return len({text for text in filled[row] if text}) >= 2 and not _has_number(sheet, row)


def _has_number(sheet: Sheet, row: int) -> bool:
    return any(plain_number(v) is not None for v in sheet.rows[row - sheet.top] if v != "")


def _may_continue(sheet: Sheet, filled: dict[int, list[str]], row: int) -> bool:
    """Whether a row refines the header above: words only, under a merged or a blank cell."""
    if _has_number(sheet, row) or not any(filled[row]):
        return False
    merged = any(
        top <= row - 1 <= bottom and (right > left or bottom >= row)
        for top, left, bottom, right in sheet.merges
    )
    pairs = zip(filled[row - 1], filled[row], strict=False)
    return merged or any(below and not above for above, below in pairs)


def _header(
    sheet: Sheet,
    filled: dict[int, list[str]],
    span: tuple[int, int],
    form: Form,
    pack: CampaignPack,
) -> Header | None:
    columns: dict[int, Heading] = {}
    for offset in range(len(filled[span[0]])):
        path = header_path([filled[row][offset] for row in range(span[0], span[1] + 1)])
        if path:
            columns[sheet.left + offset] = exact_heading(path, form)
    if not _is_form(form, {h.field for h in columns.values() if h.field}):
        return None
    for column, heading in columns.items():
        if heading.field is None:
            columns[column] = guessed_heading(heading.path, form, pack)
    return Header(form, span[0], span[1], columns)


def _is_form(form: Form, known: set[str | None]) -> bool:
    """Whether the fields found make it this form: its first required field and one that counts,
    or, without a column for the unit, `min_fields` that count."""
    key = next(field.id for field in form.fields if field.required)
    counted = {field.id for field in form.fields if not field.ignored and field.id != key} & known
    return len(counted) >= (1 if key in known else form.min_fields)


def _roles(table: Table, end: int) -> dict[int, str]:
    sheet, header = table.sheet, table.header
    roles = dict.fromkeys(range(header.first_row, header.last_row + 1), "header")
    labels = [heading.path[-1] for _, heading in sorted(header.columns.items())]
    done = False
    for row in range(header.last_row + 1, end + 1):
        texts = [sheet.text(row, c) for c in range(sheet.left, sheet.right + 1)]
        if not any(texts) and not _has_value(sheet, row):
            roles[row] = "blank"
        elif done or _is_footer(texts):
            done, roles[row] = True, "footer"
        else:
            roles[row] = _body_role(table, row, texts, labels)
    return roles


def _has_value(sheet: Sheet, row: int) -> bool:
    return any(sheet.value(row, c) != "" for c in range(sheet.left, sheet.right + 1))


def _body_role(table: Table, row: int, texts: list[str], labels: list[str]) -> str:
    if _is_numbering([fold(text) for text in texts if text]):
        return "numbering"
    known = [re.sub(r"\s+", "", text) for text in texts if text]
    if len(known) >= 2 and sum(text in labels for text in known) * 2 > len(known):
        return "repeated"
    if table.total_label(row):
        return "total"
    return "data"


def _is_footer(texts: list[str]) -> bool:
    first = next((text for text in texts if text), "")
    return bool(_FOOTER.match(fold(first)))


def _is_numbering(texts: list[str]) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3 …"""
    numbers = [int(text) for text in texts if text.isdigit()]
    words = [text for text in texts if not text.isdigit()]
    if any(word not in _ORDINALS for word in words) or len(numbers) + len(words) < 3:
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
