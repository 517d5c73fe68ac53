"""How often: a panel goes in; weekly sums and what is known since the launch come out.

A weekly figure and a cumulative one are never added for the same span (docs/design.md §8.4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from campaign import CUMULATIVE, Cadence, CampaignPack, Panel, Quantity
from measures.obligations import excused, owed, plan_shares
from measures.places import Flags, Floats, members
from measures.shapes import FREQUENCY, framed
from measures.tally import Ground, Tally, standing_rows


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
    own = panel.values(quantity.id)
    if quantity.cadence is Cadence.WEEKLY:
        weekly, since_launch = own, panel.values(quantity.id + CUMULATIVE)
    else:
        weekly, since_launch = np.full_like(own, np.nan), own
    asked = owed(panel, quantity) & ~excused(panel, quantity)
    total, bounded = np.full_like(own, np.nan), np.zeros(own.shape, dtype=np.bool_)
    so_far, open_weeks = np.full(own.shape[1:], np.nan), np.zeros(own.shape[1:], dtype=np.bool_)
    for i in range(len(own)):
        is_stated, is_silent = ~np.isnan(since_launch[i]), np.isnan(weekly[i])
        so_far = np.where(is_silent, so_far, np.nan_to_num(so_far) + weekly[i])
        so_far = np.where(is_stated, since_launch[i], so_far)
        open_weeks = ~is_stated & (open_weeks | (asked[i] & is_silent))
        total[i], bounded[i] = so_far, open_weeks
    return Known(own, total, bounded)


def frequency(
    panel: Panel,
    pack: CampaignPack,
    quantity_id: str,
    *,
    by: str = "district",
    week: int | None = None,
) -> pd.DataFrame:
    """FREQUENCY of one quantity by place and week, over the members of each week."""
    ground = Ground(panel, by, week)
    quantity, asked = pack.quantity[quantity_id], owed(panel, pack.quantity[quantity_id])
    figures = known(panel, quantity)
    is_given, is_known = ~np.isnan(figures.week), ~np.isnan(figures.cumulative)
    member = members(panel)
    return framed(
        FREQUENCY,
        **ground.keys(),
        quantity=quantity_id,
        week_sum=ground.column(_sum_or_gap(ground, figures.week)),
        cumulative=ground.column(_sum_or_gap(ground, figures.cumulative)),
        plan=ground.column(_plan(ground, plan_shares(panel, pack, quantity_id), asked)),
        n_reported=ground.whole(ground.sums(is_given & asked)),
        n_known=ground.whole(ground.sums(is_known & asked)),
        n_expected=ground.whole(ground.sums(asked)),
        is_lower_bound=ground.column(ground.sums(figures.is_lower_bound & member) > 0),
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
    ground = Ground(panel, by, week)
    asked = owed(panel, pack.quantity[quantity_id])
    figures = known(panel, pack.quantity[quantity_id])
    total = _sum_or_gap(ground, figures.cumulative)
    tally = Tally(
        measure=quantity_id,
        numerator=total,
        denominator=None,
        plan=_plan(ground, plan_shares(panel, pack, quantity_id), asked),
        lowest=total,
        highest=np.full_like(total, np.nan),
        n_reported=ground.sums(~np.isnan(figures.week) & asked),
        n_expected=ground.sums(asked),
    )
    return standing_rows(ground, tally)


def _sum_or_gap(ground: Ground, figures: Floats) -> Floats:
    """Sums by place; NaN, never 0, where no unit of the place has a figure."""
    return np.where(ground.sums(~np.isnan(figures)) > 0, ground.sums(figures), np.nan)


def _plan(ground: Ground, plans: Floats, asked: Flags) -> Floats:
    """The units' plans to date added up over those that owe; NaN where none has a pace target."""
    return _sum_or_gap(ground, np.where(asked, plans, np.nan))
