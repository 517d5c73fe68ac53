"""Shares of units that truly differ: counts, a pooled share and its spread go in; tails come out.

The beta-binomial with mean p0 and intra-unit correlation rho: a = p0 (1-rho)/rho,
b = (1-p0)(1-rho)/rho; rho = 0 is the binomial. Recurrence: Johnson, Kemp & Kotz, Univariate
Discrete Distributions (2005), 6.2.2.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from measures.statistics.arrays import Floats

_BINOMIAL_BELOW = 1e-7
"""Below this rho the two distributions agree to more digits than the logarithms of a and b keep."""

_NEGLIGIBLE = 1e-17  # below half the last digit of a float: adding it changes nothing


def lower_tail(x: Floats, n: Floats, p0: float, rho: float) -> Floats:
    """float64 [U]: the chance of `x` or fewer of `n`, for whole x ≤ n. Equal pairs cost once."""
    if rho < _BINOMIAL_BELOW:
        return np.asarray(special.bdtr(x, n.astype(np.int64), p0), dtype=np.float64)
    base = n.max(initial=0) + 1
    pairs, back = np.unique(n * base + x, return_inverse=True)
    return _tails(pairs % base, pairs // base, p0, rho)[back]


def binomial_chances(n: int, p0: float) -> Floats:
    """float64 [n + 1]: the same where all units have the one share."""
    x = np.arange(n + 1, dtype=np.float64)
    logs = special.xlogy(x, p0) + special.xlog1py(n - x, -p0)
    return np.asarray(np.exp(logs - special.betaln(x + 1, n - x + 1) - np.log(n + 1)))


def upper_tail(x: Floats, n: Floats, a: Floats, b: Floats) -> Floats:
    """float64 [U]: the chance of `x` or more of `n`, each with its own a and b."""
    # It is the lower tail of what was not done.
    return np.clip(_summed_down(n - x, n, b, a), 0.0, 1.0)


def _shape(p0: float, rho: float) -> tuple[float, float]:
    return p0 * (1 - rho) / rho, (1 - p0) * (1 - rho) / rho


def _log_chance(x: Floats, n: Floats, a: Floats, b: Floats) -> Floats:
    choose = -special.betaln(x + 1, n - x + 1) - np.log(n + 1)
    return np.asarray(choose + special.betaln(x + a, n - x + b) - special.betaln(a, b))


def _tails(x: Floats, n: Floats, p0: float, rho: float) -> Floats:
    """Added up from x away from the mean, so that nothing small is lost beside something large."""
    a, b = (np.full(x.shape, each) for each in _shape(p0, rho))
    low = x <= n * p0
    tail = np.empty_like(x)
    tail[low] = _summed_down(x[low], n[low], a[low], b[low])
    rest = ~low & (x < n)
    tail[~low] = 1.0
    tail[rest] = 1 - _summed_down((n - x)[rest] - 1, n[rest], b[rest], a[rest])
    return np.clip(tail, 0.0, 1.0)


def _summed_down(x: Floats, n: Floats, a: Floats, b: Floats) -> Floats:
    term = np.exp(_log_chance(x, n, a, b))
    total, k = term.copy(), x.copy()
    at = np.nonzero(k > 0)[0]
    term, k, n, a, b = (each[at] for each in (term, k, n, a, b))
    while len(at):
        term = term * k * (n - k + b) / ((n - k + 1) * (a + k - 1))
        k = k - 1
        total[at] += term
        left = (k > 0) & (term > _NEGLIGIBLE * total[at])
        at = at[left]
        term, k, n, a, b = (each[left] for each in (term, k, n, a, b))
    return total
