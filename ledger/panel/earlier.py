"""A panel goes in; what is known of each unit from its weeks comes out, looked up one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from campaign import CUMULATIVE, Panel, Past, as_blocks, quantity_of, registered_slots
from campaign.panel import Floats
from ledger.panel.blank import places

ENOUGH_WEEKS = 3
"""Fewer reported weeks have no middle to compare with."""


class EarlierWeeks(Mapping[str, Past]):
    """By unit, its last figures since the launch, its last week and the middle of its weeks.

    Nothing is worked out for units nobody asks about. Units that never reported are absent.
    """

    def __init__(self, panel: Panel, *, week: int) -> None:
        """`panel` has no week from `week` on, which is the one that is read."""
        self._panel, self._week = panel, week

    def __getitem__(self, unit_id: str) -> Past:
        at = self._place[unit_id]
        weeks, here = self._panel.weeks, np.array([at])
        reported = [bool(week.reported[at]) for week in weeks]
        if not any(reported):
            raise KeyError(unit_id)
        slots = (*registered_slots(), *self._further)
        every = np.array([as_blocks(week.values).columns(here)[:, 0] for week in weeks])
        more = [[week.figures(slot)[at] for slot in self._further] for week in weeks]
        every = np.hstack([every, np.array(more).reshape(len(weeks), -1)])
        rows, is_last = every[reported], reported[-1]
        last = dict(zip(slots, rows[-1].tolist(), strict=True)) if is_last else {}
        return Past(
            totals={s: n[-1] for s, n in _known(slots, rows) if s.endswith(CUMULATIVE)},
            so_far=_so_far(slots, every) if weeks[-1].week.number == self._week - 1 else {},
            last_week={slot: number for slot, number in last.items() if number == number},
            medians={
                s: float(np.median(n)) for s, n in _known(slots, rows) if len(n) >= ENOUGH_WEEKS
            },
        )

    def __iter__(self) -> Iterator[str]:
        for unit in self._panel.units:
            if any(week.reported[self._place[unit.id]] for week in self._panel.weeks):
                yield unit.id

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @cached_property
    def _further(self) -> tuple[str, ...]:
        """The slots beyond the registry, with those of their quantities' weeks and totals."""
        found = {quantity_of(slot) for slot in self._panel.further_slots}
        return tuple(slot for of in sorted(found) for slot in (of, of + CUMULATIVE))

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return places(self._panel)


def _so_far(listed: Sequence[str], rows: Floats) -> Mapping[str, float]:
    """By cumulative slot, the last stated figure and the weeks [W, S] after it together, from the
    launch without one; a slot with a week missing from that is left out."""
    slots = {slot: i for i, slot in enumerate(listed)}
    totals = [slot for slot in slots if slot.endswith(CUMULATIVE)]
    stated = rows[:, [slots[slot] for slot in totals]]
    weekly = rows[:, [slots[quantity_of(slot)] for slot in totals]]
    is_stated, place = ~np.isnan(stated), np.arange(len(rows))[:, None]
    last = np.where(is_stated, place, -1).max(axis=0)
    sums = np.where(place > last, weekly, 0.0).sum(axis=0)
    sums += np.where(place == last, np.nan_to_num(stated), 0.0).sum(axis=0)
    return {s: n for s, n in zip(totals, sums.tolist(), strict=True) if n == n}


def _known(slots: Sequence[str], rows: Floats) -> Iterator[tuple[str, list[float]]]:
    """Each slot with its numbers in the weeks that have one; slots without any are left out."""
    for slot, column in zip(slots, rows.T, strict=True):
        numbers = [float(number) for number in column if number == number]
        if numbers:
            yield slot, numbers
