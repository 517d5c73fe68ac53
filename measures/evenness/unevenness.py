"""Where it is uneven: a panel and a pack go in; indexes by quantity, the units that make up most of
a shortfall, and active parents with idle children come out. Definitions: docs/design.md §8.7."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import ORGS_STUDYING, STUDY, CampaignPack, Panel
from measures.counting import (
    IDLE_CHILDREN,
    ORG_SHARE,
    SHORTFALL,
    UNEVENNESS,
    frame_of,
    last_ids,
    owed_now,
    plan_now,
    summable_quantities,
    unit_columns,
)
from measures.standing.coverage import org_covered, org_shares
from measures.standing.frequency import known_now
from measures.statistics import Flags, Floats, noise_floor, p90_p10, printed_gini, theil_split


def unevenness(panel: Panel, pack: CampaignPack, *, seed: int) -> pd.DataFrame:
    """UNEVENNESS at the end of the panel's last week: Gini and Theil T of every count since the
    launch, over the units that owe it, and P90-P10 of the organisation share (0-1).

    A count is compared unit by unit, unweighted; `seed` draws the noise floor.
    """
    if not panel.weeks:
        return UNEVENNESS.frame()
    rows = [
        row
        for quantity in summable_quantities(pack)
        for row in _indexes(panel, quantity.id, figures(panel, pack, quantity.id), seed)
    ]
    shares = np.where(
        owed_now(panel, pack.quantity[ORGS_STUDYING]), org_shares(panel, pack), np.nan
    )
    return UNEVENNESS.frame([*rows, _row(ORG_SHARE, "p90_p10", shares, p90_p10(shares))])


def figures(panel: Panel, pack: CampaignPack, quantity_id: str) -> Floats:
    """float64 [U]: what each unit that owes the quantity is known to have done since the launch, at
    the panel's last week; NaN where it owes none or nothing is known."""
    quantity = pack.quantity[quantity_id]
    return np.where(owed_now(panel, quantity), known_now(panel, quantity).cumulative, np.nan)


def _indexes(panel: Panel, quantity_id: str, x: Floats, seed: int) -> list[dict[str, object]]:
    total = theil_split(x, last_ids(panel, "type")).total
    parts = (_between(panel, x, "type"), _between(panel, x, "group"))
    return [
        _row(quantity_id, "gini", x, printed_gini(x), noise=noise_floor(x, seed=seed)),
        _row(quantity_id, "theil_t", x, total, parts=parts),
    ]


def _between(panel: Panel, x: Floats, kind: str) -> float:
    """The share (0-1) of Theil T between places of a kind; NaN where only one is heard of."""
    places = last_ids(panel, kind)
    split = theil_split(x, places)
    several = len(set(places[~np.isnan(x)])) > 1
    return split.between / split.total if split.total > 0 and several else np.nan


def _row(
    quantity: str,
    index: str,
    x: Floats,
    value: float,
    *,
    noise: float = np.nan,
    parts: tuple[float, float] = (np.nan, np.nan),
) -> dict[str, object]:
    n = int((~np.isnan(x)).sum())
    shown = (value, noise, *parts) if n > 1 else (np.nan,) * 4
    names = ("value", "noise_floor", "between_types", "between_groups")
    return {
        "quantity": quantity,
        "index": index,
        "n": n,
        "zeros": int((x == 0).sum()),
        **dict(zip(names, shown, strict=True)),
    }


def shortfalls(panel: Panel, pack: CampaignPack, *, subject: str = ORG_SHARE) -> pd.DataFrame:
    """SHORTFALL of a pace target at the end of the panel's last week.

    Counts whole items (for the organisation share: organisations); of whom nothing is known, how
    much is missing is not known either.
    """
    if not panel.weeks:
        return SHORTFALL.frame()
    expected, done = _plan_and_done(panel, pack, subject)
    short = np.where(expected > done, expected - done, 0.0)
    at = np.nonzero(short > 0)[0]
    total = short.sum()
    return frame_of(
        SHORTFALL,
        **unit_columns(panel, at),
        known=done[at],
        expected=expected[at],
        shortfall=short[at],
        share=short[at] / total if total else short[at],
        is_most=_most(short[at], pack.thresholds["most_share"]),
    )


def _plan_and_done(panel: Panel, pack: CampaignPack, subject: str) -> tuple[Floats, Floats]:
    quantity_id = ORGS_STUDYING if subject == ORG_SHARE else subject
    quantity = pack.quantity[quantity_id]
    plan = plan_now(panel, pack, subject)
    if subject == ORG_SHARE:
        plan = plan * panel.weeks[-1].sub_org_total
        done = org_covered(panel, pack)
    else:
        done = known_now(panel, quantity).cumulative
    return np.where(owed_now(panel, quantity), plan, np.nan), done


def _most(short: Floats, share: float) -> Flags:
    """The fewest units that together make up the share; equal ones all belong."""
    if not len(short):
        return np.zeros(0, dtype=np.bool_)
    largest = np.sort(short)[::-1]
    last = largest[int(np.searchsorted(largest.cumsum(), share * short.sum() - 1e-9))]
    return np.asarray(short >= last)


def idle_children(panel: Panel, pack: CampaignPack) -> pd.DataFrame:
    """IDLE_CHILDREN at the end of the panel's last week; types with too few units are left out."""
    if not panel.weeks:
        return IDLE_CHILDREN.frame()
    sessions, shares = figures(panel, pack, STUDY), org_shares(panel, pack)
    types = last_ids(panel, "type")
    median, n = np.full(len(types), np.nan), np.zeros(len(types), dtype=np.int64)
    for type_id in set(types) - {""}:
        own = types == type_id
        heard = sessions[own & ~np.isnan(sessions)]
        n[own] = len(heard)
        if len(heard) >= pack.thresholds["compared_units"]:
            median[own] = np.median(heard)
    is_idle = shares < pack.thresholds["idle_children_share"]
    at = np.nonzero((sessions >= median) & (sessions > 0) & is_idle)[0]
    return frame_of(
        IDLE_CHILDREN,
        **unit_columns(panel, at),
        sessions=sessions[at],
        type_median=median[at],
        n=n[at],
        org_covered=org_covered(panel, pack)[at],
        org_total=panel.weeks[-1].sub_org_total[at],
        org_share=shares[at],
    )
