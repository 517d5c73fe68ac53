"""Units of different size, compared within one type: counts go in; how far chance lets their
figures lie, and the chance of what was seen, come out. Formulas: docs/design.md §8.7, §8.12."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy import special

from measures.statistics.arrays import Flags, Floats
from measures.statistics.peer_limits import count_limit, share_limit
from measures.statistics.peer_model import COUNTS, SHARES, judged

FEWEST = 8
"""Under so many peers with a figure nobody is compared."""


@dataclass(frozen=True)
class PeerTest:
    """One line a unit [U]: the chances `lower` of its figure or a lower one and `upper` of it or a
    higher one among its peers, NaN where no test is possible; `least`, the least figure within
    chance; `pooled` share or rate of its type; `power`, the chance that a unit of its size would be
    found if it lay behind as far as asked; `is_below` and `is_above` its peers."""

    lower: Floats
    upper: Floats
    least: Floats
    pooled: Floats
    power: Floats
    is_below: Flags
    is_above: Flags


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
    many: int = 200,
    q: float = 0.10,
    is_share: bool = True,
    behind: float | None = None,
) -> PeerTest:
    """Each unit [U] against the others of its type; `is_share` False compares counts per exposure
    `n`. `behind` is the gap in the share or rate that `power` is about.

    Not tested: no figure, n = 0, fewer than `FEWEST` peers, a pooled value of 0 or of all there is.
    In a type of more than `many` tests a unit must also stand among the false discoveries at `q`.
    Raises ValueError where more is done than there is: an error in the figures, never clipped.
    """
    x, size = np.broadcast_arrays(
        np.asarray(done, dtype=np.float64), np.asarray(n, dtype=np.float64)
    )
    if is_share and (x > size).any():
        raise ValueError("a share needs 0 ≤ done ≤ n")
    known = (x >= 0) & (size > 0)
    numbers, flags = np.full((5, *x.shape), np.nan), np.zeros((2, *x.shape), dtype=np.bool_)
    for each in np.unique(types[known]):
        with_figure = known & (types == each)
        numbers[3, types == each] = x[with_figure].sum() / size[with_figure].sum()
        found = _tested(x[with_figure], size[with_figure], is_share=is_share, behind=behind)
        if found is not None:
            numbers[np.ix_([0, 1, 2, 4], with_figure)], limit = found
            flags[:, with_figure] = _stands(numbers[:2, with_figure], limit, many, q)
    return PeerTest(*numbers, *flags)


def _tested(
    x: Floats, size: Floats, *, is_share: bool, behind: float | None
) -> tuple[Floats, Floats] | None:
    """Lower and upper chance, least figure and power [4, K] of one type's units, and their limits;
    None where they are not tested."""
    if len(x) < FEWEST or not x.sum() or (is_share and x.sum() == size.sum()):
        return None
    limit = partial(share_limit if is_share else count_limit, len(x))
    found = judged(x, size, limit, family=SHARES if is_share else COUNTS, behind=behind)
    return np.stack([found.lower, found.upper, found.least, found.power]), found.limit


def _stands(chances: Floats, limit: Floats, many: int, q: float) -> Flags:
    """bool [2, K]: chances [2, K] under their limits and, of many, among the false discoveries."""
    under = chances < limit
    if chances.shape[1] > many:
        under &= np.stack([false_discoveries(each, q) for each in chances])
    return np.asarray(under, dtype=np.bool_)
