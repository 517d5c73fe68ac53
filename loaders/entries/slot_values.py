"""The typed cells of weekly rows go in; a row's values by slot, and all rows' figures as one array,
come out.

A table has hundreds of cells of which hardly one is looked at by itself: a `Value` is made when
somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from campaign import State
from loaders.entries.reading import ReadRow, Value
from loaders.words import TypedCell


@dataclass(frozen=True)
class SlotPlaces:
    """The columns of a table's slots and, for each slot, its place among them."""

    columns: tuple[int, ...]
    place: Mapping[str, int]

    @staticmethod
    def of(columns: Mapping[str, int]) -> SlotPlaces:
        """The places of slots in the order of a mapping to their columns."""
        return SlotPlaces(tuple(columns.values()), {slot: i for i, slot in enumerate(columns)})


class SlotValues(Mapping[str, Value]):
    """One row's values by slot."""

    __slots__ = ("_raws", "_row", "cells", "places")

    def __init__(
        self, places: SlotPlaces, row: int, cells: Sequence[TypedCell], raws: Sequence[str]
    ) -> None:
        """The cells and their texts stand in the order of the places."""
        self.places, self._row, self.cells, self._raws = places, row, cells, raws

    def __getitem__(self, slot: str) -> Value:
        at = self.places.place[slot]
        cell = self.cells[at]
        return Value(cell.value, cell.state, self._row, self.places.columns[at], self._raws[at])

    def __iter__(self) -> Iterator[str]:
        return iter(self.places.place)

    def __len__(self) -> int:
        return len(self.cells)


@dataclass(frozen=True)
class Figures:
    """The figures of entries, a line each: NaN where a slot has no number. `held` marks cells that
    could not be read, `present` slots the row has at all."""

    slots: tuple[str, ...]
    rows: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.float64]
    held: npt.NDArray[np.bool_]
    present: npt.NDArray[np.bool_]

    @staticmethod
    def of(entries: Sequence[ReadRow], slots: Sequence[str]) -> Figures:
        """The figures of these slots."""
        rows = [entry.row for entry in entries]
        cells = [cell for entry in entries for cell in cells_of(entry.values, slots)]
        told, size = _Told({id(cell): cell for cell in cells}, cells), (len(rows), len(slots))
        return Figures(
            tuple(slots),
            np.array(rows, dtype=np.int64),
            told.each(_number, np.float64).reshape(size),
            told.each(_is_held, np.bool_).reshape(size),
            told.each(_is_present, np.bool_).reshape(size),
        )

    def of_rows(self, rows: Collection[int]) -> Figures:
        """Those of some rows."""
        if len(rows) == len(self.rows):
            return self
        kept = np.isin(self.rows, list(rows))
        numbers, held, present = self.numbers[kept], self.held[kept], self.present[kept]
        return Figures(self.slots, self.rows[kept], numbers, held, present)


def cells_of(
    values: Mapping[str, Value], slots: Sequence[str]
) -> Sequence[TypedCell | Value | None]:
    """What stands in each slot of a row, as far as it has them."""
    if not isinstance(values, SlotValues):
        return [values.get(slot) for slot in slots]
    cells = values.cells
    return [None if at is None else cells[at] for at in map(values.places.place.get, slots)]


_Cell = TypedCell | Value | None
_Number = TypeVar("_Number", np.float64, np.bool_)


@dataclass(frozen=True)
class _Told:
    """Cells and, by their identity, the different ones among them: rows share what they say."""

    different: Mapping[int, _Cell]
    cells: Sequence[_Cell]

    def each(self, of: Callable[[_Cell], float], kind: type[_Number]) -> npt.NDArray[_Number]:
        """What is said of each cell; asked once of those that are the same."""
        known = {key: of(cell) for key, cell in self.different.items()}
        if len(one := set(known.values())) == 1:
            return np.full(len(self.cells), one.pop(), dtype=kind)
        return np.fromiter(map(known.__getitem__, map(id, self.cells)), kind, len(self.cells))


def _number(cell: _Cell) -> float:
    return cell.value if cell is not None and isinstance(cell.value, float) else nan


def _is_held(cell: _Cell) -> bool:
    return cell is not None and cell.state is State.HELD


def _is_present(cell: _Cell) -> bool:
    return cell is not None
