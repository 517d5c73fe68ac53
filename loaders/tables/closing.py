"""A row that may be none of the table's goes in; whether it closes the table, or is a template's
that waits to be filled, comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from campaign import fold
from loaders.tables.cell_kinds import DASH, DAY, NUMBER, WORD
from loaders.tables.walk import Walk
from loaders.words import (
    holds_a_day,
    is_instruction,
    is_labelled,
    is_placeholder,
    is_sample,
    is_signature,
    is_total,
    names_part,
    no_answer,
    numeral,
)

_LONG = 16
"""Names of units are mostly shorter, and a note is a sentence. 8 and 24 read the corpus alike."""
_SIGNED = 2
"""Who signs, and the day."""
_MARKED = re.compile(r"[*※†‡:]|[(（\[]\d{1,2}[)）\]]|\d{1,2}\.? [A-Za-z]")
"""How a footnote begins: *, (1), [2], 1 Provisional, : not available."""
_FIGURED = re.compile(r"[^\d]{0,2}\d[\d.,]*[^\d]{0,3}")
"""A figure with a word before or a measure behind it: 约20, 3场次."""


def is_full(walk: Walk, row: int) -> bool:
    """Whether a row below a footer is one of the table all the same: a name, or a total, and at
    least one figure beside it."""
    used = walk.used(row)
    if walk.known is None:
        return len(used) > 1 and any(walk.lines.kind(row, c) == NUMBER for c in used)
    named = walk.known.key is None or walk.name(row) or is_total_row(walk, row)
    return bool(named) and any(walk.lines.sheet.value(row, c) != "" for c in walk.known.told)


def is_template(walk: Walk, row: int, texts: list[str]) -> bool:
    """Whether a row waits to be filled in, says how to, or shows how: above the first figures."""
    if is_placeholder(texts) or is_sample(texts[0]):
        return True
    if walk.has_units or "data" in walk.roles.values():
        return False
    return is_sample(walk.name(row)) or is_instruction(texts)


def closes(walk: Walk, row: int, roles: Mapping[int, str]) -> bool:
    """Whether a row at the end of a table is a line below it rather than a unit without figures:
    a note, a signature, a day."""
    used = walk.used(row)
    if len(used) > 1 and not walk.is_of_unit(row):
        values = [walk.lines.sheet.value(row, column) for column in used]
        if is_signature(values):
            return True
    is_part = len(used) > 1 and names_part(walk.name(row))
    if is_part or _holds_answer(walk, row):
        return False
    if walk.is_of_unit(row):
        return _signs_again(walk, row, roles)
    if _is_note(walk, row, roles) or is_labelled(walk.lines.text(row, walk.used(row)[0])):
        return True
    if _is_line(walk, row) or _is_signed(walk, row):
        return True
    if walk.known is None or not walk.known.figures:
        return False
    return not walk.name(row) and row not in walk.merged_names and not is_total_row(walk, row)


def _holds_answer(walk: Walk, row: int) -> bool:
    """Whether a figure, or what stands for one, stands where the table has figures."""
    return any(_is_answer(walk, row, column) for column in walk.figure_columns)


def _is_answer(walk: Walk, row: int, column: int) -> bool:
    kind = walk.lines.kind(row, column)
    if kind != WORD:
        return kind in (NUMBER, DASH)
    text = fold(walk.lines.text(row, column))
    if is_labelled(text) or holds_a_day(text):
        return False
    return (
        no_answer(text) is not None or bool(_FIGURED.fullmatch(text)) or numeral(text) is not None
    )


def _signs_again(walk: Walk, row: int, roles: Mapping[int, str]) -> bool:
    """Whether a unit that has its row above signs here: with a day or a label for its figures, or
    with its name alone between a total and the lines below the table."""
    above = any(r < row and walk.name(r) == walk.name(row) for r in walk.roles)
    is_between = roles.get(row + 1) == "footer" and is_total_row(walk, row - 1)
    return above and (_is_signed(walk, row) or (is_between and len(walk.used(row)) == 1))


def _is_signed(walk: Walk, row: int) -> bool:
    """Whether a day, or a label, stands where the table has figures; in a list that has neither
    figures nor days, beside one more cell at most."""
    columns: Iterable[int] = walk.figure_columns
    if walk.known is not None and not columns and not walk.known.days:
        columns = used if len(used := walk.used(row)) <= _SIGNED else ()
    return any(
        walk.lines.kind(row, c) == DAY
        or is_labelled(text := walk.lines.text(row, c))
        or holds_a_day(text)
        for c in columns
    )


def _is_line(walk: Walk, row: int) -> bool:
    """Whether every text of a row is a label with its answer, or a day; a day in a column that the
    form has for one is an entry's."""
    if walk.known is not None and not walk.known.days.isdisjoint(walk.used(row)):
        return False
    texts = [walk.lines.text(row, column) for column in walk.used(row)]
    return all(is_labelled(text) or holds_a_day(text) for text in texts)


def _is_note(walk: Walk, row: int, roles: Mapping[int, str]) -> bool:
    """Whether a lone line at the end is a note rather than a unit without figures."""
    used = walk.used(row)
    if len(used) != 1 or walk.lines.kind(row, used[0]) == NUMBER:
        return False
    is_marked = _MARKED.match(walk.lines.text(row, used[0])) or is_total_row(walk, row - 1)
    if roles[row] == "section" or (walk.known is None and is_marked):
        return True
    if roles.get(row - 1) == "blank" and (walk.known is None or walk.has_units):
        return True
    is_below_figures = bool(walk.figures) or walk.known is not None
    return len(walk.lines.text(row, used[0])) >= _LONG and is_below_figures


def is_total_row(walk: Walk, row: int) -> bool:
    """Whether a total's word stands in the first two cells of a row."""
    return any(is_total(walk.lines.text(row, column)) for column in walk.used(row)[:2])
