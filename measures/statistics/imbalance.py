"""How uneven: numbers of units go in; one index comes out. Formulas: docs/design.md §8.7.

NaN is not reported and left out, never a zero; a zero is a reported zero and stays (0 ln 0 = 0). A
negative number is a data error and makes the index NaN. Nothing known is NaN, nothing done is 0.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from measures.statistics.arrays import Floats
from measures.statistics.ginis import ginis, shown


def gini(
    x: npt.ArrayLike, weights: npt.ArrayLike | None = None, *, small_sample: bool = False
) -> float:
    """Gini index; `small_sample` gives G n/(n-1), which is 1 when one unit holds everything.

    Raises ValueError for `small_sample` with weights, for which the correction is not defined.
    """
    if weights is None:
        return float(ginis(np.ravel(np.asarray(x, dtype=np.float64)), small_sample=small_sample))
    if small_sample:
        raise ValueError("the small-sample Gini has no weights")
    x, w = _known(x, weights)
    if not len(x) or (x < 0).any():
        return float("nan")
    if not (w * x).sum():
        return 0.0
    order = np.argsort(x, kind="stable")
    held, w = (w * x)[order], w[order]
    middle = w.cumsum() - w / 2
    return float(2 * (held * middle).sum() / (w.sum() * held.sum()) - 1)


def printed_gini(x: npt.ArrayLike) -> float:
    """The Gini to print: corrected up to `SMALL` units; NaN for fewer than two."""
    return float(shown(np.ravel(np.asarray(x, dtype=np.float64))))


def hoover(x: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """The share of the whole that would have to move for all to be equal."""
    x, w = _known(x, weights)
    if not len(x) or (x < 0).any():
        return float("nan")
    mean = (w * x).sum() / w.sum()
    return float((w * abs(x - mean)).sum() / (2 * w.sum() * mean)) if mean else 0.0


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


def _known(x: npt.ArrayLike, weights: npt.ArrayLike | None) -> tuple[Floats, Floats]:
    values = np.asarray(x, dtype=np.float64)
    w = np.ones_like(values) if weights is None else np.asarray(weights, dtype=np.float64)
    is_known = ~np.isnan(values)
    return values[is_known], w[is_known]
