"""The tables of a sheet go in; where they are parts of one report the view with a row a unit comes
out: they name the same units and ask for other quantities, under one another or side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaign import CampaignPack, FormKind, fold
from loaders.files import Sheet
from loaders.tables.header import Header
from loaders.tables.laid_out.arrangement import Arrangement, Line, arranged, whole_rows
from loaders.tables.table import Table
from loaders.words import is_other_figure, is_sender_line

_TIMES = frozenset({"week", "activity"})
"""The kinds of columns by which each row is of a week of its own."""
_KEPT = ("data", "section", "total")
Name = tuple[str, str, int]
"""What a row is, what it is called, and how often a row was called so before."""


@dataclass(frozen=True)
class _Part:
    """A table that may be a part of a weekly report, with the columns it adds to the first one."""

    table: Table
    pack: CampaignPack

    @property
    def header(self) -> Header:
        """Its header."""
        return self.table.header

    @cached_property
    def slots(self) -> list[tuple[str, bool]]:
        """The quantities it asks for, each with whether since the launch, once a column."""
        told = ((h.field or "", bool(h.cumulative)) for h in self.header.columns.values())
        return [slot for slot in told if slot[0] in self.pack.quantity]

    @cached_property
    def names(self) -> dict[Name, int]:
        """The row of each name."""
        found: dict[Name, int] = {}
        for role in _KEPT:
            for row in self.table.rows(role):
                name = fold(self._name(role, row))
                n = sum((role, name) == known[:2] for known in found)
                found[role, name, n] = row
        return found

    def _name(self, role: str, row: int) -> str:
        if role == "data":
            return self.table.sheet.text(row, self.header.key) if self.header.key else ""
        return self.table.total_name(row) or next(filter(None, self.table.sheet.texts(row)))

    @property
    def is_plain(self) -> bool:
        """Whether it is a weekly report whose rows are of one unit each, named in its own cell, and
        of no week of their own; a person has said nothing of it."""
        kinds = {self.header.form.field[f].kind for f in self.header.fields}
        is_weekly = self.header.form.kind == FormKind.WEEKLY and not self.header.is_confirmed
        named = [name for role, name, n in self.names if role == "data" and not n]
        is_named = all(named) and len(named) == len(self.table.rows("data")) > 0
        return (
            is_weekly and bool(self.slots and self.header.key) and is_named and not kinds & _TIMES
        )

    @property
    def said(self) -> set[str]:
        """What is said above it of other times, of plans and of who reports."""
        return {t for t in self.table.above if is_other_figure(t) or is_sender_line(t)}

    def columns(self, first: _Part) -> list[int]:
        """Its columns; of a later part those that the first has not: no name, number or remark."""
        there = {f for f in first.header.fields if f not in self.pack.quantity}
        told = sorted(self.header.columns.items())
        return [c for c, h in told if self is first or h.field not in there]


def joined_arrangement(
    sheet: Sheet, tables: Sequence[Table], pack: CampaignPack
) -> list[Arrangement]:
    """The view of a sheet whose tables are parts of one report; none where a quantity stands twice,
    no unit is in all of them, or another time or sender is said above one."""
    parts = [_Part(table, pack) for table in tables]
    if len(parts) < 2 or not all(part.is_plain for part in parts):
        return []
    slots = [slot for part in parts for slot in part.slots]
    shared = set(parts[0].names).intersection(*(part.names for part in parts[1:]))
    is_one = len(set(slots)) == len(slots) and any(role == "data" for role, _, _ in shared)
    if not is_one or any(part.said - parts[0].said for part in parts):
        return []
    return [_joined(sheet, parts)]


def _joined(sheet: Sheet, parts: Sequence[_Part]) -> Arrangement:
    above = dict.fromkeys(row for part in parts for row in part.table.preamble)
    below = dict.fromkeys(row for part in parts for row in part.table.rows("footer"))
    heads = list(_heads(parts))
    body = [[part.names.get(name, 0) for part in parts] for name in _names(parts)]
    lines = [_line(parts, rows) for rows in (*heads, *body)]
    told = tuple(sorted({row for rows in heads for row in rows if row}))
    all_lines = [*whole_rows(sheet, above), *lines, *whole_rows(sheet, below)]
    return arranged(sheet, all_lines, layout="joined", heads=told)


def _heads(parts: Sequence[_Part]) -> Iterator[list[int]]:
    """The rows of the parts' headers side by side, 0 below one that is less deep."""
    for n in range(max(p.header.last_row - p.header.first_row for p in parts) + 1):
        rows = ((p.header.first_row + n, p.header.last_row) for p in parts)
        yield [row if row <= last else 0 for row, last in rows]


def _names(parts: Sequence[_Part]) -> list[Name]:
    """The names of all parts in the order of the first one; those of the others alone stand before
    its last total, which adds them too."""
    first = sorted(parts[0].names, key=lambda name: parts[0].names[name])
    more = [n for part in parts[1:] for n in part.names if n not in parts[0].names]
    at = len(first) - (first[-1][0] == "total")
    return list(dict.fromkeys([*first[:at], *more, *first[at:]]))


def _line(parts: Sequence[_Part], rows: Sequence[int]) -> Line:
    """A row of the view: the cells of each part's row, with the name that the first of them has."""
    told = [(part, row) for part, row in zip(parts, rows, strict=True) if row]
    named = next(((row, part.header.key) for part, row in told if part.header.key), None)
    return [
        named if part is parts[0] and column == part.header.key else (row, column) if row else None
        for part, row in zip(parts, rows, strict=True)
        for column in part.columns(parts[0])
    ]
