"""A table's rows read from the top go in; what they have shown so far comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from campaign import fold
from loaders.files import texts_of_merges
from loaders.tables.cell_kinds import BLANK, NUMBER, WORD, Lines
from loaders.tables.head_span import HeadSpan, plain_path
from loaders.words import is_serial, numeral


@dataclass(frozen=True)
class KnownColumns:
    """What a form says of a table's columns: `key` names the rows, `told` say something of them,
    `figures` hold nothing but figures, `days` a day of the row's own; `is_unit` whether a folded
    name is a unit's."""

    key: int | None
    told: tuple[int, ...]
    figures: frozenset[int]
    days: frozenset[int]
    is_unit: Callable[[str], bool]


@dataclass
class Walk:
    """What the rows read so far have shown: their roles, and figures and words by column."""

    lines: Lines
    head: HeadSpan
    labels: frozenset[str]
    serials: frozenset[int]
    known: KnownColumns | None = None
    roles: dict[int, str] = field(default_factory=dict)
    figures: Counter[int] = field(default_factory=Counter)
    words: Counter[int] = field(default_factory=Counter)
    n_blank: int = 0
    has_units: bool = False

    @classmethod
    def of(cls, lines: Lines, head: HeadSpan, known: KnownColumns | None) -> Walk:
        """The walk before its first row."""
        paths = {c: plain_path(path) for c, path in head.paths(lines).items()}
        labels = frozenset(path[-1] for path in paths.values() if path)
        serials = frozenset(c for c, path in paths.items() if path and is_serial(path[-1]))
        return cls(lines, head, labels, serials, known)

    @property
    def figure_columns(self) -> frozenset[int]:
        """The columns of figures: the form's, else those that hold more figures than words."""
        if self.known is not None:
            return self.known.figures
        return frozenset(c for c, n in self.figures.items() if n > self.words[c])

    @cached_property
    def merged_names(self) -> dict[int, str]:
        """The names of rows that lie in a merge of the column of names."""
        key = self.known.key if self.known else None
        return texts_of_merges(self.lines.sheet, key) if key else {}

    def used(self, row: int) -> list[int]:
        """The columns of the table that hold something in a row."""
        first, last = self.head.columns[0], self.head.columns[-1]
        return [column for column in self.lines.used(row) if first <= column <= last]

    def name(self, row: int) -> str:
        """What names a row: its cell in the column of names, else in the table's first one."""
        column = self.head.columns[0] if self.known is None else self.known.key
        return self.lines.sheet.text(row, column) if column else ""

    def first_text(self, row: int) -> str:
        """The text in the table's first column, before the name; empty where that is the name."""
        first = self.head.columns[0]
        is_name = self.known is not None and first == self.known.key
        return "" if is_name else self.lines.text(row, first)

    def is_of_unit(self, row: int) -> bool:
        """Whether a row bears the name of a unit of the roster."""
        if self.known is None or not (name := self.name(row)):
            return False
        return self.known.is_unit(fold(name))

    def is_unfilled(self, row: int, used: Sequence[int]) -> bool:
        """Whether a row holds nothing but its number: a list numbered before it is filled in."""
        if row in self.merged_names or not self.serials.issuperset(used):
            return False
        return all(
            self.lines.kind(row, c) == NUMBER or numeral(fold(self.lines.text(row, c))) is not None
            for c in used
        )

    def is_before_names(self, column: int) -> bool:
        """Whether a column stands left of a form's column of names."""
        return self.known is not None and self.known.key is not None and column < self.known.key

    def take(self, row: int, role: str) -> None:
        """Takes a row as what it is."""
        self.roles[row] = role
        self.n_blank = self.n_blank + 1 if role == "blank" else 0
        if role != "data":
            return
        self.has_units = self.has_units or self.is_of_unit(row)
        if self.known is not None:
            return
        for column in self.used(row):
            kind = self.lines.kind(row, column)
            self.figures[column] += kind == NUMBER
            self.words[column] += kind == WORD


def kinds_down(lines: Lines, column: int, rows: Sequence[int]) -> Counter[str]:
    """How often each kind of cell stands in a column, blanks left out."""
    counted = Counter(lines.kind(row, column) for row in rows)
    del counted[BLANK]
    return counted
