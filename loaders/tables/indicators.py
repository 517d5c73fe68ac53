"""A sheet whose rows are indicators goes in; the places of its parts come out: where the indicators
are named, where the units or periods stand across, which rows are above and below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from campaign import CampaignPack, Form, FormKind, fold
from loaders.tables.cell_kinds import BLANK, NUMBER, WORD, Lines
from loaders.tables.levels import is_measure
from loaders.words import exact_heading, header_path, is_footer

_SEARCHED = 5
"""Number, field, kind, indicator and its unit of measure: names stand no further right."""
_PERIODS = frozenset({"本周", "累计", "本周数", "累计数", "本期", "自启动以来累计", "总累计"})
_VALUES = frozenset(
    {
        "数量",
        "数值",
        "数据",
        "完成数",
        "完成情况",
        "填报数",
        "本周情况",
        "次数",
        "情况",
        "填报内容",
        "结果",
        "数",
    }
)


@dataclass(frozen=True)
class IndicatorBlock:
    """Where the parts of such a sheet are. `across` is the row of units or periods, `labels` the
    columns that name the indicators, `rows` those of indicators, `columns` those of figures."""

    across: int
    labels: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def heads(self, lines: Lines) -> list[str]:
        """The folded texts over the columns of figures."""
        left = lines.sheet.left
        return [fold(lines.filled(self.across)[column - left]) for column in self.columns]

    def are_periods(self, lines: Lines) -> bool:
        """Whether 本周 and 累计 stand across."""
        return all(head in _PERIODS for head in self.heads(lines))

    def are_values(self, lines: Lines) -> bool:
        """Whether one column of answers stands beside the indicators."""
        return len(self.columns) == 1 and self.heads(lines)[0] in _VALUES


def weekly_forms(pack: CampaignPack) -> list[Form]:
    """The forms whose columns are quantities of a week."""
    return [form for form in pack.forms if form.kind == FormKind.WEEKLY]


def is_quantity(texts: Sequence[str], form: Form, pack: CampaignPack) -> bool:
    """Whether words in a row name one of the form's quantities."""
    path = header_path(texts)
    return bool(path) and exact_heading(path, form, pack).field in pack.quantity


def indicator_block(lines: Lines, form: Form, pack: CampaignPack) -> IndicatorBlock | None:
    """The block of indicators named down a column, with a row of words across above them."""
    sheet = lines.sheet
    searched = range(sheet.left, min(sheet.left + _SEARCHED, sheet.right + 1))
    found = {c: _named(lines, c, form, pack) for c in searched}
    column = max(found, key=lambda c: len(found[c]), default=sheet.left)
    rows = found.get(column, [])
    if len(rows) < max(2, form.min_fields):
        return None
    if any(len(found.get(c, ())) for c in range(column + 1, max(searched) + 1)):
        return None  # labels with their answers beside them
    across = _across(lines, rows[0], column)
    return _block(lines, across, column, rows) if across else None


def _named(lines: Lines, column: int, form: Form, pack: CampaignPack) -> list[int]:
    rows = range(lines.sheet.top, lines.sheet.bottom + 1)
    return [
        row
        for row in rows
        if lines.kind(row, column) == WORD and is_quantity([lines.text(row, column)], form, pack)
    ]


def _across(lines: Lines, first: int, column: int) -> int:
    """The row of words above the first indicator; 0 without one."""
    for row in range(first - 1, max(lines.sheet.top, first - 3) - 1, -1):
        words = [c for c in lines.used(row) if c > column]
        if words and NUMBER not in lines.kinds_of(row):
            return row
    return 0


def _block(lines: Lines, across: int, column: int, named: list[int]) -> IndicatorBlock | None:
    labels = [c for c in range(lines.sheet.left, column + 1) if not _is_serial(lines, c, named)]
    beside = column + 1
    if all(fold(lines.text(row, beside)) in _PERIODS for row in named):
        labels.append(beside)
    rows = _rows(lines, across, labels, named[0])
    columns = [
        c
        for c in range(max(labels) + 1, lines.sheet.right + 1)
        if lines.filled(across)[c - lines.sheet.left] and not _is_measures(lines, c, across, rows)
    ]
    return IndicatorBlock(across, tuple(labels), rows, tuple(columns)) if columns else None


def _rows(lines: Lines, across: int, labels: list[int], first: int) -> tuple[int, ...]:
    """The rows below the one across, down to the first footer below an indicator."""
    rows = []
    for row in range(across + 1, lines.sheet.bottom + 1):
        used = lines.used(row)
        if used and is_footer(lines.text(row, used[0])):
            if row > first:
                break
            continue
        if any(lines.kind(row, c) != BLANK for c in labels) or _is_under_merge(lines, row, labels):
            rows.append(row)
    return tuple(rows)


def _is_under_merge(lines: Lines, row: int, labels: list[int]) -> bool:
    return any(lines.span(row, c)[0] < row and lines.used(row) for c in labels)


def _is_serial(lines: Lines, column: int, rows: list[int]) -> bool:
    return all(lines.kind(row, column) in (NUMBER, BLANK) for row in rows)


def _is_measures(lines: Lines, column: int, across: int, rows: Sequence[int]) -> bool:
    """Whether a column gives the measure of each indicator: 场次, 个."""
    if fold(lines.text(across, column)) in ("计量单位", "单位"):
        return True
    texts = [text for row in rows if (text := lines.text(row, column))]
    return bool(texts) and all(map(is_measure, texts))
