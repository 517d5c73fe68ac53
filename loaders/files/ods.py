"""OpenDocument spreadsheet (.ods) bytes go in; their sheets come out.

One walk over content.xml gives values and facts alike. A cell may say that it is repeated a million
times: repeats are counted against the limits before they are written out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from campaign import Issue
from loaders.files.archive import Archive, feed
from loaders.files.filling import ERRORS, Filling
from loaders.files.limits import (
    FURTHEST_COLUMN,
    FURTHEST_ROW,
    MAX_AREA,
    MAX_CELLS,
    MAX_SHEETS,
    RefusedError,
    deeper,
    reaches_too_far,
    too_many,
)
from loaders.files.locked import NEEDED
from loaders.files.serial_days import day_of, time_of
from loaders.files.sheet import UNCACHED, CellError, CellValue, Sheet

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_ERROR = re.compile(r"Err:\d{3}")
_NUMBERS = frozenset({"float", "percentage", "currency"})
_BREAKS = {"tab": "\t", "line-break": "\n"}


def sheets_of_ods(archive: Archive) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """The sheets of an .ods, with a note where it holds macros (F09); raises RefusedError beyond
    the limits, at a document type (F07) and where it is encrypted (F04)."""
    if _MANIFEST in archive.names and b"encryption-data" in archive.inflated(_MANIFEST):
        raise RefusedError(NEEDED)
    walk = _Content()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    feed(archive.inflated(_CONTENT), parser)
    has_macros = any(name.startswith(("Basic/", "Scripts/")) for name in archive.names)
    return tuple(f.sheet() for f in walk.sheets), (Issue("F09"),) if has_macros else ()


class _Content:
    """Walks the document's content."""

    def __init__(self) -> None:
        self.sheets: list[Filling] = []
        self._unseen: set[str] = set()
        self._style = ""
        self._row = self._column = 1
        self._rows = 1
        self._given: Mapping[str, str] = {}
        self._lines: list[str] = []
        self._within: list[str] = []
        self._opens = {
            "style": self._open_style,
            "table-properties": self._open_properties,
            "table": self._open_table,
            "table-column": self._open_column,
            "table-row": self._open_row,
            "table-cell": self._open_cell,
            "covered-table-cell": self._open_cell,
        }

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Opens an element."""
        tag = _local(tag)
        deeper(self._within, tag)
        if "annotation" in self._within:
            return
        if tag in self._opens:
            self._opens[tag]({_local(name): value for name, value in given.items()})
        elif self._lines:
            self._open_text(tag, given)

    def end(self, tag: str) -> None:
        """Closes an element; a cell is kept when it ends."""
        tag = _local(tag)
        self._within.pop()
        if "annotation" in self._within:
            return
        if tag in ("table-cell", "covered-table-cell"):
            self._keep()
        elif tag == "table-row":
            self._row += self._rows

    def text(self, text: str) -> None:
        """Gathers the paragraphs of a cell, comments apart."""
        if self._lines and "p" in self._within and "annotation" not in self._within:
            self._lines[-1] += text

    def _open_text(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "p":
            self._lines.append("")
        elif tag == "s":
            count = next((v for k, v in given.items() if _local(k) == "c"), "1")
            self._lines[-1] += " " * min(int(count), 100)
        else:
            self._lines[-1] += _BREAKS.get(tag, "")

    def _open_style(self, found: Mapping[str, str]) -> None:
        self._style = found.get("name", "")

    def _open_properties(self, found: Mapping[str, str]) -> None:
        if found.get("display") == "false":
            self._unseen.add(self._style)

    def _open_table(self, found: Mapping[str, str]) -> None:
        hidden = found.get("style-name", "") in self._unseen
        self.sheets.append(Filling(found.get("name", ""), hidden=hidden))
        if len(self.sheets) > MAX_SHEETS:
            raise RefusedError(too_many(len(self.sheets), MAX_SHEETS))
        self._row = self._column = 1

    def _open_column(self, found: Mapping[str, str]) -> None:
        first = self._column
        self._column += _count(found.get("number-columns-repeated"), FURTHEST_COLUMN)
        if found.get("visibility", "visible") != "visible":
            last = min(self._column, FURTHEST_COLUMN + 1)
            self.sheets[-1].hidden_columns.update(range(first, last))

    def _open_row(self, found: Mapping[str, str]) -> None:
        self._rows = _count(found.get("number-rows-repeated"), FURTHEST_ROW)
        self._column = 1
        if found.get("visibility", "visible") != "visible":
            last = min(self._row + self._rows, FURTHEST_ROW + 1)
            self.sheets[-1].hidden_rows.update(range(self._row, last))

    def _open_cell(self, found: Mapping[str, str]) -> None:
        self._given, self._lines = found, [""]

    def _keep(self) -> None:
        given, lines, self._lines = self._given, self._lines, []
        columns = _count(given.get("number-columns-repeated"), FURTHEST_COLUMN)
        first, self._column = self._column, self._column + columns
        sheet = self.sheets[-1]
        value = _value(given, "\n".join(lines[1:]))
        if value != "":
            self._check(columns)
            percent = given.get("value-type") == "percentage"
            sheet.put_all(self._row, self._rows, first, columns, value, percent=percent)
        down = _count(given.get("number-rows-spanned"), FURTHEST_ROW)
        across = _count(given.get("number-columns-spanned"), FURTHEST_COLUMN)
        sheet.merge(self._row, first, self._row + down - 1, first + across - 1)

    def _check(self, columns: int) -> None:
        bottom, right = self._row + self._rows - 1, self._column - 1
        if self._rows * columns > MAX_CELLS or bottom > MAX_AREA:
            raise RefusedError(reaches_too_far(bottom, right))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _count(text: str | None, furthest: int) -> int:
    return min(max(1, int(text)), furthest) if text else 1


def _value(given: Mapping[str, str], text: str) -> CellValue:
    """A cell as typed by the file; `calcext:value-type` alone tells an error from a text."""
    kind = given.get("value-type", "")
    if kind == "error" or ("formula" in given and (text in ERRORS or _ERROR.fullmatch(text))):
        return CellError(text or "#N/A")
    if kind in _NUMBERS:
        return float(given.get("value", ""))
    if kind == "boolean":
        return given.get("boolean-value") == "true"
    if kind == "date":
        return day_of(given.get("date-value", text))
    if kind == "time":
        return time_of(given.get("time-value", text))
    if kind == "" and not text and "formula" in given:
        return UNCACHED
    return given.get("string-value", text) if kind == "string" and not text else text
