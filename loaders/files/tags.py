"""The text of a web page goes in; its tags and the texts between them come out, in one pass.

The parser of the standard library takes seconds for a large page, and for some broken ones a time
that grows with the square of their length. Each character is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_MARK = re.compile(
    r"""<(?:(/?)([A-Za-z][A-Za-z0-9:._-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>|!--|[!?][^<>]*>)"""
)
"""A tag, the beginning of a comment, or a declaration. What holds a `<` in quotes is `_QUOTED`."""
_QUOTED = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:._-]*)((?:[^<>"']|"[^"]{0,500}"|'[^']{0,500}'){0,500}+)>"""
)
_TRIED = 1000
"""Tags of the second kind in a page: programs write a handful, a broken page millions."""
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


def tags_and_texts(page: str) -> Iterator[Tag | str]:
    """The tags of a page and the texts between them, in order, without comments."""
    at, tried, raw, ends = 0, 0, "", page.rfind("-->")
    while at < len(page):
        begin = _closing(page, raw, at) if raw else page.find("<", at)
        if begin < 0:
            yield unescape(page[at:])
            return
        if begin > at:
            text = page[at:begin]
            yield unescape(text) if "&" in text else text
        raw, found = "", _MARK.match(page, begin)
        if found is None and tried < _TRIED:
            tried, found = tried + 1, _QUOTED.match(page, begin)
        if found is None:
            yield "<"
            at = begin + 1
            continue
        at = found.end()
        if found[2]:
            tag = Tag(found[2].lower(), found[3], bool(found[1]))
            raw = found[2] if tag.name in _RAW and not tag.closes else ""
            yield tag
        elif found[0] == "<!--" and at <= ends:
            at = page.find("-->", at) + 3


def _closing(page: str, name: str, at: int) -> int:
    """Where a tag between which everything is text is closed; -1 where it is not."""
    written = (page.find(f"</{spelt}", at) for spelt in (name, name.lower(), name.upper()))
    return min((place for place in written if place >= 0), default=-1)
