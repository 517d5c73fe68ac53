"""A sender's .xlsx goes in; it comes out opened with its styles, or why it cannot be kept.

The library that keeps styles makes an object of every element of formatting, and a cell of every
cell in a merge, a link or a comment's place: a merged column would be a million of them. So
everything is counted first.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from xml.parsers import expat

import openpyxl
from openpyxl.workbook import Workbook

from campaign import Term

_WHOLE = 4 * 2**20
"""Bytes of XML: about 60,000 cells, three seconds of the library that keeps the styles."""
_FORMATTING = 20_000
"""Elements besides the cells: some 0.1 ms each; an office's form has a few hundred."""
_STYLES = 2_000
"""Named styles, each compared with all before it; books copied for years have hundreds."""
_AREA = 100_000
"""Cells that merges, links and comments cover, half a kilobyte each."""
_OF_CELLS = frozenset({"row", "c", "v", "f", "is", "si", "t", "r", "rPr", "phoneticPr", "rPh"})
_COVERING = frozenset({"mergeCell", "hyperlink", "comment"})
_NAMED = "cellStyle"
_REF = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".bin")


def own_workbook(data: bytes) -> Workbook | Term:
    """The workbook with its styles, or the word for what keeps them from being kept."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            why = _hindrance(package)
        return why or openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    except (ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError):
        return Term("copy_broken")
    except (ValueError, zipfile.BadZipFile, zlib.error, expat.ExpatError, RuntimeError):
        return Term("copy_broken")


def _hindrance(package: zipfile.ZipFile) -> Term | None:
    """What is too much in it. The sizes of its parts bound what is unpacked: none of them gives
    more than it says."""
    parts = [p for p in package.infolist() if not p.filename.lower().endswith(_PICTURES)]
    if sum(part.file_size for part in parts) > _WHOLE:
        return Term("copy_too_large")
    tally = _Tally()
    for part in parts:
        if part.filename.lower().endswith((".xml", ".vml", ".rels")):
            tally.count(package.read(part))
    return Term("copy_too_intricate") if tally.is_too_much else None


class _Tally:
    """What formatting a workbook has, over all its parts."""

    def __init__(self) -> None:
        self._elements: Counter[str] = Counter()
        self._area = self._ranges = 0

    def count(self, xml: bytes) -> None:
        """Adds one part; raises ExpatError for what is no XML."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(xml, True)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _OF_CELLS:
            return
        self._elements[tag] += 1
        self._ranges += given.get("sqref", "").count(" ")
        if tag in _COVERING:
            self._area += sum(_cells_of(given.get("ref", "")))

    @property
    def is_too_much(self) -> bool:
        """Whether the library would be held up by it."""
        return (
            self._elements.total() + self._ranges > _FORMATTING
            or self._elements[_NAMED] > _STYLES
            or self._area > _AREA
        )


def _cells_of(ref: str) -> Iterator[int]:
    """How many cells a place such as B3:C9 has."""
    for left, top, right, bottom in _REF.findall(ref):
        if right:
            across = _number(right) - _number(left) + 1
            yield max(1, across) * max(1, int(bottom) - int(top) + 1)
        else:
            yield 1


def _number(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def _refuse(*_: object) -> None:
    raise ValueError("a document type")
