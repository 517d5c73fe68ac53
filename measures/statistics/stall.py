"""Work that has stopped: weekly counts go in; units that are silent beyond chance come out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from measures.statistics.arrays import Flags, Floats, Ints

RARE = 0.01
"""Below this chance of so many empty weeks at the end, the work has stalled."""

_WEEKS, _WEEKS_IF_MANY, _MANY = 3, 2, 5.0
"""From five a week two empty weeks are rarer than 1 in 100 (e⁻⁵) even where weeks vary twice as
much as by chance; below that it takes three."""


@dataclass(frozen=True)
class Stall:
    """One line a unit [U]. `empty` last weeks were asked about, of `n` with a report; `chance` of
    them being empty by luck, NaN where the weeks are too few; `is_stalled`; `can_tell`: whether
    the unit has done enough that empty weeks could say anything at all."""

    empty: Ints
    n: Ints
    chance: Floats
    is_stalled: Flags
    can_tell: Flags


def pooled_phi(counts: npt.ArrayLike) -> float:
    """How many times more than Poisson the weekly counts [W, U] of peers vary: the mean of the
    units' own phi, at least 1; 1 where no unit has one."""
    own = unit_phis(counts)
    known = own[~np.isnan(own)]
    return float(max(1.0, known.mean())) if len(known) else 1.0


def unit_phis(counts: npt.ArrayLike) -> Floats:
    """float64 [U]: Σ(y - ȳ)² / ((n - 1) ȳ) of each unit's known weeks [W, U]; NaN for fewer than
    two weeks or no activity."""
    y = np.asarray(counts, dtype=np.float64)
    known = y >= 0
    n, total = known.sum(axis=0), np.where(known, y, 0.0).sum(axis=0)
    active = (n > 1) & (total > 0)
    mean = np.where(active, total, np.nan) / np.maximum(n, 1)
    away = np.where(known, (y - mean) ** 2, 0.0).sum(axis=0)
    return np.asarray(away / ((n - 1) * mean), dtype=np.float64)


def is_stalled(counts: npt.ArrayLike, phi: float = 1.0) -> Stall:
    """Whether the last k reported weeks are empty although (1 - k/n)^(N/phi) < .01.

    `counts` [W, U] or [W]: increments of n weeks, N in all; NaN is no report, which neither counts
    nor breaks a run. k is 3, or 2 for units with 5 a week and more.
    """
    y = np.asarray(counts, dtype=np.float64)
    y = y.reshape(len(y), -1)
    known = y >= 0
    n, total = known.sum(axis=0), np.where(known, y, 0.0).sum(axis=0)
    k = np.where(total >= _MANY * np.maximum(n, 1), _WEEKS_IF_MANY, _WEEKS)
    # How many reported weeks there are from each week to the end.
    to_end = known[::-1].cumsum(axis=0)[::-1]
    recent = np.where(known & (to_end <= k), y, 0.0).sum(axis=0)
    enough = n > k
    chance = np.full(n.shape, np.nan)
    chance[enough] = (1 - k[enough] / n[enough]) ** (total[enough] / phi)
    could = enough & (chance < RARE)
    return Stall(k, n, chance, could & (recent == 0), could)
