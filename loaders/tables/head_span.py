"""The lines of a sheet go in; the rows of the next table's header come out, whatever its words.

A header is words (years and days count as words) over most of the columns below it; bands above it
and levels below it belong to it, titles, unit lines and 填报单位 lines do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from campaign import Grid
from loaders.files import CellValue, Sheet
from loaders.tables.cell_kinds import Lines
from loaders.tables.levels import highest, is_wordy, lowest, reaches_down, refines, told_texts
from loaders.words import header_path, is_footer

Path = tuple[str, ...]

plain_path = lru_cache(maxsize=16384)(header_path)
"""The levels of one column's header as `header_path` tells them, told once."""
_LOOK_AHEAD = 8
"""The deepest header met has five rows: so many reach past it to rows with figures."""
_COVERED = 0.6
"""Bands and merges leave columns of a header's fullest row blank, a line of labels most of them.
Measured on the corpus and the drawn sheets: .45 reads them too, .75 loses three of the drawn."""
_NAMES = 3
"""A convention (1 and 6 read the corpus alike): number, group and name may have no heading."""
_UNFILLED = 3
"""Without a row below, two words are a label and its answer; of five, blank forms would be lost."""


@dataclass(frozen=True)
class HeadSpan:
    """The rows of a header and the columns it covers."""

    first_row: int
    last_row: int
    columns: tuple[int, ...]

    def paths(self, lines: Lines) -> dict[int, Path]:
        """The texts of the levels above each column, merged cells and bands filled."""
        told = _carried(_levels(lines, self.first_row, self.last_row))
        return {column: told[column - lines.sheet.left] for column in self.columns}


def _levels(lines: Lines, first: int, last: int) -> tuple[Path, ...]:
    return tuple(tuple(lines.filled(row)) for row in range(first, last + 1))


@lru_cache(maxsize=1024)
def _carried(rows: tuple[Path, ...]) -> tuple[Path, ...]:
    """The rows of a header by column; an office's sheets have the same ones week after week."""
    levels = [list(row) for row in rows]
    for row in reversed(range(len(levels) - 1)):
        _carry_right(levels[row], levels[row + 1])
    return tuple(zip(*levels, strict=True))


def _carry_right(level: list[str], below: list[str]) -> None:
    """A band is carried over the blank cells to its right where the level below goes on."""
    for column in range(1, len(level)):
        if not level[column] and below[column] and below[column - 1] and level[column - 1]:
            level[column] = level[column - 1]


def paths_in(lines: Lines, first: int, last: int) -> dict[int, Path]:
    """The levels of each headed column of the rows of a header, from left to right."""
    told = enumerate(_carried(_levels(lines, first, last)), start=lines.sheet.left)
    return {column: path for column, texts in told if (path := plain_path(texts))}


def grid_paths(
    grid: Grid, first: int, last: int, *, columns: tuple[int, int] | None = None
) -> dict[int, Path]:
    """The same of a grid as shown, in all columns or from one to another."""
    rows: list[list[CellValue]] = [list(row) for row in grid.cells]
    sheet = Sheet(grid.sheet, False, grid.top, grid.left, rows, grid.merges)
    found = paths_in(Lines(sheet), first, last)
    low, high = columns or (0, max(found, default=0))
    return {column: path for column, path in found.items() if low <= column <= high}


def next_header(lines: Lines, row: int, last: int) -> HeadSpan | None:
    """The first header from `row` on, down to row `last`; None if there is none."""
    while row <= last:
        found = _header_from(lines, row, last) if _may_head(lines, row, last) else None
        if found:
            return found
        row += 1
    return None


def _header_from(lines: Lines, row: int, last: int) -> HeadSpan | None:
    row = _best_row(lines, row, last)
    first = highest(lines, row)
    bottom = lowest(lines, first, max(row, first), last)
    below = lines.next_used(bottom + 1, last)
    columns = _columns(lines, first, bottom, below, last)
    return HeadSpan(first, bottom, columns) if len(columns) >= 2 else None


def _may_head(lines: Lines, row: int, last: int) -> bool:
    """Whether a row may be a header's fullest row: different words over most of the columns."""
    texts = [text for text in lines.filled(row) if text]
    if len(set(texts)) < 2 or not lines.used(row) or not is_wordy(lines, row):
        return False
    if is_footer(texts[0]):
        return False
    body = _body_columns(lines, _first_below(lines, row, last), last)
    if told_texts([lines.text(row, c) for c in lines.used(row) if not body or c <= max(body)]):
        return False
    if not body:
        return reaches_down(lines, row) or len(set(texts)) >= _UNFILLED
    left = lines.sheet.left
    filled = {left + c for c, text in enumerate(lines.filled(row)) if text}
    own = [column for column in body if min(filled) <= column <= max(filled)]
    return len(filled & body) >= _COVERED * len(body) or (
        len(filled) >= 3 and len(filled & set(own)) >= _COVERED * len(own)
    )


def _first_below(lines: Lines, row: int, last: int) -> int:
    """The row from which on the rows below a header's row tell its columns: the next one, levels of
    the same header too, unless nothing but these stands before a blank row."""
    bottom = lowest(lines, row, row, last)
    is_apart = row < bottom < last and lines.is_blank(bottom + 1)
    return lines.next_used(bottom + 1, last) if is_apart else row + 1


def _body_columns(lines: Lines, row: int, last: int) -> set[int]:
    """The columns used by the next rows, up to a blank row."""
    found: set[int] = set()
    seen = 0
    while row <= last and seen < _LOOK_AHEAD:
        used = lines.used(row)
        if not used and seen:
            break
        if len(used) > 1 or (used and seen):
            found.update(used)
            seen += 1
        row += 1
    return found


def _best_row(lines: Lines, row: int, last: int) -> int:
    """Of the rows of words that follow each other, the one that is a header's: a line of two
    labels above a header of five is none."""
    best, most = row, _n_different(lines, row)
    for lower in range(row + 1, min(row + _LOOK_AHEAD, last + 1)):
        if not is_wordy(lines, lower) or lines.is_blank(lower):
            break
        different = _n_different(lines, lower)
        if different >= 2 * most and most <= 3 and not refines(lines, lower - 1, lower):
            best, most = lower, different
    return best


def _n_different(lines: Lines, row: int) -> int:
    return len({text for text in lines.filled(row) if text})


def _columns(lines: Lines, first: int, bottom: int, below: int, last: int) -> tuple[int, ...]:
    """The columns of the table: those with a heading, those between, and one of names on the left
    whose heading is blank."""
    left = lines.sheet.left
    headed = {
        left + c for row in range(first, bottom + 1) for c, t in enumerate(lines.filled(row)) if t
    }
    if not headed:
        return ()
    low, high = min(headed), max(headed)
    named = [c for c in _body_columns(lines, below, last) if low - _NAMES <= c < low]
    if named and low - 1 in named:
        low = min(named)
    return tuple(range(low, high + 1))
