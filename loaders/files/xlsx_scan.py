"""One sheet's XML goes in; the facts that a value reader hides come out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from loaders.files.archive import feed, is_plain
from loaders.files.limits import (
    FURTHEST_COLUMN,
    MAX_AREA,
    MAX_CELLS,
    RefusedError,
    hide,
    reaches_too_far,
)

_HIDING = (b'"e"', b":c")
_FAR = re.compile(rb'<c r="(?:[A-Z]{3}|[A-Z]+[0-9]{5}|[^A-Z])')
_WIDE = re.compile(rb'<c r="(?:[A-Z]{2}|[A-Z][0-9]{6}|[^A-Z])')
"""Of 26 columns and 99,999 rows the box is within the limit, wherever the cells stand."""
_PLACE = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
_PLACES = re.compile(_PLACE)
_RESULTS = re.compile(rb"(?:</f>|<f[^<>]*/>)<v>[^<]")
_UNCACHED = re.compile(_PLACE + rb"[^<>]*>(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)(?:<v></v>|<v/>)?</c>")
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

    def extend(self, row: int, column: int) -> None:
        """Counts a cell with content; raises RefusedError where that is too many or too far."""
        first = self.n_cells == 0
        self.n_cells += 1
        self.top = row if first else min(self.top, row)
        self.left = column if first else min(self.left, column)
        self.bottom, self.right = max(self.bottom, row), max(self.right, column)
        if self.n_cells > MAX_CELLS or self.area > MAX_AREA:
            raise RefusedError(reaches_too_far(self.bottom, self.right))


def scan(xml: bytes, facts: SheetFacts, percents: frozenset[str]) -> None:
    """Fills `facts` from one sheet's XML; raises RefusedError where it reaches too far (F08).

    `percents` are the cell styles that show a percentage. Most sheets hide nothing; a search among
    the bytes tells so several times faster than a parser, and whatever it is not sure of is parsed.
    """
    if _is_searched(xml, facts, percents):
        return
    walk = _CellScan(facts, percents)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    feed(xml, parser)


def _is_searched(xml: bytes, facts: SheetFacts, percents: frozenset[str]) -> bool:
    """Fills `facts` by a search, if a sheet certainly has no error and no hidden line, nothing else
    than the search knows, and its cells within the limits: within 9,999 rows of 702 columns the box
    is no danger, and counted once read."""
    if not is_plain(xml) or b"hidden" in xml:
        return False
    cells = xml[xml.find(b"<sheetData>") : xml.rfind(b"</sheetData>") + 1]
    if not cells or any(mark in cells for mark in _HIDING):
        return False
    n_cells = cells.count(b"<c")
    if n_cells > MAX_CELLS or n_cells != cells.count(b'<c r="'):
        return False
    if _FAR.search(cells) and not _lies_within(cells, n_cells):
        return False
    shares = _shares(percents, cells) if percents else set()
    uncached = _uncached(cells)
    if shares is None or uncached is None:
        return False
    facts.percents |= shares
    facts.uncached |= uncached
    for row, column in uncached:
        facts.extend(row, column)
    return True


def _uncached(cells: bytes) -> set[Cell] | None:
    """The formulas without a result; None where some are written otherwise."""
    n_formulas = cells.count(b"<f")
    if not n_formulas:
        return set()
    found = _UNCACHED.findall(cells)
    if len(found) + len(_RESULTS.findall(cells)) != n_formulas:
        return None
    return {(int(row), _number(column)) for column, row in found}


def _lies_within(cells: bytes, n_cells: int) -> bool:
    """Whether the box around all cells is within the limit, by the place of every one."""
    if not _WIDE.search(cells):
        return True
    places = _PLACES.findall(cells)
    columns = [_number(letters) for letters in {letters for letters, _ in places}]
    rows = [int(row) for row in {row for _, row in places}]
    if len(places) != n_cells:
        return False
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) <= MAX_AREA


def _shares(styles: frozenset[str], cells: bytes) -> set[Cell] | None:
    """The cells of these styles that hold something; None where some are written otherwise."""
    listed = "|".join(sorted(styles)).encode()
    marked = _PLACE + rb' s="(?:%s)"(?:[^<>]*[^<>/])?(/>|></c>|><v>[^<]|><f)' % listed
    found = re.findall(marked, cells)
    if len(found) != len(re.findall(rb'\bs\s*=\s*"(?:%s)"' % listed, cells)):
        return None
    told = ((row, column) for column, row, then in found if then not in (b"/>", b"></c>"))
    return {(int(row), _number(column)) for row, column in told}


def _number(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


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
            hide(self.facts.hidden_columns, first, last, FURTHEST_COLUMN)

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
        self.row, self.column = int(match[2]), _number(match[1].encode())

    def _cell(self) -> None:
        facts, at = self.facts, (self.row, self.column)
        if self.kind == "e":
            facts.errors[at] = self.value
        elif self.formula and not self.value:
            facts.uncached.add(at)
        if self.style in self.percents:
            facts.percents.add(at)
        facts.extend(self.row, self.column)
