"""The rows of a log and the days it says it covers go in; the doubts about visits dated far from
all others come out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from campaign import Issue
from loaders.entries import ReadRow
from loaders.registers.context import RowContext

_ENOUGH = 4
"""Of fewer rows none can be said to be the odd one: three others must lie together."""


def far_days(context: RowContext, entries: Sequence[ReadRow]) -> dict[int, Issue]:
    """C30 by row, where a day lies far outside the days covered; where the log states none, far
    from every other row's."""
    days = {entry.row: day for entry in entries if (day := _day(context, entry))}
    most = context.file.pack.thresholds["dates_apart_days"]
    far: dict[int, Issue] = {}
    listed = sorted(days.values())
    for row, day in days.items():
        if _apart(day, listed, context.covered) > most:
            others = [other for at, other in days.items() if at != row]
            first, last = _bounds(others, context.covered)
            params = {"first": first, "last": last}
            far[row] = Issue("C30", context.at(row, context.visit_day), day.isoformat(), params)
    return far


def _day(context: RowContext, entry: ReadRow) -> date | None:
    value = entry.values.get(context.visit_day)
    return date.fromisoformat(str(value.value)) if value and value.value else None


def _apart(day: date, listed: Sequence[date], covered: tuple[str, str] | None) -> int:
    """The days from a row to those covered, else to the nearest of the others in order."""
    if covered:
        first, last = _bounds(listed, covered)
        return max((first - day).days, (day - last).days)
    if len(listed) < _ENOUGH:
        return 0
    at = bisect_left(listed, day)
    beside = [*listed[max(0, at - 1) : at], *listed[at + 1 : at + 2]]
    return min(abs((day - other).days) for other in beside)


def _bounds(others: Sequence[date], covered: tuple[str, str] | None) -> tuple[date, date]:
    """The days that the other reading rests on."""
    if covered:
        return date.fromisoformat(covered[0]), date.fromisoformat(covered[1])
    return min(others), max(others)
