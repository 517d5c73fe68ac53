"""An SQLite file goes in; what each of its pages is, and which of its bytes hold anything, come out.

By the file format's own description (sqlite.org/fileformat2.html): a byte that is in no header, no
pointer, no cell and no chain may be anything, and nothing that is read changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

HEADER = 100
OF_NOTHING = ((24, 28), (40, 44), (48, 52), (60, 64), (68, 100))
"""Bytes of the header that say nothing of the content: counters, what programs may note, reserve."""
INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13


@dataclass
class Pages:
    """By number, from 1, what a page is; and for each byte of the file whether it holds anything."""

    size: int
    content: bytes
    kinds: dict[int, str] = field(default_factory=dict)
    is_used: bytearray = field(default_factory=bytearray)

    def offsets(self, kind: str) -> list[int]:
        """Every byte of the pages of a kind; of the header its hundred bytes."""
        if kind == "header":
            return list(range(HEADER))
        return [
            (number - 1) * self.size + at
            for number, it in self.kinds.items()
            if it == kind
            for at in range(HEADER if number == 1 else 0, self.size)
        ]

    def use(self, start: int, length: int) -> None:
        """These bytes hold something."""
        self.is_used[start : start + length] = b"\x01" * length

    def number(self, at: int, length: int) -> int:
        """The number that stands there."""
        return int.from_bytes(self.content[at : at + length], "big")


def pages_of(path: Path) -> Pages:
    """Every page of a file that is sound and was closed."""
    content = path.read_bytes()
    found = Pages(int.from_bytes(content[16:18], "big"), content, is_used=bytearray(len(content)))
    found.use(0, HEADER)
    for start, end in OF_NOTHING:
        found.is_used[start:end] = bytes(end - start)
    with closing(sqlite3.connect(path)) as connection:
        roots = connection.execute("SELECT type, rootpage FROM sqlite_master WHERE rootpage > 0")
        trees = [(1, "table"), *((root, kind) for kind, root in roots)]
    for root, kind in trees:
        _tree(found, root, kind)
    _freelist(found)
    assert len(found.kinds) == len(content) // found.size, "a page of which nobody knows"
    return found


def _tree(pages: Pages, number: int, of: str) -> None:
    start = (number - 1) * pages.size
    head = start + (HEADER if number == 1 else 0)
    kind = pages.content[head]
    is_leaf = kind in (LEAF_INDEX, LEAF_TABLE)
    pages.kinds[number] = f"{'leaf' if is_leaf else 'interior'} of a{'n' * (of == 'index')} {of}"
    n_cells, length = pages.number(head + 3, 2), 8 if is_leaf else 12
    pages.use(head, length + 2 * n_cells)
    free = pages.number(head + 1, 2)
    while free:
        pages.use(start + free, 4)
        free = pages.number(start + free, 2)
    for i in range(n_cells):
        at = start + pages.number(head + length + 2 * i, 2)
        for child in _cell(pages, at, kind):
            _tree(pages, child, of)
    if not is_leaf:
        _tree(pages, pages.number(head + 8, 4), of)


def _cell(pages: Pages, at: int, kind: int) -> Iterator[int]:
    """Mark a cell with what it holds elsewhere; the page it points to, where it points to one."""
    end = at
    if kind in (INTERIOR_INDEX, INTERIOR_TABLE):
        yield pages.number(at, 4)
        end += 4
    payload, end = _varint(pages.content, end)
    if kind == LEAF_TABLE:
        _, end = _varint(pages.content, end)
    if kind != INTERIOR_TABLE:
        local = _local(payload, pages.size, is_table=kind == LEAF_TABLE)
        if local < payload:
            _overflow(pages, pages.number(end + local, 4), payload - local)
            local += 4
        end += local
    pages.use(at, end - at)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for i in range(9):
        byte = content[at + i]
        value = value << 8 | byte if i == 8 else value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + i + 1
    return value, at + 9


def _local(payload: int, size: int, *, is_table: bool) -> int:
    """How much of a payload lies in the cell itself."""
    most = size - 35 if is_table else (size - 12) * 64 // 255 - 23
    least = (size - 12) * 32 // 255 - 23
    if payload <= most:
        return payload
    some = least + (payload - least) % (size - 4)
    return some if some <= most else least


def _overflow(pages: Pages, number: int, left: int) -> None:
    while number:
        start, here = (number - 1) * pages.size, min(left, pages.size - 4)
        pages.kinds[number] = "overflow"
        pages.use(start, 4 + here)
        number, left = pages.number(start, 4), left - here


def _freelist(pages: Pages) -> None:
    trunk = pages.number(32, 4)
    while trunk:
        start = (trunk - 1) * pages.size
        n_leaves = pages.number(start + 4, 4)
        pages.kinds[trunk] = "freelist"
        pages.use(start, 8 + 4 * n_leaves)
        for i in range(n_leaves):
            pages.kinds[pages.number(start + 8 + 4 * i, 4)] = "freelist"
        trunk = pages.number(start, 4)
