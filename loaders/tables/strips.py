"""A sheet goes in; its parts side by side come out, each a sheet of its own at its own place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.files import Sheet
from loaders.tables.cell_kinds import BLANK, WORD, kind_of_cell

_WIDE = 2
"""A name and a figure: the narrowest table there is."""
_TALL = 2
"""One named row may be the heading and one a signature; a table has more."""


def cropped(sheet: Sheet, left: int, right: int) -> Sheet:
    """The columns of a sheet from `left` to `right`, where they stand; merges cut at the edges."""
    first, last = left - sheet.left, right - sheet.left + 1
    merges = tuple(
        (a, max(b, left), c, min(d, right))
        for a, b, c, d in sheet.merges
        if b >= left <= d and b <= right
    )
    return replace(sheet, left=left, rows=[row[first:last] for row in sheet.rows], merges=merges)


def strips(sheet: Sheet, stands_alone: Callable[[Sheet], bool]) -> list[Sheet]:
    """The parts of a sheet between empty columns that stand alone, left to right; the sheet itself
    where there are none. What does not stand alone belongs to the part on its left."""
    edges = _parts(sheet)
    if len(edges) < 2:
        return [sheet]
    starts = [sheet.left]
    for left, right in edges[1:]:
        part = cropped(sheet, left, right)
        if _may_stand(part) and stands_alone(part):
            starts.append(left)
    if len(starts) == 1 or not stands_alone(cropped(sheet, sheet.left, starts[1] - 1)):
        return [sheet]
    return [cropped(sheet, a, b - 1) for a, b in pairwise([*starts, sheet.right + 1])]


def _parts(sheet: Sheet) -> list[tuple[int, int]]:
    """The first and last column of each run of columns that hold something."""
    parts: list[tuple[int, int]] = []
    open_at = 0
    for offset, column in enumerate(zip(*sheet.rows, strict=True)):
        at = sheet.left + offset
        filled = any(value != "" for value in column)
        if filled and not open_at:
            open_at = at
        elif not filled and open_at:
            parts.append((open_at, at - 1))
            open_at = 0
    return [*parts, (open_at, sheet.right)] if open_at else parts


def _may_stand(part: Sheet) -> bool:
    """Whether a part has two columns or more and names of its own below its headings."""
    if part.right - part.left + 1 < _WIDE:
        return False
    named = [row for row in part.rows if WORD in (kind_of_cell(v) for v in row[:2])]
    filled = [row for row in part.rows if any(kind_of_cell(v) != BLANK for v in row)]
    return len(named) > _TALL and len(named) * 2 > len(filled)


def repeated_columns(labels: Sequence[str]) -> int:
    """How many columns a run of headings has that is said twice or more (单位 数量 单位 数量); 0 if
    it is not."""
    for size in range(_WIDE, len(labels) // 2 + 1):
        if len(labels) % size == 0 and len(set(labels[:size])) == size:
            times = len(labels) // size
            if list(labels) == list(labels[:size]) * times and all(labels[:size]):
                return size
    return 0
