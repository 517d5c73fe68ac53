"""An .xlsb goes in; its sheets come out.

Values come from calamine. Where its cells stand, which are errors and which lines are hidden is
told by the records of each sheet ([MS-XLSB] 2.1.4: number, length, bytes), walked before that.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from python_calamine import CalamineWorkbook

from campaign import Issue
from loaders.files.archive import Archive
from loaders.files.limits import FURTHEST_COLUMN, MAX_SHEETS, RefusedError, hide, too_many
from loaders.files.sheet import Sheet
from loaders.files.xlsx import laid_over
from loaders.files.xlsx_facts import relations
from loaders.files.xlsx_scan import SheetFacts

_WORKBOOK = "xl/workbook.bin"
# Numbers of records and errors as [MS-XLSB] gives them.
_ROW, _COLUMN, _SHEET, _ERROR, _ERROR_FORMULA = 0, 60, 156, 3, 11
_CELLS = range(2, 12)
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip


def sheets_of_xlsb(data: bytes, archive: Archive) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """The sheets of an .xlsb, with a note where it holds macros (F09); raises RefusedError beyond
    the limits, and whatever the parsers raise for damage."""
    listed = list(_listed(archive.inflated(_WORKBOOK)))
    if len(listed) > MAX_SHEETS:
        raise RefusedError(too_many(len(listed), MAX_SHEETS))
    targets = relations(archive, "xl", "workbook.bin")
    facts: dict[str, SheetFacts] = {}
    for name, relation, hidden in listed:
        facts[name] = SheetFacts(name, hidden)
        if targets.get(relation) in archive.names:
            _scan(archive.inflated(targets[relation]), facts[name])
    for name in archive.names - {_WORKBOOK, *targets.values()}:
        archive.inflated(name)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = tuple(laid_over(book, name, facts.get(name)) for name in book.sheet_names)
    has_macros = any(name.endswith("vbaProject.bin") for name in archive.names)
    return sheets, (Issue("F09"),) if has_macros else ()


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(stream):
        number, at = _varying(stream, at, 2)
        length, at = _varying(stream, at, 4)
        yield number, stream[at : at + length]
        at += length


def _varying(stream: bytes, at: int, at_most: int) -> tuple[int, int]:
    """A number of seven bits a byte. A record's number keeps its first byte's high bit."""
    value = 0
    for n in range(at_most):
        byte = stream[at + n]
        value |= (byte & 0x7F) << (7 * n)
        if not byte & 0x80:
            return value, at + n + 1
    return value, at + at_most


def _text(record: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", record, at)
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le"), end


def _listed(stream: bytes) -> Iterator[tuple[str, str, bool]]:
    """Each sheet's name, relation id and whether it is hidden."""
    for number, record in _records(stream):
        if number == _SHEET:
            relation, end = _text(record, 8)
            yield _text(record, end)[0], relation, struct.unpack_from("<I", record)[0] != 0


def _scan(stream: bytes, facts: SheetFacts) -> None:
    row = 0
    for number, record in _records(stream):
        if number == _ROW:
            row = struct.unpack_from("<I", record)[0] + 1
            if len(record) > 11 and record[11] & 0x10:
                facts.hidden_rows.add(row)
        elif number == _COLUMN:
            first, last = struct.unpack_from("<II", record)
            if record[16] & 1:
                hide(facts.hidden_columns, first + 1, last + 1, FURTHEST_COLUMN)
        elif number in _CELLS:
            column = struct.unpack_from("<I", record)[0] + 1
            facts.extend(row, column)
            if number in (_ERROR, _ERROR_FORMULA):
                facts.errors[row, column] = _ERRORS.get(record[8], "#N/A")
