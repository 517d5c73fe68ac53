"""File bytes and a name go in; what kind of file it really is, or a refusal, comes out.

Only content decides. The extension is compared afterwards, and a difference is a note.
"""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from campaign import Issue, Term

MAX_BYTES = 20 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_EXTENSIONS = {"xlsx": ("xlsx", "xlsm")}
# Spreadsheets that are recognised and named, and whose reader is still to come.
_UNREAD = ("xls", "xlsb", "ods", "csv", "html", "xml2003", "zip")


@dataclass(frozen=True)
class Kind:
    """What a file is: `xlsx` is read; notes tell what differs from its name."""

    id: str
    notes: tuple[Issue, ...] = ()


def kind_of(data: bytes, *, file_name: str) -> Kind | Issue:
    """The kind of a readable workbook, or the issue that refuses the file."""
    name = PurePath(file_name).name
    if name.startswith("~$"):
        return Issue("F14")
    if not data:
        return Issue("F01")
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 2**20:.1f}"
        return Issue("F05", params={"size": size, "limit": MAX_BYTES // 2**20})
    found = _content(data)
    if isinstance(found, Issue):
        return found
    if found in _UNREAD:
        return Issue("F15", params={"kind": found})
    return Kind(found, _extension_notes(name, found))


def _extension_notes(name: str, kind: str) -> tuple[Issue, ...]:
    extension = PurePath(name).suffix.lstrip(".").lower()
    if extension in _EXTENSIONS.get(kind, (kind,)):
        return ()
    return (Issue("F10", params={"extension": extension or "–", "kind": kind}),)


def _content(data: bytes) -> str | Issue:
    if data[:4] == b"PK\x03\x04":
        return _zip_content(data)
    if data[:4] == b"PK\x05\x06":
        return Issue("F02", params={"kind": Term("zip")})
    if data[:8] == _OLE:
        return _ole_content(data)
    if data[:5] == b"%PDF-":
        return Issue("F02", params={"kind": "PDF"})
    if data.startswith(_IMAGES):
        return Issue("F02", params={"kind": Term("image")})
    return _text_content(data)


def _zip_content(data: bytes) -> str | Issue:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError):
        return Issue("F03")
    if "xl/workbook.xml" in names or any(n.endswith("/workbook.xml") for n in names):
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names:
        return "ods"
    if "word/document.xml" in names:
        return Issue("F02", params={"kind": "Word"})
    if "ppt/presentation.xml" in names:
        return Issue("F02", params={"kind": "PowerPoint"})
    if any(n.lower().endswith((".xlsx", ".xls", ".et", ".csv")) for n in names):
        return "zip"
    return Issue("F02", params={"kind": Term("zip")})


def _ole_content(data: bytes) -> str | Issue:
    if _ENCRYPTED in data:
        return Issue("F04")
    if any(mark in data for mark in _OLE_WORKBOOKS):
        return "xls"
    return Issue("F02", params={"kind": "Word" if b"W\x00o\x00r\x00d" in data else Term("ole")})


def _text_content(data: bytes) -> str | Issue:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<?xml") and b"workbook" in head:
        return "xml2003"
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return "html"
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Issue("F03")
    lines = data[:4096].splitlines()
    if any(line.count(b",") >= 2 or line.count(b"\t") >= 2 for line in lines):
        return "csv"
    return Issue("F02", params={"kind": Term("text")})
