"""A workbook's members are inflated and parsed here, counted byte by byte.

A bomb stops at its limit, and a document type (entities, external files) is refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

from campaign import Issue

MAX_INFLATED = 100 * 1024 * 1024
_CHUNK = 1 << 16


class RefusedError(Exception):
    """Ends the scan of a workbook with the issue that refuses it; never leaves the loaders."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.code)
        self.issue = issue


class Archive:
    """A workbook's archive with the bytes that may still be inflated from it."""

    def __init__(self, book: zipfile.ZipFile) -> None:
        self._book, self._left = book, MAX_INFLATED
        self.names = frozenset(book.namelist())

    def parse(self, member: str, start: Callable[[str, dict[str, str]], None]) -> None:
        """Calls `start` with every element's local name and attributes."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda tag, found: start(tag.rpartition(":")[2], found)
        self.feed(member, parser)

    def feed(self, member: str, parser: expat.XMLParserType) -> None:
        """Parses a member; raises RefusedError beyond the limit (F06) or at a DTD (F07)."""
        parser.StartDoctypeDeclHandler = _refuse_doctype
        for chunk in self._chunks(member):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _chunks(self, member: str) -> Iterator[bytes]:
        with self._book.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise RefusedError(Issue("F06", params={"limit": MAX_INFLATED // 2**20}))
                yield chunk


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(Issue("F07"))
