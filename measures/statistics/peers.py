"""Units of different size, compared within one type: counts go in; how far chance lets their
figures lie, and the chance of what was seen, come out. Formulas: docs/design.md §8.7, §8.12."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from measures.statistics.arrays import Flags, Floats
from measures.statistics.beta_binomial import lower_tail
from measures.statistics.true_spread import known_shares, rate_spread, share_spread

FEWEST = 8
"""Under so many peers with a figure nobody is compared."""

TAIL = 0.001
"""The lower tail under which a unit is unlike its peers: the 99.8 % limits."""


@dataclass(frozen=True)
class PeerTest:
    """One line a unit [U]: `tail`, NaN where no test is possible; `pooled` share or rate of its
    type; `is_below`."""

    tail: Floats
    pooled: Floats
    is_below: Flags


def wilson(
    done: npt.ArrayLike, n: npt.ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """The Wilson interval of done ÷ n: lowest and highest share; NaN where n is 0 or either is
    negative or unknown. Raises ValueError where more is done than there is."""
    x, total = np.broadcast_arrays(
        np.asarray(done, dtype=np.float64), np.asarray(n, dtype=np.float64)
    )
    if (x > total).any():
        raise ValueError("a share needs 0 ≤ done ≤ n")
    z = special.ndtri((1 + confidence) / 2)
    total = np.where((total > 0) & (x >= 0), total, np.nan)
    middle, reach = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - x / total))
    low, high = (middle - reach) / (2 * (total + z**2)), (middle + reach) / (2 * (total + z**2))
    # At the ends the formula is exact but its rounding is not.
    return np.where(x == 0, low * 0, low), np.where(x == total, high * 0 + 1, high)


def poisson_interval(count: npt.ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """The exact interval of a Poisson mean (Garwood 1936); NaN for NaN and negative counts."""
    x = np.asarray(count, dtype=np.float64)
    x = np.where(x >= 0, x, np.nan)
    outside = (1 - confidence) / 2
    low = np.where(x > 0, special.gammaincinv(np.maximum(x, 1), outside), x * 0)
    return np.asarray(low), np.asarray(special.gammainccinv(x + 1, outside), dtype=np.float64)


def low_tail(done: npt.ArrayLike, n: npt.ArrayLike) -> Floats:
    """float64 [U]: the chance of this unit's figure or a lower one among units of one type.

    Binomial at the pooled share, the unit included, or beta-binomial where the units truly differ.
    NaN: no figure, n = 0, fewer than `FEWEST` peers, or a pooled share of 0 or 1. Fractions of a
    unit count down to the whole. Raises ValueError where more is done than there is.
    """
    x, total = np.broadcast_arrays(
        np.asarray(done, dtype=np.float64), np.asarray(n, dtype=np.float64)
    )
    own, size = known_shares(x, total)
    tail = np.full(x.shape, np.nan)
    if len(own) < FEWEST or not 0 < own.sum() < size.sum():
        return tail
    p0 = float(own.sum() / size.sum())
    own, size = np.floor(own), np.floor(size)
    tail[(x >= 0) & (total > 0)] = lower_tail(own, size, p0, share_spread(own, size))
    return tail


def count_low_tail(counts: npt.ArrayLike, exposure: npt.ArrayLike) -> Floats:
    """float64 [U]: the chance of this count or a lower one among peers: negative binomial by the
    spread of their rates, and Poisson where chance explains it.

    NaN as in `low_tail`: no count, no exposure, too few peers, nothing counted at all.
    """
    y, over = np.broadcast_arrays(
        np.asarray(counts, dtype=np.float64), np.asarray(exposure, dtype=np.float64)
    )
    known = (y >= 0) & (over > 0)
    tail = np.full(y.shape, np.nan)
    if known.sum() < FEWEST or not y[known].sum():
        return tail
    own, of = np.floor(y[known]), over[known]
    mean = y[known].sum() / of.sum() * of
    kappa = rate_spread(own, of)
    if kappa:
        tail[known] = special.betainc(1 / kappa, own + 1, 1 / (1 + kappa * mean))
    else:
        tail[known] = special.pdtr(own, mean)
    return tail


def false_discoveries(p: npt.ArrayLike, q: float = 0.10) -> Flags:
    """bool [U]: the tests that stand when at most `q` of them may be false (Benjamini and Hochberg
    1995); a test that was not possible (NaN) is none of them."""
    chance = np.asarray(p, dtype=np.float64)
    known = np.sort(chance[~np.isnan(chance)])
    below = np.nonzero(known <= q * np.arange(1, len(known) + 1) / max(len(known), 1))[0]
    return np.asarray(chance <= known[below[-1]]) if len(below) else np.zeros(chance.shape, bool)


def below_peers(
    done: npt.ArrayLike,
    n: npt.ArrayLike,
    types: npt.NDArray[np.generic],
    *,
    tail: float = TAIL,
    many: int = 200,
    q: float = 0.10,
    is_share: bool = True,
) -> PeerTest:
    """Each unit against its own type; `is_share` False compares counts per exposure `n`.

    In a type of more than `many` tests a unit must also stand among the false discoveries at `q`.
    """
    x, size = (
        np.array(a, dtype=np.float64) for a in np.broadcast_arrays(np.asarray(done), np.asarray(n))
    )
    chance, pooled = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    is_below = np.zeros(x.shape, dtype=np.bool_)
    known = (x >= 0) & (size > 0)
    for each in np.unique(types):
        own = types == each
        with_figure = own & known
        if not with_figure.any():
            continue
        pooled[own] = x[with_figure].sum() / size[with_figure].sum()
        chance[own] = (low_tail if is_share else count_low_tail)(x[own], size[own])
        is_below[own] = chance[own] < tail
        if with_figure.sum() > many:
            is_below[own] &= false_discoveries(chance[own], q)
    return PeerTest(chance, pooled, is_below)
