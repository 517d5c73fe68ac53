"""A table's rows so far and a row below go in; whether the next table begins there comes out."""

from __future__ import annotations

from loaders.tables.cell_kinds import NUMBER, WORD
from loaders.tables.head_span import next_header
from loaders.tables.levels import told_texts
from loaders.tables.walk import Walk
from loaders.words import is_total


def says_again(walk: Walk, row: int) -> bool:
    """Whether a row says the table's own headings again."""
    known = ["".join(text.split()) for text in walk.lines.filled(row) if text]
    if len(set(known)) < 2:
        return False
    said = sum(text in walk.labels for text in known)
    return said * 2 > len(known) and len(set(known) & walk.labels) >= min(2, len(walk.labels))


def end_above(walk: Walk, row: int, last: int) -> int:
    """The first row of the table that begins with a header in this row; 0 if none does."""
    if says_again(walk, row):
        return _new_title(walk, row)
    return _titles_above(walk, row) if _opens_another(walk, row, last) else 0


def _new_title(walk: Walk, row: int) -> int:
    """Where another table begins whose header says the same under a title of its own; 0 if the
    header is only repeated."""
    lines, head = walk.lines, walk.head
    first = _titles_above(walk, row)
    titles = {t for r in range(first, row) for t in lines.filled(r) if t}
    known = {t for r in range(lines.sheet.top, head.first_row) for t in lines.filled(r) if t}
    return first if titles - known else 0


def _opens_another(walk: Walk, row: int, last: int) -> bool:
    """Whether another table's header begins in a row: words where this table has figures, after a
    break, and figures again below."""
    lines = walk.lines
    if not _follows_break(walk, row):
        return False
    head = next_header(lines, row, row)
    if head is None or head.first_row < row:
        return False
    told = {lines.text(row, c) for c in walk.used(row) if lines.kind(row, c) == WORD}
    across = [c for c in walk.used(row) if c in walk.figure_columns and lines.kind(row, c) == WORD]
    if walk.figure_columns and len(across) * 2 < len(walk.figure_columns & set(walk.used(row))):
        return False
    if not walk.figure_columns and not _is_title(walk, row - 1):
        return False
    below = lines.next_used(head.last_row + 1, last)
    has_figures = below <= last and NUMBER in lines.kinds_of(below)
    return len(told) >= 2 and (has_figures or not walk.figure_columns)


def _follows_break(walk: Walk, row: int) -> bool:
    """Whether a row comes after a blank row, a footer, a title or a total."""
    before = walk.roles.get(row - 1)
    if any(is_total(walk.lines.text(row - 1, column)) for column in walk.used(row - 1)[:2]):
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
