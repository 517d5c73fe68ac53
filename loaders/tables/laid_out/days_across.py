"""A block of indicators goes in; whether days stand across it, and the column that adds them up,
come out."""

from __future__ import annotations

from campaign import Calendar
from loaders.tables.cell_kinds import Lines
from loaders.tables.laid_out.indicators import IndicatorBlock
from loaders.words import day_in, is_weekday, is_whole, strip_level


def are_days(block: IndicatorBlock, lines: Lines, calendar: Calendar) -> bool:
    """Whether days stand across, each with its own figures."""
    heads = block.heads(lines)
    return any(is_weekday(h) or day_in(h, calendar=calendar).day for h in heads)


def sum_of_days(block: IndicatorBlock, lines: Lines, calendar: Calendar) -> tuple[int, ...]:
    """The one column that adds up days across, all of one week, in every row of figures."""
    heads = dict(zip(block.columns, block.heads(lines), strict=True))
    days = {c: day_in(head, calendar=calendar).day for c, head in heads.items()}
    weeks = {calendar.week_of(day) for day in days.values() if day}
    whole = tuple(c for c, head in heads.items() if is_whole(strip_level(head)))
    parts = [c for c in heads if days[c] or is_weekday(heads[c])]
    is_sum = len(whole) == 1 and all(
        sum(_number(lines, row, c) for c in parts) == _number(lines, row, whole[0])
        for row in block.rows
    )
    return whole if is_sum and len(weeks) <= 1 else ()


def _number(lines: Lines, row: int, column: int) -> float:
    value = lines.sheet.value(row, column)
    return float(value) if isinstance(value, int | float) else 0.0
