"""Patterns of weeks in a row: series [S, W] go in; which weeks belong to a pattern comes out.

Every week of a pattern is marked, not only the one that completes it. NaN breaks every pattern.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from measures.statistics.arrays import Flags, Floats


class Runs(NamedTuple):
    """Of one series: the longest run on one side of the median and how often it is crossed, each
    beside the limit that a series of `n` useful points passes in fewer than 5 of 100 cases."""

    n: int
    longest: int
    longest_limit: int
    crossings: int
    crossings_limit: int

    @property
    def is_shifted(self) -> bool:
        """A run too long or too few crossings."""
        return self.longest > self.longest_limit or self.crossings < self.crossings_limit


def one_sided(side: Floats, points: int) -> Flags:
    """bool [S, W]: part of `points` or more weeks in a row on one side; 0 is on neither."""
    return _in_run(side > 0, points) | _in_run(side < 0, points)


def trends(y: Floats, points: int) -> tuple[Flags, Flags]:
    """bool [S, W] twice: part of `points` or more weeks rising, and falling, without a tie."""
    step = np.diff(y, axis=1)
    return _stepped(step > 0, points - 1), _stepped(step < 0, points - 1)


def two_in_three(is_far: Flags, side: Floats) -> Flags:
    """bool [S, W]: a far point of which another lies in the same three weeks, all on one side."""
    hits = np.zeros(is_far.shape, dtype=np.bool_)
    if is_far.shape[1] < 3:
        return hits
    a, b, c = (slice(k, is_far.shape[1] - 2 + k) for k in range(3))
    together = np.abs(side[:, a] + side[:, b] + side[:, c]) == 3
    many = is_far[:, a].astype(np.int8) + is_far[:, b] + is_far[:, c] >= 2
    for each in (a, b, c):
        hits[:, each] |= together & many
    return np.asarray(hits & is_far)


def runs(y: npt.ArrayLike) -> Runs:
    """The run chart of one series (Anhøj and Olesen 2014): points on the median are left out.

    Limits: the longest run of log2(n) + 3 rounded, crossings below the 5 % quantile of a fair coin.
    """
    values = np.asarray(y, dtype=np.float64)
    values = values[~np.isnan(values)]
    side = np.sign(values - np.median(values)) if len(values) else values
    side = side[side != 0]
    n = len(side)
    if n < 2:
        return Runs(n, n, 0, 0, 0)
    turns = np.nonzero(np.diff(side))[0]
    longest = int(np.diff(np.concatenate([[-1], turns, [n - 1]])).max())
    coin = special.bdtr(np.arange(n, dtype=np.float64), n - 1, 0.5)
    return Runs(n, longest, round(np.log2(n)) + 3, len(turns), int(np.searchsorted(coin, 0.05)))


def _in_run(holds: Flags, points: int) -> Flags:
    """Where the last `points` weeks all hold, spread back over those weeks."""
    n_weeks = holds.shape[1]
    out = np.zeros(holds.shape, dtype=np.bool_)
    if n_weeks < points:
        return out
    ends = n_weeks - points + 1
    whole = holds[:, :ends].copy()
    for k in range(1, points):
        whole &= holds[:, k : k + ends]
    for k in range(points):
        out[:, k : k + ends] |= whole
    return out


def _stepped(holds: Flags, steps: int) -> Flags:
    """Both ends of every step of the run belong to it."""
    run = _in_run(holds, steps)
    out = np.zeros((len(run), run.shape[1] + 1), dtype=np.bool_)
    out[:, 1:] |= run
    out[:, :-1] |= run
    return out
