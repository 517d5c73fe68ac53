"""What was read of files that wait, kept while only names are taught that they do not hold: one
answer on a name would else have every waiting file read again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator

from campaign import fold
from loaders import Reading
from pages.door import opened

_ROOM = 400
"""Files, as many as readings are remembered of."""
_kept: OrderedDict[Hashable, tuple[int, Reading]] = OrderedDict()


def still_holds(district_id: str, key: Hashable, revision: int) -> Reading | None:
    """What was read of the file under `key` at an earlier revision, where it would be read alike at
    this one; None where it is to be read."""
    before, reading = _kept.get(key, (0, None))
    if reading is None or before > revision:
        return None
    names = opened.ledger().exchange.names_since(district_id, before)
    if names is None or any(_meet(name, text) for text in set(_texts(reading)) for name in names):
        return None
    return reading


def remember(key: Hashable, revision: int, reading: Reading) -> None:
    """Keep what was read of the file under `key` at a revision."""
    _kept[key] = revision, reading
    _kept.move_to_end(key)
    while len(_kept) > _ROOM:
        _kept.popitem(last=False)


def _meet(name: str, text: str) -> bool:
    """Whether a name and a text of a cell may be of one unit: either holds the other."""
    return name in text or (len(text) > 1 and text in name)


def _texts(reading: Reading) -> Iterator[str]:
    yield fold(reading.file_name)
    for sheet in reading.sheets:
        yield fold(sheet.sheet)
        for line in sheet.grid.cells:
            yield from (fold(cell) for cell in line if cell and not cell.isdecimal())
