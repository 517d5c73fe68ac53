"""The facts of an .xlsx that a value reader hides: error cells, formulas without a value, hidden
rows and columns, percent styles, true extent.

A workbook's archive goes in; facts by sheet come out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from campaign import Issue
from loaders.files.archive import Archive, is_plain, parse
from loaders.files.limits import MAX_CELLS, MAX_MERGES, MAX_SHEETS, RefusedError, too_many
from loaders.files.merges import too_many_merges
from loaders.files.xlsx_scan import SheetFacts, scan

_PERCENT_FORMATS = ("9", "10")
_REMEMBERED, _SMALL = 32, 1 << 16
"""An office's workbooks come from few templates, whose styles and lists of sheets are a few KB;
what is larger is one file's own. Together at most 2 MB are kept."""
_Told = TypeVar("_Told")
_PERCENT_MARKS = (b"%", b'"9"', b'"10"')


def _remembered(told: Callable[[bytes], _Told]) -> Callable[[bytes], _Told]:
    """What a member tells, parsed once: workbooks of one office share styles and lists of sheets to
    the byte."""
    known = lru_cache(maxsize=_REMEMBERED)(told)

    return lambda xml: known(xml) if len(xml) <= _SMALL else told(xml)


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
    listed = _listed_sheets(archive.inflated(workbook))
    if len(listed) > MAX_SHEETS:
        raise RefusedError(too_many(len(listed), MAX_SHEETS))
    targets = relations(archive, folder, posixpath.basename(workbook))
    styles = f"{folder}/styles.xml"
    percents = _percent_styles(archive.inflated(styles) if styles in archive.names else b"")
    _inflate_strings(archive, f"{folder}/sharedStrings.xml")
    sheets: dict[str, SheetFacts] = {}
    n_values, parts = 0, [targets.get(relation) for _, relation, _ in listed]
    for (name, _, hidden), part in zip(listed, parts, strict=True):
        sheets[name] = SheetFacts(name, hidden)
        if part in archive.names:
            if parts.count(part) > 1:
                raise RefusedError(Issue("F03"))  # as many sheets as there are names, all of one
            xml = archive.inflated(part)
            n_values = _n_values(xml, n_values)
            scan(xml, sheets[name], percents)
    return BookFacts(sheets, any(n.endswith("vbaProject.bin") for n in archive.names))


def _n_values(xml: bytes, before: int = 0) -> int:
    """How many cells of a sheet hold something, with those `before`; raises RefusedError for more
    than a workbook may have (F05), and for too many merges (F20)."""
    if (n := xml.count(b"mergeCell ")) > MAX_MERGES:
        raise RefusedError(too_many_merges(n))
    n_values = before + xml.count(b"<v>") + xml.count(b"<is>")
    if n_values > MAX_CELLS:
        raise RefusedError(too_many(n_values, MAX_CELLS))
    return n_values


def relations(archive: Archive, folder: str, workbook: str) -> dict[str, str]:
    """The workbook's members by the id under which it speaks of them."""
    listed = _relations(archive.inflated(f"{folder}/_rels/{workbook}.rels"))
    paths = ((i, t.lstrip("/") if t.startswith("/") else f"{folder}/{t}") for i, t in listed)
    return {id_: posixpath.normpath(path) for id_, path in paths}


@_remembered
def _relations(xml: bytes) -> list[tuple[str, str]]:
    """Each relation's id and target."""
    listed: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            listed.append((attributes.get("Id", ""), attributes.get("Target", "")))

    parse(xml, start)
    return listed


@_remembered
def _listed_sheets(xml: bytes) -> list[tuple[str, str, bool]]:
    """Each sheet's name, relation id and whether it is hidden."""
    listed: list[tuple[str, str, bool]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            listed.append((attributes.get("name", ""), relation, hidden))

    parse(xml, start)
    return listed


@_remembered
def _percent_styles(xml: bytes) -> frozenset[str]:
    """The cell style numbers whose number format is a percentage."""
    formats, styles, section = set(_PERCENT_FORMATS), [], [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyles", "cellStyleXfs", "dxfs"):
            section[0] = tag
        elif tag == "xf" and section[0] == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    if xml and not (is_plain(xml) and not any(mark in xml for mark in _PERCENT_MARKS)):
        parse(xml, start)
    return frozenset(str(i) for i, number in enumerate(styles) if number in formats)


def _inflate_strings(archive: Archive, member: str) -> None:
    """Counts the shared strings against the limit and refuses a document type among them."""
    xml = archive.inflated(member) if member in archive.names else b""
    if xml and not is_plain(xml):
        parse(xml, lambda *_: None)
