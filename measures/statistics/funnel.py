"""Where chance alone lets a unit's figure lie: sizes and a standard go in; limits come out.

Exact limits interpolated between whole counts (Spiegelhalter 2005): with r the smallest count whose
chance of itself or fewer reaches p, limit = r - (F(r) - p) / f(r). Below the first whole count they
run below 0: a unit so small cannot lie outside.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from measures.statistics.arrays import Floats
from measures.statistics.beta_binomial import chances


def funnel_limits(
    n: npt.ArrayLike, p0: float, tail: float, *, rho: float = 0.0
) -> tuple[Floats, Floats]:
    """The lowest and highest share [U] of units of size `n` with chance `tail` beyond each.

    `rho` above 0 takes the units' true differences into account. NaN where n is 0 or less, or p0
    is 0 or 1 or unknown.
    """
    size = np.asarray(n, dtype=np.float64)
    low, high = np.full(size.shape, np.nan), np.full(size.shape, np.nan)
    if not 0 < p0 < 1:
        return low, high
    for each in np.unique(size[size > 0]):
        chance = chances(int(each), p0, rho)
        low[size == each] = _interpolated(chance, tail) / each
        high[size == each] = _interpolated(chance, 1 - tail) / each
    return low, high


def poisson_limits(expected: npt.ArrayLike, tail: float) -> tuple[Floats, Floats]:
    """The lowest and highest ratio [U] to what is expected; NaN where that is 0 or less."""
    mean = np.asarray(expected, dtype=np.float64)
    mean = np.where(mean > 0, mean, np.nan)
    return _poisson_limit(mean, tail), _poisson_limit(mean, 1 - tail)


def _interpolated(chance: Floats, p: float) -> float:
    running = chance.cumsum()
    r = min(int(np.searchsorted(running, p)), len(chance) - 1)
    return float(r - (running[r] - p) / chance[r])


def _poisson_limit(mean: Floats, p: float) -> Floats:
    r = np.maximum(np.ceil(special.pdtrik(p, mean)), 0)
    # The inverse is a real number found by search; the whole one is settled by the tail itself.
    r = np.where(special.pdtr(r - 1, mean) >= p, np.maximum(r - 1, 0), r)
    r = np.where(special.pdtr(r, mean) < p, r + 1, r)
    chance = np.exp(special.xlogy(r, mean) - mean - special.gammaln(r + 1))
    return np.asarray((r - (special.pdtr(r, mean) - p) / chance) / mean, dtype=np.float64)
