"""How much units' shares truly differ: counts go in; the overdispersion of their group comes out.

Spiegelhalter (2005), Statistics in Medicine 24:1185-1202, with the winsorising of the NHS funnel
plots; the correction for it is docs/design.md §8.12.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from measures.statistics.arrays import Floats

TRIM = 0.1
"""The share of units at either end whose distance is drawn in before it is squared."""

_SHRUNK = 0.67865
"""E[z²] of a standard normal drawn in at its own 10 % and 90 % quantiles."""

_MOST_RHO = 0.9


class Dispersion(NamedTuple):
    """`phi`: mean squared distance from the pooled share, in its own errors; `tau2`: the variance
    between units on the arcsine scale, 0 where chance alone explains phi."""

    phi: float
    tau2: float


class Spread(NamedTuple):
    """The corrected dispersion; `rho` is the beta-binomial's, 0 where chance explains all."""

    phi: float
    tau2: float
    rho: float


def dispersion(done: npt.ArrayLike, n: npt.ArrayLike, *, trim: float = TRIM) -> Dispersion:
    """phi and tau² of the units' shares, as the published funnel plots compute them.

    NaN, negative and n = 0 are left out. Fewer than two units: NaN and 0.
    """
    x, total = known_shares(done, n)
    if len(x) < 2 or not 0 < x.sum() < total.sum():
        return Dispersion(float("nan"), 0.0)
    error = 1 / (2 * np.sqrt(total))
    z = (np.arcsin(np.sqrt(x / total)) - np.arcsin(np.sqrt(x.sum() / total.sum()))) / error
    phi = float((_drawn_in(z, trim) ** 2).mean())
    return Dispersion(phi, _between(phi, error))


def spread(done: npt.ArrayLike, n: npt.ArrayLike) -> Spread:
    """The dispersion that keeps its size when units differ: winsorising is divided back.

    Shares by Anscombe's arcsine √((x + 3/8)/(n + 3/4)), whose error is 1/(2 √(n + 1/2)).
    """
    x, total = known_shares(done, n)
    if len(x) < 2 or not 0 < x.sum() < total.sum():
        return Spread(float("nan"), 0.0, 0.0)
    error = 1 / (2 * np.sqrt(total + 0.5))
    share = np.arcsin(np.sqrt((x + 0.375) / (total + 0.75)))
    z = (share - np.arcsin(np.sqrt(x.sum() / total.sum()))) / error
    phi = float((_drawn_in(z, TRIM) ** 2).mean()) / _SHRUNK
    tau2 = _between(phi, error)
    return Spread(phi, tau2, min(_MOST_RHO, 4 * tau2))


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


def _drawn_in(z: Floats, trim: float) -> Floats:
    return np.asarray(np.clip(z, *np.quantile(z, [trim, 1 - trim]))) if trim else z


def _between(phi: float, error: Floats) -> float:
    k, weight = len(error), 1 / error**2
    if k * phi < k - 1:
        return 0.0
    total = weight.sum()
    return float((k * phi - (k - 1)) / (total - (weight**2).sum() / total))
