"""How figures end: cells go in; units whose figures are rounded more than chance come out.

Leave out what is planned in round numbers. The ten digits of small counts are never equally likely
(the chi-square of digits is wrong for them in four of five cases), hence the fives alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import special

from measures.doubts.verdict import Cells, by_unit
from measures.statistics import Flags, Floats, Ints

RARE = 0.001
"""Some hundred units are judged every week: one of a thousand honest ones in doubt is bearable."""
FEWEST_FIVES, FEWEST_DIGITS = 20, 50
"""Simulated: of 30 figures rounded by half .98 are found, and below 20 too few; ten digits need
five expected of each, as any χ² does."""
_ONE_IN_FIVE = 0.2  # two of the ten digits


class _Pooled(NamedTuple):
    """Per unit [U]: how many figures above 0, their mean and standard deviation."""

    n: Ints
    mean: Floats
    sd: Floats


def heaped(cells: Cells) -> pd.DataFrame:
    """`heaped`: more figures ending in 0 or 5 than one in five, or than the peers have, allow.

    `value` is the unit's share of fives and `p` the binomial upper tail; from 20 figures with a
    mean of 6 and a deviation of 2.5. Zeros are no activity and left out.
    """
    x = _positive(cells)
    told = _pooled(x)
    can_tell = (told.n >= FEWEST_FIVES) & (told.mean >= 6) & (told.sd >= 2.5)
    fives = (x % 5 == 0).sum(axis=0)
    others, n = fives[can_tell].sum() - fives, told.n[can_tell].sum() - told.n
    usual = np.maximum(_ONE_IN_FIVE, np.where(n > 0, others / np.maximum(n, 1), 0))
    usual = np.clip(usual, _ONE_IN_FIVE, 1 - 1e-9)
    p = np.where(fives > 0, special.bdtrc(fives - 1.0, told.n, usual), 1.0)
    return _told("heaped", cells, p, can_tell, told.n, fives / np.maximum(told.n, 1))


def last_digit(cells: Cells) -> pd.DataFrame:
    """`last_digit`: the last digits are not equally frequent; `value` is χ² with 9 degrees.

    Valid only for large figures: from 50 of them with a mean of 20 and a deviation of 4.5.
    """
    x = _positive(cells)
    told = _pooled(x)
    can_tell = (told.n >= FEWEST_DIGITS) & (told.mean >= 20) & (told.sd >= 4.5)
    statistic = np.full(len(told.n), np.nan)
    digit, n = x[:, can_tell] % 10, told.n[can_tell] / 10
    seen = np.stack([(digit == each).sum(axis=0) for each in range(10)])
    statistic[can_tell] = ((seen - n) ** 2 / n).sum(axis=0)
    return _told("last_digit", cells, special.chdtrc(9, statistic), can_tell, told.n, statistic)


def _told(
    code: str, cells: Cells, p: Floats, can_tell: Flags, n: Ints, value: Floats
) -> pd.DataFrame:
    return by_unit(
        code,
        cells.unit_ids,
        is_doubt=p < RARE,
        can_tell=can_tell,
        evidence=lambda i: cells.known_cells(i, cells.slots),
        n=n,
        value=value,
        p=p,
    )


def _positive(cells: Cells) -> Floats:
    """float64 [S × W, U]: the figures above 0, NaN elsewhere."""
    x = cells.values.reshape(-1, len(cells.unit_ids))
    return np.asarray(np.where(x > 0, x, np.nan))


def _pooled(x: Floats) -> _Pooled:
    n = (~np.isnan(x)).sum(axis=0)
    total = np.nansum(x, axis=0)
    mean = total / np.maximum(n, 1)
    away = np.nansum((x - mean) ** 2, axis=0)
    return _Pooled(n, mean, np.sqrt(away / np.maximum(n - 1, 1)))
