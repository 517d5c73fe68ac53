"""How often: a panel goes in; weekly sums and what is known since the launch come out.

A weekly figure and a cumulative one are never added for the same span (docs/design.md §8.4).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import CampaignPack, Kind, Panel, Quantity
from measures.counting import (
    FREQUENCY,
    FURTHER,
    Ground,
    KnownTotals,
    Tally,
    begun_sums,
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
    """FREQUENCY of one quantity by place and week, over the members of each week; a type or group
    of which every unit was closed has what they did, unless it goes on in others."""
    ground, quantity = Ground(panel, by, week), pack.quantity[quantity_id]
    since = cumulative_sums(ground, quantity)
    rows = ground.of_counts(since)
    return frame_of(
        FREQUENCY,
        **rows.keys(),
        quantity=quantity_id,
        week_sum=rows.column(week_sums(ground, quantity)),
        cumulative=rows.column(since),
        plan=rows.column(plan_sums(ground, pack, quantity, subject=quantity_id)),
        n_reported=rows.whole(given_sums(ground, quantity)),
        n_known=rows.whole(known_sums(ground, quantity)),
        n_expected=rows.whole(owed_sums(ground, quantity)),
        is_lower_bound=rows.column(open_sums(ground, quantity) > 0),
    )


def further(
    panel: Panel,
    pack: CampaignPack,
    quantity_id: str,
    *,
    by: str = "district",
    week: int | None = None,
) -> pd.DataFrame:
    """FURTHER of one quantity beyond the registry: FREQUENCY, and how many of those asked ever had
    any. A choice has no sums."""
    ground, quantity = Ground(panel, by, week), pack.quantity[quantity_id]
    begun = begun_sums(ground, quantity)
    ground = ground.of_counts(cumulative_sums(ground, quantity))
    rows = frequency(panel, pack, quantity_id, by=by, week=week)
    if quantity.kind is Kind.CHOICE:
        rows = rows.assign(week_sum=np.nan, cumulative=np.nan)
    return FURTHER.check(rows.assign(n_begun=ground.whole(begun)))


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
