"""Formulas get their results back: a workbook as it was opened and as it was rewritten go in.

The writer keeps formulas and drops what they had come to. Read before a spreadsheet has opened it,
such a copy would be all formulas without a result.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook

_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"((?: [a-z]+="[^"]*")*?)>(<f[ >].*?</f>|<f[^>]*/>)<v\s*/?>(?:</v>)?</c>',
    re.DOTALL,
)
_TYPE = re.compile(rb' t="[^"]*"')


Results = Mapping[str, Mapping[str, object]]
"""By sheet and place, what a formula had come to; days as their serial number."""


def results_in(book: Workbook, original: bytes) -> Results:
    """The result of every formula of the workbook that has one; `original` is its bytes."""
    formulas = [
        (sheet.title, place)
        for sheet in book.worksheets
        for place, cell in sheet._cells.items()  # those there are, not those between them
        if cell.data_type == "f"
    ]
    found: dict[str, dict[str, object]] = {}
    values = openpyxl.load_workbook(io.BytesIO(original), data_only=True) if formulas else book
    for title, place in formulas:
        cell = values[title].cell(*place)
        result = cell.value
        if isinstance(result, date | time | timedelta):
            result = to_excel(result)
        if isinstance(result, str | int | float | bool):
            found.setdefault(title, {})[cell.coordinate] = result
    return found


def with_results(rewritten: bytes, results: Results) -> bytes:
    """The rewritten workbook with what its formulas had come to."""
    if not results:
        return rewritten
    parts = _sheet_parts(rewritten)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(rewritten)) as before, zipfile.ZipFile(file, "w") as after:
        for member in before.infolist():
            data = before.read(member)
            known = results.get(parts.get(member.filename, ""), {})
            if known:
                data = _FORMULA.sub(_filled(known), data)
            after.writestr(member, data, compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _filled(known: Mapping[str, object]) -> Callable[[re.Match[bytes]], bytes]:
    def filled(match: re.Match[bytes]) -> bytes:
        place, attributes, formula = match.groups()
        result = known.get(place.decode())
        if result is None:
            return match[0]
        kind, text = _as_xml(result)
        attributes = _TYPE.sub(b"", attributes) + kind
        return b'<c r="%b"%b>%b<v>%b</v></c>' % (place, attributes, formula, text)

    return filled


def _as_xml(result: object) -> tuple[bytes, bytes]:
    if isinstance(result, bool):
        return b' t="b"', b"1" if result else b"0"
    if isinstance(result, int | float):
        return b"", repr(result).encode()
    text = escape(str(result)).encode()
    return (b' t="e"' if text.startswith(b"#") else b' t="str"'), text


def _sheet_parts(data: bytes) -> Mapping[str, str]:
    """The sheet names by the members of the package that hold them, as this writer numbers them."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    titles = (sheet.title for sheet in book.worksheets)
    return {f"xl/worksheets/sheet{n}.xml": title for n, title in enumerate(titles, start=1)}
