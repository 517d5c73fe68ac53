"""A sheet and its tables go in; the sheet as read comes out, without what may not be kept."""

from __future__ import annotations

from collections.abc import Iterable

from campaign import Grid
from loaders.guard import Guarded
from loaders.row_words import names_persons
from loaders.sheets import Sheet
from loaders.table import Table


def grid_of(
    sheet: Sheet, tables: Iterable[Table], guards: Iterable[Guarded], held: frozenset[int]
) -> Grid:
    """The sheet's texts with footers, guarded cells and lines naming persons emptied.

    `held` are the rows kept out of the figures.
    """
    roles, headers = _roles(sheet, tables, held)
    columns = frozenset(c for guard in guards for c in guard.columns)
    cells = frozenset(c for guard in guards for c in guard.cells)
    texts = tuple(
        tuple(
            ""
            if _is_emptied(roles.get(row, "title"), text)
            or (row, column) in cells
            or (column in columns and row not in headers and roles.get(row) != "title")
            else text
            for column in range(sheet.left, sheet.right + 1)
            for text in (sheet.text(row, column),)
        )
        for row in range(sheet.top, sheet.bottom + 1)
    )
    return Grid(sheet.name, sheet.top, sheet.left, texts, sheet.merges, roles)


def _roles(
    sheet: Sheet, tables: Iterable[Table], held: frozenset[int]
) -> tuple[dict[int, str], frozenset[int]]:
    roles: dict[int, str] = {}
    headers: set[int] = set()
    for table in tables:
        roles.update(dict.fromkeys(table.preamble, "title"))
        roles.update(table.roles)
        headers.update(table.rows("header"))
    roles.update(dict.fromkeys(held, "held"))
    for row in range(sheet.top, sheet.bottom + 1):
        roles.setdefault(row, "ignored")
    return dict(sorted(roles.items())), frozenset(headers)


def _is_emptied(role: str, text: str) -> bool:
    if role == "footer":
        return True
    return role in ("title", "ignored") and names_persons(text)
