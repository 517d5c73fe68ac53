"""A table's rows so far and a row below go in; whether the next table begins there comes out."""

from __future__ import annotations

import re

from loaders.tables.cell_kinds import NUMBER, WORD
from loaders.tables.closing import is_total_row
from loaders.tables.head_span import next_header
from loaders.tables.levels import lowest, told_texts
from loaders.tables.walk import Walk
from loaders.words import is_naming, is_serial

_CONTINUED = re.compile(
    r"[(（\[【]?\s*(?:续上?[表页]?|接上[表页]|continued)\s*\d*[)）\]】]?\s*$", re.IGNORECASE
)

_NEAR = 3
"""Rows below two words that show whether they head figures."""


def says_again(walk: Walk, row: int) -> bool:
    """Whether a row says the table's own headings again."""
    known = ["".join(text.split()) for text in walk.lines.filled(row) if text]
    if len(set(known)) < 2:
        return False
    if not any(text in walk.labels for text in known if not text.isdecimal()):
        return False  # figures under days numbered across
    said = sum(text in walk.labels for text in known)
    return said * 2 > len(known) and len(set(known) & walk.labels) >= min(2, len(walk.labels))


def end_above(walk: Walk, row: int, last: int) -> int:
    """The first row of the table that begins with a header in this row; 0 if none does."""
    if says_again(walk, row):
        return row if _names_others(walk, row) else _new_title(walk, row)
    return _titles_above(walk, row) if _opens_another(walk, row, last) else 0


def _names_others(walk: Walk, row: int) -> bool:
    """Whether the rows below headings said again right below a total are of another kind."""
    first = walk.lines.text(row, walk.head.columns[0])
    return bool(first) and first not in walk.labels and is_total_row(walk, row - 1)


def _new_title(walk: Walk, row: int) -> int:
    """Where another table begins whose header says the same under a title of its own; 0 if the
    header is only repeated."""
    lines, head = walk.lines, walk.head
    first = _titles_above(walk, row)
    titles = {t for r in range(first, row) for t in lines.filled(r) if t}
    known = {t for r in range(lines.sheet.top, head.first_row) for t in lines.filled(r) if t}
    return first if {_without_page(t) for t in titles} - known - {""} else 0


def _without_page(title: str) -> str:
    """A title without the words that it goes on from the page before: 续表, （续）."""
    return _CONTINUED.sub("", title).strip()


def _opens_another(walk: Walk, row: int, last: int) -> bool:
    """Whether another table's header begins in a row: words where this table has figures, after a
    break, and figures again below."""
    lines = walk.lines
    if not _follows_break(walk, row) and not _begins_anew(walk, row):
        return False
    head = next_header(lines, row, row) or next_header(lines, row, min(row + _NEAR, last))
    if head is None or head.first_row != row:
        return False
    told = {lines.text(row, c) for c in walk.used(row) if lines.kind(row, c) == WORD}
    across = [c for c in walk.used(row) if c in walk.figure_columns and lines.kind(row, c) == WORD]
    if walk.figure_columns and len(across) * 2 < len(walk.figure_columns & set(walk.used(row))):
        return False
    if not walk.figure_columns and not _is_title(walk, row - 1):
        return False
    below = lines.next_used(lowest(lines, row, row, last) + 1, last)
    has_figures = below <= last and NUMBER in lines.kinds_of(below)
    return len(told) >= 2 and (has_figures or not walk.figure_columns)


def _begins_anew(walk: Walk, row: int) -> bool:
    """Whether a row right below figures says other words over every one of them, beginning with the
    word for the number or the name of its rows."""
    figures = sorted(walk.figure_columns)
    texts = [walk.lines.text(row, column) for column in figures]
    first = walk.lines.text(row, walk.used(row)[0]) if walk.used(row) else ""
    are_words = all(walk.lines.kind(row, column) == WORD for column in figures)
    is_headed = is_serial(first) or is_naming(first) or first in walk.labels
    return len(figures) > 1 and are_words and len(set(texts)) == len(texts) and is_headed


def _follows_break(walk: Walk, row: int) -> bool:
    """Whether a row comes after a blank row, a footer, a title or a total."""
    before = walk.roles.get(row - 1)
    if is_total_row(walk, row - 1):
        return True
    return before in ("blank", "footer", "section", "stray") or _is_title(walk, row - 1)


def _is_title(walk: Walk, row: int) -> bool:
    if walk.roles.get(row) is None:
        return False
    used = walk.lines.used(row)
    texts = [walk.lines.text(row, column) for column in used]
    words = all(walk.lines.kind(row, column) == WORD for column in used)
    return bool(used) and words and (len(used) == 1 or told_texts(texts))


def _titles_above(walk: Walk, row: int) -> int:
    """Where the titles above a header that is not the first begin."""
    while row - 1 > walk.head.last_row:
        role = walk.roles.get(row - 1)
        if role != "blank" and (role == "footer" or not _is_title(walk, row - 1)):
            break
        row -= 1
    return row
