"""A sheet and its tables go in; the sheet as read comes out, without what may not be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from campaign import HIDDEN, Grid, fold
from loaders.files import Sheet
from loaders.tables import Table
from loaders.words import PERSONAL, is_labelled, names_persons

_BARE = re.compile(
    r"(?:联系人|联络员|填[表报]人)?(?:姓名)?(?:及|和|、)?(?:(?:联系|办公|移动|手机)?电话|手机)?(?:号码?)?"
)
"""A heading that says persons stand below, and names none."""
_BELOW = ("footer", "stray", "below")
"""Lines below a table or beside it: nothing of them is kept."""
Places = frozenset[tuple[int, int]]
_RESTATED = {"average": "total", "ratio": "total", "part": "total"}


def grid_of(
    sheet: Sheet, tables: Iterable[Table], held: frozenset[int], hidden: Places = frozenset()
) -> Grid:
    """The sheet's texts without footers, and with a mark where persons were named: in lines around
    the tables, and in the places `hidden`, which are empty already.

    `held` are the rows kept out of the figures.
    """
    roles = _roles(sheet, tables, held)
    width = sheet.right - sheet.left + 1
    marked: dict[int, set[int]] = {}
    persons = sheet.where(PERSONAL)
    for row, column in hidden:
        marked.setdefault(row, set()).add(column - sheet.left)
    texts = tuple(
        _marked(
            _kept(sheet, row, roles[row], width, persons.get(row, ())), marked.get(row), roles[row]
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


def _marked(texts: tuple[str, ...], places: set[int] | None, role: str) -> tuple[str, ...]:
    """The texts of a row with the mark in these places."""
    if not places or role in _BELOW:
        return texts
    return tuple(HIDDEN if c in places else text for c, text in enumerate(texts))


def _kept(sheet: Sheet, row: int, role: str, width: int, persons: Sequence[int]) -> tuple[str, ...]:
    """The texts of a row, in the sheet's width, that may be kept: none of the columns `persons`."""
    if role in _BELOW:
        return ("",) * width
    texts, is_beside = sheet.texts(row), role in ("title", "ignored")
    if len(texts) == width and not is_beside and not persons:
        return tuple(texts)
    kept = _without_persons(texts) if is_beside else list(texts)
    for column in persons:
        kept[column - sheet.left] = HIDDEN
    return tuple([*kept, *[""] * (width - len(kept))][:width])


def _without_persons(texts: Iterable[str]) -> list[str]:
    """The texts of a line beside a table without those that name persons, in their label's cell or
    in the cells after it."""
    kept: list[str] = []
    is_named = False
    for text in texts:
        names = bool(text) and (text == HIDDEN or _says_names(text))
        is_named = names or (is_named and not is_labelled(text))
        is_hidden = _is_of_persons(text) if names else is_named
        kept.append(HIDDEN if is_hidden and text else text)
    return kept


def _says_names(text: str) -> bool:
    return names_persons(text) or bool(_BARE.fullmatch(fold(text)))


def _is_of_persons(text: str) -> bool:
    return names_persons(text) and not _BARE.fullmatch(fold(text))
