"""A weekly table goes in; the rows of which a remark, or a line above them, says that their figures
are none of the week's come out: 备注 沿用上周数, a line 以下为上周补报单位."""

from __future__ import annotations

from campaign import Address, Issue
from loaders.tables import Table
from loaders.words import heads_others, takes_back


def taken_back(table: Table) -> dict[int, Issue]:
    """P38 by row, at what says so."""
    rows, sheet = table.rows("data"), table.sheet
    found: dict[int, Issue] = {}
    for column in _remarks(table):
        for row, text in zip(rows, sheet.texts_down(column, rows), strict=True):
            if text and takes_back(text):
                found.setdefault(row, Issue("P38", Address(sheet.name, row, column), text))
    return found | _below_lines(table)


def _below_lines(table: Table) -> dict[int, Issue]:
    """The rows below a line that heads others, down to the next line."""
    found: dict[int, Issue] = {}
    said, sections = "", table.rows("section")
    for row in sorted({*sections, *table.rows("data")} if sections else ()):
        if row in sections:
            text = next(filter(None, table.sheet.texts(row)), "")
            said = text if heads_others(text) else ""
        elif said:
            found[row] = Issue("P38", Address(table.sheet.name, row), said)
    return found


def _remarks(table: Table) -> list[int]:
    """The columns of remarks and those that no field claims."""
    fields = {f.id: f for f in table.header.form.fields}
    plain = {id_ for id_, f in fields.items() if f.ignored and not (f.role or f.kind)}
    return [c for c, h in sorted(table.header.columns.items()) if h.field in {None, *plain}]
