"""Entries and roster lines go in; the typed frames that the ledger takes come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from campaign import (
    ROSTER_ROWS,
    WEEKLY_ROWS,
    CampaignPack,
    Kind,
    State,
    fold,
    quantity_of,
    registered_slots,
)
from loaders.reading import Entry, Value
from loaders.roster import RosterLine


def weekly_frame(entries: Sequence[Entry], pack: CampaignPack) -> pd.DataFrame:
    """WEEKLY_ROWS from the entries: a held row carries only h and NaN."""
    slots = registered_slots()
    numbers = np.full((len(slots), len(entries)), np.nan)
    states: list[str] = []
    for index, entry in enumerate(entries):
        letters = []
        for place, slot in enumerate(slots):
            value = entry.values.get(slot)
            letter = _state(value, entry)
            letters.append(letter)
            if value is not None and letter in (State.VALUE, State.ZERO):
                numbers[place, index] = _number(value, slot, pack)
        states.append("".join(letters))
    frame = pd.DataFrame(
        {
            "row": np.array([e.row for e in entries], dtype="int64"),
            "unit_id": pd.Series([e.unit_id or "" for e in entries], dtype="str"),
            "raw_unit": pd.Series([e.raw_unit for e in entries], dtype="str"),
            "accepted": np.array([e.accepted for e in entries], dtype=bool),
            "states": pd.Series(states, dtype="str"),
            **dict(zip(slots, numbers, strict=True)),
        }
    )
    return WEEKLY_ROWS.check(frame)


def _state(value: Value | None, entry: Entry) -> str:
    if not entry.accepted:
        return State.HELD.value
    return value.state.value if value is not None else State.MISSING.value


def _number(value: Value, slot: str, pack: CampaignPack) -> float:
    quantity = pack.quantity[quantity_of(slot)]
    if quantity.kind is Kind.CHOICE:
        return float([option.id for option in quantity.options].index(str(value.value)))
    if not isinstance(value.value, float):
        raise TypeError(f"{slot}: a number was expected, found {value.value!r}")
    return value.value


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
