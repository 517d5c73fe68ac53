"""Entries and roster lines go in; the typed frames that the ledger takes come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from campaign import (
    ROSTER_ROWS,
    WEEKLY_ROWS,
    CampaignPack,
    Kind,
    State,
    fold,
    registered_slots,
)
from loaders.reading import Entry, Value
from loaders.roster import RosterLine


@dataclass(frozen=True)
class WeeklyRows:
    """The rows of a weekly report, WEEKLY_ROWS when asked for: a held row carries only h and NaN.

    `options` are the option ids of each slot that is a choice, in their order.
    """

    entries: tuple[Entry, ...]
    options: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(entries: Sequence[Entry], pack: CampaignPack) -> WeeklyRows:
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
        place = {slot: i for i, slot in enumerate(slots)}
        numbers = np.full((len(slots), len(entries)), np.nan)
        states: list[str] = []
        for index, entry in enumerate(entries):
            letters = [State.MISSING.value if entry.accepted else State.HELD.value] * len(slots)
            for slot, value in entry.values.items() if entry.accepted else ():
                letters[place[slot]] = str(value.state)
                if value.state in (State.VALUE, State.ZERO):
                    numbers[place[slot], index] = self._number(value, slot)
            states.append("".join(letters))
        told = {
            "row": np.array([e.row for e in entries], dtype="int64"),
            "unit_id": pd.array([e.unit_id or "" for e in entries], dtype="str"),
            "raw_unit": pd.array([e.raw_unit for e in entries], dtype="str"),
            "accepted": np.array([e.accepted for e in entries], dtype=bool),
            "states": pd.array(states, dtype="str"),
        }
        return WEEKLY_ROWS.check(pd.DataFrame({**told, **dict(zip(slots, numbers, strict=True))}))

    def _number(self, value: Value, slot: str) -> float:
        if slot in self.options:
            return float(self.options[slot].index(str(value.value)))
        if not isinstance(value.value, float):
            raise TypeError(f"{slot}: a number was expected, found {value.value!r}")
        return value.value


@lru_cache(maxsize=8)
def _options(pack: CampaignPack) -> Mapping[str, tuple[str, ...]]:
    return {
        slot: tuple(option.id for option in quantity.options)
        for quantity in pack.quantities
        if quantity.kind is Kind.CHOICE
        for slot in quantity.slots
    }


def roster_frame(
    lines: Sequence[RosterLine], entries: Sequence[Entry], *, valid_from: str, valid_to: str
) -> pd.DataFrame:
    """ROSTER_ROWS from the lines; parents are resolved by code, then by name, within the sheet."""
    by_name: Mapping[str, str] = {fold(line.name): line.unit_id for line in lines}
    by_code = {fold(line.code): line.unit_id for line in lines if line.code}
    return ROSTER_ROWS.frame(
        {
            "row": line.row,
            "accepted": entry.accepted,
            "unit_id": line.unit_id,
            "code": line.code,
            "name": line.name,
            "short_names": "、".join(line.short_names),
            "parent_id": by_code.get(fold(line.parent)) or by_name.get(fold(line.parent), ""),
            "type_id": line.type_id,
            "group_id": line.group_id,
            "sub_org_total": line.sub_org_total,
            "sort_no": line.sort_no,
            "scope": line.scope,
            "valid_from": valid_from,
            "valid_to": valid_to if line.is_closed else "",
        }
        for line, entry in zip(lines, entries, strict=True)
    )
