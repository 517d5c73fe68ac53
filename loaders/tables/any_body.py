"""The lines of a sheet and a header go in; what each row below the header is comes out, down to the
next table's title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from campaign import fold
from loaders.tables.cell_kinds import BLANK, NUMBER, WORD, Lines
from loaders.tables.head_span import HeadSpan, next_header
from loaders.tables.levels import told_texts
from loaders.words import header_path, is_footer, is_numbering, is_page_mark, is_placeholder

_LONG = 16
"""Names of units are mostly shorter, and a note is a sentence. 8 and 24 read the corpus alike."""
_WORDY = 3
"""第1页 共2页 stands in one cell or in two."""
_FAR = 3
"""A convention (1 and 6 read the corpus alike): one or two blank rows part sections of a table;
after three a lone cell is something else's."""


@dataclass
class _Walk:
    """What the rows read so far have shown: figures and words by column, and the row before."""

    lines: Lines
    head: HeadSpan
    labels: frozenset[str]
    roles: dict[int, str] = field(default_factory=dict)
    figures: Counter[int] = field(default_factory=Counter)
    words: Counter[int] = field(default_factory=Counter)
    n_blank: int = 0

    @property
    def figure_columns(self) -> set[int]:
        """The columns that hold more figures than words."""
        return {c for c, n in self.figures.items() if n > self.words[c]}

    def used(self, row: int) -> list[int]:
        """The columns of the table that hold something in a row."""
        first, last = self.head.columns[0], self.head.columns[-1]
        return [column for column in self.lines.used(row) if first <= column <= last]

    def take(self, row: int, role: str) -> None:
        """Takes a row as what it is."""
        self.roles[row] = role
        self.n_blank = self.n_blank + 1 if role == "blank" else 0
        if role != "data":
            return
        for column in self.used(row):
            kind = self.lines.kind(row, column)
            self.figures[column] += kind == NUMBER
            self.words[column] += kind == WORD


def body_roles(lines: Lines, head: HeadSpan, last: int) -> tuple[dict[int, str], int]:
    """The role of every row below a header, and the first row that belongs to it no more.

    Totals are data here: which rows are derived is told later, from their words and figures.
    """
    paths = head.paths(lines)
    labels = frozenset(header_path(path)[-1] for path in paths.values() if header_path(path))
    walk = _Walk(lines, head, labels)
    row, end = head.last_row + 1, last + 1
    while row <= last:
        if _is_repeated(walk, row):
            titled = _new_title(walk, row)
            if titled:
                end = titled
                break
            walk.take(row, "repeated")
        elif _opens_another(walk, row, last):
            end = _titles_above(walk, row)
            break
        else:
            walk.take(row, _role(walk, row))
        row += 1
    roles = {row: role for row, role in walk.roles.items() if row < end}
    return _with_footers(walk, roles), end


def _texts(walk: _Walk, row: int) -> list[str]:
    return [walk.lines.text(row, column) for column in walk.used(row)]


def _role(walk: _Walk, row: int) -> str:
    used = walk.used(row)
    if not used:
        return "stray" if walk.lines.used(row) else "blank"
    texts = _texts(walk, row)
    if is_footer(texts[0]) or (len(texts) < _WORDY and is_page_mark("".join(texts))):
        return "footer"
    named = walk.lines.text(row, walk.head.columns[0])
    if not walk.figures and is_numbering([fold(t) for t in texts], fold(named)):
        return "numbering"
    if is_placeholder(texts):
        return "placeholder"
    return _lone_role(walk, row, used, texts)


def _lone_role(walk: _Walk, row: int, used: list[int], texts: list[str]) -> str:
    """A row of one cell: a section's title, a stray figure, or a unit without figures."""
    if len(used) > 1:
        return "stray" if len(used) == 2 and walk.n_blank >= _FAR else "data"
    column = used[0]
    wide = walk.lines.span(row, column)
    if walk.lines.kind(row, column) == NUMBER and (
        walk.n_blank or column != min(walk.figures or [0])
    ):
        return "stray"
    if walk.n_blank >= _FAR and column not in walk.words:
        return "stray"
    covers = wide[3] - wide[1] + 1
    if covers * 2 > len(walk.head.columns) or texts[0].endswith((":", "：")):
        return "section"
    return "data"


def _is_repeated(walk: _Walk, row: int) -> bool:
    """Whether a row says the table's own headings again."""
    known = ["".join(text.split()) for text in walk.lines.filled(row) if text]
    if len(set(known)) < 2:
        return False
    return sum(text in walk.labels for text in known) * 2 > len(known) and len(
        set(known) & walk.labels
    ) >= min(2, len(walk.labels))


def _new_title(walk: _Walk, row: int) -> int:
    """Where another table begins whose header says the same under a title of its own; 0 if the
    header is only repeated."""
    lines, head = walk.lines, walk.head
    first = _titles_above(walk, row)
    titles = {t for r in range(first, row) for t in lines.filled(r) if t}
    known = {t for r in range(lines.sheet.top, head.first_row) for t in lines.filled(r) if t}
    return first if titles - known else 0


def _opens_another(walk: _Walk, row: int, last: int) -> bool:
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


def _follows_break(walk: _Walk, row: int) -> bool:
    """Whether a row comes after a blank row, a footer, a title or a total."""
    before = walk.roles.get(row - 1)
    return before in ("blank", "footer", "section", "stray") or _is_title(walk, row - 1)


def _is_title(walk: _Walk, row: int) -> bool:
    if walk.roles.get(row) is None:
        return False
    used = walk.lines.used(row)
    texts = [walk.lines.text(row, column) for column in used]
    words = all(walk.lines.kind(row, column) == WORD for column in used)
    return bool(used) and words and (len(used) == 1 or told_texts(texts))


def _titles_above(walk: _Walk, row: int) -> int:
    """Where the titles above a header that is not the first begin."""
    while row - 1 > walk.head.last_row:
        role = walk.roles.get(row - 1)
        if role != "blank" and (role == "footer" or not _is_title(walk, row - 1)):
            break
        row -= 1
    return row


def _with_footers(walk: _Walk, roles: dict[int, str]) -> dict[int, str]:
    """The roles with the lines of words below the last figures taken as notes, and what stands
    below them."""
    done = False
    for row in sorted(roles):
        role = roles[row]
        if done and role in ("data", "section"):
            full = any(walk.lines.kind(row, c) == NUMBER for c in walk.used(row))
            roles[row], done = (
                ("data", False) if full and len(walk.used(row)) > 1 else ("footer", True)
            )
        done = roles[row] == "footer" if role != "blank" else done
    rows = [row for row in sorted(roles, reverse=True) if roles[row] != "blank"]
    for row in rows:
        if roles[row] not in ("footer", "stray") and not _is_note(walk, row, roles):
            break
        roles[row] = "footer" if roles[row] != "stray" else "stray"
    return roles


def _is_note(walk: _Walk, row: int, roles: dict[int, str]) -> bool:
    """Whether a lone line at the end is a note rather than a unit without figures."""
    used = walk.used(row)
    if len(used) != 1 or walk.lines.kind(row, used[0]) == NUMBER:
        return False
    if roles[row] == "section" or roles.get(row - 1) == "blank":
        return True
    return len(walk.lines.text(row, used[0])) >= _LONG and bool(walk.figures)


def kinds_down(lines: Lines, column: int, rows: Sequence[int]) -> Counter[str]:
    """How often each kind of cell stands in a column, blanks left out."""
    counted = Counter(lines.kind(row, column) for row in rows)
    del counted[BLANK]
    return counted
