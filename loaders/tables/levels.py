"""A row of a header goes in; the rows above and below that are levels of the same header come out.

Depth is told by merges that reach down and by what the rows below hold, never by their words.
"""

from __future__ import annotations

import re

from campaign import fold
from loaders.tables.cell_kinds import BLANK, DASH, MERGED_ROWS, NUMBER, WORD, Lines
from loaders.words import is_measure_word

_TOLD = re.compile(
    r"^(?!其中|内:|#|(?:求和|计数|平均值|最[大小]值|乘积)项:|(?:sum|count|average|max|min)of)[^:,;。]{1,10}:(?!:)|^\(?单位:|(?<!:):$|^附?表[\d一二三四五六七八九十]+(?:-\d+)?$"
)
_UNITS = (
    r"[千百十万亿]*(?:元|人|户|个|件|次|场|场次|人次|家|项|条|篇|份|天|吨|公斤|千克|亩|公顷|"
    r"平方米|平方公里|立方米|米|公里|千瓦时|台|辆|套|册|张|头|只|株|分|斤|克|升|月|年|日|时|小时)"
)
_MEASURES = re.compile(
    rf"[(\[]?(?:单位:?)?(?:{_UNITS}(?:[/·]{_UNITS})?|%|‰|percent|number|no\.?|"
    r"[a-z$£€]{1,4}[23]?|'?000s?|(?:[a-z]{3})?(?:thousands?|millions?|billions?|[mk]|bn)|[$£€]\s?(?:m|bn|million|billion|000)?)[)\]]?"
)
_LATIN, _CHINESE = (
    re.compile(r"(?=.*[a-z]{2})[a-z][a-z0-9 .,()/%&'-]*"),
    re.compile(r"[\u4e00-\u9fff]"),
)
_MOSTLY = 0.5
"""A convention: of the words of a row that repeats the headings in another language hardly any is
alike in both (GDP, ID)."""
_MEASURE_COLUMN = "计量单位"


def is_measure(text: str) -> bool:
    """Whether a text is a unit of measure: 万元, （人）, M3."""
    folded = fold(text)
    return bool(_MEASURES.fullmatch(folded)) or is_measure_word(folded.strip("()"))


def told_texts(texts: list[str]) -> bool:
    """Whether a row's texts are the line above a table: 填报单位：…, 单位：万元, 表1."""
    return any(_TOLD.search(fold(text)) for text in texts)


_DAYS = 5
"""Working days of a week are the fewest that are numbered across; fewer may be figures."""


def _numbers_days(lines: Lines, row: int, figures: list[int]) -> bool:
    """Whether a row that no headings stand above has a word and the days or months from 1 on."""
    is_first = row == lines.sheet.top or len(lines.used(row - 1)) <= 1
    told = [lines.text(row, column) for column in figures]
    is_run = len(told) >= _DAYS and _counts_up(told)
    return is_run and is_first and lines.kind(row, lines.used(row)[0]) == WORD


def is_wordy(lines: Lines, row: int) -> bool:
    """Whether a row holds words, and of figures only years, days or months."""
    kinds, left = lines.kinds_of(row), lines.sheet.left
    figures = [left + c for c, kind in enumerate(kinds) if kind not in (BLANK, WORD, DASH)]
    if _numbers_days(lines, row, figures):
        return True
    if all(lines.is_year(row, column) for column in figures):
        words = kinds.count(WORD)
        return bool(words or reaches_down(lines, row)) or len(figures) >= 3
    return False


def reaches_down(lines: Lines, row: int) -> bool:
    """Whether a cell of a row is merged with the row below."""
    return any(merge[2] > row for merge in lines.merges_in(row))


def highest(lines: Lines, row: int) -> int:
    """The row of the uppermost band over a header's row."""
    while row > lines.sheet.top and _is_band(lines, row - 1, row):
        row -= 1
    return row


def _is_band(lines: Lines, row: int, below: int) -> bool:
    """Whether a row names groups of the columns below it, rather than the table."""
    used, lower = lines.used(row), lines.used(below)
    texts = [lines.text(row, column) for column in used]
    if not used or not lower or not is_wordy(lines, row) or told_texts(texts):
        return False
    if len(used) == 1:
        _, left, _, right = lines.span(row, used[0])
        return left > lower[0] and right > left and right < lower[-1] + 2
    return refines(lines, row, below)


def refines(lines: Lines, row: int, below: int) -> bool:
    """Whether the lower of two rows names parts of the upper one: every word of it stands under a
    band or under nothing."""
    lower = lines.used(below)
    n_banded = 0
    for column in lower:
        top, left, bottom, right = lines.span(row, column)
        if not lines.text(top, left):
            n_banded += any(lines.filled(row)[: column - lines.sheet.left])  # after a band
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


def lowest(lines: Lines, first: int, row: int, last: int) -> int:
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
    if _is_measures(lines, row, below) or _says_it_in_english(lines, row, below):
        return True
    if all(lines.kind(below, c) == WORD or lines.is_year(below, c) for c in used):
        return refines(lines, row, below)
    return _numbers_parts(lines, row, below)


def _is_measures(lines: Lines, row: int, below: int) -> bool:
    """Whether a row only gives the units of the columns: （万元） （人）, or a dash for none."""
    first = min(lines.used(row), default=0)
    if lines.kind(below, first) == NUMBER:
        return False
    filled = enumerate(lines.filled(below), start=lines.sheet.left)
    told = {c: text for c, text in filled if text and lines.kind(below, c) != DASH}
    measured = {column: text for column, text in told.items() if text != _MEASURE_COLUMN}
    return len(measured) >= 2 and first not in measured and all(map(is_measure, measured.values()))


def _says_it_in_english(lines: Lines, row: int, below: int) -> bool:
    """Whether a row says the headings above it again in Latin letters: Region under 地区."""
    above, told = lines.filled(row), lines.filled(below)
    pairs = [(a, b) for a, b in zip(above, told, strict=True) if a or b]
    while pairs and not pairs[0][1]:  # names in both languages have headings in both beside
        pairs.pop(0)
    if len({a for a, _ in pairs}) < max(len(pairs), 2) or not all(a and b for a, b in pairs):
        return False
    if len({b for _, b in pairs}) < len(pairs):  # what stands twice is no heading said again
        return False
    n_chinese = sum(bool(_CHINESE.search(a)) for a, _ in pairs)
    return n_chinese > _MOSTLY * len(pairs) and all(_LATIN.fullmatch(fold(b)) for _, b in pairs)


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
