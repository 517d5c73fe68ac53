"""A sheet and its tables go in; the sheet as read comes out, without what may not be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from campaign import Grid, fold
from loaders.personal import digits, names_a_person
from loaders.row_words import names_persons
from loaders.sheets import Sheet
from loaders.table import Table

_BARE = re.compile(
    r"(?:联系人|联络员|填[表报]人)?(?:姓名)?(?:及|和|、)?(?:(?:联系|办公|移动|手机)?电话|手机)?(?:号码?)?"
)
"""A heading that says persons stand below, and names none."""
_RESTATED = {"average": "total", "ratio": "total"}


def grid_of(sheet: Sheet, tables: Iterable[Table], held: frozenset[int]) -> Grid:
    """The sheet's texts with footers and lines naming persons emptied; guarded cells are empty
    already.

    `held` are the rows kept out of the figures.
    """
    roles = _roles(sheet, tables, held)
    texts = tuple(
        tuple(
            "" if not text or _is_emptied(roles[row], sheet, row, column) else text
            for column in range(sheet.left, sheet.right + 1)
            for text in (sheet.text(row, column),)
        )
        for row in range(sheet.top, sheet.bottom + 1)
    )
    return Grid(sheet.name, sheet.top, sheet.left, texts, sheet.merges, roles)


def _roles(sheet: Sheet, tables: Iterable[Table], held: frozenset[int]) -> dict[int, str]:
    roles = dict.fromkeys(range(sheet.top, sheet.bottom + 1), "ignored")
    for table in tables:
        for row, role in (dict.fromkeys(table.preamble, "title") | table.roles).items():
            if roles[row] != "data":  # a row of the table beside it
                roles[row] = _RESTATED.get(role, role)
    return roles | dict.fromkeys(held, "held")


def _is_emptied(role: str, sheet: Sheet, row: int, column: int) -> bool:
    if role == "footer":
        return True
    if names_a_person(digits(sheet.value(row, column))):
        return True
    text = sheet.text(row, column)
    is_bare = _BARE.fullmatch(fold(text))
    return role in ("title", "ignored") and names_persons(text) and not is_bare
