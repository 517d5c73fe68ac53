"""Units of few figures drawn towards their peers: figures go in; steadier estimates come out.

They stand beside the raw value as a small mark, never in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from measures.statistics.arrays import Floats


@dataclass(frozen=True)
class Shrunken:
    """`estimate` [U] between the raw value and `mean`; `own_weight` [U], 0-1, is what the unit's
    own figure counts in it. `tau2` is the variance between units, `q` the test of none."""

    estimate: Floats
    own_weight: Floats
    mean: float
    tau2: float
    q: float


def shrunken(y: npt.ArrayLike, variance: npt.ArrayLike) -> Shrunken:
    """Normal-normal with tau² by DerSimonian and Laird (1986): B y + (1 - B) mean, B = tau² /
    (tau² + variance). NaN in either stays NaN and takes no part; a variance must be above 0."""
    values, v = np.asarray(y, dtype=np.float64), np.asarray(variance, dtype=np.float64)
    v = np.where((v > 0) & ~np.isnan(values), v, np.nan)
    known = ~np.isnan(v)
    if not known.any():
        return Shrunken(np.full_like(values, np.nan), np.full_like(values, np.nan), *[np.nan] * 3)
    w = 1 / v[known]
    fixed = (w * values[known]).sum() / w.sum()
    q = float((w * (values[known] - fixed) ** 2).sum())
    room = w.sum() - (w**2).sum() / w.sum()
    tau2 = max(0.0, float((q - (known.sum() - 1)) / room)) if room > 0 else 0.0
    w = 1 / (v[known] + tau2)
    mean = float((w * values[known]).sum() / w.sum())
    own = tau2 / (tau2 + v)
    return Shrunken(own * values + (1 - own) * mean, own, mean, tau2, q)


def shrunken_shares(done: npt.ArrayLike, n: npt.ArrayLike) -> Shrunken:
    """Shares, each with the variance p0 (1 - p0) / n of the pooled share, which 0/n also has."""
    x, total = np.asarray(done, dtype=np.float64), np.asarray(n, dtype=np.float64)
    known = (x >= 0) & (total > 0)
    share = np.divide(x, total, out=np.full(x.shape, np.nan), where=known)
    if not known.any():
        return shrunken(share, share)
    p0 = x[known].sum() / total[known].sum()
    error = np.divide(p0 * (1 - p0), total, out=np.full(x.shape, np.nan), where=known)
    if not 0 < p0 < 1:
        return Shrunken(share, np.where(known, 0.0, np.nan), float(p0), 0.0, 0.0)
    return shrunken(share, error)


def shrunken_rates(counts: npt.ArrayLike, exposure: npt.ArrayLike) -> Shrunken:
    """Rates of counts: (a + S) / (b + m) with the Gamma(a, b) of the peers by moments.

    Moments for units of unequal exposure: Marshall (1991), Applied Statistics 40:283-294.
    """
    y, m = np.asarray(counts, dtype=np.float64), np.asarray(exposure, dtype=np.float64)
    known = (y >= 0) & (m > 0)
    blank = np.full(y.shape, np.nan)
    if not known.any():
        return Shrunken(blank, blank, *[np.nan] * 3)
    mean = float(y[known].sum() / m[known].sum())
    rate = np.divide(y, m, out=blank.copy(), where=known)
    q = (m[known] * (rate[known] - mean) ** 2).sum() / m[known].sum()
    between = max(0.0, float(q - mean / m[known].mean()))
    own = blank.copy()
    own[known] = between / (between + mean / m[known]) if mean else 0.0
    return Shrunken(own * rate + (1 - own) * mean, own, mean, between, float(q))


def reliability(variance_between: npt.ArrayLike, p0: float, n: npt.ArrayLike) -> Floats:
    """How much of the difference between shares is real: sd² / (sd² + p(1-p)/n), 0-1."""
    real = np.asarray(variance_between, dtype=np.float64)
    return np.asarray(real / (real + p0 * (1 - p0) / np.asarray(n, dtype=np.float64)))
