"""The facts of an .xlsx that a value reader hides: error cells, formulas without a value, hidden
rows and columns, percent styles, true extent. Workbook bytes go in; facts by sheet, or a refusal,
come out. Everything is counted while it inflates, so that a bomb stops at its limit.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from campaign import Address, Issue

MAX_INFLATED = 100 * 1024 * 1024
MAX_SHEETS = 50
MAX_CELLS = 500_000
MAX_AREA = 4_000_000
_CHUNK = 1 << 16
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PERCENT_FORMATS = (9, 10)
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


@dataclass(frozen=True)
class BookFacts:
    """Facts of a workbook, by sheet name."""

    sheets: dict[str, SheetFacts]
    has_macros: bool


class _RefusedError(Exception):
    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.code)
        self.issue = issue


class _Budget:
    """Bytes that may still be inflated from one workbook."""

    def __init__(self) -> None:
        self.left = MAX_INFLATED

    def chunks(self, book: zipfile.ZipFile, member: str) -> Iterator[bytes]:
        with book.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    limit = MAX_INFLATED // 2**20
                    raise _RefusedError(Issue("F06", params={"limit": limit}))
                yield chunk


def facts_of(data: bytes) -> BookFacts | Issue:
    """The facts of an .xlsx, or the issue that refuses it (F03, F05, F06, F07, F08)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return _book(book)
    except _RefusedError as refused:
        return refused.issue
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        KeyError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ):
        return Issue("F03")


def _book(book: zipfile.ZipFile) -> BookFacts:
    budget = _Budget()
    names = set(book.namelist())
    workbook = next(n for n in sorted(names, key=len) if n.endswith("workbook.xml"))
    folder = posixpath.dirname(workbook)
    targets = _relations(book, budget, f"{folder}/_rels/workbook.xml.rels", folder)
    listed = _listed_sheets(book, budget, workbook)
    if len(listed) > MAX_SHEETS:
        raise _RefusedError(Issue("F05", params={"size": len(listed), "limit": MAX_SHEETS}))
    percents = _percent_styles(book, budget, f"{folder}/styles.xml", names)
    _inflate_strings(book, budget, f"{folder}/sharedStrings.xml", names)
    sheets: dict[str, SheetFacts] = {}
    for name, relation, hidden in listed:
        facts = SheetFacts(name, hidden)
        if targets.get(relation) in names:
            _scan(book, budget, targets[relation], facts, percents)
        sheets[name] = facts
    return BookFacts(sheets, any(n.endswith("vbaProject.bin") for n in names))


def _parse(chunks: Iterator[bytes], start: Callable[[str, dict[str, str]], None]) -> None:
    parser = _parser()
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise _RefusedError(Issue("F07"))

    parser.StartDoctypeDeclHandler = doctype
    return parser


def _relations(book: zipfile.ZipFile, budget: _Budget, member: str, folder: str) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            targets[attributes.get("Id", "")] = posixpath.normpath(path)

    _parse(budget.chunks(book, member), start)
    return targets


def _listed_sheets(
    book: zipfile.ZipFile, budget: _Budget, member: str
) -> list[tuple[str, str, bool]]:
    listed: list[tuple[str, str, bool]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            listed.append((attributes.get("name", ""), relation, hidden))

    _parse(budget.chunks(book, member), start)
    return listed


def _percent_styles(
    book: zipfile.ZipFile, budget: _Budget, member: str, names: set[str]
) -> frozenset[str]:
    """The cell style numbers whose number format is a percentage."""
    if member not in names:
        return frozenset()
    formats, styles, inside = set(map(str, _PERCENT_FORMATS)), [], [False]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyles"):
            inside[0] = tag == "cellXfs"
        elif tag == "xf" and inside[0]:
            styles.append(attributes.get("numFmtId", "0"))

    _parse(budget.chunks(book, member), start)
    return frozenset(str(i) for i, number in enumerate(styles) if number in formats)


def _inflate_strings(book: zipfile.ZipFile, budget: _Budget, member: str, names: set[str]) -> None:
    """Count the shared strings against the budget and refuse a document type among them."""
    if member in names:
        _parse(budget.chunks(book, member), lambda *_: None)


def _scan(
    book: zipfile.ZipFile,
    budget: _Budget,
    member: str,
    facts: SheetFacts,
    percents: frozenset[str],
) -> None:
    scan = _CellScan(facts, percents)
    parser = _parser()
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    for chunk in budget.chunks(book, member):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


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
            raise _RefusedError(Issue("F08", params={"ref": str(end).rpartition("!")[2]}))
