"""A row goes in; whether it is exempt as a whole by its remark or by what stands behind its unit's
name comes out: 备注 免报, 区医院（免报）.

Only where the whole remark says so, in the words of a cell, and no cell of the row says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from campaign import Address, Issue, State, fold
from loaders.tables import Table
from loaders.words import EXEMPT, TypedCell

_BEHIND = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]\s*$")
_SILENT = (State.MISSING, State.NOT_APPLICABLE, State.EXEMPT)


def without_excuse(name: str) -> str:
    """A unit's name without the word that excuses it behind it; any other name as it stands."""
    found = _BEHIND.search(name)
    return name[: found.start()] if found and _excuses(found[1]) else name


def excuses_in(table: Table) -> dict[int, Issue]:
    """The rows that say in a remark that they are exempt, each with the note of it."""
    found: dict[int, Issue] = {}
    for column in _remarks(table):
        for row in table.rows("data"):
            if _excuses(text := table.sheet.text(row, column)):
                found.setdefault(row, excuse_at(table, row, column, text))
    return found


def excuse_at(table: Table, row: int, column: int, text: str) -> Issue:
    """The note that a row was read as exempt, at what says so."""
    return Issue("C43", Address(table.sheet.name, row, column), text)


def are_silent(cells: Iterable[TypedCell]) -> bool:
    """Whether no cell has a figure, a doubt that holds it, or a figure to come."""
    return all(cell.state in _SILENT and cell.code != "C15" for cell in cells)


def excused(cells: Sequence[TypedCell], texts: Sequence[str]) -> list[TypedCell]:
    """The cells of an exempt row: what is asked of nobody stays so."""
    return [
        replace(cell, state=State.EXEMPT, code="") if text or cell.state is State.MISSING else cell
        for cell, text in zip(cells, texts, strict=True)
    ]


def _remarks(table: Table) -> list[int]:
    header = table.header
    ignored = (field.id for field in header.form.fields if field.ignored)
    return [column for id_ in ignored for column in header.fields.get(id_, ())]


@lru_cache(maxsize=1 << 12)
def _excuses(text: str) -> bool:
    return fold(text).strip("()[]【】") in EXEMPT
