"""The facts of an .xlsx that a value reader hides: error cells, formulas without a value, hidden
rows and columns, percent styles, true extent. Workbook bytes go in; facts by sheet, or a refusal,
come out.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from campaign import Issue
from loaders.archive import Archive, RefusedError
from loaders.cell_scan import SheetFacts, scan

MAX_SHEETS = 50
_PERCENT_FORMATS = ("9", "10")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    expat.ExpatError,
    LookupError,
    ValueError,
    EOFError,
    OverflowError,
    RuntimeError,
    OSError,
)


@dataclass(frozen=True)
class BookFacts:
    """Facts of a workbook, by sheet name."""

    sheets: dict[str, SheetFacts]
    has_macros: bool


def facts_of(data: bytes) -> BookFacts | Issue:
    """The facts of an .xlsx, or the issue that refuses it (F03, F05, F06, F07, F08)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return _book(Archive(book))
    except RefusedError as refused:
        return refused.issue
    except _DAMAGE:
        return Issue("F03")


def _book(archive: Archive) -> BookFacts:
    named = (n for n in sorted(archive.names, key=len) if n.endswith("workbook.xml"))
    workbook = next(named, "xl/workbook.xml")
    folder = posixpath.dirname(workbook)
    listed = _listed_sheets(archive, workbook)
    if len(listed) > MAX_SHEETS:
        raise RefusedError(Issue("F05", params={"size": len(listed), "limit": MAX_SHEETS}))
    targets = _relations(archive, folder)
    percents = _percent_styles(archive, f"{folder}/styles.xml")
    _inflate_strings(archive, f"{folder}/sharedStrings.xml")
    sheets: dict[str, SheetFacts] = {}
    for name, relation, hidden in listed:
        sheets[name] = SheetFacts(name, hidden)
        if targets.get(relation) in archive.names:
            scan(archive, targets[relation], sheets[name], percents)
    return BookFacts(sheets, any(n.endswith("vbaProject.bin") for n in archive.names))


def _relations(archive: Archive, folder: str) -> dict[str, str]:
    """The workbook's members by the id under which it speaks of them."""
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            targets[attributes.get("Id", "")] = posixpath.normpath(path)

    archive.parse(f"{folder}/_rels/workbook.xml.rels", start)
    return targets


def _listed_sheets(archive: Archive, member: str) -> list[tuple[str, str, bool]]:
    """Each sheet's name, relation id and whether it is hidden."""
    listed: list[tuple[str, str, bool]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            listed.append((attributes.get("name", ""), relation, hidden))

    archive.parse(member, start)
    return listed


def _percent_styles(archive: Archive, member: str) -> frozenset[str]:
    """The cell style numbers whose number format is a percentage."""
    formats, styles, section = set(_PERCENT_FORMATS), [], [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyles", "cellStyleXfs", "dxfs"):
            section[0] = tag
        elif tag == "xf" and section[0] == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    if member in archive.names:
        archive.parse(member, start)
    return frozenset(str(i) for i, number in enumerate(styles) if number in formats)


def _inflate_strings(archive: Archive, member: str) -> None:
    """Counts the shared strings against the limit and refuses a document type among them."""
    if member in archive.names:
        archive.parse(member, lambda *_: None)
