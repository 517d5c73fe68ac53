"""Draws a heading of one or more levels: paths from the top level down go in, merged cells come
out on the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sample_data.sheets.sheets import SheetPlan


def draw_headings(sheet: SheetPlan, paths: Sequence[Sequence[str]], *, top: int, left: int) -> int:
    """Draws the headings from (top, left) on; returns how many rows they take."""
    depth = max(len(path) for path in paths)
    _draw_level(sheet, paths, (top, left, top + depth - 1), 0)
    return depth


def _draw_level(
    sheet: SheetPlan, inside: Sequence[Sequence[str]], place: tuple[int, int, int], level: int
) -> None:
    """One level: equal neighbours merge, a path that ends here reaches down to the bottom row."""
    top, at, bottom = place
    row = top + level
    for word, run in groupby(inside, key=lambda path: path[level]):
        below = list(run)
        is_last = len(below[0]) == level + 1
        sheet.merge((row, at, bottom if is_last else row, at + len(below) - 1), word, "header")
        if not is_last:
            _draw_level(sheet, below, (top, at, bottom), level + 1)
        at += len(below)
