"""The last row that a person named goes in; what tells a table's end next time comes out, and the
row it ends at.

A sheet of next week has more rows or fewer: not the row is remembered but what stands in the first
line below it.
"""

from __future__ import annotations

import hashlib
import re

from campaign import fold
from loaders.tables.cell_kinds import Lines
from loaders.words import may_be_name, names_a_person, names_persons

_BOTTOM, _BLANK = "bottom", "blank"
"""Nothing follows, or a blank line does; of a line with words their hash is kept."""
_DIGITS = re.compile(r"\d+")


def end_below(lines: Lines, first: int, last: int) -> str:
    """What stands below the row `last` of a table that begins in `first`; empty where nothing
    stands there that may be kept, since it names a person."""
    bottom = lines.sheet.bottom
    below = lines.next_used(last + 1, bottom)
    if below > bottom:
        return _BOTTOM
    if label := _label(lines, below):
        return label
    is_first_gap = not any(lines.is_blank(row) for row in range(first, last + 1))
    return _BLANK if lines.is_blank(last + 1) and is_first_gap else ""


def last_row(lines: Lines, first: int, end: str) -> int | None:
    """The last row of a table that begins in `first` and ends so; None where nothing tells it."""
    bottom = lines.sheet.bottom
    rows = range(first, bottom + 1)
    if end == _BOTTOM:
        return bottom
    if end == _BLANK:
        found = next((row for row in rows if lines.is_blank(row)), None)
    else:
        found = next((row for row in rows if end == _label(lines, row)), None)
    return None if found is None else found - 1


def _label(lines: Lines, row: int) -> str:
    """The hash of a row's first words up to a colon, without numbers; empty where they may name a
    person."""
    text = next((lines.text(row, column) for column in lines.used(row)), "")
    label, colon, _ = _DIGITS.sub("", fold(text)).partition(":")
    is_personal = names_a_person(label) or may_be_name(label)
    if not label or is_personal or (names_persons(text) and not colon):
        return ""
    return hashlib.sha256(label.encode()).hexdigest()[:16]
