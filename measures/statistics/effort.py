"""Where the guidance effort goes: visits by group and workstream go in; evenness, the cells that
stand out, and a fairer use of the same visits come out. Formulas: docs/design.md §8.17."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from measures.statistics.arrays import Flags, Floats, Ints
from measures.statistics.beta_binomial import binomial_chances
from measures.statistics.peers import poisson_interval

THIN, EMPTY = 5.0, 1.0
"""Cells of which fewer visits are expected are hatched, and grey: they say little, and nothing."""

LEAST_VISITS = 20
"""Of fewer visits the mix of a group is not tested and groups are not compared by it."""


class MixTest(NamedTuple):
    """Pearson's X² and its p against a target mix; `is_uneven` needs 20 visits, p < .01 and a
    workstream beyond ±3."""

    statistic: float
    p: float
    is_uneven: bool


class Reallocation(NamedTuple):
    """`plan` [G, K] with as many visits as now, of which `moved` are used elsewhere."""

    plan: Floats
    moved: float


class Workload(NamedTuple):
    """One line a group [G]: visits a unit, the 95 % interval; `differs` where the pooled rate lies
    outside the interval."""

    per_unit: Floats
    low: Floats
    high: Floats
    differs: Flags


def evenness(counts: npt.ArrayLike) -> Floats:
    """Shannon's H / ln K of [..., K] visits by workstream: 1 is even, 0 all in one; NaN without.

    K is the number of workstreams there are, not of those visited, so that never seeing one lowers
    it. NaN and negative counts make a row NaN.
    """
    n = np.asarray(counts, dtype=np.float64)
    n = np.where(n >= 0, n, np.nan)
    total = n.sum(axis=-1, keepdims=True)
    p = np.divide(n, total, out=np.full(n.shape, np.nan), where=total > 0)
    return np.asarray(special.entr(p).sum(axis=-1) / np.log(n.shape[-1]))


def expected_evenness(n: int, target: npt.ArrayLike) -> float:
    """The mean evenness of `n` visits drawn by the target mix: what an honest group shows."""
    q = _mix(target)
    if n < 1:
        return float("nan")
    share = special.entr(np.arange(n + 1) / n)
    whole = sum(float(binomial_chances(n, float(each)) @ share) for each in q)
    return whole / float(np.log(len(q)))


def mix_test(counts: npt.ArrayLike, target: npt.ArrayLike) -> MixTest:
    """Whether a group's visits follow the target mix; NaN with fewer than 20 visits.

    Raises ValueError for a target share of 0.
    """
    n, q = np.asarray(counts, dtype=np.float64), _mix(target)
    if (q == 0).any():
        raise ValueError("a target share must be above 0 to be tested")
    total = float(n.sum())
    if not total >= LEAST_VISITS:
        return MixTest(float("nan"), float("nan"), False)
    statistic = float(((n - total * q) ** 2 / (total * q)).sum())
    p = float(special.chdtrc(len(q) - 1, statistic))
    away = np.abs(residuals(n[None, :], q)).max()
    return MixTest(statistic, p, bool(p < 0.01 and away > 3))


def expected(table: npt.ArrayLike, target: npt.ArrayLike | None = None) -> Floats:
    """float64 [G, K]: visits expected by the target mix; without one, by the mix of all groups."""
    n = np.asarray(table, dtype=np.float64)
    rows = n.sum(axis=1, keepdims=True)
    if target is not None:
        return np.asarray(rows * _mix(target))
    return np.asarray(rows * n.sum(axis=0) / n.sum()) if n.sum() else np.zeros_like(n)


def residuals(table: npt.ArrayLike, target: npt.ArrayLike | None = None) -> Floats:
    """float64 [G, K]: how far each cell lies from what is expected, in its own errors.

    Against a target: (n - Nq) / √(Nq(1-q)); against the other groups the adjusted residual
    (n - E) / √(E (1 - r/N)(1 - c/N)) (Haberman 1973). NaN where the error is 0, as in empty rows.
    """
    n = np.asarray(table, dtype=np.float64)
    e = expected(n, target)
    if target is not None:
        variance = e * (1 - _mix(target))
    else:
        whole = n.sum() or np.nan
        variance = e * (1 - n.sum(axis=1, keepdims=True) / whole) * (1 - n.sum(axis=0) / whole)
    error = np.sqrt(np.where(variance > 1e-12, variance, np.nan))
    return np.asarray((n - e) / error)


def shading(table: npt.ArrayLike, target: npt.ArrayLike | None = None) -> Ints:
    """int64 [G, K]: 0 plain, 1 hatched (fewer than 5 expected), 2 grey (fewer than 1)."""
    e = expected(table, target)
    return np.asarray((e < THIN).astype(np.int64) + (e < EMPTY))


def reallocation(table: npt.ArrayLike, *, keep_groups: bool = True) -> Reallocation:
    """The same number of visits with the emptiest cells filled, moving as few visits as that takes.

    A group's workstreams are levelled up to the whole visits each could have, and where there are
    fewer visits than workstreams as many as possible are seen once. Groups keep their number of
    visits, or with `keep_groups` False may take over each other's.
    """
    plan = np.array(table, dtype=np.float64)
    before = plan.copy()
    for cells in plan if keep_groups else (plan.reshape(-1),):
        _level_up(cells)
    return Reallocation(plan, float(np.abs(plan - before).sum() / 2))


def workload(visits: npt.ArrayLike, units: npt.ArrayLike) -> Workload:
    """Visits a unit of each group, with the exact Poisson interval; NaN for a group of no units."""
    n, size = np.asarray(visits, dtype=np.float64), np.asarray(units, dtype=np.float64)
    size = np.where(size > 0, size, np.nan)
    low, high = (side / size for side in poisson_interval(n))
    known = ~np.isnan(n / size)
    rate = n[known].sum() / size[known].sum() if known.any() else np.nan
    return Workload(n / size, low, high, (low > rate) | (high < rate))


def _mix(target: npt.ArrayLike) -> Floats:
    """The target as shares. Raises ValueError where it is negative or nothing at all."""
    q = np.asarray(target, dtype=np.float64)
    if (q < 0).any() or not q.sum() > 0:
        raise ValueError("a target mix needs shares of 0 and more, not all 0")
    return np.asarray(q / q.sum())


def _level_up(cells: Floats) -> None:
    """Changes the cells: visits go one by one from the fullest to the emptiest, up to the level."""
    level = max(float(np.floor(cells.sum() / len(cells) + 1e-9)), 1.0)
    while True:
        low, high = int(cells.argmin()), int(cells.argmax())
        amount = min(1.0, level - cells[low], cells[high] - level)
        if not amount > 1e-9:
            return
        cells[low] += amount
        cells[high] -= amount
