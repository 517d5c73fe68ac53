"""One sheet's XML goes in; the facts that a value reader hides come out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from campaign import Address, Issue
from loaders.archive import Archive, RefusedError

MAX_CELLS = 500_000
MAX_AREA = 4_000_000
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
Cell = tuple[int, int]


@dataclass
class SheetFacts:
    """Facts of one sheet; cells are 1-based (row, column)."""

    name: str
    hidden: bool = False
    errors: dict[Cell, str] = field(default_factory=dict)
    uncached: set[Cell] = field(default_factory=set)
    percents: set[Cell] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    n_cells: int = 0
    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0

    @property
    def area(self) -> int:
        """Cells of the bounding box of all cells with content."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1) if self.n_cells else 0


def scan(archive: Archive, member: str, facts: SheetFacts, percents: frozenset[str]) -> None:
    """Fills `facts` from one sheet; raises RefusedError where it reaches too far (F08).

    `percents` are the cell styles that show a percentage.
    """
    walk = _CellScan(facts, percents)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    archive.feed(member, parser)


class _CellScan:
    """Walks one sheet's XML; a cell without `r` stands right of the one before it."""

    def __init__(self, facts: SheetFacts, percents: frozenset[str]) -> None:
        self.facts, self.percents = facts, percents
        self.row = self.column = 0
        self.kind = self.style = self.value = ""
        self.formula = self.inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._place(attributes.get("r", ""))
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
            self.formula, self.value = False, ""
        elif tag in ("v", "t"):
            self.inside = True
        elif tag == "f":
            self.formula = True
        elif tag == "row":
            self._row(attributes)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), int(attributes["max"])
            self.facts.hidden_columns.update(range(first, min(last, first + 16384) + 1))

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("v", "t"):
            self.inside = False
        elif tag == "c" and (self.value or self.formula):
            self._cell()

    def text(self, text: str) -> None:
        if self.inside and len(self.value) < 64:
            self.value += text

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
        self.column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_rows.add(self.row)

    def _place(self, ref: str) -> None:
        match = _REF.fullmatch(ref)
        if match is None:
            self.column += 1
            return
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        self.row, self.column = int(match[2]), column

    def _cell(self) -> None:
        facts, at = self.facts, (self.row, self.column)
        if self.kind == "e":
            facts.errors[at] = self.value
        elif self.formula and not self.value:
            facts.uncached.add(at)
        if self.style in self.percents:
            facts.percents.add(at)
        self._extend()

    def _extend(self) -> None:
        facts = self.facts
        first = facts.n_cells == 0
        facts.n_cells += 1
        facts.top = self.row if first else min(facts.top, self.row)
        facts.left = self.column if first else min(facts.left, self.column)
        facts.bottom, facts.right = max(facts.bottom, self.row), max(facts.right, self.column)
        if facts.n_cells > MAX_CELLS or facts.area > MAX_AREA:
            end = Address(facts.name, facts.bottom, facts.right)
            raise RefusedError(Issue("F08", params={"ref": str(end).rpartition("!")[2]}))
