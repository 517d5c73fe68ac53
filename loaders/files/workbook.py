"""A file's bytes go in; what kind it is and its sheets come out, or the issue that refuses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from campaign import Issue
from loaders.files.html import sheets_of_html
from loaders.files.limits import (
    MAX_LENGTH,
    MAX_NAME,
    MAX_ROWS,
    MAX_TEXT,
    MAX_WIDTH,
    RefusedError,
    reaches_too_far,
    read_or_refuse,
    too_many,
)
from loaders.files.locked import unlock
from loaders.files.ods import sheets_of_ods
from loaders.files.sheet import Sheet
from loaders.files.sniff import LOCKED, FileKind, kind_of
from loaders.files.text import sheets_of_text
from loaders.files.xls import LockedBookError, sheets_of_xls
from loaders.files.xlsb import sheets_of_xlsb
from loaders.files.xlsx import sheets_of_xlsx
from loaders.files.xml import sheets_of_xml

Sheets = tuple[tuple[Sheet, ...], tuple[Issue, ...]]
_OF_BYTES: dict[str, Callable[[bytes], Sheets]] = {
    "csv": sheets_of_text,
    "html": sheets_of_html,
    "xml2003": sheets_of_xml,
}


def open_kind(
    data: bytes, *, file_name: str, passwords: Sequence[str] = ()
) -> tuple[bytes, FileKind] | Issue:
    """What kind of file it is, and its bytes, decrypted where one of the passwords opens it."""
    kind = kind_of(data, file_name=file_name)
    if isinstance(kind, Issue):
        return kind
    if kind.id != LOCKED:
        return data, kind
    clear = read_or_refuse(lambda: unlock(data, passwords))
    if isinstance(clear, Issue):
        return clear
    inside = kind_of(clear, file_name=file_name)
    return inside if isinstance(inside, Issue) else (clear, inside)


def sheets_of(
    data: bytes, kind: FileKind | None = None, *, passwords: Sequence[str] = ()
) -> Sheets | Issue:
    """The sheets of a workbook with notes about the file, or the issue that refuses it."""
    found = kind or kind_of(data, file_name="")
    if isinstance(found, Issue):
        return found
    return read_or_refuse(lambda: _sheets(data, found, passwords))


def _sheets(data: bytes, kind: FileKind, passwords: Sequence[str]) -> Sheets | Issue:
    found = _by_kind(data, kind, passwords)
    if not isinstance(found, Issue):
        _measure(found[0])
    return found


def _measure(sheets: Sequence[Sheet]) -> None:
    """Raises RefusedError for more text than any report has, for a longer one than a cell or a
    sheet's name can have (F05), and for more cells in a row or more rows (F08). Nothing is counted
    cell by cell where the box and the longest text show that it is within the limits."""
    rows = list(chain.from_iterable(sheet.rows for sheet in sheets))
    longest = max((len(word) for sheet in sheets for word in sheet.words), default=0)
    if longest * sum(map(len, rows)) > MAX_TEXT:
        n_letters = sum(len(value) for row in rows for value in row if isinstance(value, str))
        if n_letters > MAX_TEXT:
            raise RefusedError(too_many(n_letters, MAX_TEXT))
    named = max((len(sheet.name) for sheet in sheets), default=0)
    for length, limit in ((longest, MAX_LENGTH), (named, MAX_NAME)):
        if length > limit:
            raise RefusedError(too_many(length, limit))
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_WIDTH:
        _count_cells(sheets)


def _count_cells(sheets: Iterable[Sheet]) -> None:
    n_rows = 0
    for sheet in sheets:
        for r, row in enumerate(sheet.rows):
            n_cells = len(row) - row.count("")
            n_rows += n_cells > 0
            if n_cells > MAX_WIDTH or n_rows > MAX_ROWS:
                raise RefusedError(reaches_too_far(sheet.top + r, sheet.right))


def _by_kind(data: bytes, kind: FileKind, passwords: Sequence[str]) -> Sheets | Issue:
    if kind.id in _OF_BYTES:
        return _OF_BYTES[kind.id](data)
    if kind.id == "xls":
        return _of_old_book(data, passwords)
    if kind.archive is None or kind.id == "zip":
        return Issue("F02", params={"kind": kind.word})
    if kind.id == "ods":
        return sheets_of_ods(kind.archive)
    return (sheets_of_xlsx if kind.id == "xlsx" else sheets_of_xlsb)(data, kind.archive)


def _of_old_book(data: bytes, passwords: Sequence[str]) -> Sheets | Issue:
    try:
        return sheets_of_xls(data)
    except LockedBookError:
        clear = unlock(data, passwords)
    return clear if isinstance(clear, Issue) else sheets_of_xls(clear)
