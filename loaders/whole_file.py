"""A file and what was read of it go in; it comes out told whether the file may be kept as sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from campaign import Issue
from loaders.entries import Reading
from loaders.files import FileKind, Sheet, read_or_refuse, texts_anywhere
from loaders.words import number_within

_CELL, _PART = 1 << 7, 1 << 14
"""Characters: most cells, and the parts that are the same in every workbook of one program, are not
longer."""


def told_whole(reading: Reading, data: bytes, kind: FileKind, sheets: Sequence[Sheet]) -> Reading:
    """The reading, its original not to be kept where a person's number stands anywhere in the file
    (F30), or where a part of it cannot be searched for one (F31): macros, a locked or a damaged
    part, one that inflates too far. A file that is not kept in any case is not searched."""
    if not (reading.keeps_original and reading.submissions):
        return reading
    why = _why_not(data, kind, sheets)
    return replace(reading, keeps_original=False, issues=(*reading.issues, why)) if why else reading


def _why_not(data: bytes, kind: FileKind, sheets: Sequence[Sheet]) -> Issue | None:
    found = read_or_refuse(lambda: any(map(_holds, texts_anywhere(data, kind, sheets))))
    if isinstance(found, Issue):
        return Issue("F31")
    return Issue("F30") if found else None


def _holds(text: str) -> bool:
    n = len(text)
    return (_in_cell if n <= _CELL else _in_part if n <= _PART else number_within)(text)


_in_cell = lru_cache(maxsize=1 << 14)(number_within)
_in_part = lru_cache(maxsize=256)(number_within)
