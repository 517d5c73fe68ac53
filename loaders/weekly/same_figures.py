"""The rows of a weekly table go in; those that look copied or rounded come out as doubts.

Each asks for enough figures to be more than chance; below that nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from campaign import CUMULATIVE, Address, CampaignPack, Issue, Kind, Past
from loaders.entries import Figures, ReadRow

_DIFFERENT = 3
"""A row of ones says nothing: so many different figures make it one of its own."""
Row = tuple[tuple[str, float], ...]


def as_last_week(
    entry: ReadRow, *, sheet: str, column: int, past: Past, pack: CampaignPack
) -> list[Issue]:
    """K06 at a unit's name where every figure of the week is last week's, enough of them not 0."""
    figures = _figures(entry, pack)
    same = [slot for slot, number in figures if past.last_week.get(slot) == number]
    n = sum(1 for slot, number in figures if number and slot in same)
    if len(same) < len(figures) or n < pack.thresholds["same_row_cells"]:
        return []
    return [Issue("K06", Address(sheet, entry.row, column), entry.raw_unit, {"n": n})]


def alike(
    entries: Sequence[ReadRow], figures: Figures, *, sheet: str, column: int, pack: CampaignPack
) -> list[Issue]:
    """K07 at each of several units whose figures of the week are all the same."""
    numbers = _of_the_week(figures, pack)
    told = np.isfinite(numbers) & (numbers != 0)
    enough = np.flatnonzero(told.sum(axis=1) >= pack.thresholds["same_row_cells"]).tolist()
    lines = {at: numbers[at].tobytes() for at in enough}
    times = Counter(lines.values())
    entries = [entries[at] for at, line in lines.items() if times[line] > 1]
    found: dict[Row, list[ReadRow]] = {}
    for entry in entries:
        row = _figures(entry, pack)
        telling = [number for _, number in row if number]
        if len(telling) >= pack.thresholds["same_row_cells"] and len(set(telling)) >= _DIFFERENT:
            found.setdefault(row, []).append(entry)
    return [
        Issue("K07", Address(sheet, e.row, column), e.raw_unit, {"names": _others(e, same)})
        for same in found.values()
        if len(same) > 1
        for e in same
    ]


def round_tens(entry: ReadRow, *, sheet: str, column: int, pack: CampaignPack) -> list[Issue]:
    """K11 at a unit's name where several of the week's figures are whole tens."""
    n = sum(1 for _, number in _figures(entry, pack) if number and number % 10 == 0)
    if n < pack.thresholds["round_tens"]:
        return []
    return [Issue("K11", Address(sheet, entry.row, column), entry.raw_unit, {"n": n})]


def are_round(figures: Figures, pack: CampaignPack) -> npt.NDArray[np.bool_]:
    """Which rows have as many whole tens as K11 asks for."""
    numbers = _of_the_week(figures, pack)
    tens = (numbers % 10 == 0) & (numbers != 0)
    return np.asarray(tens.sum(axis=1) >= pack.thresholds["round_tens"])


def _of_the_week(figures: Figures, pack: CampaignPack) -> npt.NDArray[np.float64]:
    """The numbers of the week's slots, without totals and choices."""
    return figures.numbers[:, _counted_places(figures.slots, pack)]


@lru_cache(maxsize=256)
def _counted_places(slots: tuple[str, ...], pack: CampaignPack) -> npt.NDArray[np.intp]:
    counted = [place for place, slot in enumerate(slots) if _is_counted(slot, pack)]
    return np.array(counted, dtype=np.intp)


def _is_counted(slot: str, pack: CampaignPack) -> bool:
    quantity = None if slot.endswith(CUMULATIVE) else pack.quantity.get(slot)
    return quantity is not None and quantity.kind is not Kind.CHOICE


def _others(entry: ReadRow, same: Sequence[ReadRow]) -> str:
    return "、".join(other.raw_unit for other in same if other is not entry)


def _figures(entry: ReadRow, pack: CampaignPack) -> Row:
    """The numbers of the week's slots, without totals and choices."""
    return tuple(
        (slot, value.value)
        for slot, value in sorted(entry.values.items())
        if isinstance(value.value, float) and _is_counted(slot, pack)
    )
