"""A submission goes in as it was read; what may be kept of it for ever comes out.

A word that may be a person's name or an organisation's (陈斗) is shown while its file waits, so
that somebody can answer, and never stored: it is made a unit's name, or a mark stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from campaign.issue import Address, Issue
from campaign.submission import Grid, Source, Submission

_INSIDE = "[\u4e00-\u9fff]"
"""A letter beside a word makes another word of it: 金碧 in 金碧街道."""


def without_words(text: str, marks: Mapping[str, str]) -> str:
    """A text with the mark of each of these words where it stands by itself in it."""
    if not any(word in text for word in marks):
        return text
    longest = sorted(marks, key=len, reverse=True)
    words = "|".join(map(re.escape, longest))
    return re.sub(f"(?<!{_INSIDE})(?:{words})(?!{_INSIDE})", lambda m: marks[m[0]], text)


def as_kept(sent: Submission) -> Submission:
    """The submission with marks for the words that are shown and not kept (`sent.marks`), in its
    source, its doubts and their places, its sheet and its rows."""
    marks = sent.marks
    if not marks:
        return sent
    source, rows, grid = sent.source, sent.rows, sent.grid
    if "raw_unit" in rows:
        told = [without_words(text, marks) for text in rows["raw_unit"]]
        rows = rows.assign(raw_unit=pd.Series(told, index=rows.index, dtype="str"))
    cells = tuple(tuple(without_words(text, marks) for text in row) for row in grid.cells)
    return replace(
        sent,
        source=_source(source, marks),
        rows=rows,
        issues=tuple(issue_kept(issue, marks) for issue in sent.issues),
        grid=_renamed(replace(grid, cells=cells), marks),
        marks={},
    )


def _source(source: Source, marks: Mapping[str, str]) -> Source:
    file_name, sheet = (without_words(text, marks) for text in (source.file_name, source.sheet))
    return replace(source, file_name=file_name, sheet=sheet)


def _renamed(grid: Grid, marks: Mapping[str, str]) -> Grid:
    return replace(grid, sheet=without_words(grid.sheet, marks))


def issue_kept(issue: Issue, marks: Mapping[str, str]) -> Issue:
    """A doubt with the marks in its text, its place and its parameters."""
    at = issue.address
    place = Address(without_words(at.sheet, marks), at.row, at.column) if at else None
    params = {name: _told(value, marks) for name, value in issue.params.items()}
    return Issue(issue.code, place, without_words(issue.raw, marks), params)


def _told(value: object, marks: Mapping[str, str]) -> object:
    """A parameter of a doubt; a word of the catalogues and a number stay as they are."""
    if isinstance(value, tuple):
        return tuple(_told(item, marks) for item in value)
    return without_words(value, marks) if type(value) is str else value
