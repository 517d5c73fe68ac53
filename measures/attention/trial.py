"""What settings would change goes in, judged before and after; who would be listed otherwise comes
out, and how many cells a unit would be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign import CampaignPack, Panel
from measures.attention.judged import Judged
from measures.standing import cells_asked


@dataclass(frozen=True)
class Trial:
    """One week: the ids of units listed before and after, and by type, in the pack's order, how
    many figures a unit is asked for on average, before and after."""

    week: int
    before: frozenset[str]
    after: frozenset[str]
    cells: Mapping[str, tuple[float, float]]

    @property
    def touched(self) -> frozenset[str]:
        """The units listed only before or only after."""
        return self.before ^ self.after


def trial(
    panel: Panel,
    judged: tuple[Judged, Judged],
    packs: tuple[CampaignPack, CampaignPack],
) -> Trial:
    """The panel's last week, as it was judged by the first and would be by the second."""
    before, after = (frozenset(it.unit_id for it in one.items if it.listed) for one in judged)
    then, now = (cells_asked(panel, pack) for pack in packs)
    cells = {of: (then[of], now[of]) for of in then}
    return Trial(panel.weeks[-1].week.number, before, after, cells)
