"""The tables of a sheet go in; where cells hold two figures under a heading that names both, 3/120
under 党课（场/人次）, the view with a column for each comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaign import CampaignPack, Form, FormKind, fold
from loaders.files import Sheet
from loaders.tables.laid_out.arrangement import Arrangement, Place, arranged
from loaders.tables.table import Table
from loaders.words import counts_heads, exact_heading, is_plain_part, no_answer, two_named

_WORD = r"[\u4e00-\u9fff]{1,3}(?:\(次\))?"
_TWO = re.compile(rf"(\d+)(?:({_WORD})[/、,;]?|[/、,;(])(\d+)({_WORD})?\)?")
Pair = tuple[str, str]


def pair_columns(table: Table, pack: CampaignPack) -> dict[int, Pair]:
    """The columns of a weekly report whose lowest heading names two figures, each with the two
    headings it stands for."""
    form = table.header.form
    if form.kind != FormKind.WEEKLY or table.header.is_confirmed:
        return {}
    paths = {
        c: h.path for c, h in table.header.columns.items() if h.path and (h.is_open or not h.field)
    }
    named = ((c, path, two_named(path[-1])) for c, path in paths.items())
    return {c: pair for c, path, pair in named if pair and _are_two(path[:-1], pair, form, pack)}


def _are_two(above: tuple[str, ...], pair: Pair, form: Form, pack: CampaignPack) -> bool:
    """Whether two headings are two quantities, one of the week and since the launch, or one beside
    what counts the people at it, was planned or is of the week before."""
    found = [exact_heading((*above, one), form, pack) for one in pair]
    known = {(each.field, each.cumulative) for each in found if each.field in pack.quantity}
    others = [p for p, each in zip(pair, found, strict=True) if each.field not in pack.quantity]
    is_beside = all(_counts_heads(other) or _ends_in_part(other) for other in others)
    return len(known) == len(pair) or bool(known and others and is_beside)


def _ends_in_part(heading: str) -> bool:
    """Whether a heading ends in a word of another time or of a plan: 集中学习上周."""
    return any(is_plain_part(heading[at:]) for at in range(1, len(heading)))


def _counts_heads(heading: str) -> bool:
    return counts_heads(heading.rpartition("(")[2].rstrip(")"))


def parted_arrangement(
    sheet: Sheet, tables: Sequence[Table], pack: CampaignPack
) -> list[Arrangement]:
    """The view of a sheet with such columns; none for every other sheet, and where one of the cells
    holds anything else than two figures or none."""
    found = [(t, c, pair) for t in tables for c, pair in pair_columns(t, pack).items()]
    told = [_cells(table, column, pair) for table, column, pair in found]
    if not told or not all(told):
        return []
    said = {place: parts for cells in told for place, parts in cells.items()}
    return [_parted(sheet, {column for _, column, _ in found}, said)]


def _cells(table: Table, column: int, pair: Pair) -> dict[Place, Pair]:
    """What the heading and the cells of a column say, part by part; nothing where one does not say
    two figures."""
    rows = range(table.header.first_row, table.header.last_row + 1)
    head = max(row for row in rows if table.sheet.text(row, column))
    found = {(head, column): pair}
    for row in (*table.rows("data"), *table.rows("total")):
        value = table.sheet.value(row, column)
        if no_answer(value) is not None:
            continue
        match = _TWO.fullmatch(fold(value)) if isinstance(value, str) else None
        if match is None or not _fits(match[2], pair[0]) or not _fits(match[4], pair[1]):
            return {}
        found[row, column] = match[1], match[3]
    return found


def _fits(word: str | None, heading: str) -> bool:
    """Whether the word behind a figure, if any, is of the kind that its heading counts."""
    return not word or counts_heads(word) == _counts_heads(heading)


def _parted(sheet: Sheet, columns: set[int], said: dict[Place, Pair]) -> Arrangement:
    """Every cell where it stands; those of such columns twice, each time with its part."""
    across = [c for c in range(sheet.left, sheet.right + 1) for _ in range(1 + (c in columns))]
    lines = [[(row, c) for c in across] for row in range(sheet.top, sheet.bottom + 1)]
    words = {
        (r, c): said[place][across[c - 2] == place[1]]
        for r, line in enumerate(lines, start=1)
        for c, place in enumerate(line, start=1)
        if place in said
    }
    return arranged(sheet, lines, layout="two_figures", words=words)
