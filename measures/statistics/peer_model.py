"""Peers of one type as a model: counts and sizes go in; the chance of each unit's figure or a lower
one, judged by the others, comes out.

Honest units are beta-binomial (shares) or negative binomial (counts) about one level; any unit may
also be something else altogether, whose figure could be anything: so one laggard hides neither
itself nor others (a mixture with a noise component: Box & Tiao 1968, Biometrika 55; Fraley and
Raftery 2002, JASA 97). Level, spread and the part of the others are not estimated and then taken for
certain: they are summed over, each unit left out of its own model, so the spread cannot saturate.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from measures.statistics.arrays import Floats, Ints

_OTHERS = np.array([0.01, 0.05, 0.12, 0.25])
"""The part of the units that are something else: from one in a type of a hundred to a quarter; with
more of them nobody could say which are the honest ones."""

_COARSE, _FINE = 25, 15
"""Levels tried: first over all there may be, then about those that fit."""

_BELOW, _ABOVE = 1.5, 2.5
"""How far from the pooled level the honest one may lie, in logarithms: a quarter of laggards at
nothing moves a pooled share of .95 by 1.6 downwards, and nothing moves it up as far."""

_AROUND = 4.0
"""Standard deviations on either side: what lies beyond weighs less than 1e-4."""

_NONE = 1e-6
"""A spread of none, as the recurrences need it: they then agree with the binomial and Poisson to
five digits."""

_NEARLY_NOTHING = 0.01
"""A level that lies behind by more than itself is taken as a hundredth of it, since 0 has no
logarithm."""


@dataclass(frozen=True)
class Family:
    """One kind of figure. `chances` gives the logarithms [X, L, R] of the chance of 0, 1, … of a
    size at levels [L] and spreads [R], as far as a figure matters; `noise` that of a figure where
    anything may be, from sizes and the pooled level; `spreads` are those tried, from none to more
    than peers ever showed; `scale` and `level` lead to the logarithms that levels are tried on, and
    back."""

    chances: Callable[[float, float, Floats, Floats], Floats]
    noise: Callable[[Ints, float, float], Floats]
    spreads: Floats
    scale: Callable[[Floats | float], Floats]
    level: Callable[[Floats], Floats]


@dataclass(frozen=True)
class Judgement:
    """One line a unit [K]: the chance `lower` of its figure or a lower one and `upper` of it or a
    higher one; `least`, the least figure whose lower chance is not under the unit's limit; `power`,
    the chance that a unit of this size as far behind as asked would be under its limit."""

    lower: Floats
    upper: Floats
    least: Floats
    power: Floats


@dataclass(frozen=True)
class _Group:
    """The units of one size: their positions among all, the figures they have [M], each unit's
    place among these, and how many have each."""

    size: float
    at: Ints
    figures: Ints
    which: Ints
    times: Ints


def judged(x: Floats, size: Floats, limit: Floats, *, family: Family, behind: float) -> Judgement:
    """Whole figures of at least two units [K], not all 0 nor all at the full size, with each one's
    size and the chance below which it is unlike its peers, one for all of a size; `behind` is the
    gap in the level that `power` is about."""
    groups = [_group(x, size, one) for one in np.unique(size)]
    levels, tables, weights = _model(groups, float(x.sum() / size.sum()), family)
    further = np.maximum(levels - behind, levels.min() * _NEARLY_NOTHING)
    out = np.full((4, len(x)), np.nan)
    for group, table, own in zip(groups, tables, weights, strict=True):
        k, line = group.figures, np.arange(len(group.figures))
        below = _below(table) @ own.T
        least = (below < limit[group.at[0]]).sum(axis=0)
        lost = _below(family.chances(group.size, len(table) - 1.0, further, family.spreads))
        each = (
            np.minimum(below[k, line], 1.0),
            np.where(k > 0, 1 - below[k - 1, line], 1.0),
            least,
            np.where(least > 0, (lost[least - 1] * own).sum(axis=1), 0.0),
        )
        out[:, group.at] = np.array(each)[:, group.which]
    return Judgement(*out)


def _group(x: Floats, size: Floats, one: float) -> _Group:
    at = np.flatnonzero(size == one)
    found = np.unique(x[at].astype(np.int64), return_inverse=True, return_counts=True)
    return _Group(float(one), at, *found)


def _below(table: Floats) -> Floats:
    """The chance [X, L * R] of each figure or a lower one, from the logarithms of their chances."""
    return np.asarray(np.exp(table).cumsum(axis=0).reshape(len(table), -1))


def _model(
    groups: Sequence[_Group], pooled: float, family: Family
) -> tuple[Floats, list[Floats], list[Floats]]:
    """The levels [L]; by group the table of chances [X, L, R]; and for each of its figures
    [M, L * R] how much a level and spread weigh by all units but one that has it."""
    wide = family.scale(pooled) + np.linspace(-_BELOW, _ABOVE, _COARSE)
    own, _ = _chances(groups, pooled, family, family.level(wide))
    joint = _joint(groups, own)
    chance = np.exp(joint - joint.max()).sum(axis=(1, 2))
    chance /= chance.sum()
    mean = float(chance @ wide)
    sd = max(float(np.sqrt(chance @ (wide - mean) ** 2)), float(wide[1] - wide[0]) / 3)
    levels = family.level(mean + np.linspace(-_AROUND, _AROUND, _FINE) * sd)
    own, tables = _chances(groups, pooled, family, levels)
    joint = _joint(groups, own)
    return levels, tables, [_weights(joint - each) for each in own]


def _chances(
    groups: Sequence[_Group], pooled: float, family: Family, levels: Floats
) -> tuple[list[Floats], list[Floats]]:
    """By group, the logarithms of the chance of each of its figures [M, L, R, P], be it an honest
    unit's or another's, and the honest table [X, L, R]."""
    tables, own = [], []
    for group in groups:
        table = family.chances(group.size, float(group.figures[-1]), levels, family.spreads)
        noise = family.noise(group.figures, group.size, pooled)[:, None, None, None]
        honest = table[group.figures][..., None]
        tables.append(table)
        own.append(np.logaddexp(np.log1p(-_OTHERS) + honest, np.log(_OTHERS) + noise))
    return own, tables


def _joint(groups: Sequence[_Group], own: Sequence[Floats]) -> Floats:
    """The logarithm [L, R, P] of the chance of all figures together."""
    each = [np.tensordot(g.times, one, axes=1) for g, one in zip(groups, own, strict=True)]
    return np.asarray(np.sum(each, axis=0))


def _weights(without: Floats) -> Floats:
    """Logarithms [M, L, R, P] as weights [M, L * R] that add up to 1, the others' part summed."""
    weights = np.exp(without - without.max(axis=(1, 2, 3), keepdims=True)).sum(axis=3)
    weights = weights.reshape(len(weights), -1)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _share_chances(n: float, top: float, p: Floats, rho: Floats) -> Floats:
    """Beta-binomial of mean p and correlation rho, by its recurrence (Johnson, Kemp & Kotz 2005,
    6.2.2): the ratio of neighbours is (n - k) (a + k) / ((k + 1) (b + n - k - 1))."""
    del top  # every figure up to n matters
    level, some = p[:, None], np.maximum(rho, _NONE)
    a, b = level * (1 - some) / some, (1 - level) * (1 - some) / some
    k = np.arange(n)[:, None, None]
    steps = np.log(n - k) - np.log(k + 1) + np.log(a + k) - np.log(b + n - k - 1)
    return _summed(special.betaln(a, b + n) - special.betaln(a, b), steps)


def _count_chances(over: float, top: float, rate: Floats, kappa: Floats) -> Floats:
    """Negative binomial of mean rate × over and squared variation kappa, by its recurrence, up to
    the highest figure and to where nobody is low any more."""
    mean, size = rate[:, None] * over, 1 / np.maximum(kappa, _NONE)
    far = float(mean.max())
    k = np.arange(max(top, np.ceil(far + _AROUND * np.sqrt(far + far**2))))[:, None, None]
    steps = np.log(size + k) - np.log(k + 1) + np.log(mean / (mean + size))
    return _summed(-size * np.log1p(mean / size), steps)


def _summed(none: Floats, steps: Floats) -> Floats:
    """The logarithms of the chances of 0, 1, …, from that of 0 and the steps to the next."""
    return np.concatenate([none[None], none + steps.cumsum(axis=0)])


def _any_share(x: Ints, n: float, pooled: float) -> Floats:
    """Each figure as likely as any other."""
    del pooled
    return np.full(len(x), -np.log(n + 1))


def _any_count(y: Ints, over: float, pooled: float) -> Floats:
    """Geometric about the pooled mean: nothing at all is likeliest, and far more is possible."""
    mean = pooled * over
    return np.asarray(y * np.log(mean) - (y + 1) * np.log1p(mean))


SHARES = Family(
    _share_chances,
    _any_share,
    np.array([0, 0.003, 0.007, 0.013, 0.022, 0.035, 0.055, 0.085, 0.13, 0.2, 0.3, 0.45]),
    special.logit,
    special.expit,
)
COUNTS = Family(
    _count_chances,
    _any_count,
    np.array([0, 0.02, 0.05, 0.09, 0.14, 0.2, 0.28, 0.4, 0.6, 0.9, 1.4]),
    np.log,
    np.exp,
)
