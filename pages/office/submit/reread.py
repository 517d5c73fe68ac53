"""What was read of files that wait, kept while only what they do not hold is taught: one answer on
a name, a word or a layout would else have every waiting file read again."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property

from campaign import fold
from ledger import Since
from loaders import Reading, normal_heading
from pages.door import opened
from pages.office.submit.paper import ASKED_UNITS

_ROOM = 400
"""Files, as many as readings are remembered of."""
_TOLD = re.compile(r"#\d+$|[<>]+$|^[<>]+")
"""How a column is told from its like, or from the heading beside it."""


@dataclass
class _Kept:
    """What was read of a file at a revision, and what it holds."""

    revision: int
    reading: Reading

    @cached_property
    def texts(self) -> frozenset[str]:
        """What its cells say, the names of its sheets and its own."""
        return frozenset(map(fold, self._cells()))

    def _cells(self) -> Iterator[str]:
        yield self.reading.file_name
        for sheet in self.reading.sheets:
            yield sheet.sheet
            for line in sheet.grid.cells:
                yield from (cell for cell in line if cell and not cell.isdecimal())

    @cached_property
    def headings(self) -> str:
        """What its cells would say as headings, one below the other."""
        return "\n".join({normal_heading((cell,)) for cell in self._cells()})

    def is_read_alike(self, since: Since) -> bool:
        """Whether it holds nothing of what was taught."""
        if since.has_joined and any(it.code in ASKED_UNITS for it in self.reading.all_issues):
            return False
        units = {it.unit_id for table in self.reading.tables for it in table.entries}
        if units & since.units or any(map(self._has_all, since.layouts)):
            return False
        return not any(_meet(name, text) for text in self.texts for name in since.names)

    def _has_all(self, fields: frozenset[str]) -> bool:
        """Whether all headings of a layout stand somewhere; where it ends is no heading."""
        names = (_TOLD.sub("", name) for name in fields if not name.startswith("/"))
        return all(level in self.headings for name in names for level in name.split("/"))


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()


def still_holds(district_id: str, key: Hashable, revision: int) -> Reading | None:
    """What was read of the file under `key` at an earlier revision, where it would be read alike at
    this one; None where it is to be read."""
    kept = _kept.get(key)
    if kept is None or kept.revision > revision:
        return None
    since = opened.ledger().exchange.taught_since(district_id, kept.revision)
    return kept.reading if since is not None and kept.is_read_alike(since) else None


def remember(key: Hashable, revision: int, reading: Reading) -> None:
    """Keep what was read of the file under `key` at a revision."""
    _kept[key] = _Kept(revision, reading)
    _kept.move_to_end(key)
    while len(_kept) > _ROOM:
        _kept.popitem(last=False)


def _meet(name: str, text: str) -> bool:
    """Whether a name and a text of a cell may be of one unit: either holds the other."""
    return name in text or (len(text) > 1 and text in name)
