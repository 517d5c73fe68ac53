"""How uneven one kind of work is: a panel and a quantity go in; indexes beside chance, exact parts,
the trend and the units that would close the gap come out. Formulas: docs/design.md §8.7, §8.13."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import (
    CLOSING,
    LORENZ,
    frame_of,
    last_ids,
    owed,
    owed_now,
    unit_columns,
    week_figures,
)
from measures.evenness.unevenness import figures
from measures.statistics import (
    SMALL,
    Floats,
    Ints,
    NestedSplit,
    Trend,
    gini,
    hoover,
    noise_floor,
    printed_gini,
    theil_nested,
    trend,
)

_OF_DRAWS, _DRAWS, _AT_ONCE = 0.95, 500, 2_000_000
"""As the noise floor is drawn (`statistics.noise`); numbers at once bound memory."""
_LEAST_DRAWS = 40
"""Of more than 50,000 units the index hardly varies from draw to draw."""


@dataclass(frozen=True)
class Balance:
    """One quantity since the launch. `gini` and `hoover` count every unit alike; chance is what
    each stays under in 95 of 100 draws of equal units. `by_organisation` is the Gini of the figure
    per subordinate organisation, weighted by their number, over `n_with` units. `weekly` is the
    Gini of what is known since the launch at the end of each week. NaN where unknown.
    """

    quantity: str
    n: int
    gini: float
    gini_chance: float
    hoover: float
    hoover_chance: float
    by_organisation: float
    n_with: int
    parts: NestedSplit
    trend: Trend
    weekly: tuple[float, ...] = ()


@dataclass(frozen=True)
class Closing:
    """`units`, as CLOSING: the fewest below the mean of their own type that, brought to it, lower
    the Gini from `before` to `after`: within chance, or as near as `most` units come."""

    units: pd.DataFrame
    before: float
    after: float


def balance(panel: Panel, pack: CampaignPack, quantity_id: str, *, seed: int) -> Balance:
    """The quantity's balance at the end of the panel's last week, which must have one."""
    x = figures(panel, pack, quantity_id)
    size = panel.weeks[-1].sub_org_total.astype(np.float64)
    has_own = (size > 0) & ~np.isnan(x)
    per_org = x[has_own] / size[has_own]
    many = has_own.sum() > 1
    weeks = _increments(panel, pack, quantity_id)
    return Balance(
        quantity=quantity_id,
        n=int((~np.isnan(x)).sum()),
        gini=printed_gini(x),
        gini_chance=noise_floor(x, seed=seed),
        hoover=hoover(x),
        hoover_chance=_hoover_by_chance(x, seed=seed),
        by_organisation=gini(per_org, size[has_own]) if many else float("nan"),
        n_with=int(has_own.sum()),
        parts=theil_nested(x, last_ids(panel, "type"), last_ids(panel, "group")),
        trend=trend(weeks, seed=seed),
        weekly=tuple(printed_gini(so_far) for so_far in _so_far(weeks)),
    )


def _so_far(weeks: Floats) -> Floats:
    """float64 [W, U]: what is known of each unit up to each week; NaN before its first figure."""
    is_heard = np.logical_or.accumulate(~np.isnan(weeks), axis=0)
    return np.where(is_heard, np.nancumsum(weeks, axis=0), np.nan)


def closing(
    panel: Panel, pack: CampaignPack, quantity_id: str, *, chance: float, most: int
) -> Closing:
    """Which units would close most of the gap. Without a line where it is within chance already,
    or where no unit lies below the mean; all units that contribute alike belong."""
    x = figures(panel, pack, quantity_id)
    before = printed_gini(x)
    if not before > chance:
        return Closing(CLOSING.frame(), before, before)
    mean = _type_means(x, last_ids(panel, "type"))
    falls = np.where(x < mean, np.maximum(_falls(x, mean), 0.0), 0.0)
    order = np.argsort(-falls, kind="stable")[: int((falls > 0).sum())]
    taken = _enough(x, order[:most], mean=mean, chance=chance)
    # Whoever contributes as much as the last one taken belongs too.
    at = np.nonzero(falls >= falls[order[taken - 1]])[0] if taken else order[:0]
    told = frame_of(
        CLOSING, **unit_columns(panel, at), known=x[at], mean=mean[at], falls_by=falls[at]
    )
    return Closing(told, before, _index_with(x, at, mean))


def _type_means(x: Floats, types: npt.NDArray[np.object_]) -> Floats:
    """float64 [U]: the mean of the known units of each unit's type; NaN where none is known."""
    means = pd.Series(x).groupby(types).transform("mean")
    return np.asarray(means.to_numpy(dtype=np.float64))


def _falls(x: Floats, target: Floats) -> Floats:
    """float64 [U]: by how much the Gini falls if this unit alone had its target; NaN where unknown.

    With D the sum of differences over all pairs, moving unit i from x to t changes it by
    Σ|t - y| - Σ|x - y| over the others, and G = D / (n Σx).
    """
    out = np.full(x.shape, np.nan)
    known = ~np.isnan(x)
    own, to = x[known], target[known]
    n, whole = len(own), own.sum()
    if n < 2 or not whole:
        return out
    ranked = np.sort(own)
    below = np.append(0.0, ranked.cumsum())

    def away(values: Floats) -> Floats:
        k = np.searchsorted(ranked, values, side="right")
        return np.asarray(values * k - below[k] + (whole - below[k]) - values * (n - k))

    pairs = away(own).sum() / 2
    moved = pairs - away(own) + away(to) - np.abs(to - own)
    scale = n / (n - 1) if n <= SMALL else 1.0
    left = n * (whole - own + to)
    then = np.divide(moved, left, out=np.zeros_like(left), where=left > 0)
    out[known] = scale * (pairs / (n * whole) - then)
    return out


def _enough(x: Floats, order: Ints, *, mean: Floats, chance: float) -> int:
    """How many of the units in this order bring the Gini within chance, all of them if none do."""
    for k in range(1, len(order) + 1):
        if _index_with(x, order[:k], mean) <= chance:
            return k
    return len(order)


def _index_with(x: Floats, at: Ints, mean: Floats) -> float:
    """The Gini with these units at their mean."""
    moved = x.copy()
    moved[at] = mean[at]
    return printed_gini(moved)


def lorenz_by_chance(
    panel: Panel, pack: CampaignPack, quantity_id: str, *, seed: int
) -> pd.DataFrame:
    """LORENZ of units that are all alike: the mean curve of redraws at the pooled rate; without a
    line where nothing is known or nothing was done."""
    if not panel.weeks:
        return LORENZ.frame()
    drawn = _drawn(figures(panel, pack, quantity_id), seed=seed)
    total = drawn.sum(axis=1, keepdims=True)
    drawn, total = drawn[total[:, 0] > 0], total[total[:, 0] > 0]
    if not drawn.size:
        return LORENZ.frame()
    held = (np.sort(drawn, axis=1).cumsum(axis=1) / total).mean(axis=0)
    n = len(held)
    return frame_of(LORENZ, units=np.arange(n + 1) / n, held=np.append(0.0, held))


def _drawn(x: Floats, *, seed: int) -> npt.NDArray[np.int64]:
    """int64 [draws, n]: the known units' counts drawn again with the same mean for all."""
    known = x[~np.isnan(x)]
    if not len(known):
        return np.zeros((0, 0), dtype=np.int64)
    times = max(_LEAST_DRAWS, min(_DRAWS, _AT_ONCE // len(known)))
    return np.random.default_rng(seed).poisson(known.mean(), (times, len(known)))


def _hoover_by_chance(x: Floats, *, seed: int) -> float:
    drawn = _drawn(x, seed=seed)
    total = drawn.sum(axis=1)
    drawn, total = drawn[total > 0], total[total > 0]
    if drawn.shape[1] < 2 or not len(drawn):
        return float("nan")
    away = np.abs(drawn - drawn.mean(axis=1, keepdims=True)).sum(axis=1)
    return float(np.quantile(away / (2 * total), _OF_DRAWS))


def _increments(panel: Panel, pack: CampaignPack, quantity_id: str) -> Floats:
    """float64 [W, U]: the weeks' figures of the units that owe it now."""
    quantity = pack.quantity[quantity_id]
    asked = owed(panel, quantity) & owed_now(panel, quantity)
    return np.asarray(np.where(asked, week_figures(panel, quantity), np.nan))
