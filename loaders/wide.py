"""A sheet with its weeks side by side goes in; one view a week comes out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from campaign import Calendar, fold
from loaders.any_header import HeadSpan, next_header
from loaders.cells import numeral
from loaders.heading import header_path
from loaders.lines import Lines
from loaders.period import claims_of
from loaders.sheets import Sheet
from loaders.views import Line, Place, View, arranged

_WEEK = re.compile(r"第?(\d{1,2}|[一二三四五六七八九十]{1,3})周")
_SUM = re.compile(r"合计|小计|总计|本?月?累计|汇总")


def week_in(text: str, calendar: Calendar) -> int | None:
    """The one campaign week a heading names (第3周, 第三周（10.16—10.22）); None for any other."""
    if not _WEEK.search(fold(text)):
        return None
    weeks = {claim.week for claim in claims_of(text, calendar=calendar, address=None)}
    if len(weeks) == 1:
        return weeks.pop()
    match = _WEEK.match(fold(text))
    number = (int(match[1]) if match[1].isdecimal() else numeral(match[1])) if match else None
    return number if number and number <= calendar.n_weeks and not weeks else None


def names_weeks(sheet: Sheet, last_row: int) -> bool:
    """Whether one row down to the last of a header names several weeks in cells of their own."""
    rows = sheet.rows[: max(0, last_row - sheet.top + 1)]
    return any(
        len({v for v in row if isinstance(v, str) and "周" in v and _WEEK.search(fold(v))}) > 1
        for row in rows
    )


def wide_views(sheet: Sheet, calendar: Calendar) -> list[View]:
    """The views of a sheet whose header has several weeks across, each over its own columns; none
    for any other sheet."""
    lines = Lines(sheet)
    head = next_header(lines, sheet.top, sheet.bottom)
    if head is None or head.first_row == head.last_row:
        return []
    found = _week_cells(lines, head, calendar)
    weeks = dict.fromkeys(week for week, _ in found.values())
    if len(weeks) < 2:
        return []
    return [_of_week(lines, head, found, week) for week in weeks]


def _week_cells(lines: Lines, head: HeadSpan, calendar: Calendar) -> Mapping[int, tuple[int, int]]:
    """For each column under a week's heading the week and the row of that heading."""
    left = lines.sheet.left
    found: dict[int, tuple[int, int]] = {}
    paths = head.paths(lines)
    for column in head.columns:
        for row, text in enumerate(paths[column][:-1], start=head.first_row):
            week = week_in(text, calendar) if text else None
            below = any(paths[column][row - head.first_row + 1 :])
            if week and below and lines.filled(head.last_row)[column - left]:
                found[column] = (week, row)
    return found


def _of_week(lines: Lines, head: HeadSpan, found: Mapping[int, tuple[int, int]], week: int) -> View:
    sheet = lines.sheet
    paths = head.paths(lines)
    kept = [
        c
        for c in range(sheet.left, sheet.right + 1)
        if found.get(c, (week, 0))[0] == week and not _is_sum(paths.get(c, []), c in found)
    ]
    first = next(c for c, (number, _) in found.items() if number == week)
    heading: Place = (found[first][1], lines.span(found[first][1], first)[1])
    emptied = {(row, c) for c, (_, row) in found.items()}
    listed: list[Line] = [[heading]]
    for row in range(sheet.top, sheet.bottom + 1):
        listed.append([None if (row, c) in emptied else (row, c) for c in kept])
    labels = {c: "/".join(header_path(path)) for c, path in paths.items()}
    heads = tuple(range(head.first_row, head.last_row + 1))
    return arranged(sheet, listed, layout="wide", week=week, headings=labels, heads=heads)


def _is_sum(path: list[str], is_of_week: bool) -> bool:
    """Whether a column adds the weeks up."""
    return not is_of_week and len(path) > 1 and any(_SUM.fullmatch(fold(t)) for t in path[:1])
