"""The typed cells of weekly rows go in; a row's values by slot, and all rows' figures as one array,
come out.

A table has hundreds of cells of which hardly one is looked at by itself: a `Value` is made when
somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from campaign import State
from loaders.entries.reading import ReadRow, Value
from loaders.words import TypedCell

_ABSENT = TypedCell(None, State.MISSING)
_NUMBER, _HELD = attrgetter("number"), attrgetter("is_held")


@dataclass(frozen=True)
class SlotPlaces:
    """The columns of a table's slots and, for each slot, its place among them."""

    columns: tuple[int, ...]
    place: Mapping[str, int]

    @staticmethod
    def of(columns: Mapping[str, int]) -> SlotPlaces:
        """The places of slots in the order of a mapping to their columns."""
        return SlotPlaces(tuple(columns.values()), {slot: i for i, slot in enumerate(columns)})

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """The slots in the order of their columns."""
        return tuple(self.place)


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
        rows, size = np.array([e.row for e in entries], np.int64), (len(entries), len(slots))
        cells = list(chain.from_iterable(cells_of(entry.values, slots) for entry in entries))
        told = cells if (is_whole := all(cells)) else [cell or _ABSENT for cell in cells]
        present = (
            np.ones(size, np.bool_) if is_whole else np.array(list(map(bool, cells)), np.bool_)
        )
        held = np.array(list(map(_HELD, told)), dtype=np.bool_)
        numbers = np.array(list(map(_NUMBER, told)), dtype=np.float64)
        shaped = (numbers.reshape(size), held.reshape(size), present.reshape(size))
        return Figures(tuple(slots), rows, *shaped)

    @cached_property
    def known(self) -> npt.NDArray[np.float64]:
        """The numbers with 0 where there is none, to be added."""
        return np.where(np.isnan(self.numbers), 0.0, self.numbers)

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
    if values.places.slots == slots:
        return cells
    return [None if at is None else cells[at] for at in map(values.places.place.get, slots)]
