"""What settings would change goes in, judged before and after; who would be listed otherwise comes
out, and how many cells a unit would be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from campaign import CampaignPack, Panel, broken_rows, slot_rows
from measures.attention.judged import Judged
from measures.counting import roll_in
from measures.standing.burden import cells_asked


@dataclass(frozen=True)
class Trial:
    """One week: the ids of units listed before and after, by type, in the pack's order, how many
    figures a unit is asked for on average, before and after, how many units were in by the deadline
    of before and of after, and those whose figures break a rule that is new."""

    week: int
    before: frozenset[str]
    after: frozenset[str]
    cells: Mapping[str, tuple[float, float]]
    in_time: tuple[int, int]
    broken: frozenset[str]

    @property
    def touched(self) -> frozenset[str]:
        """The units listed only before or only after."""
        return self.before ^ self.after


def trial(
    panels: tuple[Panel, Panel],
    judged: tuple[Judged, Judged],
    packs: tuple[CampaignPack, CampaignPack],
) -> Trial:
    """The panels' last week, as it was judged by the first and would be by the second."""
    before, after = (frozenset(it.unit_id for it in one.items if it.listed) for one in judged)
    then, now = (cells_asked(panel, pack) for panel, pack in zip(panels, packs, strict=True))
    cells = {of: (then[of], now[of]) for of in then}
    first, second = (_in_time(panel, pack) for panel, pack in zip(panels, packs, strict=True))
    number, broken = panels[0].weeks[-1].week.number, _broken(panels[0], *packs)
    return Trial(number, before, after, cells, (first, second), broken)


def _in_time(panel: Panel, pack: CampaignPack) -> int:
    return int(roll_in(panel, panel.weeks[-1], pack).on_time.sum())


def _broken(panel: Panel, now: CampaignPack, tried: CampaignPack) -> frozenset[str]:
    """The units whose figures of the last week break a rule that only the second pack has."""
    week, rows = panel.weeks[-1], slot_rows()
    found = np.zeros(len(panel.units), dtype=bool)
    for rule in tried.rules:
        if rule not in now.rules:
            found |= week.reported & broken_rows(rule, lambda name: week.values[rows[name]])
    return frozenset(unit.id for unit, is_in in zip(panel.units, found, strict=True) if is_in)
