"""The text of a web page goes in; its tags and the texts between them come out, in one pass.

The parser of the standard library takes seconds for a large page, and for some broken ones a time
that grows with the square of their length. Each character is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from campaign import Issue
from loaders.files.limits import RefusedError, too_many

_MARK = re.compile(
    r"""<(?:(/?)([A-Za-z][A-Za-z0-9:._-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>|!--|[!?][^<>]*>)"""
)
"""A tag, the beginning of a comment, or a declaration. What holds a `<` in quotes is `_QUOTED`."""
_CELL = re.compile(
    r"""<t[dh]((?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*+)?)>([^<&]*+)</t[dh]>""", re.IGNORECASE
)
_QUOTED = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:._-]*)((?:[^<>"']|"[^"]{0,500}"|'[^']{0,500}'){0,500}+)>"""
)
_TRIED = 1000
"""Tags of the second kind in a page: programs write a handful, a broken page millions."""
_BROKEN = 100_000
"""More marks that are none than any text has signs for less-than."""
MAX_MARKS = 1_500_000
"""Four for each cell of the largest page that may be sent; so many are read in three seconds."""
_BEGIN = re.compile("<(?=[A-Za-z/!?])")
_RAW = frozenset({"script", "style", "title", "textarea"})
"""Between these tags everything is text."""
_VALUE = re.compile(r"""([A-Za-z:_-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


class Tag(NamedTuple):
    """One tag: its name in small letters, what stands behind the name, whether it closes."""

    name: str
    said: str
    closes: bool

    def values(self) -> dict[str, str]:
        """Its attributes by their names in small letters."""
        found = _VALUE.findall(self.said)
        return {name.lower(): unescape(a or b or c) for name, a, b, c in found}


class Cell(NamedTuple):
    """A cell that holds a text and nothing else: what stands behind its name, and the text."""

    said: str
    text: str


def tags_and_texts(page: str) -> Iterator[Tag | Cell | str]:
    """The tags of a page and the texts between them, in order, without comments; a plain cell in
    one."""
    at, raw, marks = 0, "", _Marks(page)
    while (begin := _closing(page, raw, at) if raw else marks.begin(at)) >= 0:
        if begin > at:
            yield _plain(page[at:begin])
        cell = None if raw else _CELL.match(page, begin)
        if cell is not None:
            yield Cell(cell[1], cell[2])
            at = cell.end()
            continue
        found, raw = marks.at(begin), ""
        if found is None:
            yield "<"
        elif found[2]:
            tag = Tag(found[2].lower(), found[3], bool(found[1]))
            raw = found[2] if tag.name in _RAW and not tag.closes else ""
            yield tag
        at = marks.behind(found) if found else begin + 1
    if at < len(page):
        yield _plain(page[at:])


class _Marks:
    """The marks of a page, one by one; what looks far ahead is done a bounded number of times, and
    RefusedError ends a page of too many (F05) or of little but broken ones (F03)."""

    def __init__(self, page: str) -> None:
        self._page, self._last_end = page, page.rfind("-->")
        self._n = self._tried = 0

    def begin(self, at: int) -> int:
        """Where the next mark may begin; -1 where there is none."""
        self._n += 1
        if self._n > MAX_MARKS:
            raise RefusedError(too_many(self._n, MAX_MARKS))
        found = _BEGIN.search(self._page, at)
        return found.start() if found else -1

    def at(self, begin: int) -> re.Match[str] | None:
        """The mark that begins here; None where this is none."""
        found = _MARK.match(self._page, begin)
        if found is not None:
            return found
        self._tried += 1
        if self._tried > _BROKEN:
            raise RefusedError(Issue("F03"))
        return _QUOTED.match(self._page, begin) if self._tried < _TRIED else None

    def behind(self, found: re.Match[str]) -> int:
        """Where a mark ends, a comment with all that is in it; one that never ends is skipped."""
        if found[0] == "<!--" and found.end() <= self._last_end:
            return self._page.find("-->", found.end()) + 3
        return found.end()


def _plain(text: str) -> str:
    return unescape(text) if "&" in text else text


def _closing(page: str, name: str, at: int) -> int:
    """Where a tag between which everything is text is closed; -1 where it is not."""
    written = (page.find(f"</{spelt}", at) for spelt in (name, name.lower(), name.upper()))
    return min((place for place in written if place >= 0), default=-1)
