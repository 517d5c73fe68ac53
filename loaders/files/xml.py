"""Bytes of an "XML spreadsheet 2003" go in; its sheets come out."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from campaign import Issue
from loaders.files.filling import Filling
from loaders.files.limits import (
    FURTHEST_COLUMN,
    FURTHEST_ROW,
    MAX_SHEETS,
    RefusedError,
    deeper,
    hide,
    too_many,
)
from loaders.files.serial_days import day_of
from loaders.files.sheet import UNCACHED, CellError, CellValue, Sheet


def sheets_of_xml(data: bytes) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """The sheets of an XML workbook; raises RefusedError beyond the limits (F05, F08) or at a
    document type (F07), and ExpatError for damage."""
    walk = _Book()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(_in_utf8(data), True)
    return tuple(filling.sheet() for filling in walk.sheets), ()


def _in_utf8(data: bytes) -> bytes:
    """GB encodings, which the parser does not know, written anew; all others as they are."""
    head = data[:200].lower()
    if any(name in head for name in (b'"gb2312"', b'"gbk"', b'"gb18030"')):
        text = data.decode("gb18030")
        return ('<?xml version="1.0"?>' + text.partition("?>")[2]).encode()
    return data


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(Issue("F07"))


class _Book:
    """Walks the workbook; a cell without `ss:Index` stands right of the one before it."""

    def __init__(self) -> None:
        self.sheets: list[Filling] = []
        self._percents: set[str] = set()
        self._style = ""
        self._row = self._column = self._next_row = self._next_column = 0
        self._cell: Mapping[str, str] = {}
        self._type: str | None = None
        self._text: list[str] = []
        self._path: list[str] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Opens an element."""
        tag, found = _local(tag), {_local(name): value for name, value in given.items()}
        deeper(self._path, tag)
        opened = getattr(self, f"_open_{tag.lower()}", None)
        if opened is not None and "Comment" not in self._path:
            opened(found)

    def end(self, tag: str) -> None:
        """Closes an element; a cell is kept when it ends."""
        tag = _local(tag)
        self._path.pop()
        if tag == "Cell":
            self._keep()
        elif tag == "Visible" and self.sheets:
            self.sheets[-1].hidden = "".join(self._text) in ("SheetHidden", "SheetVeryHidden")

    def text(self, text: str) -> None:
        """Gathers the text of a cell's data, comments apart."""
        inside = self._path and self._path[-1] == "Visible"
        if inside or ("Data" in self._path and "Comment" not in self._path):
            self._text.append(text)

    def _open_style(self, found: Mapping[str, str]) -> None:
        self._style = found.get("ID", "")

    def _open_numberformat(self, found: Mapping[str, str]) -> None:
        form = found.get("Format", "")
        if "%" in form or form == "Percent":
            self._percents.add(self._style)

    def _open_worksheet(self, found: Mapping[str, str]) -> None:
        self.sheets.append(Filling(found.get("Name", "")))
        if len(self.sheets) > MAX_SHEETS:
            raise RefusedError(too_many(len(self.sheets), MAX_SHEETS))
        self._next_row, self._next_column = 1, 1

    def _open_visible(self, _: Mapping[str, str]) -> None:
        self._text = []

    def _open_column(self, found: Mapping[str, str]) -> None:
        first = int(found.get("Index", self._next_column))
        last = first + int(found.get("Span", 0))
        if found.get("Hidden") == "1":
            hide(self.sheets[-1].hidden_columns, first, last, FURTHEST_COLUMN)
        self._next_column = last + 1

    def _open_row(self, found: Mapping[str, str]) -> None:
        self._row = int(found.get("Index", self._next_row))
        last = self._row + int(found.get("Span", 0))
        if found.get("Hidden") == "1":
            hide(self.sheets[-1].hidden_rows, self._row, last, FURTHEST_ROW)
        self._next_row, self._next_column = last + 1, 1

    def _open_cell(self, found: Mapping[str, str]) -> None:
        self._column = int(found.get("Index", self._next_column))
        across, down = int(found.get("MergeAcross", 0)), int(found.get("MergeDown", 0))
        self._next_column = self._column + across + 1
        self._cell, self._type, self._text = found, None, []
        bottom, right = self._row + down, self._column + across
        self.sheets[-1].merge(self._row, self._column, bottom, right)

    def _open_data(self, found: Mapping[str, str]) -> None:
        self._type, self._text = found.get("Type", "String"), []

    def _keep(self) -> None:
        value: CellValue = ""
        if self._type is not None:
            value = _value(self._type, "".join(self._text))
        elif "Formula" in self._cell:
            value = UNCACHED
        percent = self._cell.get("StyleID", "") in self._percents
        self.sheets[-1].put(
            self._row, self._column, value, percent=percent and isinstance(value, float)
        )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _value(kind: str, text: str) -> CellValue:
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "Error":
        return CellError(text.strip())
    return day_of(text) if kind == "DateTime" else text
