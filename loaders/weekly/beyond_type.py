"""The rows of a weekly table and what is known of earlier weeks go in; figures far beyond those of
other units of the type come out as doubts: from the first week on, when no unit has a past yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from campaign import CUMULATIVE, Cadence, Issue, Kind, Past, Roster, Unit, quantity_of
from loaders.entries import Figures, FileContext, ReadRow
from loaders.words import number_text


@dataclass(frozen=True)
class _Peers:
    """The units of a table's rows, and what is known of every unit from the weeks before."""

    units: Sequence[Unit | None]
    earlier: Mapping[str, Past]
    roster: Roster

    def of(self, unit: Unit, slot: str, numbers: Sequence[float]) -> list[float]:
        """The type's other figures: those on the sheet, of the others their usual ones."""
        here = {other.id: n for other, n in zip(self.units, numbers, strict=True) if other}
        ids = {other.id for other in self.roster.units if other.type_id == unit.type_id}
        before = (self.earlier.get(peer) for peer in sorted(ids - set(here)))
        usual = (_usual(past, slot) for past in before if past)
        found = [*(n for peer, n in here.items() if peer in ids - {unit.id}), *usual]
        return [number for number in found if number is not None and number == number]


def beyond_type(
    entries: Sequence[ReadRow],
    figures: Figures,
    earlier: Mapping[str, Past],
    file: FileContext,
    sheet: str,
) -> list[Issue]:
    """K22 where a count is at least `type_least` and more than `type_times` the middle of the
    type's others, from `compared_units` of them on.

    Of what is counted week by week: a part of a unit's organisations is as large as the unit is.
    Not asked of a unit that has a middle, or a total, of its own (K04, K05), or that reports for
    others too.
    """
    asks, pack = file.pack.thresholds, file.pack
    units = [file.roster.by_id.get(entry.unit_id or "") for entry in entries]
    peers, found = _Peers(units, earlier, file.roster), []
    for place, at in np.argwhere(asks["type_least"] <= figures.numbers.T).tolist():
        slot, unit = figures.slots[place], units[at]
        quantity, numbers = pack.quantity[quantity_of(slot)], figures.numbers[:, place].tolist()
        is_counted = quantity.kind is Kind.COUNT and quantity.cadence is Cadence.WEEKLY
        if unit is None or not is_counted or _is_known(unit, slot, earlier):
            continue
        others = peers.of(unit, slot, numbers)
        middle = median(others) if len(others) >= asks["compared_units"] else np.inf
        if numbers[at] > asks["type_times"] * max(middle, 1.0):
            told = entries[at].values[slot]
            a, b = number_text(numbers[at]), number_text(middle)
            params = {"left": quantity.label, "a": a, "b": b}
            found.append(Issue("K22", told.address(sheet), told.raw, params))
    return found


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
