"""The lines of a sheet go in; the rows of the next table's header come out, whatever its words.

A header is words (years and days count as words) over most of the columns below it; bands above it
and levels below it belong to it, titles, unit lines and 填报单位 lines do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaign import fold
from loaders.tables.cell_kinds import BLANK, DASH, MERGED_ROWS, NUMBER, WORD, Lines
from loaders.words import is_footer

_TOLD = re.compile(r"^(?!其中|内:|#)[^:,;。]{1,10}:(?!:)|^\(?单位:|(?<!:):$")
_MEASURES = re.compile(
    r"[(\[]?(?:单位:?)?(?:[千百十万亿]*(?:元|人|户|个|件|次|场|场次|人次|家|项|条|篇|份|天|吨|公斤|千克|亩|公顷|"
    r"平方米|平方公里|立方米|米|公里|千瓦时|台|辆|套|册|张|头|只|株)|%|‰|percent|number|no\.?|"
    r"[a-z$£€]{1,4}[23]?|'?000s?|[$£€]\s?(?:m|bn|million|billion|000)?)[)\]]?"
)
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

    def paths(self, lines: Lines) -> dict[int, list[str]]:
        """The texts of the levels above each column, merged cells and bands filled."""
        levels = [list(lines.filled(row)) for row in range(self.first_row, self.last_row + 1)]
        for row in reversed(range(len(levels) - 1)):
            _carry_right(levels[row], levels[row + 1])
        left = lines.sheet.left
        return {column: [level[column - left] for level in levels] for column in self.columns}


def _carry_right(level: list[str], below: list[str]) -> None:
    """A band is carried over the blank cells to its right where the level below goes on."""
    for column in range(1, len(level)):
        if not level[column] and below[column] and below[column - 1] and level[column - 1]:
            level[column] = level[column - 1]


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
    first = _highest(lines, row)
    bottom = _lowest(lines, first, max(row, first), last)
    below = lines.next_used(bottom + 1, last)
    columns = _columns(lines, first, bottom, below, last)
    return HeadSpan(first, bottom, columns) if len(columns) >= 2 else None


def is_measure(text: str) -> bool:
    """Whether a text is a unit of measure: 万元, （人）, M3."""
    return bool(_MEASURES.fullmatch(fold(text)))


def told_texts(texts: list[str]) -> bool:
    """Whether a row's texts are the line above a table: 填报单位：…, 单位：万元."""
    return any(_TOLD.search(fold(text)) for text in texts)


def _may_head(lines: Lines, row: int, last: int) -> bool:
    """Whether a row may be a header's fullest row: different words over most of the columns."""
    texts = [text for text in lines.filled(row) if text]
    if len(set(texts)) < 2 or not _is_wordy(lines, row) or told_texts(texts):
        return False
    if is_footer(texts[0]):
        return False
    body = _body_columns(lines, row + 1, last)
    if not body:
        return _reaches_down(lines, row) or len(set(texts)) >= _UNFILLED
    left = lines.sheet.left
    filled = {left + c for c, text in enumerate(lines.filled(row)) if text}
    own = [column for column in body if min(filled) <= column <= max(filled)]
    return len(filled & body) >= _COVERED * len(body) or (
        len(filled) >= 3 and len(filled & set(own)) >= _COVERED * len(own)
    )


def _is_wordy(lines: Lines, row: int) -> bool:
    """Whether a row holds words, and of figures only years."""
    kinds, left = lines.kinds_of(row), lines.sheet.left
    figures = [left + c for c, kind in enumerate(kinds) if kind not in (BLANK, WORD, DASH)]
    if all(lines.is_year(row, column) for column in figures):
        words = kinds.count(WORD)
        return bool(words or _reaches_down(lines, row)) or len(figures) >= 3
    return False


def _reaches_down(lines: Lines, row: int) -> bool:
    return any(merge[2] > row for merge in lines.merges_in(row))


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
        if not _is_wordy(lines, lower) or lines.is_blank(lower):
            break
        different = _n_different(lines, lower)
        if different >= 2 * most and most <= 3 and not _refines(lines, lower - 1, lower):
            best, most = lower, different
    return best


def _n_different(lines: Lines, row: int) -> int:
    return len({text for text in lines.filled(row) if text})


def _highest(lines: Lines, row: int) -> int:
    """The row of the uppermost band over a header's row."""
    top = lines.sheet.top
    while row > top and row - 1 >= top and _is_band(lines, row - 1, row):
        row -= 1
    return row


def _is_band(lines: Lines, row: int, below: int) -> bool:
    """Whether a row names groups of the columns below it, rather than the table."""
    used = lines.used(row)
    texts = [lines.text(row, column) for column in used]
    if not used or not _is_wordy(lines, row) or told_texts(texts):
        return False
    if len(used) == 1:
        _, left, _, right = lines.span(row, used[0])
        return left > min(lines.used(below)) and right > left and right < max(lines.used(below)) + 2
    return _refines(lines, row, below)


def _refines(lines: Lines, row: int, below: int) -> bool:
    """Whether the lower of two rows names parts of the upper one: every word of it stands under a
    band or under nothing."""
    lower = lines.used(below)
    n_banded = 0
    for column in lower:
        top, left, bottom, right = lines.span(row, column)
        if not lines.text(top, left):
            n_banded += _is_after_band(lines, row, column)
            continue
        if bottom >= below or (right == left and not _starts_band(lines, row, column, below)):
            return False
        n_banded += 1
    return n_banded > 0 and len(lower) > 1


def _starts_band(lines: Lines, row: int, column: int, below: int) -> bool:
    """Whether a text over a column goes on over the blank cells to its right."""
    level, left = lines.filled(row), lines.sheet.left
    beside = column + 1 - left
    lower = {used - left for used in lines.used(below)}
    while beside < len(level) and not level[beside]:
        if beside in lower:
            return True
        beside += 1
    return False


def _is_after_band(lines: Lines, row: int, column: int) -> bool:
    return any(lines.filled(row)[: column - lines.sheet.left])


def _lowest(lines: Lines, first: int, row: int, last: int) -> int:
    """The last row of a header whose fullest row is `row`."""
    while row < last and row - first < MERGED_ROWS:
        reach = max((m[2] for m in lines.merges_in(row) if m[0] >= first), default=row)
        if reach > row:
            row = min(reach, last)
        elif _goes_on(lines, row):
            row += 1
        else:
            break
    return row


def _goes_on(lines: Lines, row: int) -> bool:
    below = row + 1
    used = lines.used(below)
    if not used:
        return False
    if all(lines.kind(below, c) == WORD or lines.is_year(below, c) for c in used):
        return _refines(lines, row, below) or _is_measures(lines, row, below)
    return _numbers_parts(lines, row, below)


def _is_measures(lines: Lines, row: int, below: int) -> bool:
    """Whether a row only gives the units of the columns: （万元） （人）."""
    used = lines.used(below)
    texts = [lines.text(below, column) for column in used]
    first = min(lines.used(row), default=0)
    return len(used) >= 2 and first not in used and all(map(is_measure, texts))


def _numbers_parts(lines: Lines, row: int, below: int) -> bool:
    """Whether figures count the parts of merged bands: 1 | 2 | 3 under 每月."""
    used = lines.used(below)
    return all(
        lines.kind(below, column) == NUMBER
        and lines.span(row, column)[3] > lines.span(row, column)[1]
        for column in used
    ) and _counts_up([lines.text(below, column) for column in used])


def _counts_up(texts: list[str]) -> bool:
    return len(texts) > 1 and texts == [str(n) for n in range(1, len(texts) + 1)]


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
