"""What a paper is before it is drawn: words with figures in their places go in; passages whose
every number is a field come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from campaign import Week, Wording

_UNNAMED = re.compile(r'[\\/:*?"<>|\s]+')
"""What stands in no file's name."""
_MARK = re.compile("\ue000(.+?)\ue001")


@dataclass(frozen=True)
class Cut:
    """What a paper is drawn from: a week as it was frozen, or as it stands where a paper may be of
    a running one. `head` is the audit chain's head then, `frozen_at` that moment, aware."""

    week: Week
    revision: int
    frozen_at: datetime
    head: str
    is_frozen: bool = True

    @classmethod
    def of(cls, line: Mapping[str, object], week: Week) -> Cut:
        """The cut of one line of the ledger's CUTS."""
        at = pd.Timestamp(str(line["frozen_at"])).to_pydatetime()
        return cls(week, int(str(line["revision"])), at, str(line["head"]))

    def file_name(self, title: str, ending: str) -> str:
        """Title, week and revision: no two papers of a district have one name."""
        return f"{_UNNAMED.sub('_', title)}_{self.week.iso}_r{self.revision}.{ending}"


@dataclass(frozen=True)
class Field:
    """One number of a paper as it is printed (`said`), with the figure it is.

    `figure` names it as `figures --json` has it: place, measure or quantity, and the part of its
    line. `value` is unrounded. `n_reported` of `n_expected` units gave it; None of what is none of
    units.
    """

    figure: str
    said: str
    value: float | str
    n_reported: int | None = None
    n_expected: int | None = None


Passage = tuple[str | Field, ...]
"""A sentence or a cell of a table: plain words, and fields in their places."""


@dataclass(frozen=True)
class Table:
    """A ruled table: its headings, and rows of as many cells."""

    head: tuple[Passage, ...]
    rows: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True)
class Section:
    """What a template calls by one name: a heading, paragraphs, sections below it, tables."""

    head: Passage = ()
    body: tuple[Passage, ...] = ()
    parts: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def passages(self) -> Iterator[Passage]:
        """Heading and paragraphs, those of its parts too, in order."""
        yield from (it for it in (self.head, *self.body) if it)
        for part in self.parts:
            yield from part.passages

    @property
    def cells(self) -> Iterator[Passage]:
        """What stands in tables, in order."""
        for table in self.tables:
            yield from table.head
            for row in table.rows:
                yield from row
        for part in self.parts:
            yield from part.cells


@dataclass(frozen=True)
class Paper:
    """A whole paper: its kind, which is its template's name, and what that template calls its
    sections, from the top; `behind` says of a figure's name what it was read from."""

    kind: str
    title: str
    cut: Cut
    sections: Mapping[str, Section]
    behind: Callable[[str], str] | None = field(default=None, compare=False)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every sentence and cell, in order."""
        told = self.sections.values()
        return tuple(it for section in told for it in (*section.passages, *section.cells))

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every number, in order."""
        return tuple(it for said in self.passages for it in said if isinstance(it, Field))

    @property
    def n_characters(self) -> int:
        """The characters of its paragraphs without those of its tables."""
        return sum(len(plain(it)) for section in self.sections.values() for it in section.passages)


def passage(words: Wording, key: str, /, **params: str | Field) -> Passage:
    """The message of `key`, with the fields among its parameters kept as fields."""
    marked = {k: f"\ue000{k}\ue001" if isinstance(v, Field) else v for k, v in params.items()}
    pieces = _MARK.split(words.text(key, **marked))
    said = [params[piece] if i % 2 else piece for i, piece in enumerate(pieces)]
    return tuple(piece for piece in said if piece != "")


def plain(passage: Passage) -> str:
    """The passage as it is read."""
    return "".join(it.said if isinstance(it, Field) else it for it in passage)
