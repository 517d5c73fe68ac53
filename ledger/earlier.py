"""A panel goes in; each unit's last running totals before a week come out, looked up one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from campaign import CUMULATIVE, Panel, as_blocks, registered_slots
from ledger.panel_blank import places

_SLOTS = [(i, slot) for i, slot in enumerate(registered_slots()) if slot.endswith(CUMULATIVE)]


class EarlierTotals(Mapping[str, Mapping[str, float]]):
    """By unit and cumulative slot, the last figure reported in a panel's weeks.

    Nothing is worked out for units nobody asks about. Units that never reported are absent.
    """

    def __init__(self, panel: Panel) -> None:
        self._panel = panel

    def __getitem__(self, unit_id: str) -> Mapping[str, float]:
        at = self._place[unit_id]
        here = np.array([at])
        last: dict[str, float] = {}
        weeks = [week for week in self._panel.weeks if week.reported[at]]
        for week in weeks:
            column = as_blocks(week.values).columns(here)[:, 0]
            last |= {slot: float(column[i]) for i, slot in _SLOTS if column[i] == column[i]}
        if not weeks:
            raise KeyError(unit_id)
        return last

    def __iter__(self) -> Iterator[str]:
        for unit in self._panel.units:
            if any(week.reported[self._place[unit.id]] for week in self._panel.weeks):
                yield unit.id

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return places(self._panel)
