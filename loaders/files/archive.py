"""A workbook's members are inflated and parsed here, counted byte by byte.

A bomb stops at its limit, and a document type (entities, external files) is refused.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from xml.parsers import expat

from campaign import Issue
from loaders.files.limits import MAX_INFLATED, MAX_MEMBERS, RefusedError, inflates_too_far, too_many

_CHUNK = 1 << 16
"""A limit is passed by one chunk at most; larger ones inflate no faster."""
_SMALL = 1 << 20
"""Settings, styles and the sheets of one unit are below it and are looked at more than once."""
_SHARED = 1 << 14
"""Settings, styles and the theme are below it, and the same in every workbook of one program."""
_LARGE, _TAIL = 1 << 22, 1 << 16
"""Of a part that large only the end is kept: printed lines stand behind the rows, and are short."""
_LOCAL = struct.Struct("<HH")
_END, _SHORTEST_ENTRY = b"PK\x05\x06", 46
"""Of the zip format: the mark of a listing's end, and the fixed part of an entry in it."""
_LONGEST_LISTING = 1 << 20
"""The listing of 500 members with names of 2,000 bytes."""
_HEADS = (
    b'<?xml version="1.0" encoding="UTF-8"',
    b'<?xml version="1.0" encoding="utf-8"',
    *(b"<worksheet ", b"<styleSheet ", b"<sst "),
)
"""Without a declaration, as openpyxl writes, markup is UTF-8."""


class Archive:
    """A workbook's archive with the bytes that may still be inflated from it; raises RefusedError
    (F05) for one of endless members, and whatever `zipfile` raises for a damaged one."""

    def __init__(self, data: bytes, *, left: int = MAX_INFLATED) -> None:
        _check_listing(data)
        self._data, self._left = data, left
        self._book = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._book.namelist())
        self._small: dict[str, bytes] = {}
        self._ends: dict[str, bytes] = {}
        self._measured: set[str] = set()

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """What the archive lists of its members."""
        return self._book.infolist()

    def inflated(self, member: str) -> bytes:
        """A member's bytes, never more of them inflated than may be; raises RefusedError (F06).
        Those of a small one are kept: it is looked at more than once."""
        known = self._small.get(member)
        if known is None:
            known = self._unpacked(member)
            self._measured.add(member)
            if len(known) <= _SMALL:
                self._small[member] = known
            elif len(known) > _LARGE:
                self._ends[member] = known[-_TAIL:]
        return known

    def start_or_end(self, member: zipfile.ZipInfo) -> bytes:
        """A part's bytes; of a long one its end, where a sheet's printed lines stand."""
        name = member.filename
        if member.file_size <= _SMALL:
            return self.inflated(name)
        if name in self._ends:
            return self._ends[name]
        is_counted = name in self._measured
        self._measured.add(name)
        with self._book.open(member) as stream:
            kept = b""
            while chunk := stream.read(_CHUNK):
                if not is_counted:
                    self._count(chunk)
                kept += chunk
                if len(kept) > _LARGE:
                    kept = kept[-_TAIL:]
            return kept

    def again(self, left: int = MAX_INFLATED) -> Archive:
        """The same archive to be walked once more, with as many bytes to inflate as at first; what
        was kept of it need not be inflated again."""
        other = object.__new__(Archive)
        vars(other).update(vars(self), _left=left)
        return other

    def _unpacked(self, member: str) -> bytes:
        listed = self._book.getinfo(member)
        if listed.compress_type != zipfile.ZIP_DEFLATED or listed.flag_bits & 1:
            return self._read(member)
        at = listed.header_offset
        names = _LOCAL.unpack_from(self._data, at + 26)
        start = at + 30 + sum(names)
        packed = self._data[start : start + listed.compress_size]
        is_shared = max(listed.file_size, listed.compress_size) <= _SHARED
        found = _inflated(packed) if is_shared else b""
        if len(found) != listed.file_size:
            found = zlib.decompressobj(-15).decompress(packed, self._left + 1)
        self._count(found)
        if len(found) != listed.file_size or zlib.crc32(found) != listed.CRC:
            raise zipfile.BadZipFile(member)
        return found

    def _read(self, member: str) -> bytes:
        """A member that is stored, or packed in a way spreadsheets are not."""
        parts = []
        with self._book.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                self._count(chunk)
                parts.append(chunk)
        return b"".join(parts)

    def _count(self, chunk: bytes) -> None:
        self._left -= len(chunk)
        if self._left < 0:
            raise RefusedError(inflates_too_far())

    def parse(self, member: str, start: Callable[[str, dict[str, str]], None]) -> None:
        """Calls `start` with every element's local name and attributes."""
        parse(self.inflated(member), start)


@lru_cache(maxsize=64)
def _inflated(packed: bytes) -> bytes:
    """The beginning of what one member holds, inflated once for all workbooks that share it."""
    return zlib.decompressobj(-15).decompress(packed, _SHARED + 1)


def _check_listing(data: bytes) -> None:
    """Refuses an archive by the length of its own listing, before that is read."""
    at = data.rfind(_END)
    length = int.from_bytes(data[at + 12 : at + 16], "little") if at >= 0 else 0
    if length > _LONGEST_LISTING:
        raise RefusedError(too_many(length // _SHORTEST_ENTRY, MAX_MEMBERS))


def parse(xml: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    """Calls `start` with every element's local name and attributes."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, found: start(tag.rpartition(":")[2], found)
    feed(xml, parser)


def feed(xml: bytes, parser: expat.XMLParserType) -> None:
    """Parses a member's bytes; raises RefusedError at a document type (F07)."""
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(xml, True)


def is_plain(xml: bytes) -> bool:
    """Whether a search among the bytes finds what a parser would: one byte a character of markup,
    no declaration, comment or section, no character by number, values between double quotes."""
    return (
        xml.startswith(_HEADS)
        and b"'" not in xml
        and (b"!" not in xml or b"<!" not in xml)
        and (b"&" not in xml or b"&#" not in xml)
    )


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(Issue("F07"))
