"""What changes over time: weekly increments go in; limits, and a label for every week, come out.

XmR charts with the rules of the NHS "making data count" charts; valid for increments or rates of a
group or district, or of units with a mean of 5 a week and more, never for cumulative figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from measures.statistics.arrays import Flags, Floats, Ints
from measures.statistics.run_chart import one_sided, trends, two_in_three

LABELS = (
    "Common Cause",
    "7 Points Below CL",
    "7 Points Above CL",
    "2 in 3 Below CL",
    "2 in 3 Above CL",
    "7 Point Trend (Decreasing)",
    "7 Point Trend (Increasing)",
    "Below LCL",
    "Above UCL",
)
"""The labels of a point, weakest first; where several hold the last one is given."""

STATUS = ("too_few", "trial", "constant", "charted")
"""Of a series: no limits; limits but no label; nothing ever moves; limits and labels."""

TRIAL, LEAST_WEEKS = 6, 12
"""From so many points limits are drawn, and from so many a point is called anything."""

_LIMIT, _INNER, _SCREEN = 2.66, 2 * 2.66 / 3, 3.267
"""Of XmR charts: 3 ÷ 1.128 mean ranges are three deviations, two thirds of it two, and a range of
3.267 means lies beyond its own limit."""
_AT_ONCE = 4096
"""Series charted together: half a megabyte an array for sixteen weeks, to bound memory."""


@dataclass(frozen=True)
class Xmr:
    """Of series [..., W]: the middle and limits of every week, `code` into `LABELS` for every week
    and `status` [...] into `STATUS`. A week without a figure has code -1 and an empty label."""

    mean: Floats
    lower: Floats
    upper: Floats
    code: npt.NDArray[np.int8]
    status: npt.NDArray[np.int8]

    @property
    def label(self) -> npt.NDArray[np.object_]:
        """object [..., W]: the words of the peer's own labels, empty where nothing came."""
        return np.asarray(np.array([*LABELS, ""], dtype=object)[self.code])


def xmr(
    y: npt.ArrayLike,
    *,
    baseline: int | None = None,
    screen: bool = True,
    rebase: Sequence[int] = (),
) -> Xmr:
    """The chart of one series [W] or of many [..., W]; NaN is no report and breaks every run.

    Limits: mean ∓ 2.66 × the mean moving range; with `screen` ranges of 3.267 × their mean and more
    are left out once. `baseline` fixes them by the first so many weeks, at least 12. `rebase`: the
    positions at which the work changed on purpose and a new chart begins. Raises ValueError for a
    shorter baseline. Source: NHSRplotthedots; docs/design.md §8.13.
    """
    if baseline is not None and baseline < LEAST_WEEKS:
        raise ValueError(f"a baseline needs at least {LEAST_WEEKS} weeks")
    values = np.asarray(y, dtype=np.float64)
    flat = values.reshape(-1, values.shape[-1])
    out = _blank(flat)
    edges = [0, *sorted(p for p in set(rebase) if 0 < p < flat.shape[1]), flat.shape[1]]
    for first in range(0, len(flat), _AT_ONCE):
        rows = slice(first, first + _AT_ONCE)
        for start, end in pairwise(edges):
            part = _chart(flat[rows, start:end], baseline if not start else None, screen)
            out.mean[rows, start:end], out.code[rows, start:end] = part.mean, part.code
            out.lower[rows, start:end], out.upper[rows, start:end] = part.lower, part.upper
            out.status[rows] = part.status
    shape = values.shape
    mean, lower, upper = (line.reshape(shape) for line in (out.mean, out.lower, out.upper))
    return Xmr(mean, lower, upper, out.code.reshape(shape), out.status.reshape(shape[:-1]))


def _blank(flat: Floats) -> Xmr:
    mean, lower, upper = (np.full(flat.shape, np.nan) for _ in range(3))
    code = np.full(flat.shape, -1, dtype=np.int8)
    return Xmr(mean, lower, upper, code, np.zeros(len(flat), dtype=np.int8))


def _chart(y: Floats, baseline: int | None, screen: bool) -> Xmr:
    """The chart of many series without a change of process."""
    fixed = y if baseline is None else y[:, :baseline]
    n, mean = _counted_mean(fixed)
    amr = _mean_range(fixed, screen)
    is_constant = (n >= TRIAL) & (amr == 0)
    amr = np.where((n < TRIAL) | is_constant, np.nan, amr)
    status = np.select([n < TRIAL, is_constant, n < LEAST_WEEKS], [0, 2, 1], 3).astype(np.int8)
    code = np.where(status[:, None] == 3, _codes(y, mean[:, None], amr[:, None]), np.int8(0))
    code[np.isnan(y)] = -1
    reach = _LIMIT * amr
    middle, lower, upper = (
        np.broadcast_to(line[:, None], y.shape) for line in (mean, mean - reach, mean + reach)
    )
    return Xmr(middle, lower, upper, code, status)


def _counted_mean(y: Floats) -> tuple[Ints, Floats]:
    known = ~np.isnan(y)
    n = known.sum(axis=1)
    total = np.where(known, y, 0.0).sum(axis=1)
    return n, np.divide(total, n, out=np.full(len(y), np.nan), where=n > 0)


def _mean_range(y: Floats, screen: bool) -> Floats:
    """Moving ranges between two weeks that follow each other and are both known."""
    ranges = np.abs(np.diff(y, axis=1))
    _, mean = _counted_mean(ranges)
    if not screen:
        return mean
    kept = np.where(ranges < _SCREEN * mean[:, None], ranges, np.nan)
    _, screened = _counted_mean(kept)
    # A single step in a constant series would leave no range at all: then nothing is screened.
    return np.where(screened > 0, screened, mean)


def _codes(y: Floats, mean: Floats, amr: Floats) -> npt.NDArray[np.int8]:
    """The label of every point; later lines take precedence over earlier ones."""
    side = np.sign(y - mean)
    is_out = (y < mean - _LIMIT * amr) | (y > mean + _LIMIT * amr)
    is_far = ((y < mean - _INNER * amr) | (y > mean + _INNER * amr)) & ~is_out
    code = np.zeros(y.shape, dtype=np.int8)
    _mark(code, one_sided(side, 7), side > 0, 1)
    _mark(code, two_in_three(is_far, side), side > 0, 3)
    up, down = trends(y, 7)
    code[down], code[up] = 5, 6
    _mark(code, is_out, side > 0, 7)
    return code


def _mark(code: npt.NDArray[np.int8], where: Flags, is_above: Flags, below: int) -> None:
    code[where & ~is_above], code[where & is_above] = below, below + 1
