"""Will the target be reached: what is done and what is left go in; paces and a chance come out.

The chance holds if the present pace continues; what slows down or stands still is asked in
`change`. Formulas: docs/design.md §8.14.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from measures.statistics.arrays import Flags, Floats, Ints

LEAST_EVENTS = 5
"""Of fewer a chance says nothing; the two paces are shown alone."""

WORDINGS = ("none", "reached", "due", "under_5", "over_95", "number")
"""How a chance is said; it is never printed below "under 5 %" or above "over 95 %"."""


@dataclass(frozen=True)
class Prior:
    """The weekly rates of peers: Gamma(a, b) of the count divided by phi. Where their counts differ
    by no more than chance `b` is infinite and `mean` the one rate of all."""

    a: float
    b: float
    mean: float


@dataclass(frozen=True)
class Outlook:
    """One line a unit [U]: the chance (0-1) to reach what is needed, NaN where it is not said; the
    80 % interval of what will be added; `wording` into `WORDINGS`."""

    chance: Floats
    low: Floats
    high: Floats
    wording: npt.NDArray[np.int8]

    @property
    def words(self) -> npt.NDArray[np.object_]:
        """object [U]: the wording's name."""
        return np.asarray(np.array(WORDINGS, dtype=object)[self.wording])


def required(target: npt.ArrayLike, known: npt.ArrayLike, weeks_left: npt.ArrayLike) -> Floats:
    """What a week must bring: (target - known) / weeks left; 0 where reached, infinite where the
    time is over and it is not, NaN where the target or the known figure is."""
    need = np.asarray(target, dtype=np.float64) - np.asarray(known, dtype=np.float64)
    need, left = np.broadcast_arrays(need, np.asarray(weeks_left, dtype=np.float64))
    pace = np.divide(need, left, out=np.full(need.shape, np.inf), where=left > 0)
    pace[need <= 0] = 0.0
    pace[np.isnan(need)] = np.nan
    return np.asarray(pace, dtype=np.float64)


def current(counts: npt.ArrayLike, *, weeks: int = 4, work: npt.ArrayLike | None = None) -> Floats:
    """float64 [U]: what a whole week brought, over the last `weeks` with a report of counts [W, U];
    `work` [W] is which part of each week was worked."""
    done, m = exposed(counts, weeks=weeks, work=work)
    pace = np.divide(done, m, out=np.full(done.shape, np.nan), where=m > 0)
    return np.asarray(pace, dtype=np.float64)


def recent(counts: npt.ArrayLike, *, weeks: int = 4) -> tuple[Floats, Ints]:
    """The sum [U] of the last `weeks` weeks with a report, and how many they are."""
    y = np.asarray(counts, dtype=np.float64)
    known = y >= 0
    to_end = known[::-1].cumsum(axis=0)[::-1]
    used = known & (to_end <= weeks)
    return np.where(used, y, 0.0).sum(axis=0), used.sum(axis=0)


def exposed(
    counts: npt.ArrayLike, *, weeks: int = 4, work: npt.ArrayLike | None = None
) -> tuple[Floats, Floats]:
    """The sum [U] of the last `weeks` weeks with a report, and how many whole weeks they are."""
    done, m = recent(counts, weeks=weeks)
    if work is None:
        return done, np.asarray(m, dtype=np.float64)
    y = np.asarray(counts, dtype=np.float64)
    parts = np.where(y >= 0, np.asarray(work, dtype=np.float64)[:, np.newaxis], np.nan)
    return done, recent(parts, weeks=weeks)[0]


def peer_prior(done: npt.ArrayLike, weeks: npt.ArrayLike, *, phi: float = 1.0) -> Prior | None:
    """The peers' rates by moments: mean μ, v = var(rate) - μ/m, b = μ/v, a = μ b.

    `done` [U] in `weeks` [U]; NaN in either is left out. None without two peers or any activity.
    """
    s, m = np.broadcast_arrays(np.asarray(done, dtype=np.float64), np.asarray(weeks, np.float64))
    known = (s >= 0) & (m > 0)
    rate = s[known] / phi / m[known]
    if len(rate) < 2 or not rate.any():
        return None
    mean = float(rate.mean())
    v = float(rate.var(ddof=1) - mean * (1 / m[known]).mean())
    return Prior(mean * mean / v, mean / v, mean) if v > 0 else Prior(np.inf, np.inf, mean)


def chance_of_reaching(
    done: npt.ArrayLike,
    weeks: npt.ArrayLike,
    need: npt.ArrayLike,
    weeks_left: npt.ArrayLike,
    *,
    prior: Prior | None = None,
    phi: float = 1.0,
    most: npt.ArrayLike = np.inf,
) -> Outlook:
    """The chance that the next weeks bring `need`, if the pace of `done` in `weeks` continues.

    Negative binomial predictive of a Gamma rate (Jeffreys' a = .5, b = 0 without peers), counts
    divided by `phi`. `most` caps what can be added, as the rest of a finite list. All [U].
    """
    s, m, need_, left, cap = (
        np.array(a, dtype=np.float64)
        for a in np.broadcast_arrays(done, weeks, need, weeks_left, most)
    )
    s, m = np.where(s >= 0, s, np.nan), np.where(m > 0, m, np.nan)
    size, p = _predictive(s / phi, m, np.maximum(left, 0), prior)
    chance = _at_least(np.ceil(np.round(need_ / phi, 9)), size, p)
    chance = np.where(need_ > cap, 0.0, chance)
    low, high = (np.minimum(_quantile(q, size, p) * phi, cap) for q in (0.1, 0.9))
    wording = _wording(chance, s, need_, left)
    said = (wording == 1) | (wording >= 3)
    return Outlook(np.where(said, chance, np.nan), low, high, wording)


def lower_chance(
    done: Floats,
    before: Floats,
    weeks: npt.ArrayLike,
    ahead: npt.ArrayLike,
    *,
    prior: Prior | None = None,
    phi: float = 1.0,
) -> Floats:
    """float64 [U]: the chance that `ahead` weeks bring `done` or less at the pace of what came
    `before` in so many `weeks`; as in `chance_of_reaching`. NaN where any of it is unknown."""
    m, left = np.asarray(weeks, dtype=np.float64), np.asarray(ahead, dtype=np.float64)
    size, p = _predictive(before / phi, np.where(m > 0, m, np.nan), left, prior)
    return np.asarray(1 - _at_least(done / phi + 1, size, p))


def log_chance(done: Floats, weeks: npt.ArrayLike, *, prior: Prior, phi: float = 1.0) -> Floats:
    """float64 [U]: the logarithm of the chance of `done` in so many weeks among such peers, less
    what is the same for any peers; what tells which of two a unit belongs to."""
    s, m = done / phi, np.asarray(weeks, dtype=np.float64)
    if np.isinf(prior.b):
        return np.asarray(special.xlogy(s, prior.mean * m) - prior.mean * m)
    a, b = prior.a, prior.b
    ways = special.gammaln(a + s) - special.gammaln(a)
    return np.asarray(ways + a * np.log(b / (b + m)) + special.xlogy(s, m / (b + m)))


def _predictive(s: Floats, m: Floats, left: Floats, prior: Prior | None) -> tuple[Floats, Floats]:
    """Size and p of the negative binomial; for alike peers the size is infinite and p the mean."""
    if prior is not None and np.isinf(prior.b):
        mean = np.where(np.isnan(s + m), np.nan, prior.mean * left)
        return np.full(s.shape, np.inf), mean
    a, b = (0.5, 0.0) if prior is None else (prior.a, prior.b)
    return a + s, (b + m) / (b + m + left)


def _at_least(k: Floats, size: Floats, p: Floats) -> Floats:
    k = np.maximum(k, 0)
    poisson = np.isinf(size)
    none_asked = np.where(np.isnan(k + p), np.nan, 1.0)
    few = np.maximum(k, 1)
    with np.errstate(invalid="ignore"):
        chance = np.where(
            poisson,
            special.gammainc(few, np.where(poisson, p, 1.0)),
            special.betainc(few, np.where(poisson, 1.0, size), np.where(poisson, 0.5, 1 - p)),
        )
    return np.where(k > 0, chance, none_asked)


def _quantile(q: float, size: Floats, p: Floats) -> Floats:
    """The least k with a chance of q of itself or fewer, found by halving."""
    low = np.full(size.shape, -1.0)
    finite = np.where(np.isinf(size), 0.0, size)
    mean = np.where(np.isinf(size), p, finite * (1 - p) / np.where(p > 0, p, np.nan))
    high = np.ceil(np.nan_to_num(mean) * 20 + 50)
    while ((high - low) > 1).any():
        middle = np.floor((low + high) / 2)
        reached = 1 - _at_least(middle + 1, size, p) >= q
        low, high = np.where(reached, low, middle), np.where(reached, middle, high)
    return np.where(np.isnan(mean), np.nan, high)


def _wording(chance: Floats, s: Floats, need: Floats, left: Floats) -> npt.NDArray[np.int8]:
    unknown: Flags = np.isnan(s) | np.isnan(need) | np.isnan(chance)
    return np.select(
        [need <= 0, np.isnan(need), left <= 0, unknown | (s < LEAST_EVENTS),
         chance < 0.05, chance > 0.95],
        [1, 0, 2, 0, 3, 4],
        5,
    ).astype(np.int8)  # fmt: skip
