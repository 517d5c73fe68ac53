"""File bytes and a name go in; what kind of file it really is, or a refusal, comes out.

Only content decides. The extension is compared afterwards, and a difference is a note.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath

from campaign import Issue, Term
from loaders.files.archive import Archive
from loaders.files.limits import MAX_BYTES, read_or_refuse, too_large
from loaders.files.text import decoded, separator_of

LOCKED = "locked"
"""A compound file whose one stream is an encrypted workbook."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_WORKBOOKS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_OLD_STREAMS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_NAMED: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"%PDF-",), "PDF"),
    ((b"{\\rtf",), "RTF"),
    (_IMAGES, "image"),
    ((b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b"), "packed"),
    ((b"\x00\x05\x16\x07", b"\x00\x05\x16\x00"), "apple_double"),
    ((b"PK\x05\x06",), "zip"),
)
_MEMBERS = (("xl/workbook.bin", "xlsb"), ("xl/workbook.xml", "xlsx"), ("workbook.xml", "xlsx"))
_FOREIGN = (("word/document.xml", "Word"), ("ppt/presentation.xml", "PowerPoint"))
_PROPER = frozenset({"PDF", "RTF"})
_BOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".zip")
_EXTENSIONS = {
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm"),
    "xls": ("xls", "et", "xlt"),
    "csv": ("csv", "tsv", "txt"),
    "html": ("html", "htm"),
    "xml2003": ("xml",),
}


path_of = lru_cache(maxsize=64)(PurePath)
"""A file's name by its parts, taken apart once while the file is read."""


@dataclass(frozen=True)
class FileKind:
    """What a file is: `id` names its reader; notes tell what differs from its name; `archive` is
    its members where it is one."""

    id: str
    notes: tuple[Issue, ...] = ()
    archive: Archive | None = field(default=None, compare=False, repr=False)

    @property
    def word(self) -> Term:
        """Its name for a person."""
        return Term(self.id)


def kind_of(data: bytes, *, file_name: str) -> FileKind | Issue:
    """The kind of a readable file, or the issue that refuses it."""
    name = path_of(file_name).name
    if name.startswith("~$"):
        return Issue("F14")
    if not data:
        return Issue("F01")
    if len(data) > MAX_BYTES:
        return too_large(len(data))
    found = read_or_refuse(lambda: _content(data))
    if isinstance(found, Issue):
        return found
    return FileKind(found.id, _extension_notes(name, found.id), found.archive)


def _extension_notes(name: str, kind: str) -> tuple[Issue, ...]:
    extension = path_of(name).suffix.lstrip(".").lower()
    if not name or kind == LOCKED or extension in _EXTENSIONS.get(kind, (kind,)):
        return ()
    return (Issue("F10", params={"extension": extension or "–", "kind": kind}),)


def _no_table(kind: str) -> Issue:
    return Issue("F02", params={"kind": kind if kind in _PROPER else Term(kind)})


def _content(data: bytes) -> FileKind | Issue:
    if data[:4] == b"PK\x03\x04":
        return _zip_content(Archive(data))
    if data[:8] == _OLE:
        return _ole_content(data)
    if data[:2] in _OLD_STREAMS:
        return FileKind("xls")
    named = next((kind for marks, kind in _NAMED if data.startswith(marks)), None)
    return _no_table(named) if named else _text_content(data)


def _zip_content(archive: Archive) -> FileKind | Issue:
    names = archive.names
    if "content.xml" in names:
        return _open_document(archive)
    for member, kind in _MEMBERS:
        if member in names:
            return FileKind(kind, archive=archive)
    for member, proper in _FOREIGN:
        if member in names:
            return Issue("F02", params={"kind": proper})
    if any(n.endswith("/workbook.xml") and n.count("/") == 1 for n in names):
        return FileKind("xlsx", archive=archive)
    return _packed(archive)


def _packed(archive: Archive) -> FileKind | Issue:
    if any(name.endswith(".iwa") for name in archive.names):
        return Issue("F15", params={"kind": "Numbers"})
    if any(name.lower().endswith(_BOOKS) for name in archive.names):
        return FileKind("zip", archive=archive)
    return _no_table("zip")


def _open_document(archive: Archive) -> FileKind | Issue:
    """A spreadsheet, unless the document says that it is a text or a drawing."""
    said = archive.inflated("mimetype") if "mimetype" in archive.names else b""
    if said and b"spreadsheet" not in said:
        return Issue("F02", params={"kind": "OpenDocument"})
    return FileKind("ods", archive=archive)


def _ole_content(data: bytes) -> FileKind | Issue:
    (shift,), (directory,) = struct.unpack_from("<H", data, 30), struct.unpack_from("<I", data, 48)
    if (directory + 1) << min(shift, 12) >= len(data):
        return Issue("F03")  # cut off before the list of its streams ([MS-CFB] 2.2)
    if _ENCRYPTED in data:
        return FileKind(LOCKED)
    if any(mark in data for mark in _OLE_WORKBOOKS):
        return FileKind("xls")
    return Issue("F02", params={"kind": "Word" if b"W\x00o\x00r\x00d" in data else Term("ole")})


def _text_content(data: bytes) -> FileKind | Issue:
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(b"<?xml") and b"workbook" in head:
        return FileKind("xml2003")
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style")):
        return FileKind("html")
    if head.startswith(b"<?xml") and b"<html" in head:
        return FileKind("html")
    found = decoded(data)
    if found is None:
        return Issue("F03")
    return FileKind("csv") if separator_of(found[0]) else _no_table("text")
