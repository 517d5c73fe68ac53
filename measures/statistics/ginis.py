"""The Gini index of many rows at once: arrays [..., U] go in; one index a row comes out."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from measures.statistics.arrays import Floats

SMALL = 30
"""Up to so many units the Gini shown is corrected for their number."""


_LONG = 4096
"""From so many units a row is summed while it is still in the cache from being sorted."""


def ginis(rows: npt.ArrayLike, *, small_sample: bool = False) -> Floats:
    """float64 [...]: the Gini of each row [U], NaN left out. Costs one sort.

    Nothing known or a negative number is NaN, nothing done 0; `small_sample` gives G n/(n-1), NaN
    for one unit.
    """
    x = np.asarray(rows, dtype=np.float64)
    flat = x.reshape(math.prod(x.shape[:-1]), x.shape[-1])
    n, least, total, ranked = _long(flat) if x.shape[-1] >= _LONG else _short(flat)
    with np.errstate(divide="ignore", invalid="ignore"):
        index = 2 * ranked / (n * total) - (n + 1) / n
        index = index * n / (n - 1) if small_sample else index
    index = np.where(total > 0, np.maximum(index, 0.0), 0.0)
    index = np.where(n > 1, index, np.nan if small_sample else 0.0)
    return np.asarray(np.where((n > 0) & (least >= 0), index, np.nan)).reshape(x.shape[:-1])


def _short(flat: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Of each row: how many are known, the least, the sum, and the sum of value × rank."""
    n = np.full(len(flat), float(flat.shape[1]))
    if not flat.size:
        return n, n, n, n
    x = np.sort(flat, axis=1)
    least = x[:, 0].copy()
    if np.isnan(x[:, -1]).any():  # the unknown are sorted to the end
        n -= np.isnan(x).sum(axis=1)
        x = np.nan_to_num(x, copy=False, nan=0.0)
    return n, least, x.sum(axis=1), np.einsum("ij,j->i", x, np.arange(1.0, flat.shape[1] + 1))


def _long(flat: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """The same, row by row; einsum, since a threaded product waits for a busy second core."""
    rank = np.arange(1.0, flat.shape[1] + 1)
    out = np.empty((4, len(flat)))
    for i, row in enumerate(flat):
        x = np.sort(row)
        n = int(np.searchsorted(x, np.inf, side="right"))
        out[:, i] = n, x[0], x[:n].sum(), np.einsum("i,i->", x[:n], rank[:n])
    return out[0], out[1], out[2], out[3]


def shown(rows: npt.ArrayLike) -> Floats:
    """float64 [...]: the Gini to print, corrected up to `SMALL` units; NaN for fewer than two."""
    x = np.asarray(rows, dtype=np.float64)
    n = (~np.isnan(x)).sum(axis=-1)
    index = ginis(x)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(n > SMALL, index, np.where(n > 1, index * n / (n - 1), np.nan)))
