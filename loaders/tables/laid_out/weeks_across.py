"""A sheet with its weeks side by side goes in; one view a week comes out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from campaign import Calendar, CampaignPack, FormKind, fold
from loaders.files import Sheet
from loaders.tables.cell_kinds import BLANK, WORD, Lines
from loaders.tables.head_span import HeadSpan, next_header
from loaders.tables.laid_out.arrangement import Arrangement, Line, Place, arranged
from loaders.words import claims_of, header_path, numeral, says_who_or_when

_WEEK = re.compile(r"第?(\d{1,2}|[一二三四五六七八九十]{1,3})周")
_SPAN = re.compile(
    r"\(?(?:20\d\d[年./-])?\d{1,2}[月./]\d{1,2}日?[-—–~～至到]+(?:\d{1,2}[月./])?\d{1,2}日?\)?"
)
"""The days of a week and nothing else."""
_SUM = re.compile(r"合计|小计|总计|本?月?累计|汇总")
_NOT_DONE = re.compile(r"计划|安排|打算|拟|未|应|目标|任务|率|占比")


def week_in(text: str, calendar: Calendar) -> int | None:
    """The one campaign week a heading names (第3周, 第三周（10.16—10.22）); None for any other."""
    if not (_WEEK.search(fold(text)) or _SPAN.fullmatch(fold(text))):
        return None
    weeks = {claim.week for claim in claims_of(text, calendar=calendar, address=None)}
    if len(weeks) == 1:
        return weeks.pop()
    match = _WEEK.match(fold(text))
    number = (int(match[1]) if match[1].isdecimal() else numeral(match[1])) if match else None
    return number if number and number <= calendar.n_weeks and not weeks else None


def names_weeks(sheet: Sheet, last_row: int) -> bool:
    """Whether one row down to the last of a header, or the row below it, names several weeks in
    cells of their own."""
    rows = sheet.rows[: max(0, last_row - sheet.top + 2)]
    return any(len({v for v in row if isinstance(v, str) and _is_week(v)}) > 1 for row in rows)


@lru_cache(maxsize=1 << 14)
def _is_week(text: str) -> bool:
    folded = fold(text)
    return bool(_WEEK.search(folded) or _SPAN.fullmatch(folded))


def week_arrangements(sheet: Sheet, calendar: Calendar, pack: CampaignPack) -> list[Arrangement]:
    """The views of a sheet whose header has several weeks across, each over its own columns; none
    for any other sheet. The weeks may stand over the quantities, under them, or alone where the
    title names the one quantity."""
    lines = Lines(sheet)
    head = _whole_header(lines)
    if head is None:
        return []
    if head.first_row == head.last_row:
        quantity = quantity_named(lines, head.first_row, pack)
        found = _lowest_weeks(lines, head, calendar) if quantity else {}
    else:
        quantity = ""
        found = _week_cells(lines, head, calendar) or _lowest_weeks(lines, head, calendar)
    weeks = dict.fromkeys(week for week, _ in found.values())
    if len(weeks) < 2:
        return []
    return [_of_week(lines, head, found, week, quantity) for week in weeks if week]


def _whole_header(lines: Lines) -> HeadSpan | None:
    """The sheet's first header, with the row below it where the merges are lost: words under all
    its columns but the first ones."""
    head = next_header(lines, lines.sheet.top, lines.sheet.bottom)
    if head is None or head.first_row < head.last_row or head.last_row == lines.sheet.bottom:
        return head
    below = head.last_row + 1
    words = [column for column in head.columns if lines.kind(below, column) == WORD]
    blank = [column for column in head.columns if lines.kind(below, column) == BLANK]
    covered = len(words) + len(blank) == len(head.columns)
    goes_on = covered and blank and max(blank) < min(words, default=0)
    return replace(head, last_row=below) if goes_on else head


def quantity_named(lines: Lines, first_row: int, pack: CampaignPack) -> str:
    """The words of the one quantity named above a header (各单位研讨交流情况统计表); empty if none,
    several, or a plan."""
    above = range(lines.sheet.top, first_row)
    told = dict.fromkeys(text for row in above for text in lines.filled(row))
    title = fold("".join(text for text in told if not says_who_or_when(text)))
    if _NOT_DONE.search(title):
        return ""
    names = [
        (fold(alias), field.id)
        for form in pack.forms
        for field in form.fields
        if form.kind == FormKind.WEEKLY and field.id in pack.quantity
        for alias in field.aliases
    ]
    said = [(alias, id_) for alias, id_ in names if alias in title]
    whole = [(a, id_) for a, id_ in said if not any(a in b and a != b for b, _ in said)]
    return whole[0][0] if len({id_ for _, id_ in whole}) == 1 else ""


def _lowest_weeks(
    lines: Lines, head: HeadSpan, calendar: Calendar
) -> Mapping[int, tuple[int, int]]:
    """For each column whose lowest heading is a week, the week and the row of that heading."""
    left, row = lines.sheet.left, head.last_row
    told = {c: lines.filled(row)[c - left] for c in head.columns}
    weeks = {c: week for c, text in told.items() if (week := week_in(text, calendar))}
    return {c: (_done_in(told[c], week), row) for c, week in weeks.items()}


def _done_in(text: str, week: int) -> int:
    """The week; 0 where its heading says that it is a plan: 第4周（计划）."""
    return 0 if _NOT_DONE.search(fold(text)) else week


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
                found[column] = (_done_in(text, week), row)
    return found


def _of_week(
    lines: Lines, head: HeadSpan, found: Mapping[int, tuple[int, int]], week: int, quantity: str
) -> Arrangement:
    """One week's columns; `quantity`, which the title names, stands in place of the week."""
    sheet, paths = lines.sheet, head.paths(lines)
    kept = [
        c
        for c in range(sheet.left, sheet.right + 1)
        if found.get(c, (week, 0))[0] == week and not _is_sum(paths.get(c, ()), c in found)
    ]
    first = next(c for c, (number, _) in found.items() if number == week)
    heading: Place = (found[first][1], lines.span(found[first][1], first)[1])
    emptied = frozenset() if quantity else frozenset((row, c) for c, (_, row) in found.items())
    rows = range(sheet.top, sheet.bottom + 1)
    listed: list[Line] = [[heading], *(_line(lines, head, row, kept, emptied) for row in rows)]
    at = head.last_row - sheet.top + 2
    asked = {(at, i): f"{quantity}（见标题）" for i, c in enumerate(kept, 1) if c in found}
    labels = {c: "/".join(header_path(path)) for c, path in paths.items()}
    return arranged(
        sheet,
        listed,
        layout="wide",
        week=week,
        headings=labels,
        heads=tuple(range(head.first_row, head.last_row + 1)),
        words=asked if quantity else {},
    )


def _line(
    lines: Lines, head: HeadSpan, row: int, kept: Sequence[int], emptied: frozenset[Place]
) -> Line:
    """One row of a week's columns without the headings of the weeks; a lowest row that holds
    nothing else is empty."""
    if row == head.last_row and any((row, c) in emptied for c in kept):
        return [None for _ in kept]
    return [None if (row, c) in emptied else _said_at(lines, head, row, c) for c in kept]


def _said_at(lines: Lines, head: HeadSpan, row: int, column: int) -> Place:
    """Where the text over a column stands: in a header, at the left end of what it reaches over."""
    sheet = lines.sheet
    if not head.first_row <= row <= head.last_row or sheet.text(row, column):
        return row, column
    if row == head.last_row:
        return _lowest_text(lines, head, column), column
    path = head.paths(lines).get(column)
    text = path[row - head.first_row] if path else ""
    places = (c for c in range(column, sheet.left - 1, -1) if sheet.text(row, c))
    at = next(places, column)
    return (row, at) if text and sheet.text(row, at) == text else (row, column)


def _lowest_text(lines: Lines, head: HeadSpan, column: int) -> int:
    """The row of the lowest text over a column; the header's last row without one."""
    rows = range(head.last_row, head.first_row - 1, -1)
    return next((row for row in rows if lines.sheet.text(row, column)), head.last_row)


def _is_sum(path: Sequence[str], is_of_week: bool) -> bool:
    """Whether a column adds the weeks up."""
    return not is_of_week and any(_SUM.fullmatch(fold(t)) for t in (*path[:1], *path[-1:]))
