"""How often: a panel goes in; weekly sums and what is known since the launch come out.

A weekly figure and a cumulative one are never added for the same span (docs/design.md §8.4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from campaign import CampaignPack, Panel, Quantity
from measures.counting import (
    FREQUENCY,
    Ground,
    KnownTotals,
    Tally,
    cumulative_sums,
    frame_of,
    given_sums,
    known_sums,
    known_totals,
    open_sums,
    owed_sums,
    plan_sums,
    standing_rows,
    week_sums,
)
from measures.statistics import Flags, Floats


@dataclass(frozen=True)
class Known:
    """One quantity of every unit, [W, U]: the week's figure, what is known since the launch, and
    whether weeks are missing from that, so that it is a lower bound."""

    week: Floats
    cumulative: Floats
    is_lower_bound: Flags


def known(panel: Panel, quantity: Quantity) -> Known:
    """The last reported 累计 plus the 本周 of later weeks; without any 累计, the sum of 本周.

    A week owed and left open leaves a lower bound until the next 累计. A snapshot's figure counts
    as its own 累计. NaN where nothing was ever reported.
    """
    states = known_totals(panel, quantity)
    shape = (len(panel.weeks), len(panel.units))
    return Known(
        panel.values(quantity.id),
        np.array([state.cumulative for state in states], dtype=np.float64).reshape(shape),
        np.array([state.is_open for state in states], dtype=np.bool_).reshape(shape),
    )


def known_now(panel: Panel, quantity: Quantity) -> KnownTotals:
    """What is known at the panel's last week; raises IndexError for a panel without weeks."""
    return known_totals(panel, quantity)[-1]


def frequency(
    panel: Panel,
    pack: CampaignPack,
    quantity_id: str,
    *,
    by: str = "district",
    week: int | None = None,
) -> pd.DataFrame:
    """FREQUENCY of one quantity by place and week, over the members of each week."""
    ground, quantity = Ground(panel, by, week), pack.quantity[quantity_id]
    return frame_of(
        FREQUENCY,
        **ground.keys(),
        quantity=quantity_id,
        week_sum=ground.column(week_sums(ground, quantity)),
        cumulative=ground.column(cumulative_sums(ground, quantity)),
        plan=ground.column(plan_sums(ground, pack, quantity, subject=quantity_id)),
        n_reported=ground.whole(given_sums(ground, quantity)),
        n_known=ground.whole(known_sums(ground, quantity)),
        n_expected=ground.whole(owed_sums(ground, quantity)),
        is_lower_bound=ground.column(open_sums(ground, quantity) > 0),
    )


def count(
    panel: Panel,
    pack: CampaignPack,
    quantity_id: str,
    *,
    by: str = "district",
    week: int | None = None,
) -> pd.DataFrame:
    """STANDING of one quantity: what is known since the launch, beside the plan to date."""
    ground, quantity = Ground(panel, by, week), pack.quantity[quantity_id]
    total = cumulative_sums(ground, quantity)
    tally = Tally(
        measure=quantity_id,
        numerator=total,
        denominator=None,
        plan=plan_sums(ground, pack, quantity, subject=quantity_id),
        lowest=total,
        highest=np.full_like(total, np.nan),
        n_reported=given_sums(ground, quantity),
        n_expected=owed_sums(ground, quantity),
    )
    return standing_rows(ground, tally)
