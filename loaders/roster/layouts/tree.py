"""A roster whose units stand a level a column (党委, 党总支, 党支部) goes in; the view with a unit
a row comes out, each under the one above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from campaign import FieldRole, fold
from loaders.files import Sheet
from loaders.tables import Arrangement, Line, Place, Table, arranged
from loaders.words import plain_number

_LEVEL = re.compile(
    r"第?[一二三四五1-5]级(?:单位|党组织|组织|机构|部门)?(?:名称)?"
    r"|(?:基层)?党?(?:工委|委|组)(?:名称)?|党?(?:总支部?|支部)(?:名称)?"
)
"""Headings of levels; of the same words numbers are how many are below."""


def tree_arrangement(sheet: Sheet, table: Table) -> list[Arrangement]:
    """The view of a roster; none where it names its units or has no such columns."""
    levels = _levels(table) if table.header.key is None else []
    if not levels:
        return []
    named = dict(_named(sheet, table.rows("data"), levels))
    lines = [_line(sheet, row, levels, named) for row in range(sheet.top, sheet.bottom + 1)]
    titles = {field.role: field.title for field in table.header.form.fields}
    at = (table.header.last_row - sheet.top + 1, levels[0] - sheet.left + 1)
    words = {at: titles[FieldRole.NAME]}
    if len(levels) > 1:
        words[at[0], at[1] + 1] = titles[FieldRole.PARENT]
    return [arranged(sheet, lines, layout="tree", words=words)]


def _levels(table: Table) -> list[int]:
    """The columns of levels beside one another, each with names in it and no number."""
    columns = table.header.columns
    found = [
        c for c, heading in sorted(columns.items()) if _LEVEL.fullmatch(fold(heading.path[-1]))
    ]
    beside = found == list(range(found[0], found[0] + len(found))) if found else False
    return found if beside and all(_has_names(table, column) for column in found) else []


def _has_names(table: Table, column: int) -> bool:
    values = [table.sheet.value(row, column) for row in table.rows("data")]
    told = [value for value in values if value not in (None, "")]
    return bool(told) and all(plain_number(value) is None for value in told)


def _named(
    sheet: Sheet, rows: Sequence[int], levels: Sequence[int]
) -> Iterator[tuple[int, tuple[Place, Place | None]]]:
    """By row, where its unit stands, which is the deepest of the row, and where the one above."""
    above: dict[int, Place] = {}
    for row in rows:
        told = [(depth, column) for depth, column in enumerate(levels) if sheet.text(row, column)]
        for depth, column in told:
            if depth not in above or sheet.text(row, column) != sheet.text(*above[depth]):
                above = {d: place for d, place in above.items() if d < depth}
            above[depth] = (row, column)
        if told:
            depth = told[-1][0]
            outer = [above[d] for d in sorted(above) if d < depth]
            yield row, ((row, levels[depth]), outer[-1] if outer else None)


def _line(
    sheet: Sheet, row: int, levels: Sequence[int], named: dict[int, tuple[Place, Place | None]]
) -> Line:
    """A row with its unit and the one above in place of the levels, which one level has not; other
    rows as they stand."""
    before = [(row, column) for column in range(sheet.left, levels[0])]
    after = [(row, column) for column in range(levels[-1] + 1, sheet.right + 1)]
    own = named.get(row, ((row, levels[0]), (row, levels[-1])))
    return [*before, *own[: len(levels)], *after]
