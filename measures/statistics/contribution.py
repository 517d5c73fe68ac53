"""Which units a gap hangs on: figures go in; what the gap would be without each comes out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from measures.statistics.arrays import Floats


def to_mean(x: npt.ArrayLike) -> Floats:
    """float64 [U]: by how much the Gini falls if this unit alone had the mean of all.

    Exact, all units from one sort: with D the sum of differences over all pairs, moving unit i from
    x to μ changes it by Σ|μ - y| - Σ|x - y| over the others, and G = D / (n Σx). Negative where
    the mean would make the rest more unequal. NaN where unknown, and everywhere with fewer than two
    units, a negative number or nothing done.
    """
    values = np.asarray(x, dtype=np.float64)
    known = ~np.isnan(values)
    own, out = values[known], np.full(values.shape, np.nan)
    n, whole = len(own), own.sum()
    if n < 2 or (own < 0).any() or not whole:
        return out
    order = np.argsort(own, kind="stable")
    ranked, running = own[order], own[order].cumsum()
    rank = np.arange(1, n + 1)
    # Σ|x - y| over all y: what lies below each value, and above it.
    away = np.empty(n)
    away[order] = ranked * rank - running + (whole - running) - ranked * (n - rank)
    mean = whole / n
    to = np.abs(own - mean)
    pairs = away.sum() / 2
    moved = (pairs - away + to.sum() - to) / (n * (whole - own + mean))
    out[known] = pairs / (n * whole) - moved
    return out


def points_to_close(done: npt.ArrayLike, n: npt.ArrayLike, standard: float) -> Floats:
    """float64 [U]: how much the share of all, Σdone / Σn (0-1), would rise if this unit came up to
    `standard`; 0 where it is there. Unknown units are NaN and stay out of the share."""
    x, size = np.broadcast_arrays(
        np.asarray(done, dtype=np.float64), np.asarray(n, dtype=np.float64)
    )
    known = (x >= 0) & (size > 0)
    out = np.full(x.shape, np.nan)
    if known.any():
        out[known] = np.maximum(standard * size[known] - x[known], 0) / size[known].sum()
    return out
