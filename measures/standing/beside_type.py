"""A panel and a unit go in; its figures since the launch beside the middle of its type come out.

Peers are all units of the type in the district, whoever looks, and of them leaves the middle alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from campaign import CampaignPack, Kind, Panel, Quantity, Unit
from measures.counting import known_totals

FEWEST = 5
"""The middle of fewer units with a figure would tell whose it is."""


@dataclass(frozen=True)
class BesideType:
    """One quantity since the launch: the unit's own, the middle of its type (NaN of fewer than five
    units with a figure), and how many units that is."""

    quantity: Quantity
    own: float
    median: float
    n_peers: int


def beside_type(panel: Panel, pack: CampaignPack, unit: Unit) -> tuple[BesideType, ...]:
    """A line for each quantity that the unit owes, as known after the panel's last week; nothing
    before a week was reported. The unit itself is one of its type."""
    full = panel.whole.panel if panel.whole else panel
    places = [at for at, one in enumerate(full.units) if one.id == unit.id]
    if not (panel.weeks and places):
        return ()
    last = [week.week.number for week in full.weeks].index(panel.weeks[-1].week.number)
    week, here = full.weeks[last], places[-1]
    peers = (week.type_index == week.type_index[here]) & week.member
    listed = []
    for quantity in pack.quantities:
        if quantity.kind is Kind.CHOICE or not pack.owes(
            unit.type_id, quantity.id, sub_org_total=unit.sub_org_total
        ):
            continue
        state = known_totals(full, quantity, upto=last)[-1]
        now = np.where(state.is_known, state.total, np.nan)
        known = now[peers & ~np.isnan(now)]
        median = float(np.median(known)) if len(known) >= FEWEST else math.nan
        listed.append(BesideType(quantity, float(now[here]), median, len(known)))
    return tuple(listed)
