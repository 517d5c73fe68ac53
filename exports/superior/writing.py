"""Figures into the cells of a form: its bytes go in, in a worker; the same file comes out with
them.

Only the sheets that are filled, the styles (a tint for cells without a figure) and the workbook's
word that formulas are to be worked out anew are written again; every other part, pictures and
shapes among them, stays as it is to the byte.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from campaign import Issue, Term, column_letters
from exports.superior.sheets import Spot
from figures import SHEET
from loaders import parts_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK, _LINKS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
_BEFORE_CALC = frozenset(
    ("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
     "functionGroups", "externalReferences", "definedNames", "AlternateContent", "revisionPtr")
)  # fmt: skip
"""What stands before calcPr in a workbook."""


def filled_form(
    data: bytes,
    values: Mapping[tuple[str, Spot], float],
    unknown: Collection[tuple[str, Spot]],
) -> bytes | Issue:
    """The form with the values in its cells, by sheet and place, and a tint in those unknown; the
    same in gives the same out. Refuses as `form_sheets` does. To be called in a worker."""
    parts = parts_of(data, _BOOK, called=".xlsx")
    if isinstance(parts, Issue):
        return parts
    sheets = _sheet_parts(parts)
    if not sheets:
        return Issue("F28", params={"why": Term("copy_broken")})
    written = {_BOOK: _recalculated(parts[_BOOK])}
    styles = _read(parts[_STYLES]) if _STYLES in parts else None
    tints = _Tints(styles) if styles is not None else None
    for name, part in sheets.items():
        here = {spot: value for (sheet, spot), value in values.items() if sheet == name}
        blank = [spot for sheet, spot in unknown if sheet == name] if tints else []
        if here or blank:
            sheet = _read(parts[part])
            _fill(sheet, here, blank, tints)
            written[part] = _bytes(sheet)
    if tints and styles is not None and tints.made:
        written[_STYLES] = _bytes(styles)
    return _packed(data, written)


def _packed(data: bytes, written: Mapping[str, bytes]) -> bytes:
    """The package with some parts written again, in its own order and with its own dates."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            content = written.get(entry.filename, before.read(entry))
            after.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _read(part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(part, parser)


def _bytes(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _tag(name: str) -> str:
    return f"{{{_MAIN}}}{name}"


def _sheet_parts(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The part of each sheet by its name."""
    links = {link.get("Id"): link.get("Target", "") for link in _read(parts[_LINKS])}
    found: dict[str, str] = {}
    for sheet in _read(parts[_BOOK]).iter(_tag("sheet")):
        target = links.get(sheet.get(_LINK), "")
        found[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return {name: part for name, part in found.items() if part in parts}


def _recalculated(part: bytes) -> bytes:
    """The workbook with the word that every formula is worked out when it is opened."""
    book = _read(part)
    told = book.find(_tag("calcPr"))
    if told is None:
        before = [i for i, it in enumerate(book) if etree.QName(it).localname in _BEFORE_CALC]
        told = etree.Element(_tag("calcPr"))
        book.insert(max(before, default=-1) + 1, told)
    told.set("fullCalcOnLoad", "1")
    return _bytes(book)


def _fill(
    sheet: etree._Element,
    values: Mapping[Spot, float],
    blank: Collection[Spot],
    tints: _Tints | None,
) -> None:
    cells = _Cells(sheet)
    for spot, value in sorted(values.items()):
        cell = cells.at(spot)
        for inside in list(cell):
            cell.remove(inside)
        cell.attrib.pop("t", None)
        etree.SubElement(cell, _tag("v")).text = repr(int(value) if value == int(value) else value)
    for spot in sorted(blank):
        cell = cells.at(spot)
        if tints is not None:
            cell.set("s", tints.tinted(cell.get("s", "0")))


class _Cells:
    """The cells of a sheet, found by their place and made where they are not there."""

    def __init__(self, sheet: etree._Element) -> None:
        found = sheet.find(_tag("sheetData"))
        self._body = etree.SubElement(sheet, _tag("sheetData")) if found is None else found
        self._rows = dict(_numbered(self._body, "row"))
        self._cells: dict[int, dict[int, etree._Element]] = {}

    def at(self, spot: Spot) -> etree._Element:
        """The cell there."""
        row, column = spot
        if row not in self._rows:
            made = etree.Element(_tag("row"), r=str(row))
            _insert(self._body, self._rows, row, made)
        line = self._rows[row]
        if row not in self._cells:
            self._cells[row] = dict(_numbered(line, "c"))
        if column not in self._cells[row]:
            made = etree.Element(_tag("c"), r=f"{column_letters(column)}{row}")
            _insert(line, self._cells[row], column, made)
        return self._cells[row][column]


def _insert(
    parent: etree._Element, known: dict[int, etree._Element], number: int, made: etree._Element
) -> None:
    """Put a row or a cell before the first that comes after it."""
    later = min((n for n in known if n > number), default=None)
    parent.append(made) if later is None else known[later].addprevious(made)
    known[number] = made


def _numbered(parent: etree._Element, name: str) -> Iterator[tuple[int, etree._Element]]:
    """Rows by their number, or cells by that of their column; one that tells none follows the one
    before."""
    number = 0
    for element in parent.iterchildren(_tag(name)):
        told = element.get("r")
        number = number + 1 if told is None else _number(told)
        yield number, element


def _number(reference: str) -> int:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column if letters else int(reference)


class _Tints:
    """The styles of a workbook; each may be had once more, tinted as a cell without a figure."""

    def __init__(self, styles: etree._Element) -> None:
        self._styles = styles
        self.made: dict[str, str] = {}

    def tinted(self, style: str) -> str:
        """The number of the same style with the tint."""
        formats = self._styles.find(_tag("cellXfs"))
        if formats is None or int(style) >= len(formats):
            return style
        if style not in self.made:
            own = deepcopy(formats[int(style)])
            own.set("fillId", str(self._fill()))
            own.set("applyFill", "1")
            formats.append(own)
            formats.set("count", str(len(formats)))
            self.made[style] = str(len(formats) - 1)
        return self.made[style]

    def _fill(self) -> int:
        fills = self._styles.find(_tag("fills"))
        if fills is None:
            return 0
        if not self.made:
            made = etree.SubElement(etree.SubElement(fills, _tag("fill")), _tag("patternFill"))
            made.set("patternType", "solid")
            etree.SubElement(made, _tag("fgColor"), rgb=f"FF{SHEET.warning.lstrip('#')}")
            fills.set("count", str(len(fills)))
        return len(fills) - 1
