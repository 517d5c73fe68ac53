"""A workbook goes in; where it carries a secrecy mark comes out, in cells or beside them.

Beside the cells are the sheets' names, headers and footers of the printed page, comments, text
boxes and the file's own title. A file with a mark is refused and nothing of it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import unescape

from campaign import Address, Issue, fold
from loaders.files.archive import Archive
from loaders.files.limits import read_or_refuse
from loaders.files.sheet import Sheet

_LEVEL = "(?:绝密|机密|秘密)"
_LEVELS = frozenset("绝机秘\u3299")
"""The last is another code of 秘."""
_OPEN, _CLOSED = r"[(\[【\u3014<《]?", r"[)\]】\u3015>》]?"
_TERM = r"(?:长期|\d{1,2}年|[一二三五十]{1,2}年)"
_SECRET = re.compile(
    rf"{_LEVEL}(?:级)?[★☆*✩✭]|^{_OPEN}{_LEVEL}(?:级|件|文件|资料)?{_CLOSED}$|"
    rf"^{_OPEN}密级(?:标[识志])?{_CLOSED}[:：]?{_OPEN}{_LEVEL}|^{_LEVEL}(?:级)?[·.,、:：]?{_TERM}$"
)
_BESIDE = re.compile(
    r"xl/(?:comments|threadedcomments/|drawings/(?!_rels)|worksheets/sheet)[^/]*\.xml|docprops/(?:core|custom|app)\.xml|"
    r"styles\.xml|meta\.xml"
)
_TEXT = re.compile(r">([^<>]+)<")
_PRINTED = re.compile(r"<(?:\w+:)?headerFooter.*?</(?:\w+:)?headerFooter>", re.DOTALL)
_CODES = re.compile(r'&(?:[LCRPNDTFAGBIUESXYZHO+-]|"[^"]*"|\d{1,3}|K[0-9A-F]{6})')
_SECRETLY = "密".encode()


def is_marked(text: str) -> bool:
    """Whether a text is a secrecy mark: 机密★3年, 密级：秘密, or the word alone."""
    if "密" not in text or _LEVELS.isdisjoint(text):
        return False
    return bool(_SECRET.search(fold(text)))


def secrecy_mark(sheets: Iterable[Sheet]) -> Issue | None:
    """G01 at the first cell or sheet's name with a secrecy mark, hidden sheets too; else None."""
    for sheet in sheets:
        if is_marked(sheet.name):
            return Issue("G01")
        for r, row in enumerate(sheet.rows if "密" in sheet.wording else ()):
            for c, value in enumerate(row):
                if isinstance(value, str) and is_marked(value.strip()):
                    return Issue("G01", Address(sheet.name, sheet.top + r, sheet.left + c))
    return None


def mark_beside_cells(archive: Archive | None) -> Issue | None:
    """G01 where a part of a zipped workbook that is no cell is marked, F06 where such parts inflate
    too far; None for other kinds."""
    if archive is None:
        return None
    found = read_or_refuse(lambda: any(map(is_marked, _beside(archive))))
    if isinstance(found, Issue):
        # What is broken in it is named by whoever reads its cells; here it only bears no mark.
        return found if found.code == "F06" else None
    return Issue("G01") if found else None


def _beside(archive: Archive) -> Iterator[str]:
    for member in archive.members:
        if not _BESIDE.fullmatch(member.filename.lower()):
            continue
        part = archive.start_or_end(member)
        if _SECRETLY not in part:
            continue
        text = part.decode("utf-8", errors="ignore")
        if "worksheets/" in member.filename:
            text = "".join(_printed(text))
        yield from (unescape(found).strip() for found in _TEXT.findall(text))


def _printed(text: str) -> list[str]:
    """The printed headers and footers of a sheet, each code in them an empty tag."""
    found = (unescape(lines, {"&quot;": '"'}) for lines in _PRINTED.findall(text))
    return [f">{_CODES.sub('<>', lines)}<" for lines in found]
