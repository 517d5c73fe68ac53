"""Behind their own schedule: a panel and a pack go in; an item a pace target and unit comes out.

Rules 2, 6 and 8 of docs/design.md §8.10. A figure never reported counts as nothing known, which is
at least 0: silence never improves a gap.
"""

from __future__ import annotations

import numpy as np

from campaign import CampaignPack, Kind, Panel
from measures.definitions import ORG_SHARE, ORGS_STUDYING
from measures.frequency import known
from measures.items import Items, items, lasting
from measures.obligations import exempt, owed, plan_shares, target_amounts
from measures.places import Floats, Ints, stacked

_EXACT = 1e-9
"""Plans such as 3 x 7 / 10 are not exact; a gap this near to its limit is on it."""


def behind_plan(panel: Panel, pack: CampaignPack) -> tuple[Items, ...]:
    """One `Items` for each pace target that is a unit's own, at the panel's last week."""
    subjects = dict.fromkeys(t.subject for t in pack.targets if t.kind == "pace")
    own = (s for s in subjects if s == ORG_SHARE or s in pack.quantity)
    return tuple(_behind(panel, pack, subject) for subject in own)


def _behind(panel: Panel, pack: CampaignPack, subject: str) -> Items:
    quantity = pack.quantity[ORGS_STUDYING if subject == ORG_SHARE else subject]
    each = stacked(panel, "sub_org_total") if subject == ORG_SHARE else 1
    expected = plan_shares(panel, pack, subject) * each
    target = target_amounts(panel, pack, subject, kind="pace") * each
    figures = known(panel, quantity)
    done = np.nan_to_num(figures.cumulative)
    asked = owed(panel, quantity) & ~exempt(panel, quantity) & ~np.isnan(expected)
    raw = np.where(asked, undamped(expected, done, target, pack), 0)
    step = 0.5 if quantity.kind is Kind.DAYS else 1.0
    return items(
        "behind_plan",
        subject,
        # One week's slip raises nothing: the milder of this week and the one before.
        np.minimum(raw[-1], raw[-2]) if len(raw) > 1 else np.zeros_like(raw[-1]),
        value=done[-1],
        limit=expected[-1],
        n=target[-1],
        weeks=lasting(raw > 0),
        change=least(expected[-1], target[-1], pack, step=step),
        is_lower_bound=figures.is_lower_bound[-1] | np.isnan(figures.cumulative[-1]),
    )


def undamped(expected: Floats, done: Floats, target: Floats, pack: CampaignPack) -> Ints:
    """int64: 0, 1 attention or 2 key for each figure against its plan to date and whole target."""
    limits = pack.thresholds
    gap = np.full(expected.shape, np.nan)
    np.divide(100 * (done - expected), target, out=gap, where=target > 0)
    level = np.where(gap <= limits["attention_gap"] + _EXACT, 1, 0)
    level = np.where(gap < limits["key_attention_gap"] - _EXACT, 2, level)
    level = np.where(expected - done >= limits["least_shortfall"] - _EXACT, level, 0)
    is_begun_late = (
        (target <= limits["small_target"])
        & (expected >= limits["small_expected"] - _EXACT)
        & (done == 0)
    )
    return np.asarray(np.where(is_begun_late, np.maximum(level, 1), level), dtype=np.int64)


def least(expected: Floats, target: Floats, pack: CampaignPack, *, step: float) -> Floats:
    """The least figure, in whole steps, with which the undamped item is gone."""
    limits = pack.thresholds
    bearable = np.maximum(limits["least_shortfall"], -limits["attention_gap"] / 100 * target)
    above = np.floor((expected - bearable) / step + _EXACT) * step + step
    is_small = (target <= limits["small_target"]) & (expected >= limits["small_expected"] - _EXACT)
    return np.asarray(np.maximum(above, np.where(is_small, step, 0.0)))
