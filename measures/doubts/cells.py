"""The figures of a panel laid out for the checks: a panel and a pack go in; Cells come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from campaign import STUDY, CampaignPack, Kind, Panel, Quantity
from measures.counting import owed
from measures.doubts.verdict import Cells
from measures.statistics import Flags, Ints


def cells(panel: Panel, slots: Sequence[tuple[str, Flags]]) -> Cells:
    """Cells of these slots, each where its flags [W, U] say that it is asked, NaN elsewhere."""
    values = np.full((len(slots), len(panel.weeks), len(panel.units)), np.nan)
    for own, (slot, asked) in zip(values, slots, strict=True):
        np.copyto(own, panel.values(slot), where=asked)
    return Cells(
        tuple(slot for slot, _ in slots),
        tuple(week.week.number for week in panel.weeks),
        tuple(unit.id for unit in panel.units),
        values,
    )


def asked_slots(
    panel: Panel, quantities: Iterable[Quantity], *, at: int
) -> list[tuple[str, Flags]]:
    """Slot `at` (0 the week's, 1 since the launch) of each quantity that has it, and where owed."""
    return [
        (quantity.slots[at], owed(panel, quantity))
        for quantity in quantities
        if len(quantity.slots) > at
    ]


def weekly(pack: CampaignPack) -> tuple[Quantity, ...]:
    """The quantities counted week by week, which add up."""
    return tuple(q for q in pack.quantities if len(q.slots) > 1)


def unscheduled(pack: CampaignPack) -> tuple[Quantity, ...]:
    """Those of them that nothing asks to be a certain number: no target, no weekly duty and no
    part of one, and counted in whole events."""
    planned = {target.subject for target in pack.targets} | {STUDY}
    return tuple(
        q
        for q in weekly(pack)
        if q.kind is Kind.COUNT and q.id not in planned and q.part_of not in planned
    )


def reporting_for_all(panel: Panel) -> Ints:
    """int64 [U]: the place of the parent that reports for itself and those below it together, -1
    for units without such a parent."""
    place = {unit.id: i for i, unit in enumerate(panel.units) if unit.scope != "own"}
    return np.array([place.get(unit.parent_id or "", -1) for unit in panel.units], dtype=np.int64)
