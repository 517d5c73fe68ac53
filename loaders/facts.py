"""The facts of an .xlsx that a value reader hides: error cells, formulas without a value, hidden
rows and columns, percent styles, true extent.

A workbook's archive goes in; facts by sheet come out.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from loaders.archive import Archive, is_plain, parse
from loaders.cell_scan import SheetFacts, scan
from loaders.limits import MAX_SHEETS, RefusedError, too_many

_PERCENT_FORMATS = ("9", "10")
_PERCENT_MARKS = (b"%", b'"9"', b'"10"')


@dataclass(frozen=True)
class BookFacts:
    """Facts of a workbook, by sheet name."""

    sheets: dict[str, SheetFacts]
    has_macros: bool


def facts_of(archive: Archive) -> BookFacts:
    """The facts of an .xlsx; raises RefusedError beyond the limits (F05, F06, F08) or at a
    document type (F07), and whatever the parsers raise for damage."""
    named = (n for n in sorted(archive.names, key=len) if n.endswith("workbook.xml"))
    workbook = next(named, "xl/workbook.xml")
    folder = posixpath.dirname(workbook)
    listed = _listed_sheets(archive, workbook)
    if len(listed) > MAX_SHEETS:
        raise RefusedError(too_many(len(listed), MAX_SHEETS))
    targets = relations(archive, folder, posixpath.basename(workbook))
    percents = _percent_styles(archive, f"{folder}/styles.xml")
    _inflate_strings(archive, f"{folder}/sharedStrings.xml")
    sheets: dict[str, SheetFacts] = {}
    for name, relation, hidden in listed:
        sheets[name] = SheetFacts(name, hidden)
        if targets.get(relation) in archive.names:
            scan(archive.inflated(targets[relation]), sheets[name], percents)
    return BookFacts(sheets, any(n.endswith("vbaProject.bin") for n in archive.names))


def relations(archive: Archive, folder: str, workbook: str) -> dict[str, str]:
    """The workbook's members by the id under which it speaks of them."""
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            targets[attributes.get("Id", "")] = posixpath.normpath(path)

    archive.parse(f"{folder}/_rels/{workbook}.rels", start)
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

    xml = archive.inflated(member) if member in archive.names else b""
    if xml and not (is_plain(xml) and not any(mark in xml for mark in _PERCENT_MARKS)):
        parse(xml, start)
    return frozenset(str(i) for i, number in enumerate(styles) if number in formats)


def _inflate_strings(archive: Archive, member: str) -> None:
    """Counts the shared strings against the limit and refuses a document type among them."""
    xml = archive.inflated(member) if member in archive.names else b""
    if xml and not is_plain(xml):
        parse(xml, lambda *_: None)
