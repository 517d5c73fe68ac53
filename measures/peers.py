"""Units of different size: counts go in; how far chance lets their shares lie comes out."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from measures.places import Floats


def wilson(
    done: npt.ArrayLike, n: npt.ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """The Wilson interval of done ÷ n: lowest and highest share; NaN where n is 0.

    Formula: docs/design.md §8.7. Raises ValueError where more is done than there is.
    """
    x, total = np.broadcast_arrays(
        np.asarray(done, dtype=np.float64), np.asarray(n, dtype=np.float64)
    )
    if (x > total).any() or (x < 0).any():
        raise ValueError("a share needs 0 ≤ done ≤ n")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    total = np.where(total > 0, total, np.nan)
    middle, reach = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - x / total))
    low, high = (middle - reach) / (2 * (total + z**2)), (middle + reach) / (2 * (total + z**2))
    # At the ends the formula is exact but its rounding is not.
    return np.where(x == 0, low * 0, low), np.where(x == total, high * 0 + 1, high)
