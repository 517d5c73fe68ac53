"""A sheet whose rows are indicators goes in; the places of its parts come out: where the indicators
are named, where the units or periods stand across, which rows are above and below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from campaign import CampaignPack, Form, FormKind, fold
from loaders.files import Sheet
from loaders.tables.answer_columns import answer_columns, heads_values
from loaders.tables.cell_kinds import BLANK, NUMBER, WORD, Lines
from loaders.tables.levels import is_measure
from loaders.words import (
    counts_heads,
    exact_heading,
    header_path,
    is_done,
    is_footer,
    is_numbering,
    is_plain_part,
    is_sender_line,
    is_serial,
)

SEARCHED = 5
"""Number, field, kind, indicator and its unit of measure: names stand no further right."""
_OF_WHOLE = re.compile(r"线[上下]|现场|视频|小计")
_PERIOD = re.compile(
    r"(?:(?:本周|当周|本期)(?:完成|新增|开展)?|(?:自?启动以来|总|截至目前)?累[计积](?:完成|开展)?)"
    r"(?:数量?|值|情况|量)?"
)


@dataclass(frozen=True)
class IndicatorBlock:
    """Where the parts of such a sheet are. `across` is the row of units or periods, `labels` the
    columns that name the indicators, `rows` those of indicators, `columns` those of figures;
    `above` and `below` the rows around them, `unread` the first row of a part that is no
    indicators', 0 without one."""

    across: int
    labels: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    unread: int = 0

    def heads(self, lines: Lines) -> list[str]:
        """The folded texts over the columns of figures."""
        left = lines.sheet.left
        return [fold(lines.filled(self.across)[column - left]) for column in self.columns]

    def are_periods(self, lines: Lines) -> bool:
        """Whether 本周 and 累计 stand across, or what was done beside a plan or the week before."""
        heads = self.heads(lines)
        is_told = any(is_period(head) or is_done(head) for head in heads)
        return is_told and all(map(is_part, heads))

    def are_values(self, lines: Lines) -> bool:
        """Whether one column of answers stands beside the indicators."""
        return len(self.columns) == 1 and heads_values(self.heads(lines)[0])


def is_period(text: str) -> bool:
    """Whether a text says no more than 本周 or 累计."""
    return bool(_PERIOD.fullmatch(fold(text)))


@lru_cache(maxsize=4096)
def is_part(text: str) -> bool:
    """Whether a heading or a line's label says which kind of figure it has: 本周, 计划, 完成, or of
    a whole which part: 线上, 线下, 小计."""
    is_of_whole = bool(_OF_WHOLE.fullmatch(fold(text)))
    return is_of_whole or is_period(text) or is_plain_part(text) or is_done(text)


def weekly_forms(pack: CampaignPack) -> list[Form]:
    """The forms whose columns are quantities of a week."""
    return [form for form in pack.forms if form.kind == FormKind.WEEKLY]


def is_quantity(texts: Sequence[str], form: Form, pack: CampaignPack) -> bool:
    """Whether words in a row name one of the form's quantities."""
    return bool(_quantity(texts, form, pack))


def _quantity(texts: Sequence[str], form: Form, pack: CampaignPack) -> str:
    path = header_path(texts)
    field = exact_heading(path, form, pack).field if path else None
    return field if field and field in pack.quantity else ""


def indicator_blocks(lines: Lines, form: Form, pack: CampaignPack) -> list[IndicatorBlock]:
    """Every block of indicators of a sheet, top down: one, or one a unit or part. A later one has
    the lines above the first as well, but for who reports where it says so itself."""
    found: list[IndicatorBlock] = []
    rest = lines
    while (block := indicator_block(rest, form, pack)) is not None:
        start = rest.sheet.top
        own = [row for row in range(start, block.across) if NUMBER not in lines.kinds_of(row)]
        left = [row for row in range(start, block.across) if row not in own] if found else []
        first = found[0].above if found else tuple(range(start, block.across))
        said = any(_names_sender(lines, row) for row in own)
        kept = [row for row in first if not (said and _names_sender(lines, row))]
        above = (*kept, *own) if found else first
        found.append(replace(block, above=above, unread=min(left, default=0)))
        if block.rows[-1] == lines.sheet.bottom:
            break
        rest = Lines(_from_row(lines.sheet, block.rows[-1] + 1))
    if found:
        found[-1] = _with_rest(lines, found[-1])
    return found


def _with_rest(lines: Lines, block: IndicatorBlock) -> IndicatorBlock:
    """The last block with the rows below it; only the footers below another part."""
    rest = range(block.rows[-1] + 1, lines.sheet.bottom + 1)
    if not any(NUMBER in lines.kinds_of(row) for row in rest):
        return replace(block, below=tuple(rest))
    signed = [row for row in rest if (u := lines.used(row)) and is_footer(lines.text(row, u[0]))]
    other = next(row for row in rest if row not in signed and lines.used(row))
    return replace(block, below=tuple(signed), unread=block.unread or other)


def _names_sender(lines: Lines, row: int) -> bool:
    return any(is_sender_line(lines.text(row, column)) for column in lines.used(row))


def _from_row(sheet: Sheet, top: int) -> Sheet:
    merges = tuple(merge for merge in sheet.merges if merge[0] >= top)
    return replace(sheet, top=top, rows=sheet.rows[top - sheet.top :], merges=merges)


def indicator_block(lines: Lines, form: Form, pack: CampaignPack) -> IndicatorBlock | None:
    """The first block of indicators named down a column, with a row of words across above them."""
    sheet = lines.sheet
    searched = range(sheet.left, min(sheet.left + SEARCHED, sheet.right + 1))
    found = {c: _named(lines, c, form, pack) for c in searched}
    column = max(found, key=lambda c: len(found[c]), default=sheet.left)
    rows = found.get(column, [])
    told = {_quantity([lines.text(row, column)], form, pack) for row in rows}
    if len(rows) < max(2, form.min_fields) or len(told) < 2:
        return None
    if any(len(found.get(c, ())) for c in range(column + 1, max(searched) + 1)):
        return None  # labels with their answers beside them
    across = words_across(lines, rows[0], column)
    return _block(lines, across, column, rows, form, pack) if across else None


def _named(lines: Lines, column: int, form: Form, pack: CampaignPack) -> list[int]:
    rows = range(lines.sheet.top, lines.sheet.bottom + 1)
    return [
        row
        for row in rows
        if lines.kind(row, column) == WORD
        and is_quantity([lines.text(row, column)], form, pack)
        and not _heads_periods(lines, row, column)
    ]


def _heads_periods(lines: Lines, row: int, column: int) -> bool:
    """Whether a row is the header of its part: 本周 and 累计 stand beside its words."""
    beside = [c for c in lines.used(row) if c > column]
    are_words = all(lines.kind(row, c) == WORD for c in beside)  # 待报 stands for a figure
    return len(beside) > 1 and are_words and all(is_part(lines.text(row, c)) for c in beside)


def words_across(lines: Lines, first: int, column: int) -> int:
    """The row of words above the first indicator; 0 without one."""
    for row in range(first - 1, max(lines.sheet.top, first - 3) - 1, -1):
        words = [c for c in lines.used(row) if c > column]
        if words and NUMBER not in lines.kinds_of(row):
            return row
    return 0


def _block(
    lines: Lines, across: int, column: int, named: list[int], form: Form, pack: CampaignPack
) -> IndicatorBlock | None:
    labels = [c for c in range(lines.sheet.left, column + 1) if not _is_serial(lines, c, named)]
    beside = column + 1
    if all(is_period(lines.text(row, beside)) for row in named):
        labels.append(beside)
    first = max(labels) + 1
    while lines.span(across, first)[1] <= column < first <= lines.span(across, first)[3]:
        first += 1  # the heading of the labels goes on
    columns = [
        c
        for c in range(first, lines.sheet.right + 1)
        if lines.filled(across)[c - lines.sheet.left] and not is_measures(lines, c, across, named)
    ]
    told = (_quantity([lines.text(row, column)], form, pack) for row in named)
    of_heads = any(counts_heads(pack.quantity[id_].measure.zh) for id_ in told)
    columns = answer_columns(lines, across, columns, of_heads=of_heads)
    block = IndicatorBlock(across, tuple(labels), (), tuple(columns))
    rows = _rows(lines, block, named, form, pack)
    return replace(block, rows=rows) if columns and len(set(rows) & set(named)) > 1 else None


def _rows(
    lines: Lines, block: IndicatorBlock, named: list[int], form: Form, pack: CampaignPack
) -> tuple[int, ...]:
    """The rows of indicators below the one across, down to the first footer below an indicator, a
    line that names another unit, or the header of another part."""
    rows: list[int] = []
    for row in range(block.across + 1, lines.sheet.bottom + 1):
        used = lines.used(row)
        texts = [lines.text(row, c) for c in used]
        if row > named[0] and _ends(lines, row, block, form, pack):
            break
        if used and is_footer(texts[0]):
            if row > named[0]:
                break
            continue
        if _repeats(lines, row, block) or is_numbering(list(map(fold, texts)), ""):
            continue
        told = any(lines.kind(row, c) != BLANK for c in block.labels)
        if not (told or _is_under_merge(lines, row, list(block.labels))):
            continue
        if row in named or _holds(lines, row, block):  # else it heads the rows below it
            rows.append(row)
    return _without_headings(lines, block, rows, form, pack)


def _without_headings(
    lines: Lines, block: IndicatorBlock, rows: list[int], form: Form, pack: CampaignPack
) -> tuple[int, ...]:
    """The rows but for those that only head others: one without a figure, of a quantity of which
    another row has one."""
    held = [row for row in rows if _holds(lines, row, block)]
    label = block.labels[-1]
    told = {_quantity([lines.text(row, label)], form, pack) for row in held} - {""}
    return tuple(
        row
        for row in rows
        if row in held or _quantity([lines.text(row, label)], form, pack) not in told
    )


def _ends(lines: Lines, row: int, block: IndicatorBlock, form: Form, pack: CampaignPack) -> bool:
    """Whether a row below indicators names another unit, or heads other columns."""
    used = lines.used(row)
    texts = [lines.text(row, c) for c in used]
    if any(map(is_sender_line, texts)):
        return True
    if not used or _repeats(lines, row, block):
        return False
    if is_serial(texts[0]) and lines.kind(row, used[0]) == WORD:
        return True
    named = any(is_quantity([lines.text(row, c)], form, pack) for c in block.labels)
    several = len(block.columns) > 1
    return several and not named and all(lines.kind(row, c) == WORD for c in block.columns)


def _repeats(lines: Lines, row: int, block: IndicatorBlock) -> bool:
    """Whether a row says the headings across once more."""
    left = lines.sheet.left
    return [fold(lines.filled(row)[c - left]) for c in block.columns] == block.heads(lines)


def _holds(lines: Lines, row: int, block: IndicatorBlock) -> bool:
    return any(lines.kind(row, c) != BLANK and lines.span(row, c)[1] == c for c in block.columns)


def _is_under_merge(lines: Lines, row: int, labels: list[int]) -> bool:
    return any(lines.span(row, c)[0] < row and lines.used(row) for c in labels)


def _is_serial(lines: Lines, column: int, rows: list[int]) -> bool:
    return all(lines.kind(row, column) in (NUMBER, BLANK) for row in rows)


def is_measures(lines: Lines, column: int, across: int, rows: Sequence[int]) -> bool:
    """Whether a column gives the measure of each indicator: 场次, 个."""
    if fold(lines.text(across, column)) in ("计量单位", "单位"):
        return True
    texts = [text for row in rows if (text := lines.text(row, column))]
    return bool(texts) and all(map(is_measure, texts))
