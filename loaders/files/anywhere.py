"""A file's bytes go in; all text that stands anywhere in it comes out, piece by piece.

Not a list of places but every part: cells of hidden sheets, comments, headers and footers, text
boxes, charts, names, rules, properties, workbooks within the workbook, and what stands between the
parts. Markup comes out as it stands, so that a value between quotes is text too, and once more
without the tags that only change letters, since a number may be written in two colours. Pictures
are looked through as bytes.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from itertools import chain

from xlrd.compdoc import CompDoc

from loaders.files.archive import Archive
from loaders.files.limits import MAX_DEPTH, MAX_INFLATED, RefusedError, inflates_too_far
from loaders.files.sheet import Sheet
from loaders.files.sniff import FileKind
from loaders.files.text import decoded

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CLOSED = (b"%PDF-", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
"""How parts begin that are packed in a way nothing here unpacks."""
_MACROS, _ENCRYPTED = "vbaproject.bin", "EncryptedPackage".encode("utf-16-le")
_WINDOW, _LAP = 1 << 20, 1 << 9
"""Characters decoded at a time, and how many of them again with the next: no number is longer."""
_LEAST, _SHORTEST = 1e10, 6
"""A mobile number has eleven digits, and one character tells two of them at most (⑳)."""
_NESTED = 3
"""A workbook in a document in a workbook; deeper is nobody's report."""
_LETTERS = (
    "r|t|rpr|sz|color|rfont|family|charset|scheme|b|i|u|strike|vertalign|outline|shadow|condense|extend|latin|ea|cs|sym|"
    "solidfill|srgbclr|schemeclr|ln|nofill|hlinkclick|span|font|s|em|strong|a|sub|sup|wbr|rph|phoneticpr"
)
_RUNS = re.compile(rf"</?(?:[\w.-]+:)?(?:{_LETTERS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LETTERED = tuple(
    map(
        re.compile,
        ("<(?:[rbiusBIU]>|[raA] |em|st|su|span|SPAN)", ":(?:r[ >]|span)", "ont[ >]|ONT "),
    )
)
"""One of these stands where letters change within a text; each begins with a letter that a search
looks for first."""
_LETTERED_BYTES = tuple(re.compile(mark.pattern.encode()) for mark in _LETTERED)
_ALIKE, _GAPS = bytes.maketrans(b"123456789", b"0" * 9), bytes(range(33)) + b"-._"
_LONG = b"0" * 11
"""Digits enough for a number, once all are alike and what may stand between them is left out."""
_SMALL = 1 << 14
"""Settings, styles and the theme are below it, and the same in every workbook of one program."""
_FIGURES = re.compile(r"<v>[-+.0-9eE]*</v>")
"""The figures of cells, which the sheets tell: most of what is long."""
_DIGITS = re.compile(rb"[0-9](?:[^0-9]{0,5}[0-9]){10}")
"""Eleven digits, each in one byte or two, with a mark between them at most."""
_DIGITS_ALONE = bytes(ord("0") if ord("0") <= b <= ord("9") else ord(".") for b in range(256))
_APART = b"." * 6
"""What parts two numbers: most bytes hold no eleven digits in one run, which is told at once."""
_FILEPASS, _NUMBER, _NUMBER_LENGTH = 0x002F, 0x0203, 14  # [MS-XLS] 2.4.117, 2.4.180


class ClosedError(Exception):
    """A part of the file cannot be looked into: macros, a password, packed in another way."""


def texts_anywhere(data: bytes, kind: FileKind, sheets: Iterable[Sheet]) -> Iterator[str]:
    """All text of a file that `sheets` were read from, but for parts that certainly hold no eleven
    digits. Raises ClosedError for a part that cannot
    be looked into, RefusedError where the parts inflate too far, and what parsers raise for damage.
    """
    yield from chain.from_iterable(map(_cells, sheets))
    if kind.id in ("html", "xml2003"):
        text, _ = decoded(data) or (data.decode("gb18030", errors="replace"), "")
        yield from _of_markup(text)
    elif kind.id != "csv":
        yield from _Parts(kind.archive).texts(data)


def _cells(sheet: Sheet) -> Iterator[str]:
    """All longer texts of a sheet and its long figures."""
    yield sheet.name
    yield from (text for text in sheet.words if len(text) >= _SHORTEST)
    figures = (v for v in sheet.different if isinstance(v, int | float) and v >= _LEAST)
    yield from (f"{figure:.0f}" for figure in figures)


class _Parts:
    """Walks the parts of a file, those within parts too; all of them together are bounded."""

    def __init__(self, opened: Archive | None) -> None:
        self._opened, self._left = opened, MAX_INFLATED

    def texts(self, part: bytes, depth: int = 0) -> Iterator[str]:
        """A part's text by what it is: an archive, a compound file, markup, anything else."""
        if part.startswith(_CLOSED) or depth > _NESTED:
            raise ClosedError
        if part.startswith(_ZIP):
            yield from self._members(part, depth)
        elif part.startswith(_OLE):
            yield from _of_compound(part)
        elif _is_markup(part):
            yield from _of_small(part) if len(part) <= _SMALL else _of_part(part)
        else:
            yield from _of_bytes(part)

    def _members(self, data: bytes, depth: int) -> Iterator[str]:
        yield from _of_bytes(data)  # names and remarks of the members, what stands between them
        known = self._opened if depth == 0 else None
        archive = known.again(self._left) if known else Archive(data, left=self._left)
        for member in archive.members:
            if member.filename.lower().endswith(_MACROS):
                raise ClosedError
            part = archive.inflated(member.filename)
            self._left -= len(part)
            if self._left < 0:
                raise RefusedError(inflates_too_far())
            yield from self.texts(part, depth + 1)


def _of_compound(data: bytes) -> Iterator[str]:
    if _ENCRYPTED in data:
        raise ClosedError
    yield from _of_bytes(data)
    book = CompDoc(data, logfile=io.StringIO())
    for path in _streams(book, 0, ""):
        stream = book.get_named_stream(path)
        yield from _of_bytes(stream)
        if path in ("Workbook", "Book"):
            yield from _of_records(stream)


def _streams(book: CompDoc, at: int, path: str, depth: int = 0) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise ClosedError
    for child in book.dirlist[at].children:
        node = book.dirlist[child]
        if node.etype == 1:
            if node.name.upper() in ("_VBA_PROJECT_CUR", "MACROS"):
                raise ClosedError
            yield from _streams(book, child, f"{path}{node.name}/", depth + 1)
        elif node.etype == 2 and node.tot_size:
            yield f"{path}{node.name}"


def _of_records(stream: bytes) -> Iterator[str]:
    """The numbers that stand as such in an old workbook's records, those of its charts too."""
    at = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        if number == _FILEPASS:
            raise ClosedError
        if number == _NUMBER and length == _NUMBER_LENGTH:
            (value,) = struct.unpack_from("<d", stream, at + 10)
            if value.is_integer():
                yield f"{value:.0f}"
        at += 4 + length


def _is_markup(part: bytes) -> bool:
    head = part[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<")


def _text_of(part: bytes) -> str:
    """Markup decoded by its mark or by its zeros, else as UTF-8; its digits are all others' too."""
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\x00": "utf-16-le"}
    encoding = wide.get(part[:2]) or ("utf-16-be" if part[:2] == b"\x00<" else "utf-8")
    return part.decode(encoding, errors="replace")


def _is_clear(part: bytes) -> bool:
    """Whether markup certainly holds no eleven digits in one text, however they are grouped:
    nothing but plain letters, none of them told by number, and no text in pieces."""
    if not part.isascii() or b"&" in part or _LONG in part.translate(_ALIKE, _GAPS):
        return False
    lettered = _without_values(part)
    return not any(mark.search(lettered) for mark in _LETTERED_BYTES)


def _without_values(part: bytes) -> bytes:
    """A sheet's markup without its cells, where all of their texts stand elsewhere."""
    start, end = part.find(b"<sheetData>"), part.rfind(b"</sheetData>")
    return part[:start] + part[end:] if 0 <= start < end and b"<is" not in part else part


def _of_part(part: bytes) -> Iterable[str]:
    return () if _is_clear(part) else _of_markup(_text_of(part))


@lru_cache(maxsize=64)
def _of_small(part: bytes) -> tuple[str, ...]:
    return tuple(_of_part(part))


def _of_markup(text: str) -> Iterator[str]:
    for at in range(0, len(text), _WINDOW - _LAP):
        window = _FIGURES.sub("", text[at : at + _WINDOW])
        if "&" in window:
            window = unescape(window.replace("&lt;", " ").replace("&gt;", " "))
        yield window
        if any(mark.search(window) for mark in _LETTERED):
            yield _RUNS.sub("", window)


def _of_bytes(part: bytes) -> Iterator[str]:
    """What may be a number among bytes that are no markup, read in one byte a letter and in two."""
    runs = part.translate(_DIGITS_ALONE).replace(_APART, b" ").split()
    if not any(run.count(b"0") >= len(_LONG) for run in runs if len(run) >= len(_LONG)):
        return
    for found in _DIGITS.finditer(part):
        near = part[max(0, found.start() - 40) : found.end() + 40]
        yield near.decode("latin-1")
        for shift in (0, 1):
            yield near[shift:].decode("utf-16-le", errors="replace")
