"""Behind their own schedule: a panel and a pack go in; an item a pace target and unit comes out.

Rules 2, 6 and 8 of docs/design.md §8.10. A figure never reported counts as nothing known, which is
at least 0: silence never improves a gap.
"""

from __future__ import annotations

import numpy as np

from campaign import ORGS_STUDYING, CampaignPack, Kind, Panel, Quantity
from measures.attention.items import Items, items
from measures.counting import (
    ORG_SHARE,
    exempt_in_week,
    known_totals,
    owed_in,
    plans_in,
    type_amounts,
    unit_plans,
)
from measures.statistics import Floats, Ints

_EXACT = 1e-9
"""Plans such as 3 x 7 / 10 are not exact; a gap this near to its limit is on it."""


def behind_plan(panel: Panel, pack: CampaignPack) -> tuple[Items, ...]:
    """One `Items` for each pace target that is a unit's own, at the panel's last week."""
    subjects = dict.fromkeys(t.subject for t in pack.targets if t.kind == "pace")
    own = (s for s in subjects if s == ORG_SHARE or s in pack.quantity)
    return tuple(_behind(panel, pack, subject) for subject in own)


def _behind(panel: Panel, pack: CampaignPack, subject: str) -> Items:
    quantity = _quantity(pack, subject)
    last, state = len(panel.weeks) - 1, known_totals(panel, quantity)[-1]
    raw, expected, target = _in_week(panel, pack, subject, last, slice(None))
    step = 0.5 if quantity.kind is Kind.DAYS else 1.0
    weeks = _lasting(panel, pack, subject, raw)
    # One week's slip raises nothing: the milder of this week and the one before.
    before = _in_week(panel, pack, subject, last - 1, slice(None))[0] if last else 0 * raw
    return items(
        "behind_plan",
        subject,
        np.minimum(raw, before),
        value=state.total,
        limit=expected,
        n=target,
        weeks=weeks,
        change=least(expected, target, pack, step=step),
        is_lower_bound=state.is_open | ~state.is_known,
        is_known=state.is_known,
    )


def _quantity(pack: CampaignPack, subject: str) -> Quantity:
    return pack.quantity[ORGS_STUDYING if subject == ORG_SHARE else subject]


def _in_week(
    panel: Panel, pack: CampaignPack, subject: str, at: int, units: Ints | slice
) -> tuple[Ints, Floats, Floats]:
    """The undamped level, the plan to date and the whole target of these units in one week."""
    week, quantity = panel.weeks[at], _quantity(pack, subject)
    state = known_totals(panel, quantity, upto=at)[at]
    each = state.orgs[units] if subject == ORG_SHARE else 1
    amounts = plans_in(week, type_amounts(panel, pack, subject, kind="pace"))
    expected = unit_plans(panel, pack, subject, week)[units] * each
    target, done = amounts[units] * each, state.total[units]
    asked = owed_in(week, panel.type_ids, quantity) & ~exempt_in_week(week, quantity)
    level = undamped(expected, done, target, pack)
    return np.where(asked[units] & ~np.isnan(expected), level, 0), expected, target


def _lasting(panel: Panel, pack: CampaignPack, subject: str, raw: Ints) -> Ints:
    """int64 [U]: how many weeks running, up to the last one, the units have been behind; each week
    back is looked at only for those that still are."""
    weeks, still = np.zeros(len(raw), dtype=np.int64), np.flatnonzero(raw > 0)
    for at in range(len(panel.weeks) - 1, -1, -1):
        weeks[still] += 1
        if not at or not len(still):
            break
        still = still[_in_week(panel, pack, subject, at - 1, still)[0] > 0]
    return weeks


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
