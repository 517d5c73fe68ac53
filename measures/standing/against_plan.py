"""What each unit reported beside its own plan: a panel and a pack go in; one line a unit and figure
that it owes comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import frame_of, obligatory, owed_now, shape, unit_plans
from measures.standing.frequency import known_now

AGAINST_PLAN = shape("AGAINST_PLAN")
"""One line a unit and figure that it owes in the week; `plan` to date, NaN without one."""


def against_plan(panel: Panel, pack: CampaignPack) -> pd.DataFrame:
    """AGAINST_PLAN of the panel's last week, by unit in protocol order, then as the pack lists."""
    if not panel.weeks:
        return AGAINST_PLAN.frame()
    parts = [_of(panel, pack, quantity.id) for quantity in obligatory(pack)]
    rows = pd.concat(parts, ignore_index=True)
    order = {unit.id: i for i, unit in enumerate(panel.units)}
    return rows.sort_values("unit_id", key=lambda ids: ids.map(order), kind="stable")


def _of(panel: Panel, pack: CampaignPack, quantity_id: str) -> pd.DataFrame:
    quantity, last = pack.quantity[quantity_id], panel.weeks[-1]
    at = np.nonzero(owed_now(panel, quantity) & last.member)[0]
    known, letters = known_now(panel, quantity), last.letters(quantity_id)[at]
    return frame_of(
        AGAINST_PLAN,
        unit_id=np.array([unit.id for unit in panel.units], dtype=object)[at],
        quantity=np.full(len(at), quantity_id, dtype=object),
        week_count=known.week[at],
        week_state=np.array([chr(letter) if letter else "" for letter in letters], dtype=object),
        cumulative=known.cumulative[at],
        plan=unit_plans(panel, pack, quantity_id, last)[at],
    )
