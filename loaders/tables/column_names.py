"""The headings of a table go in; what its columns are remembered by, and the fingerprint of its
layout, come out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from campaign import fold
from loaders.tables.head_span import Path
from loaders.words import strip_level

_RIGHT, _LEFT = ">", "<"
"""A column without a heading is the one beside another: 序号> is the first to the right of 序号."""
_HEADS = ("人次", "人数")
"""Attendances under the same word as sessions are another figure; other measures are left out."""


@lru_cache(maxsize=16384)
def normal_heading(path: Path) -> str:
    """A heading as it is remembered: its levels without blanks, dates and limits, but with 本周,
    累计 and 人次, which make another figure of it."""
    return "/".join(_normal_level(level) for level in path)


@lru_cache(maxsize=16384)
def _normal_level(level: str) -> str:
    text = fold(level)
    period = "累计" if "累计" in text else "本周" if "本周" in text else ""
    kept = strip_level(level) or text
    heads = next((word for word in _HEADS if word in text and word not in kept), "")
    return kept + period + heads


def fingerprint(paths: Iterable[Path]) -> str:
    """The same for the same headings in any order; other headings, another fingerprint."""
    return _fingerprint(tuple(paths))


@lru_cache(maxsize=1024)
def _fingerprint(paths: tuple[Path, ...]) -> str:
    told = "\n".join(sorted(filter(None, map(normal_heading, paths))))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def column_names(paths: Mapping[int, Path], columns: Iterable[int]) -> dict[int, str]:
    """What each of the columns, left to right, is remembered by: its heading, with its number where
    it is not the first alike (备注#2), else the heading beside it."""
    found: dict[int, str] = {}
    seen: Counter[str] = Counter()
    beside, bare = "", 0
    for column in columns:
        heading = normal_heading(paths.get(column, ()))
        if heading:
            seen[heading] += 1
            beside, bare = numbered(heading, seen[heading]), 0
        else:
            bare += 1
        found[column] = beside + _RIGHT * bare
    first = next((column for column in found if normal_heading(paths.get(column, ()))), None)
    for distance, column in enumerate(reversed([c for c in found if first and c < first]), start=1):
        found[column] = _LEFT * distance + found[first or 0]
    return found


def numbered(heading: str, number: int) -> str:
    """The name of the heading that is the n-th alike."""
    return heading if number == 1 else f"{heading}#{number}"


def plain_name(name: str) -> str:
    """The heading of a numbered name; itself for any other."""
    heading, sign, number = name.rpartition("#")
    return heading if sign and number.isdecimal() else name
