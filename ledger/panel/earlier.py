"""A panel goes in; what is known of each unit from its weeks comes out, looked up one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from campaign import CUMULATIVE, Panel, Past, as_blocks, registered_slots
from campaign.panel import Floats
from ledger.panel.blank import places

ENOUGH_WEEKS = 3
"""Fewer reported weeks have no middle to compare with."""


class EarlierWeeks(Mapping[str, Past]):
    """By unit, its last figures since the launch, its last week and the middle of its weeks.

    Nothing is worked out for units nobody asks about. Units that never reported are absent.
    """

    def __init__(self, panel: Panel) -> None:
        """`panel` ends with the week before the one that is read."""
        self._panel = panel

    def __getitem__(self, unit_id: str) -> Past:
        at = self._place[unit_id]
        weeks = [week for week in self._panel.weeks if week.reported[at]]
        if not weeks:
            raise KeyError(unit_id)
        here = np.array([at])
        rows = np.array([as_blocks(week.values).columns(here)[:, 0] for week in weeks])
        is_last = weeks[-1] is self._panel.weeks[-1]
        last = dict(zip(registered_slots(), rows[-1].tolist(), strict=True)) if is_last else {}
        return Past(
            totals={s: n[-1] for s, n in _known(rows) if s.endswith(CUMULATIVE)},
            last_week={slot: number for slot, number in last.items() if number == number},
            medians={s: float(np.median(n)) for s, n in _known(rows) if len(n) >= ENOUGH_WEEKS},
        )

    def __iter__(self) -> Iterator[str]:
        for unit in self._panel.units:
            if any(week.reported[self._place[unit.id]] for week in self._panel.weeks):
                yield unit.id

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return places(self._panel)


def _known(rows: Floats) -> Iterator[tuple[str, list[float]]]:
    """Each slot with its numbers in the weeks that have one; slots without any are left out."""
    for slot, column in zip(registered_slots(), rows.T, strict=True):
        numbers = [float(number) for number in column if number == number]
        if numbers:
            yield slot, numbers
