"""Entries go in; the typed frames that the ledger takes come out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import (
    ENTRY_ROWS,
    WEEKLY_ROWS,
    CampaignPack,
    ExtraCell,
    Kind,
    State,
    registered_slots,
)
from loaders.entries.reading import ReadRow, Value
from loaders.entries.slot_values import Figures, cells_of


@dataclass(frozen=True)
class WeeklyRows:
    """The rows of a weekly report, WEEKLY_ROWS when asked for: a held row carries only h and NaN.

    `options` are the option ids of each slot that is a choice, in their order.
    """

    entries: tuple[ReadRow, ...]
    options: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(entries: Sequence[ReadRow], pack: CampaignPack) -> WeeklyRows:
        """The rows of these entries."""
        return WeeklyRows(tuple(entries), _options(pack))

    @property
    def n_accepted(self) -> int:
        """How many rows go in."""
        return sum(entry.accepted for entry in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def frame(self) -> pd.DataFrame:
        """The rows as one frame."""
        slots, entries = registered_slots(), self.entries
        accepted = np.array([e.accepted for e in entries], dtype=bool)
        told = {
            "row": np.array([e.row for e in entries], dtype="int64"),
            "unit_id": pd.array([e.unit_id or "" for e in entries], dtype="str"),
            "raw_unit": pd.array([e.raw_unit for e in entries], dtype="str"),
            "accepted": accepted,
            "states": pd.array([self._states(e, slots) for e in entries], dtype="str"),
        }
        numbers = np.where(accepted[:, None], self._numbers(slots), np.nan)
        columns = dict(zip(slots, numbers.T, strict=True))
        return WEEKLY_ROWS.check(pd.DataFrame({**told, **columns}, copy=False))

    def beyond(self, slots: Sequence[str]) -> tuple[ExtraCell, ...]:
        """What accepted rows say in those of a table's slots that the registry does not have."""
        known = set(registered_slots())
        more = [slot for slot in slots if slot not in known]
        return tuple(
            ExtraCell(entry.row, entry.unit_id, slot, cell.state, self._number(slot, cell.value))
            for entry in (self.entries if more else ())
            if entry.accepted and entry.unit_id
            for slot, cell in zip(more, cells_of(entry.values, more), strict=True)
            if cell is not None and cell.state is not State.MISSING
        )

    def _number(self, slot: str, value: object) -> float | None:
        """A cell's number, an option's by its place."""
        if isinstance(value, str):
            return float(self.options[slot].index(value))
        return value if isinstance(value, float) else None

    def _states(self, entry: ReadRow, slots: Sequence[str]) -> str:
        if not entry.accepted:
            return State.HELD.value * len(slots)
        cells = cells_of(entry.values, slots)
        return "".join([State.MISSING if cell is None else cell.state for cell in cells])

    def _numbers(self, slots: Sequence[str]) -> npt.NDArray[np.float64]:
        """The numbers of all rows, a choice's option by its place; NaN where there is none."""
        numbers = Figures.of(self.entries, slots).numbers
        for slot in self.options.keys() & set(slots):
            place = slots.index(slot)
            for at, entry in enumerate(self.entries):
                value = entry.values.get(slot)
                if value is not None and value.value is not None:
                    numbers[at, place] = self.options[slot].index(str(value.value))
        return numbers


@dataclass(frozen=True)
class EntryLine:
    """A row of a row-form as ENTRY_ROWS has it, its fields still to be written as JSON."""

    row: int
    accepted: bool
    unit_id: str
    raw_unit: str
    group_id: str
    day: str
    key: str
    fields: Mapping[str, Value]


@dataclass(frozen=True)
class EntryRows:
    """The rows of a row-form, ENTRY_ROWS when asked for."""

    lines: tuple[EntryLine, ...]

    @property
    def n_accepted(self) -> int:
        """How many rows go in."""
        return sum(line.accepted for line in self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def frame(self) -> pd.DataFrame:
        """The rows as one frame."""
        return ENTRY_ROWS.frame(
            {**vars(line), "fields": told_json(line.fields)} for line in self.lines
        )


def told_json(values: Mapping[str, Value]) -> str:
    """The values that say something, as one JSON object."""
    told = {id_: _plain(v.value) for id_, v in values.items() if v.value is not None}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


@lru_cache(maxsize=8)
def _options(pack: CampaignPack) -> Mapping[str, tuple[str, ...]]:
    return {
        slot: tuple(option.id for option in quantity.options)
        for quantity in pack.quantity.values()
        if quantity.kind is Kind.CHOICE
        for slot in quantity.slots
    }
