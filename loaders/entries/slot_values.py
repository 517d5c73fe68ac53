"""The typed cells of weekly rows go in; a row's values by slot, and all rows' figures as one array,
come out.

A table has hundreds of cells of which hardly one is looked at by itself: a `Value` is made when
somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
        read = [cells_of(entry.values, slots) for entry in entries]
        size = len(entries), len(slots)
        values = [None if cell is None else cell.value for cells in read for cell in cells]
        states = [None if cell is None else cell.state for cells in read for cell in cells]
        return Figures(
            tuple(slots),
            np.array([entry.row for entry in entries], dtype=np.int64),
            _numbers(values).reshape(size),
            _where(states, State.HELD).reshape(size),
            ~_where(states, None).reshape(size),
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


def _numbers(values: Sequence[object]) -> npt.NDArray[np.float64]:
    """The values as numbers, NaN for those that are none."""
    if any(type(value) is not float for value in set(values) - {None}):
        values = [value if isinstance(value, float) else None for value in values]
    return np.array(values, dtype=np.float64)


def _where(states: Sequence[State | None], wanted: State | None) -> npt.NDArray[np.bool_]:
    if wanted not in states:
        return np.zeros(len(states), dtype=np.bool_)
    return np.array([state is wanted for state in states], dtype=np.bool_)
