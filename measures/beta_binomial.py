"""Shares of units that truly differ: counts, a pooled share and its spread go in; tails come out.

The beta-binomial with mean p0 and intra-unit correlation rho: a = p0 (1-rho)/rho,
b = (1-p0)(1-rho)/rho; rho = 0 is the binomial. Recurrence: Johnson, Kemp & Kotz, Univariate
Discrete Distributions (2005), 6.2.2.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from measures.places import Flags, Floats

_BINOMIAL_BELOW = 1e-7
"""Below this rho the two distributions agree to more digits than the logarithms of a and b keep."""

_NEGLIGIBLE = 1e-17


def lower_tail(x: Floats, n: Floats, p0: float, rho: float) -> Floats:
    """float64 [U]: the chance of `x` or fewer of `n`, for whole x ≤ n. Equal pairs cost once."""
    if rho < _BINOMIAL_BELOW:
        return np.asarray(special.bdtr(x, n.astype(np.int64), p0), dtype=np.float64)
    base = n.max(initial=0) + 1
    pairs, back = np.unique(n * base + x, return_inverse=True)
    return _tails(pairs % base, pairs // base, p0, rho)[back]


def chances(n: int, p0: float, rho: float) -> Floats:
    """float64 [n + 1]: the chance of 0, 1, … n of n."""
    x = np.arange(n + 1, dtype=np.float64)
    if rho < _BINOMIAL_BELOW:
        return binomial_chances(n, p0)
    return np.asarray(np.exp(_log_chance(x, np.full(n + 1, float(n)), *_shape(p0, rho))))


def binomial_chances(n: int, p0: float) -> Floats:
    """float64 [n + 1]: the same where all units have the one share."""
    x = np.arange(n + 1, dtype=np.float64)
    logs = special.xlogy(x, p0) + special.xlog1py(n - x, -p0)
    return np.asarray(np.exp(logs - special.betaln(x + 1, n - x + 1) - np.log(n + 1)))


def _shape(p0: float, rho: float) -> tuple[float, float]:
    return p0 * (1 - rho) / rho, (1 - p0) * (1 - rho) / rho


def _log_chance(x: Floats, n: Floats, a: float, b: float) -> Floats:
    choose = -special.betaln(x + 1, n - x + 1) - np.log(n + 1)
    return np.asarray(choose + special.betaln(x + a, n - x + b) - special.betaln(a, b))


def _tails(x: Floats, n: Floats, p0: float, rho: float) -> Floats:
    """Added up from x away from the mean, so that nothing small is lost beside something large."""
    a, b = _shape(p0, rho)
    is_low = x <= n * p0
    tail = np.empty_like(x)
    tail[is_low] = _summed_down(x[is_low], n[is_low], a, b)
    # The upper tail is the lower tail of what was not done.
    rest = n[~is_low] - x[~is_low] - 1
    above = np.where(rest >= 0, _summed_down(np.maximum(rest, 0), n[~is_low], b, a), 0.0)
    tail[~is_low] = 1 - above
    return np.clip(tail, 0.0, 1.0)


def _summed_down(x: Floats, n: Floats, a: float, b: float) -> Floats:
    term = np.exp(_log_chance(x, n, a, b))
    total, k = term.copy(), x.copy()
    active: Flags = k > 0
    at = np.nonzero(active)[0]
    term, k, n = term[at], k[at], n[at]
    while len(at):
        term = term * k * (n - k + b) / ((n - k + 1) * (a + k - 1))
        k = k - 1
        total[at] += term
        active = (k > 0) & (term > _NEGLIGIBLE * total[at])
        at, term, k, n = at[active], term[active], k[active], n[active]
    return total
