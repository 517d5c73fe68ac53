"""The rows of a weekly table and what is known of earlier weeks go in; figures far beyond those of
other units of the type come out as doubts: from the first week on, when no unit has a past yet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from campaign import CUMULATIVE, Cadence, Issue, Kind, Past, Roster, Unit, quantity_of
from loaders.entries import Figures, FileContext, ReadRow
from loaders.words import number_text


@dataclass(frozen=True)
class _Peers:
    """The units of one type: their places on the sheet, and the ids of those that have weeks behind
    them and are not on it."""

    places: list[int]
    absent: set[str]


def beyond_type(
    entries: Sequence[ReadRow],
    figures: Figures,
    earlier: Mapping[str, Past],
    file: FileContext,
    sheet: str,
) -> list[Issue]:
    """K22 where a count is at least `type_least` and more than `type_times` the middle of the
    type's others, from `compared_units` of them on.

    The others are those on the sheet, and of all further units of the type their usual figures. Of
    what is counted week by week: a part of a unit's organisations is as large as the unit is. Not
    asked of a unit that has a middle, or a total, of its own (K04, K05), or that reports for others
    too.
    """
    least = file.pack.thresholds["type_least"]
    units = [file.roster.by_id.get(entry.unit_id or "") for entry in entries]
    large = np.flatnonzero((figures.numbers >= least).any(axis=0)).tolist()
    found, peers = [], _by_type(units, earlier, file.roster) if large else {}
    for place in large:
        slot, numbers = figures.slots[place], figures.numbers[:, place].tolist()
        quantity = file.pack.quantity[quantity_of(slot)]
        if quantity.kind is not Kind.COUNT or quantity.cadence is not Cadence.WEEKLY:
            continue
        for at, middle in sorted(_far_beyond(slot, numbers, units, peers, earlier, file)):
            told = entries[at].values[slot]
            a, b = number_text(numbers[at]), number_text(middle)
            params = {"left": quantity.label, "a": a, "b": b}
            found.append(Issue("K22", told.address(sheet), told.raw, params))
    return found


def _by_type(
    units: Sequence[Unit | None], earlier: Mapping[str, Past], roster: Roster
) -> Mapping[str, _Peers]:
    """The units of each type on the sheet."""
    found: dict[str, _Peers] = {}
    for at, unit in enumerate(units):
        if unit and unit.type_id not in found:
            found[unit.type_id] = _Peers([], set())
        if unit:
            found[unit.type_id].places.append(at)
    here = {unit.id for unit in units if unit}
    for unit in roster.units:  # what was earlier is asked unit by unit: nobody knows how many
        if unit.type_id in found and unit.id not in here and unit.id in earlier:
            found[unit.type_id].absent.add(unit.id)
    return found


def _far_beyond(
    slot: str,
    numbers: Sequence[float],
    units: Sequence[Unit | None],
    of_type: Mapping[str, _Peers],
    earlier: Mapping[str, Past],
    file: FileContext,
) -> Iterator[tuple[int, float]]:
    """The rows of one column that are asked about, each with the middle of its others."""
    asks = file.pack.thresholds
    for peers in of_type.values():
        told = [number for at in peers.places if (number := numbers[at]) == number]
        if not told or max(told) < asks["type_least"]:
            continue
        all_ = sorted([*told, *_absent(slot, peers, earlier)])
        if len(all_) <= asks["compared_units"]:
            continue
        least = max(asks["type_least"], asks["type_times"] * _least_middle(all_))
        for at in (at for at in peers.places if numbers[at] >= least):
            middle, unit = _middle_without(all_, numbers[at]), units[at]
            is_far = numbers[at] > asks["type_times"] * max(middle, 1.0)
            if is_far and unit and not _is_known(unit, slot, earlier):
                yield at, middle


def _absent(slot: str, peers: _Peers, earlier: Mapping[str, Past]) -> list[float]:
    """The usual figures of the type's units that are not on the sheet."""
    usual = (_usual(earlier[peer], slot) for peer in peers.absent)
    return [number for number in usual if number is not None and number == number]


def _least_middle(numbers: Sequence[float]) -> float:
    """No median of all but one of these sorted numbers is less; 1 at the least, as it is asked."""
    return max(numbers[len(numbers) // 2 - 1], 1.0)


def _middle_without(numbers: Sequence[float], own: float) -> float:
    """The median of sorted numbers without one of them."""
    place, n = bisect_left(numbers, own), len(numbers) - 1
    rest = [numbers[i if i < place else i + 1] for i in ((n - 1) // 2, n // 2)]
    return sum(rest) / 2


def _is_known(unit: Unit, slot: str, earlier: Mapping[str, Past]) -> bool:
    """Whether a unit's own weeks judge its figure, or those below it explain it."""
    past = earlier.get(unit.id)
    if past is None or unit.scope != "own":
        return unit.scope != "own"
    return slot in (past.totals if slot.endswith(CUMULATIVE) else past.medians)


def _usual(past: Past, slot: str) -> float | None:
    """A unit's total, or its middle week, the last one where it has no middle yet."""
    if slot.endswith(CUMULATIVE):
        return past.totals.get(slot)
    return past.medians.get(slot, past.last_week.get(slot))
