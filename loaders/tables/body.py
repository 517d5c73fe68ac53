"""The lines of a sheet and a header go in; what each row below the header is comes out.

Where a form is known its columns of names and figures are known too; without one they are those
that the rows show. The rules are the same.
"""

from __future__ import annotations

from campaign import fold
from loaders.tables.cell_kinds import NUMBER, Lines
from loaders.tables.closing import closes, is_full, is_template, is_total_row
from loaders.tables.head_span import HeadSpan
from loaders.tables.next_table import end_above, says_again
from loaders.tables.walk import KnownColumns, Walk
from loaders.words import (
    counts_senders,
    is_footer,
    is_numbering,
    is_page_mark,
    is_parameter,
    is_sample,
    is_section,
)

_WORDY = 3
"""第1页 共2页 stands in one cell or in two."""
_SHORT = 4
"""Numbers of columns are as short (12, 第3列, (10)); that spares testing every row for them."""
_FAR = 3
"""A convention (1 and 6 read the corpus alike): one or two blank rows part sections of a table;
after three a lone cell is something else's."""


def body_roles(
    lines: Lines,
    head: HeadSpan,
    last: int,
    *,
    known: KnownColumns | None = None,
    again: frozenset[int] = frozenset(),
    said_last: int | None = None,
) -> tuple[dict[int, str], int]:
    """The role of every row below a header, and the first row that belongs to it no more.

    Totals are data here: which rows are derived is told later, from their words and figures. Of a
    known form the table ends at `last`, and the rows `again` say its header again. `said_last` is
    the last row as a person named it.
    """
    walk = Walk.of(lines, head, known)
    row, end = head.last_row + 1, last + 1
    while row <= last:
        if known is None and (end_here := end_above(walk, row, last)):
            end = end_here
            break
        walk.take(row, "repeated" if row in again else _role(walk, row))
        row += 1
    roles = {row: role for row, role in walk.roles.items() if row < end}
    if said_last is None:
        return _with_footers(walk, roles), end
    return _ended(walk, _with_footers(walk, roles), said_last), end


def _ended(walk: Walk, roles: dict[int, str], last: int) -> dict[int, str]:
    """The roles with full rows down to the last one a person named taken as the table's, and those
    below it as none of it; a total stays one, and a line of persons no row."""
    found = dict(roles)
    for row, role in roles.items():
        if row <= last and role == "footer" and walk.roles[row] == "data" and is_full(walk, row):
            found[row] = "data"
        elif row > last and role in ("data", "section") and not is_total_row(walk, row):
            found[row] = "below"
    return found


def _role(walk: Walk, row: int) -> str:
    if walk.is_of_unit(row) and (walk.has_units or not is_sample(walk.first_text(row))):
        return "data"
    used = walk.used(row)
    if not used:
        return "stray" if walk.lines.used(row) else "blank"
    texts = [walk.lines.text(row, column) for column in used]
    if is_footer(texts[0]) or (len(texts) < _WORDY and is_page_mark("".join(texts))):
        return "footer"
    return _furniture_role(walk, row, used, texts) or _lone_role(walk, row, used, texts)


def _furniture_role(walk: Walk, row: int, used: list[int], texts: list[str]) -> str:
    """What a row between the others is that holds nothing of the table; empty for all others."""
    if _is_numbering(walk, row, texts):
        return "numbering"
    if says_again(walk, row):
        return "repeated"
    if is_template(walk, row, texts):
        return "placeholder"
    if _is_setting(walk, row):
        return "stray"
    return "blank" if walk.is_unfilled(row, used) else ""


def _is_setting(walk: Walk, row: int) -> bool:
    """Whether a row belongs to a block of settings set apart below a form's table, or says how many
    units have reported."""
    before, name = walk.roles.get(row - 1), walk.name(row)
    is_set = before in ("blank", "stray") and is_parameter(name)
    return walk.has_units and (is_set or counts_senders(name))


def _is_numbering(walk: Walk, row: int, texts: list[str]) -> bool:
    """Whether a row only numbers the columns; without a form only above the first figures, and in
    letters alone only above another row."""
    if row == walk.lines.sheet.bottom and all(text.isascii() and text.isalpha() for text in texts):
        return False
    if any(len(text.partition("=")[0]) > _SHORT for text in texts) or (
        walk.known is None and walk.figures
    ):
        return False
    return is_numbering([fold(text) for text in texts], fold(walk.name(row)))


def _lone_role(walk: Walk, row: int, used: list[int], texts: list[str]) -> str:
    """A row of one cell: a section's title, a stray figure, or a unit without figures."""
    if len(used) > 1:
        is_apart = walk.known is None and len(used) == 2 and walk.n_blank >= _FAR
        return "stray" if is_apart else "data"
    column = used[0]
    if walk.lines.kind(row, column) == NUMBER:
        return "stray" if walk.n_blank or _is_beside(walk, column) else "data"
    if walk.known is None and walk.n_blank >= _FAR and column not in walk.words:
        return "stray"
    wide = walk.lines.span(row, column)
    covers = wide[3] - wide[1] + 1
    if covers * 2 > len(walk.head.columns) or is_section(texts[0]):
        return "section"
    return "section" if walk.is_before_names(column) else "data"


def _is_beside(walk: Walk, column: int) -> bool:
    return walk.known is None and column != min(walk.figures or [0])


def _with_footers(walk: Walk, roles: dict[int, str]) -> dict[int, str]:
    """The roles with the lines below the last figures taken as notes; below a footer only a full
    row is one of the table."""
    done = False
    for row in sorted(roles):
        if roles[row] in ("data", "section") and done:
            done = not is_full(walk, row)
            roles[row] = "footer" if done else "data"
        elif roles[row] != "blank":
            done = roles[row] == "footer"
    for row in sorted(roles, reverse=True):
        if roles[row] in ("blank", "footer", "stray"):
            continue
        if not closes(walk, row, roles):
            break
        roles[row] = "footer"
    return roles
