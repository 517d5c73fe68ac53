"""A sheet with indicators down goes in; it comes out as views with a row a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from campaign import Calendar, CampaignPack, Form
from loaders.files import Sheet
from loaders.tables.cell_kinds import BLANK, NUMBER, WORD, Lines
from loaders.tables.header import key_field
from loaders.tables.laid_out.arrangement import Arrangement, Line, Place, arranged, whole_rows
from loaders.tables.laid_out.days_across import are_days, sum_of_days
from loaders.tables.laid_out.indicators import (
    IndicatorBlock,
    indicator_blocks,
    is_quantity,
    weekly_forms,
)
from loaders.tables.laid_out.weeks_across import week_in
from loaders.words import exact_heading


def upright_arrangements(sheet: Sheet, pack: CampaignPack, calendar: Calendar) -> list[Arrangement]:
    """The views of a sheet whose units stand across (transposed), or of one unit's sheet with its
    weeks, 本周 and 累计 or answers across, or with labels and answers in pairs (indicator_rows)."""
    lines = Lines(sheet)
    for form in weekly_forms(pack):
        blocks = indicator_blocks(lines, form, pack)
        views = [
            replace(view, unread=block.unread)
            for block in blocks
            for view in _of_block(lines, block, form, calendar)
        ]
        views = views or _of_pairs(lines, form, pack)
        if views:
            return views
    return []


def _of_block(
    lines: Lines, block: IndicatorBlock, form: Form, calendar: Calendar
) -> list[Arrangement]:
    weeks = [week_in(head, calendar) for head in block.heads(lines)]
    if any(weeks):
        return [
            _one_unit(lines, replace(block, columns=(column,)), week)
            for column, week in zip(block.columns, weeks, strict=True)
            if week
        ]
    if block.are_periods(lines) and (units := _units_over(lines, block)):
        return [_transposed(lines, block, form, units)]
    if block.are_periods(lines) or block.are_values(lines):
        return [_one_unit(lines, block, None)]
    if are_days(block, lines, calendar):
        whole = sum_of_days(block, lines, calendar)
        return [_one_unit(lines, replace(block, columns=whole), None)] if whole else []
    units = {(block.across, column): [column] for column in block.columns}
    return [_transposed(lines, block, form, units)]


def _units_over(lines: Lines, block: IndicatorBlock) -> dict[Place, list[int]]:
    """The columns below each unit where units stand over the same periods: a unit's name over 本周
    and 累计, the next one's beside it."""
    row, left = block.across - 1, lines.sheet.left
    if row < lines.sheet.top:
        return {}
    over: dict[Place, list[int]] = {}
    for column in block.columns:
        text = lines.filled(row)[column - left]
        at = next((c for c in range(column, left - 1, -1) if lines.sheet.text(row, c)), 0)
        if text and at in block.columns:
            over.setdefault((row, at), []).append(column)
    heads = dict(zip(block.columns, block.heads(lines), strict=True))
    told = {tuple(heads[c] for c in columns) for columns in over.values()}
    n_columns = sum(map(len, over.values()))
    return over if len(over) > 1 == len(told) and n_columns == len(block.columns) else {}


def _transposed(
    lines: Lines, block: IndicatorBlock, form: Form, over: Mapping[Place, Sequence[int]]
) -> Arrangement:
    """A row a unit, by the columns below its name; 本周 and 累计 below each are a second level."""
    named = {row for row, _ in over} - {block.across}
    around = [row for row in block.above if row not in named]
    above, below = whole_rows(lines.sheet, around), whole_rows(lines.sheet, block.below)
    corner: Place = (block.across, block.labels[0])
    first_of, *_ = over.values()
    rest = [None] * (len(first_of) - 1)
    heads: list[Line] = [
        [corner, *(place for row in block.rows for place in ((row, label), *rest))]
        for label in block.labels
    ]
    if named:
        heads.append([corner, *((block.across, c) for _ in block.rows for c in first_of)])
    units: list[Line] = [
        [place, *((row, c) for row in block.rows for c in columns)]
        for place, columns in over.items()
    ]
    first = len(above) + 1
    turned = range(first, first + len(heads) + len(units))
    key = next(f for f in form.fields if f.id == key_field(form))
    words = {(first + depth, 1): key.title for depth in range(len(heads))}
    listed: list[Line] = [*above, *heads, *units, *below]
    return arranged(lines.sheet, listed, layout="transposed", turned=turned, words=words)


def _one_unit(lines: Lines, block: IndicatorBlock, week: int | None) -> Arrangement:
    """One row: every indicator, and under it 本周 and 累计 where they stand across."""
    above, below = whole_rows(lines.sheet, block.above), whole_rows(lines.sheet, block.below)
    across: list[Line] = [[(block.across, column) for column in block.columns]]
    several = len(block.columns) > 1
    rest = [None] * (len(block.columns) - 1)
    heads: list[Line] = [
        [place for row in block.rows for place in ((row, label), *rest)] for label in block.labels
    ]
    if several:
        heads.append([(block.across, column) for _ in block.rows for column in block.columns])
    figures: Line = [(row, column) for row in block.rows for column in block.columns]
    listed = [*above, *([] if several else across), *heads, figures, *below]
    at = len(listed) - len(below)
    filled, left = lines.filled(block.across), lines.sheet.left
    told = range(block.labels[0], block.columns[-1] + 1)
    labels = {c: "".join(filled[c - left].split()) for c in told}
    return arranged(
        lines.sheet,
        listed,
        layout="indicator_rows",
        week=week,
        turned=(at,),
        headings=labels,
        heads=(block.across,),
        block=(block.rows[0], block.rows[-1]),
    )


def _of_pairs(lines: Lines, form: Form, pack: CampaignPack) -> list[Arrangement]:
    """A unit's sheet of labels each with its answer on the right."""
    pairs = {row: _pairs_in(lines, row) for row in range(lines.sheet.top, lines.sheet.bottom + 1)}
    known = {
        row: sum(is_quantity([lines.text(*label)], form, pack) for label, _ in listed)
        for row, listed in pairs.items()
    }
    rows = [row for row, n in known.items() if n]
    if sum(known.values()) < max(2, form.min_fields):
        return []
    inside = range(rows[0], rows[-1] + 1)
    if any(_has_more(lines, row, pairs[row]) for row in rows):
        return []  # several figures beside a label: which one is meant is for their headings to say
    told = [pair for row in inside for pair in pairs[row]]
    named = [
        pair
        for row in range(lines.sheet.top, rows[0])
        for pair in _unit_in(lines, pairs[row], form, pack)
    ]
    told = named + told
    above = whole_rows(lines.sheet, range(lines.sheet.top, rows[0]))
    below = whole_rows(lines.sheet, range(rows[-1] + 1, lines.sheet.bottom + 1))
    listed = [*above, [label for label, _ in told], [answer for _, answer in told], *below]
    return [arranged(lines.sheet, listed, layout="indicator_rows")]


def _has_more(lines: Lines, row: int, pairs: list[tuple[Place, Place]]) -> bool:
    """Whether a figure stands behind a label's answer."""
    answers = {column for _, (_, column) in pairs}
    first = min(column for (_, column), _ in pairs)
    return any(
        lines.kind(row, c) == NUMBER and c not in answers and c > first for c in lines.used(row)
    )


def _unit_in(
    lines: Lines, pairs: list[tuple[Place, Place]], form: Form, pack: CampaignPack
) -> list[tuple[Place, Place]]:
    """The pairs above the indicators that name the unit."""
    key = key_field(form)
    return [
        (label, answer)
        for label, answer in pairs
        if exact_heading((lines.text(*label),), form, pack).field == key and lines.text(*answer)
    ]


def _pairs_in(lines: Lines, row: int) -> list[tuple[Place, Place]]:
    """Labels and answers of a row, from the left; a merged cell counts once."""
    cells: list[int] = []
    for column in range(lines.sheet.left, lines.sheet.right + 1):
        if lines.span(row, column)[1] == column:
            cells.append(column)
    pairs: list[tuple[Place, Place]] = []
    at = 0
    while at + 1 < len(cells):
        if lines.kind(row, cells[at]) == WORD:
            pairs.append(((row, cells[at]), (row, cells[at + 1])))
            at += 2
        else:
            at += 1
    return [pair for pair in pairs if lines.kind(*pair[0]) != BLANK]
