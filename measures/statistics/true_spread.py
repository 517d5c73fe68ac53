"""How much peers truly differ, whatever their sizes: counts go in; the spread beyond chance comes
out, for the tails that units are judged by.

Each unit's distance from the pooled value, in its own error with the spread included, is drawn in
at ±1.5 and squared; the spread is that at which their sum is what the model expects of units of
these sizes (an M-estimator of bounded influence, consistent at every size: Huber 1981, 4.4). Units
truly behind move it little; the closed form of Spiegelhalter (2005) is too small where units are
small, rates near 0 or 1, or sizes very unlike. Measured: docs/design.md §8.12.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import special

from measures.statistics.arrays import Floats

_AT = 1.5
"""Huber's usual bound: 1.5 errors keep 96 % of the efficiency of a mean where nobody is far off."""
_STEPS = 14
"""Halvings: .9 ÷ 2¹⁴ is far finer than the spread of any type can be known."""
_LARGE_SHARE, _LARGE_MEAN = 200.0, 50.0
"""Beyond this size the expected sum no longer changes with it."""

MOST_RHO, MOST_KAPPA = 0.9, 4.0
"""Where units are nearly all or nothing, and rates vary by twice their mean, no tail says much."""


def known_shares(done: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The pairs of which both are known, n above 0 and done not negative.

    Raises ValueError where more is done than there is: an error in the figures, never clipped.
    """
    x, total = np.broadcast_arrays(
        np.asarray(done, dtype=np.float64), np.asarray(n, dtype=np.float64)
    )
    if (x > total).any():
        raise ValueError("a share needs 0 ≤ done ≤ n")
    is_known = (x >= 0) & (total > 0)
    return x[is_known], total[is_known]


def share_spread(x: Floats, n: Floats) -> float:
    """rho of the beta-binomial, 0 to .9; for whole x ≤ n, all known, neither all 0 nor all n."""
    p0 = float(x.sum() / n.sum())
    each = np.minimum(n, _LARGE_SHARE)
    sizes, times = np.unique(each, return_counts=True)
    k = np.arange(sizes[-1] + 1)
    choose = _log_choose(k, sizes[:, None])

    def excess(rho: float) -> float:
        seen = _drawn_in(x - n * p0, n * p0 * (1 - p0) * (1 + (n - 1) * rho))
        away = k - sizes[:, None] * p0
        could = _drawn_in(away, (sizes * p0 * (1 - p0) * (1 + (sizes - 1) * rho))[:, None])
        chance = _share_chances(k, sizes[:, None], p0, rho, choose)
        return float(seen.sum() - times @ (chance * could).sum(axis=1))

    return _root(excess, MOST_RHO)


def rate_spread(y: Floats, over: Floats) -> float:
    """kappa, the squared variation of the peers' rates, 0 to 4: the counts are negative binomial of
    size 1 / kappa. For known counts and exposures above 0, not all 0."""
    mean = y.sum() / over.sum() * over
    # A hundred different means are one: the expected sum changes slowly with them.
    means, times = np.unique(np.round(np.minimum(mean, _LARGE_MEAN), 1), return_counts=True)
    means = np.maximum(means, 0.05)

    def excess(kappa: float) -> float:
        top = np.ceil(means[-1] + 10 * np.sqrt(means[-1] * (1 + kappa * means[-1])) + 20)
        k = np.arange(top + 1)
        seen = _drawn_in(y - mean, mean * (1 + kappa * mean))
        could = _drawn_in(k - means[:, None], (means * (1 + kappa * means))[:, None])
        return float(
            seen.sum() - times @ (_rate_chances(k, means[:, None], kappa) * could).sum(axis=1)
        )

    return _root(excess, MOST_KAPPA)


def _drawn_in(away: Floats, variance: Floats) -> Floats:
    return np.asarray(np.minimum(away**2 / variance, _AT**2))


def _root(excess: Callable[[float], float], most: float) -> float:
    """Where a falling function crosses 0, by halving; 0 where it begins below, `most` beyond it."""
    if excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, most
    for _ in range(_STEPS):
        middle = (low + high) / 2 if low else high / 4
        if excess(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _log_choose(k: Floats, n: Floats) -> Floats:
    inside = np.minimum(k, n)
    return np.asarray(-special.betaln(inside + 1, n - inside + 1) - np.log(n + 1))


def _share_chances(k: Floats, n: Floats, p0: float, rho: float, choose: Floats) -> Floats:
    inside = np.minimum(k, n)
    if rho:
        a, b = p0 * (1 - rho) / rho, (1 - p0) * (1 - rho) / rho
        logs = special.betaln(inside + a, n - inside + b) - special.betaln(a, b)
    else:
        logs = special.xlogy(inside, p0) + special.xlog1py(n - inside, -p0)
    return np.asarray(np.where(k <= n, np.exp(choose + logs), 0.0))


def _rate_chances(k: Floats, mean: Floats, kappa: float) -> Floats:
    if not kappa:
        return np.asarray(np.exp(special.xlogy(k, mean) - mean - special.gammaln(k + 1)))
    size = 1 / kappa
    logs = special.gammaln(k + size) - special.gammaln(size) - special.gammaln(k + 1)
    part = mean / (mean + size)
    return np.asarray(np.exp(logs + special.xlogy(k, part) + size * np.log1p(-part)))
