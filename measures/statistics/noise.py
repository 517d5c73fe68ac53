"""How uneven equal units look by chance: their figures go in; the noise floor comes out.

Every unit is given the pooled rate and its figure is drawn again, `draws` times; the floor is what
the index stays under in 95 of 100 draws. Reason and check: docs/design.md §8.7.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import special

from measures.statistics.arrays import Floats
from measures.statistics.ginis import SMALL, shown

_OF_DRAWS = 0.95
"""The usual 5 in 100: who looks at twenty indexes sees one above its floor by chance."""
_AT_ONCE = 2_000_000
"""Numbers drawn at a time, to bound memory."""

Chances = Callable[[float], Floats]
Drawn = Callable[[int], npt.NDArray[np.int64]]


def noise_floor(
    counts: npt.ArrayLike, exposure: npt.ArrayLike | None = None, *, draws: int = 500, seed: int
) -> float:
    """The Gini that equal true rates stay under in 95 of 100 cases, for Poisson counts.

    `exposure` is what a unit's rate is counted over, such as its branches; rates are then compared.
    Like `shown`, corrected up to 30 units; NaN for fewer than two or a negative count.
    """
    y = np.asarray(counts, dtype=np.float64)
    over = np.ones_like(y) if exposure is None else np.asarray(exposure, dtype=np.float64)
    is_known = ~np.isnan(y) & (over > 0)
    y, over = y[is_known], over[is_known]
    if len(y) < 2 or (y < 0).any():
        return float("nan")
    rate = y.sum() / over.sum()
    if not rate:
        return 0.0
    rng = np.random.default_rng(seed)
    drawn = _drawn(
        over,
        lambda size: _poisson(rate * size),
        lambda times: rng.poisson(rate * over, (times, len(over))),
        draws,
        rng,
    )
    return float(np.quantile(drawn, _OF_DRAWS))


def _drawn(
    size: Floats, chances: Chances, draw: Drawn, draws: int, rng: np.random.Generator
) -> Floats:
    """float64 [draws]: the index of each draw.

    Units of one size are drawn together, as how many of them have 0, 1, 2 …: that costs the same
    for a hundred units as for a hundred thousand. Where sizes are many, unit by unit.
    """
    sizes, times = np.unique(size, return_counts=True)
    if len(sizes) <= 64:
        tables = [chances(float(each)) for each in sizes]
        if sum(map(len, tables)) <= max(2_000, len(size)):
            return _by_size(sizes, times, tables, draws, rng)
    step = max(1, _AT_ONCE // len(size))
    parts = [shown(draw(min(step, draws - k)) / size) for k in range(0, draws, step)]
    return np.concatenate(parts)


def _by_size(
    sizes: Floats,
    times: npt.NDArray[np.integer],
    tables: list[Floats],
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    value = np.concatenate([np.arange(len(t)) / s for t, s in zip(tables, sizes, strict=True)])
    units = np.concatenate(
        [rng.multinomial(m, t, size=draws) for m, t in zip(times, tables, strict=True)], axis=1
    )
    order = np.argsort(value, kind="stable")
    value, units = value[order], units[:, order]
    held, n = units * value, int(times.sum())
    middle = units.cumsum(axis=1) - units / 2
    total = held.sum(axis=1)
    index = np.zeros(draws)
    np.divide(2 * (held * middle).sum(axis=1), n * total, out=index, where=total > 0)
    index = np.where(total > 0, index - 1, 0.0)
    return np.asarray(index * n / (n - 1) if n <= SMALL else index)


def _poisson(mean: float) -> Floats:
    """The chances of 0, 1, 2 … up to where nothing is left."""
    k = np.arange(math.ceil(mean + 12 * math.sqrt(mean) + 20) + 1)
    chances = np.exp(special.xlogy(k, mean) - mean - special.gammaln(k + 1))
    return np.asarray(chances / chances.sum())
