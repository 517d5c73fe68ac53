"""Bytes of a web page saved as .xls go in; its tables as one sheet come out.

Tables stand one below the other with a blank row between; a text outside them is a row of its
own, as titles are. Spans become merged areas, rows that are not displayed are hidden rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from campaign import Issue
from loaders.files.filling import Filling, text_or_error
from loaders.files.limits import MAX_CELLS, RefusedError, reaches_too_far
from loaders.files.sheet import Sheet
from loaders.files.tags import Cell, Tag, tags_and_texts
from loaders.files.text import SHEET_NAME, decoded

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPAN = re.compile("span", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_SILENT = frozenset({"script", "style", "title", "head"})
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "br"})
_ROW = Tag("tr", "", closes=False)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}


def sheets_of_html(data: bytes) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """The tables of a page as one sheet, with a note naming its encoding (F11); raises
    RefusedError for a page in no encoding (F03) or too large (F08)."""
    said = _CHARSET.search(data[:4096])
    name = said[1].decode().lower() if said else ""
    found = decoded(data, said=_WIDER.get(name, name))
    if found is None:
        raise RefusedError(Issue("F03"))
    text, encoding = found
    page = _Page()
    page.feed(text)
    return (page.filling.sheet(),), (Issue("F11", params={"encoding": encoding.upper()}),)


class _Table:
    """Where the next cell of a table stands, and which places spans have taken."""

    def __init__(self, top: int) -> None:
        self.top, self.row, self.column, self.bottom = top, top - 1, 1, top - 1
        self._taken: dict[int, list[tuple[int, int]]] = {}

    def next_row(self) -> None:
        """Begin a row."""
        self._taken.pop(self.row, None)
        self.row, self.column = self.row + 1, 1
        self.bottom = max(self.bottom, self.row)

    def place(self, rows: int, columns: int) -> int:
        """The column of the next cell; its span is taken."""
        for left, right in sorted(self._taken.get(self.row, ())):
            if left < self.column + columns and self.column <= right:
                self.column = right + 1
        column, self.column = self.column, self.column + columns
        for below in range(self.row + 1, self.row + rows):
            self._taken.setdefault(below, []).append((column, self.column - 1))
        self.bottom = max(self.bottom, self.row + rows - 1)
        return column


class _Page:
    """Fills one sheet from a page's tables and the texts between them.

    A table inside a cell begins below what its own stands in, as pages laid out by tables mean it.
    """

    def __init__(self) -> None:
        self.filling = Filling(SHEET_NAME)
        self._table: _Table | None = None
        self._below = 1
        self._silent = self._spanned = 0
        self._cell: tuple[int, int] | None = None
        self._text: list[str] = []
        self._opens: dict[str, Callable[[Tag], None]] = {
            "table": self._open_table,
            "tr": self._open_row,
            "td": self._open_cell,
            "th": self._open_cell,
        }

    def feed(self, text: str) -> None:
        """Reads a whole page; blanks of the source count as one."""
        for found in tags_and_texts(text):
            if isinstance(found, Cell):
                self._end_text()
                self._place(found.said)
                self._put(_BLANKS.sub(" ", found.text).strip())
            elif isinstance(found, str):
                if not self._silent:
                    self._text.append(_BLANKS.sub(" ", found))
            elif found.closes:
                self._close(found.name)
            else:
                self._open(found)
        self._end_text()

    def _open(self, tag: Tag) -> None:
        """Opens a table, row or cell."""
        if tag.name in _SILENT:
            self._silent += 1
        elif tag.name in self._opens:
            self._end_text()
            self._opens[tag.name](tag)
        elif tag.name in _BLOCKS:
            self._break()

    def _close(self, name: str) -> None:
        """Closes what was opened; pages leave much of it out."""
        if name in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif name == "table":
            self._close_table()
        elif name in ("td", "th"):
            self._end_text()
        elif name in _BLOCKS:
            self._break()

    def _end_text(self) -> None:
        """Puts the text gathered so far into its cell, or into a row of its own."""
        text, self._text = "".join(self._text).strip(), []
        if "\n" in text:
            text = "\n".join(line.strip() for line in text.split("\n"))
        self._put(text)

    def _put(self, text: str) -> None:
        if self._cell is not None:
            self.filling.put(*self._cell, text_or_error(text))
        elif text and self._table is None:
            self.filling.put(self._below, 1, text)
            self._below += 1
        self._cell = None

    def _break(self) -> None:
        if self._cell is not None:
            self._text.append("\n")
        else:
            self._end_text()

    def _open_table(self, _: Tag) -> None:
        self._close_table()
        self._table = _Table(self._below)

    def _close_table(self) -> None:
        self._end_text()
        if self._table is not None and self._table.bottom >= self._table.top:
            self._below = self._table.bottom + 2
        self._table = None

    def _open_row(self, tag: Tag) -> None:
        table = self._table = self._table or _Table(self._below)
        table.next_row()
        if tag.said and _UNSEEN.search(tag.values().get("style", "")):
            self.filling.hidden_rows.add(table.row)

    def _open_cell(self, tag: Tag) -> None:
        self._place(tag.said)

    def _place(self, said: str) -> None:
        """Begins the next cell, whose tag says this."""
        if self._table is None or self._table.row < self._table.top:
            self._open_row(_ROW)
        table = self._table
        assert table is not None
        told = Tag("td", said, closes=False).values() if _SPAN.search(said) else {}
        rows, columns = _span(told.get("rowspan")), _span(told.get("colspan"))
        self._spanned += rows * columns
        if self._spanned > MAX_CELLS:
            raise RefusedError(reaches_too_far(table.row + rows - 1, table.column + columns - 1))
        column = table.place(rows, columns)
        self._cell = (table.row, column)
        if rows * columns > 1:
            self.filling.merge(table.row, column, table.row + rows - 1, column + columns - 1)


def _span(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdigit() else 1
