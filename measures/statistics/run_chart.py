"""Patterns of weeks in a row: series [S, W] go in; which weeks belong to a pattern comes out.

Every week of a pattern is marked, not only the one that completes it. NaN breaks every pattern.
"""

from __future__ import annotations

import numpy as np

from measures.statistics.arrays import Flags, Floats


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
