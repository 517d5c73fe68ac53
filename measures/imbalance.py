"""How uneven: numbers of units go in; one index comes out. Formulas: docs/design.md §8.7.

NaN is not reported and left out, never a zero; a zero is a reported zero and stays (0 ln 0 = 0). A
negative number is a data error and makes the index NaN. Nothing known is NaN, nothing done is 0.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from measures.places import Floats

SMALL = 30
"""Up to so many units the Gini shown is corrected for their number."""

_OF_DRAWS = 0.95


class TheilSplit(NamedTuple):
    """Theil's T and its exact parts; `per_group` is each group's own contribution to `within`."""

    total: float
    between: float
    within: float
    per_group: dict[Hashable, float]


def gini(
    x: npt.ArrayLike, weights: npt.ArrayLike | None = None, *, small_sample: bool = False
) -> float:
    """Gini index; `small_sample` gives G n/(n-1), which is 1 when one unit holds everything.

    Raises ValueError for `small_sample` with weights, for which the correction is not defined.
    """
    if small_sample and weights is not None:
        raise ValueError("the small-sample Gini has no weights")
    x, w = _known(x, weights)
    if not len(x) or (x < 0).any() or (small_sample and len(x) == 1):
        return float("nan")
    if not (w * x).sum():
        return 0.0
    order = np.argsort(x, kind="stable")
    held, w = (w * x)[order], w[order]
    middle = w.cumsum() - w / 2
    index = 2 * (held * middle).sum() / (w.sum() * held.sum()) - 1
    return float(index * len(x) / (len(x) - 1) if small_sample else index)


def shown_gini(x: npt.ArrayLike) -> float:
    """The Gini to print: corrected up to `SMALL` units; NaN for fewer than two."""
    n = int((~np.isnan(np.asarray(x, dtype=np.float64))).sum())
    return gini(x, small_sample=n <= SMALL) if n > 1 else float("nan")


def theil(x: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """Theil's T: the mean of r ln r, r being each value over the mean."""
    x, w = _known(x, weights)
    if not len(x) or (x < 0).any():
        return float("nan")
    held = w * x
    if not held.sum():
        return 0.0
    r = x / (held.sum() / w.sum())
    return float((w * _r_ln_r(r)).sum() / w.sum())


def theil_split(
    x: npt.ArrayLike,
    groups: Sequence[Hashable] | npt.NDArray[np.generic],
    weights: npt.ArrayLike | None = None,
) -> TheilSplit:
    """Theil's T split exactly: total = between the groups + within them."""
    values = np.asarray(x, dtype=np.float64)
    member = np.array(list(groups), dtype=object)[~np.isnan(values)]
    known, w = _known(values, weights)
    total = theil(known, w)
    if np.isnan(total):
        return TheilSplit(total, total, total, {})
    everything, mean = (w * known).sum(), (w * known).sum() / w.sum()
    between, parts = 0.0, {}
    for group in dict.fromkeys(member):
        own = member == group
        held = (w * known)[own].sum()
        parts[group] = 0.0
        if held:
            part = held / everything
            parts[group] = float(part * theil(known[own], w[own]))
            between += float(part * np.log(held / w[own].sum() / mean))
    return TheilSplit(total, between, sum(parts.values()), parts)


def hoover(x: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """The share of the whole that would have to move for all to be equal."""
    x, w = _known(x, weights)
    if not len(x) or (x < 0).any():
        return float("nan")
    mean = (w * x).sum() / w.sum()
    return float((w * abs(x - mean)).sum() / (2 * w.sum() * mean)) if mean else 0.0


def atkinson(x: npt.ArrayLike, epsilon: float, weights: npt.ArrayLike | None = None) -> float:
    """Atkinson's index; with `epsilon` of 1 or more any zero makes it 1."""
    x, w = _known(x, weights)
    if not len(x) or (x < 0).any():
        return float("nan")
    mean = (w * x).sum() / w.sum()
    if not mean:
        return 0.0
    if epsilon >= 1 and (x[w > 0] == 0).any():
        return 1.0
    if epsilon == 1:
        return float(1 - np.exp((w * np.log(x / mean)).sum() / w.sum()))
    power = 1 - epsilon
    return float(1 - ((w * (x / mean) ** power).sum() / w.sum()) ** (1 / power))


def variation(x: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """The coefficient of variation, population form."""
    x, w = _known(x, weights)
    if not len(x) or (x < 0).any():
        return float("nan")
    mean = (w * x).sum() / w.sum()
    return float(np.sqrt((w * (x - mean) ** 2).sum() / w.sum()) / mean) if mean else 0.0


def p90_p10(x: npt.ArrayLike) -> float:
    """The distance from the 10th to the 90th percentile (linear), in the values' own terms."""
    x, _ = _known(x, None)
    if not len(x) or (x < 0).any():
        return float("nan")
    low, high = np.quantile(x, [0.1, 0.9])
    return float(high - low)


def lorenz(x: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> tuple[Floats, Floats]:
    """The Lorenz curve from (0, 0) to (1, 1): share of units, share of what they hold.

    Nothing known, nothing done or a negative number: both arrays are empty.
    """
    x, w = _known(x, weights)
    if not len(x) or (x < 0).any() or not (w * x).sum():
        return np.empty(0), np.empty(0)
    order = np.argsort(x, kind="stable")
    units, held = w[order].cumsum(), (w * x)[order].cumsum()
    return np.append(0.0, units / units[-1]), np.append(0.0, held / held[-1])


def noise_floor(
    counts: npt.ArrayLike, exposure: npt.ArrayLike | None = None, *, draws: int = 500, seed: int
) -> float:
    """The Gini that equal true rates stay under in 95 of 100 cases (Poisson, docs/design.md §8.7).

    `exposure` is what a unit's rate is counted over, such as its branches; rates are then compared.
    Like `shown_gini`, corrected up to 30 units; NaN for fewer than two or a negative count.
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
    if (over == over[0]).all():
        drawn = _alike(len(y), rate * float(over[0]), draws, rng)
    else:
        drawn = np.array([shown_gini(rng.poisson(rate * over) / over) for _ in range(draws)])
    return float(np.quantile(drawn, _OF_DRAWS))


def _alike(n: int, mean: float, draws: int, rng: np.random.Generator) -> Floats:
    """The Gini of each draw when all units have one rate: drawn as how many units have 0, 1, 2 …,
    which costs the same for a hundred units as for a hundred thousand."""
    top = math.ceil(mean + 12 * math.sqrt(mean) + 20)
    k = np.arange(top + 1)
    logs = k * math.log(mean) - mean - np.array([math.lgamma(i + 1) for i in k])
    chances = np.exp(logs)
    units = rng.multinomial(n, chances / chances.sum(), size=draws)
    held = units * k
    middle = units.cumsum(axis=1) - units / 2
    total = held.sum(axis=1)
    index = np.zeros(draws)
    np.divide(2 * (held * middle).sum(axis=1), n * total, out=index, where=total > 0)
    index = np.where(total > 0, index - 1, 0.0)
    return np.asarray(index * n / (n - 1) if n <= SMALL else index)


def _known(x: npt.ArrayLike, weights: npt.ArrayLike | None) -> tuple[Floats, Floats]:
    values = np.asarray(x, dtype=np.float64)
    w = np.ones_like(values) if weights is None else np.asarray(weights, dtype=np.float64)
    is_known = ~np.isnan(values)
    return values[is_known], w[is_known]


def _r_ln_r(r: Floats) -> Floats:
    logs = np.zeros_like(r)
    np.log(r, out=logs, where=r > 0)
    return np.asarray(r * logs, dtype=np.float64)
