"""What one sheet is, of whatever kind of file: cells at their absolute places.

A reader's values go in; texts and values by place come out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import chain, filterfalse
from typing import Any, TypeVar

from loaders.files.merges import Merge


@dataclass(frozen=True)
class CellError:
    """A formula error as it stands in the cell, such as #REF!."""

    text: str


@dataclass(frozen=True)
class Uncached:
    """A formula whose result was never computed."""


CellValue = str | float | int | bool | date | datetime | time | timedelta | CellError | Uncached
UNCACHED = Uncached()
_TWINS = frozenset({bool, int})


_Found = TypeVar("_Found")


class CellMemory(dict[CellValue, _Found]):
    """What one function says of cell values, asked once for each: sheets repeat themselves."""

    def __init__(self, of: Callable[[CellValue], _Found], *, most: int = 1 << 15) -> None:
        """Remembers `most` values, then begins anew."""
        self.of, self._most = of, most
        self._said: set[CellValue] = set()

    def __missing__(self, value: CellValue) -> _Found:
        if len(self) >= self._most:
            self.forget()
        found = self[value] = self.of(value)
        if found is True:
            self._said.add(value)
        return found

    def among(self, values: frozenset[CellValue]) -> frozenset[CellValue]:
        """Those of some values of which it says yes."""
        if len(values) > self._most:
            return frozenset(filter(self.of, values))
        if len(self) + len(values) > self._most:
            self.forget()
        for value in filterfalse(self.__contains__, values):
            self[value]
        return values & self._said

    def forget(self) -> None:
        """Begins anew."""
        self.clear()
        self._said.clear()


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0][0]` stands at 1-based (top, left); an empty cell is ''.

    `merges` are absolute 1-based (top, left, bottom, right); `covered` gives by place what stood
    under them, where nobody sees it; `said` what stood in cells that a person wrote anew.
    """

    name: str
    hidden: bool
    top: int
    left: int
    rows: list[list[CellValue]]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percents: frozenset[tuple[int, int]] = frozenset()
    covered: Mapping[tuple[int, int], CellValue] = field(default_factory=dict)
    said: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def bottom(self) -> int:
        """The last row with a cell; one less than `top` in an empty sheet."""
        return self.top + len(self.rows) - 1

    @property
    def right(self) -> int:
        """The last column with a cell."""
        return self.left + (len(self.rows[0]) if self.rows else 0) - 1

    def value(self, row: int, column: int) -> CellValue:
        """The value at an absolute place; '' outside the sheet."""
        r, c = row - self.top, column - self.left
        try:
            return self.rows[r][c] if r >= 0 and c >= 0 else ""
        except IndexError:
            return ""

    def text(self, row: int, column: int) -> str:
        """The value at an absolute place as a person would read it, ends trimmed."""
        r, c = row - self.top, column - self.left
        try:
            return self._texts[r][c] if r >= 0 and c >= 0 else ""
        except IndexError:
            return ""

    def texts_down(self, column: int, rows: Iterable[int]) -> list[str]:
        """The texts of a column in some rows of the sheet."""
        c, top, texts = column - self.left, self.top, self._texts
        if not 0 <= c <= self.right - self.left:
            return ["" for _ in rows]
        return [texts[row - top][c] for row in rows]

    def values(self, row: int) -> list[CellValue]:
        """The values of a row from the sheet's first column; none outside the sheet."""
        r = row - self.top
        return self.rows[r] if 0 <= r < len(self.rows) else []

    def texts(self, row: int) -> list[str]:
        """The texts of a row from the sheet's first column; none outside the sheet."""
        r = row - self.top
        return self._texts[r] if 0 <= r < len(self._texts) else []

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merge a cell lies in, its first cell included; None for a cell of its own."""
        for merge in self._merges_by_row.get(row, ()):
            if merge[1] <= column <= merge[3]:
                return merge
        return None

    @cached_property
    def _merges_by_row(self) -> dict[int, list[Merge]]:
        found: dict[int, list[Merge]] = {}
        for merge in self.merges:
            for row in range(max(merge[0], self.top), min(merge[2], self.bottom) + 1):
                found.setdefault(row, []).append(merge)
        return found

    @cached_property
    def different(self) -> frozenset[CellValue]:
        """What stands in the cells, each value once: sheets repeat themselves."""
        return frozenset(chain.from_iterable(self.rows))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What stands in the cells as words, each once."""
        return tuple(value for value in self.different if isinstance(value, str))

    @cached_property
    def wording(self) -> str:
        """All words of the sheet in one, to see at once what words it does not have."""
        return "\x00".join(self.words)

    @cached_property
    def shown(self) -> Callable[[CellValue], str]:
        """How one of its cells' values is shown as text, remembered."""
        return self.reader(_SHOWN)

    @cached_property
    def _texts(self) -> list[list[str]]:
        """Every cell as text, made once: a sheet is asked for the same texts many times."""
        return self.told(_SHOWN)

    def told(self, of: CellMemory[_Found]) -> list[list[_Found]]:
        """What is said of every cell, row by row; found once for the sheet."""
        found: list[list[_Found]] | None = self._told.get(id(of))
        if found is None:
            one = self.reader(of)
            found = self._told[id(of)] = [list(map(one, row)) for row in self.rows]
        return found

    def where(self, of: CellMemory[bool]) -> dict[int, list[int]]:
        """The cells of which it is said, as columns by row; where it is said of no value at all, no
        cell is looked at."""
        if self._has_twins:
            said = [[c for c, value in enumerate(row) if of.of(value)] for row in self.rows]
        else:
            among = of.among(self.different)
            said = [
                [] if among.isdisjoint(row) else [c for c, v in enumerate(row) if v in among]
                for row in (self.rows if among else ())
            ]
        return {self.top + r: [self.left + c for c in row] for r, row in enumerate(said) if row}

    def reader(self, of: CellMemory[_Found]) -> Callable[[CellValue], _Found]:
        """How to ask about one of the sheet's cells: 1, 1.0 and TRUE are the same to a memory."""
        return of.of if self._has_twins else of.__getitem__

    @cached_property
    def _told(self) -> dict[int, Any]:
        return {}

    @cached_property
    def _has_twins(self) -> bool:
        return not _TWINS.isdisjoint(map(type, chain.from_iterable(self.rows)))


def cell_text(value: CellValue) -> str:
    """A cell value as text: 3.0 is 3, dates are ISO, an error is its own text."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, CellError):
        return value.text
    return "" if isinstance(value, Uncached) else str(value)


_SHOWN = CellMemory(cell_text)


def texts_of_merges(sheet: Sheet, column: int) -> dict[int, str]:
    """The text of each row that lies in a vertical merge of the column."""
    return {
        row: sheet.text(top, left)
        for top, left, bottom, right in sheet.merges
        if left <= column <= right and bottom > top
        for row in range(top, bottom + 1)
    }
