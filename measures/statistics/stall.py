"""Work that has slowed to next to nothing: weekly counts of peers go in; units whose last weeks are
rarer than their own past and their peers allow come out. Formula: docs/design.md §8.13."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from measures.statistics.arrays import Flags, Floats, Ints
from measures.statistics.pace import Prior, log_chance, lower_chance, peer_prior, recent

WINDOWS = (3, 4, 6)
"""Last weeks asked about: a sudden stop shows in three, a slowdown to a fifth only in six. Against
one window, Bayes factors (e-values) and CUSUM: docs/design.md §8.13."""

_PAST = 3
"""Weeks before them from which a unit's own pace is known at all."""

_PACES = np.array([0, 1.25, 1.75, 2.5, 4])
_RARE = np.array([0.005, 0.003, 0.002, 0.0015, 0.001])
"""By the pace a week before: below this chance in any window the work has stalled. Little work has
few figures to be low with. Simulated for .5 to 6 a week, 8 to 16 weeks, paces varying by 0 to 80 %
and weeks by 1 to 3 times Poisson: .0004 false flags a test at 1 a week, .0008 at 2, .0011 at 6, as
the rule before had on the whole; .003 in the worst single setting."""

_SURE = 2.0
"""Standard errors by which weeks must vary more than Poisson before they are taken to: a phi of
1.04 by luck would hide every twentieth session."""


_UNLIKE = 0.05
"""The part of the units that are unlike their peers: one in twenty, as in the model of shares."""


@dataclass(frozen=True)
class Stall:
    """One line a unit [U]: of the last `weeks` with a report, the window in which its figures are
    rarest, `done` in them and the `pace` a week before; `chance` of so little, NaN where the weeks
    are too few; `is_stalled`."""

    weeks: Ints
    done: Floats
    pace: Floats
    chance: Floats
    is_stalled: Flags


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


def stalls(counts: npt.ArrayLike) -> Stall:
    """Which of the units of one type have stalled.

    `counts` [W, U] or [W]: what each week added; NaN is no report, which neither counts nor breaks
    a run.
    """
    y = np.asarray(counts, dtype=np.float64)
    y = y.reshape(len(y), -1)
    phi = _surely_varied(y)
    tried = [_window(y, weeks, phi) for weeks in WINDOWS]
    chance = np.array([each[0] for each in tried])
    rarest = np.where(np.isnan(chance), np.inf, chance).argmin(axis=0)
    at = np.arange(y.shape[1])
    least, done, pace = np.array(tried)[rarest, :, at].T
    with np.errstate(invalid="ignore"):
        rare = _RARE[np.searchsorted(_PACES, pace, side="right") - 1]
        return Stall(np.array(WINDOWS)[rarest], done, pace, least, least < rare)


def _window(y: Floats, weeks: int, phi: float) -> tuple[Floats, Floats, Floats]:
    """The chance [U] of so little in the last `weeks` with a report, what was done in them, and the
    pace before."""
    last, n_last = recent(y, weeks=weeks)
    whole, n = recent(y, weeks=len(y))
    past, m = whole - last, n - n_last
    asked = (n_last == weeks) & (m >= _PAST)
    past, last = np.where(asked, past, np.nan), np.where(asked, last, np.nan)
    pace = np.divide(past, m, out=np.full(past.shape, np.nan), where=asked)
    ahead = weeks * _shared_slowdown(last, pace * weeks)
    return _chance(last, past, np.where(asked, m, np.nan), ahead, phi), last, pace


def _chance(last: Floats, past: Floats, m: Floats, ahead: Floats, phi: float) -> Floats:
    """The chance [U] of so little at the unit's own pace and its peers'; a unit may also be unlike
    them, so that one that always did little is not held to what they do."""
    prior = peer_prior(past, m, phi=phi)
    if prior is None:
        return lower_chance(last, past, m, ahead, phi=phi)
    any_ = Prior(1.0, 1 / prior.mean, prior.mean)
    alike, unlike = (lower_chance(last, past, m, ahead, prior=p, phi=phi) for p in (prior, any_))
    odds = log_chance(past, m, prior=prior, phi=phi) - log_chance(past, m, prior=any_, phi=phi)
    is_alike = special.expit(odds + special.logit(1 - _UNLIKE))
    return np.asarray(is_alike * alike + (1 - is_alike) * unlike)


def _shared_slowdown(last: Floats, due: Floats) -> Floats:
    """By how much the others' last weeks [U] fell short of their own pace, at most 1: what all do
    is nobody's stall, be it a holiday or another phase."""
    others = np.nansum(due) - np.nan_to_num(due)
    seen = np.nansum(last) - np.nan_to_num(last)
    part = np.divide(seen, others, out=np.ones(len(due)), where=others > 0)
    return np.asarray(np.minimum(part, 1.0))


def _surely_varied(y: Floats) -> float:
    """Phi of the weeks before the longest window, or of half of them where they are few, so that
    those who stall do not widen it; 1 unless it is more than that beyond chance."""
    weeks = max(len(y) - max(WINDOWS), len(y) // 2)
    own = unit_phis(y[:weeks])
    known = own[~np.isnan(own)]
    if not len(known) or weeks < 2:
        return 1.0
    error = np.sqrt(2 / ((weeks - 1) * len(known)))
    return float(known.mean()) if known.mean() > 1 + _SURE * error else 1.0
