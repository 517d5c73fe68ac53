"""Peers of one type as a model: counts and sizes go in; the chance of each unit's figure or a lower
one, judged by the others, comes out.

Honest units are beta-binomial (shares) or negative binomial (counts) about one level; any unit may
also be something else altogether, whose figure could be anything: so one laggard hides neither
itself nor others (a mixture with a noise component: Box & Tiao 1968, Biometrika 55; Fraley and
Raftery 2002, JASA 97). Level, spread and the part of the others are not estimated and then taken
for certain: they are summed over, each unit left out of its own model, so the spread cannot
saturate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
"""A spread of none, as rising products need it: they then agree with the binomial and Poisson to
five digits."""

_NEARLY_NOTHING = 0.01
"""A level that lies behind by more than itself is taken as a hundredth of it, since 0 has no
logarithm."""

_LARGE = 1000.0
"""Larger sizes, and counts where more is expected, are judged as if they were this large: the
spread decides there, not chance (.5 ÷ √1000 is under two points)."""

_AT_ONCE = 2000
"""Different figures weighed together: 2,000 × 300 levels and spreads × 4 are 20 megabytes."""

Chances = Callable[[Ints, Floats], Floats]
"""The logarithms [M, G] of the chances of figures [M] of sizes [M], at every level and spread."""


@dataclass(frozen=True)
class Family:
    """One kind of figure. `chances` makes `Chances` from levels and spreads [G] for figures up to a
    highest one; `noise` is the chance of a figure where anything may be, from sizes and the pooled
    level; `top` the highest figure of a size that could still be low, at the highest level;
    `spreads` are those tried, from none to more than peers ever showed; `scale` and `level` lead to
    the logarithms that levels are tried on, and back; `size` is what makes a unit a large one."""

    chances: Callable[[Floats, Floats, int], Chances]
    noise: Callable[[Ints, Floats, float], Floats]
    top: Callable[[float, float], int]
    spreads: Floats
    scale: Callable[[Floats | float], Floats]
    level: Callable[[Floats], Floats]
    size: Callable[[Floats, float], Floats]


Limit = Callable[[float, Floats], Floats]
"""The chances [M] below which units of a size are unlike their peers, from the spread [M] that the
others show to each of them."""


@dataclass(frozen=True)
class Judgement:
    """One line a unit [K]: the chance `lower` of its figure or a lower one and `upper` of it or a
    higher one; the `limit` of both; `least`, the least figure whose lower chance is not under it;
    `power`, the chance that a unit of this size as far behind as asked would be under it."""

    lower: Floats
    upper: Floats
    limit: Floats
    least: Floats
    power: Floats


@dataclass(frozen=True)
class Peers:
    """What the units of one type say together: the levels and spreads tried [G], the logarithm
    [G, P] of the chance of all figures at each and at each part of others, and the pooled level."""

    family: Family
    levels: Floats
    spreads: Floats
    joint: Floats
    pooled: float

    def weights(self, k: Ints, size: Floats) -> Floats:
        """How much each level and spread weighs [M, G] by all units but one of a figure [M]."""
        at = self.family.chances(self.levels, self.spreads, _most(k, size))
        own = _mixed(at(k, size), self.family.noise(k, size, self.pooled))
        return _shared(np.exp(self.joint - self.joint.max()) / own)


def peers_of(k: Ints, size: Floats, times: Floats, family: Family) -> Peers:
    """Different figures [M] of sizes [M] and how many units have each; not all 0 nor all full."""
    pooled = float((times @ k) / (times @ size))
    wide = family.scale(pooled) + np.linspace(-_BELOW, _ABOVE, _COARSE)
    first = _peers(k, size, times, family, wide, pooled)
    each = np.exp(first.joint - first.joint.max()).sum(axis=1).reshape(_COARSE, -1).sum(axis=1)
    each /= each.sum()
    mean = float(each @ wide)
    sd = max(float(np.sqrt(each @ (wide - mean) ** 2)), float(wide[1] - wide[0]) / 3)
    fine = mean + np.linspace(-_AROUND, _AROUND, _FINE) * sd
    return _peers(k, size, times, family, fine, pooled)


def judged(
    x: Floats, size: Floats, limit: Limit, *, family: Family, behind: float | None = None
) -> Judgement:
    """Figures of at least two units [K], not all 0 nor all at the full size, and each one's size;
    `behind` is the gap in the level that `power` is about, NaN where it is not asked. Parts of a
    figure count down to the whole."""
    scaled = np.minimum(1.0, _LARGE / family.size(size, float(x.sum() / size.sum())))
    table = np.stack([size * scaled, np.floor(x * scaled)], axis=1)
    rows, back, times = np.unique(table, axis=0, return_inverse=True, return_counts=True)
    peers = peers_of(rows[:, 1].astype(np.int64), rows[:, 0], times.astype(np.float64), family)
    out = np.full((5, len(rows)), np.nan)
    for at in _by_size(rows[:, 0]):
        out[:, at] = _of_one_size(peers, rows[at], limit, behind)
    lower, upper, under, least, power = out[:, back.ravel()]
    return Judgement(lower, upper, under, np.ceil(least / scaled - 1e-9), power)


def _by_size(size: Floats) -> Iterator[slice]:
    """The rows of each size, which lie together; no more at once than memory is meant for."""
    starts = np.flatnonzero(np.diff(size, prepend=-1.0))
    for start, end in zip(starts, [*starts[1:], len(size)], strict=True):
        for first in range(start, end, _AT_ONCE):
            yield slice(first, min(first + _AT_ONCE, end))


def _of_one_size(peers: Peers, rows: Floats, limit: Limit, behind: float | None) -> Floats:
    """Lower and upper chance, limit, least figure and power [5, M] of figures of one size."""
    size, k, line = float(rows[0, 0]), rows[:, 1].astype(np.int64), np.arange(len(rows))
    own = peers.weights(k, rows[:, 0])
    under = limit(float(peers.family.size(rows[:1, 0], peers.pooled)[0]), own @ peers.spreads)
    top = max(peers.family.top(size, float(peers.levels.max())), int(k.max()))
    below = lower_chances(peers, size, top) @ own.T
    least = (below < under).sum(axis=0)
    upper = np.where(k > 0, 1 - below[k - 1, line], 1.0)
    power = np.full(len(k), np.nan)
    if behind is not None:
        power = _power(peers, size, least, own, behind)
    return np.stack([np.minimum(below[k, line], 1.0), upper, under, least, power])


def _power(peers: Peers, size: float, least: Ints, own: Floats, behind: float) -> Floats:
    """The chance [M] of a figure under the least one within chance, with a level so far behind."""
    further = np.maximum(peers.levels - behind, peers.levels.min() * _NEARLY_NOTHING)
    lost = lower_chances(peers, size, max(int(least.max()) - 1, 0), further)
    return np.where(least > 0, (lost[least - 1] * own).sum(axis=1), 0.0)


def lower_chances(peers: Peers, size: float, top: int, levels: Floats | None = None) -> Floats:
    """The chance [top + 1, G] of each figure of a size or a lower one at every level and spread."""
    k, sizes = np.arange(top + 1), np.full(top + 1, size)
    at = peers.levels if levels is None else levels
    logs = peers.family.chances(at, peers.spreads, _most(k, sizes))(k, sizes)
    return np.asarray(np.exp(logs).cumsum(axis=0))


def _peers(
    k: Ints, size: Floats, times: Floats, family: Family, tried: Floats, pooled: float
) -> Peers:
    """The chance of all figures together at these levels, in the family's logarithms."""
    levels = np.repeat(family.level(tried), len(family.spreads))
    spreads = np.tile(family.spreads, len(tried))
    at = family.chances(levels, spreads, _most(k, size))
    joint = np.zeros((len(levels), len(_OTHERS)))
    for first in range(0, len(k), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        noise = family.noise(k[some], size[some], pooled)
        joint += np.tensordot(times[some], np.log(_mixed(at(k[some], size[some]), noise)), axes=1)
    return Peers(family, levels, spreads, joint, pooled)


def _most(k: Ints, size: Floats) -> int:
    return int(max(k.max(), np.ceil(size.max())))


def _mixed(honest: Floats, noise: Floats) -> Floats:
    """The chance [M, G, P] of figures, be they an honest unit's or another's."""
    own = np.exp(honest)[..., None]
    return np.asarray((1 - _OTHERS) * own + _OTHERS * noise[:, None, None])


def _shared(weights: Floats) -> Floats:
    """Weights [M, G, P] as parts [M, G] that add up to 1, those of the others' part summed."""
    each = weights.sum(axis=2)
    return np.asarray(each / each.sum(axis=1, keepdims=True))


def _rising(start: Floats, most: int) -> Floats:
    """The logarithm [most + 1, G] of start (start + 1) … of 0, 1, … factors."""
    factors = np.log(start + np.arange(most)[:, None]).cumsum(axis=0)
    return np.concatenate([np.zeros((1, len(start))), factors])


def _share_chances(p: Floats, rho: Floats, most: int) -> Chances:
    """Beta-binomial of mean p and correlation rho (Johnson, Kemp & Kotz 2005, 6.2.2): its chance is
    C(n, k) a (a + 1) … of k factors × b (b + 1) … of n - k ÷ (a + b) (a + b + 1) … of n."""
    some = np.maximum(rho, _NONE)
    a, b = p * (1 - some) / some, (1 - p) * (1 - some) / some
    done, left, both = (_rising(start, most) for start in (a, b, a + b))

    def chances(k: Ints, size: Floats) -> Floats:
        n = size.astype(np.int64)
        ways = -special.betaln(n - k + 1, k + 1) - np.log(n + 1)
        return np.asarray(ways[:, None] + done[k] + left[n - k] - both[n])

    return chances


def _count_chances(rate: Floats, kappa: Floats, most: int) -> Chances:
    """Negative binomial of mean rate × exposure and squared variation kappa."""
    size = 1 / np.maximum(kappa, _NONE)
    rising = _rising(size, most)

    def chances(k: Ints, over: Floats) -> Floats:
        mean = rate * over[:, None]
        logs = rising[k] + k[:, None] * np.log(mean / (mean + size))
        return np.asarray(logs - size * np.log1p(mean / size) - special.gammaln(k + 1)[:, None])

    return chances


def _any_share(k: Ints, n: Floats, pooled: float) -> Floats:
    """Each figure as likely as any other."""
    del k, pooled
    return np.asarray(1 / (n + 1))


def _any_count(k: Ints, over: Floats, pooled: float) -> Floats:
    """Half below the pooled mean m and half above, however far: the chance of k and more is
    m ÷ (m + k)."""
    mean = pooled * over
    return np.asarray(mean / ((mean + k) * (mean + k + 1)))


def _own_size(n: Floats, pooled: float) -> Floats:
    del pooled
    return n


def _all_of_it(n: float, level: float) -> int:
    del level
    return int(n)


def _no_longer_low(over: float, rate: float) -> int:
    far = rate * over
    return int(np.ceil(far + _AROUND * np.sqrt(far)))


SHARES = Family(
    chances=_share_chances,
    noise=_any_share,
    top=_all_of_it,
    spreads=np.array([0, 0.003, 0.007, 0.013, 0.022, 0.035, 0.055, 0.085, 0.13, 0.2, 0.3, 0.45]),
    scale=special.logit,
    level=special.expit,
    size=_own_size,
)
COUNTS = Family(
    chances=_count_chances,
    noise=_any_count,
    top=_no_longer_low,
    spreads=np.array([0, 0.02, 0.05, 0.09, 0.14, 0.2, 0.28, 0.4, 0.6, 0.9, 1.4]),
    scale=np.log,
    level=np.exp,
    size=lambda over, pooled: pooled * over,
)
