"""How low a chance must be before a unit is unlike its peers, worked out again by simulation.

`python -m benchmarks.peer_limits [districts]` prints the tables of
measures/statistics/peer_limits.py; 150 districts a setting take a core about half an hour.

Types are drawn in every setting and the peers of one unit are modelled; the chance that an honest
unit of each size falls under each limit is then exact, not counted, so that a hundred types are as
good as a hundred thousand tests. From low limits on, the one is raised that finds most for its
false flags, until some setting has `BUDGET` of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import stats

from measures.statistics.arrays import Floats
from measures.statistics.peer_model import COUNTS, SHARES, Family, Peers, lower_chances, peers_of

BUDGET = 0.0014
"""False flags a test in any setting: .0015 (docs/design.md §8.12), less the error of the draws."""

TRIED = np.geomspace(0.0002, 0.02, 24)
"""Limits tried, each about a fifth above the last."""

PEERS = (8, 20, 60, 150, 500)
SIZES = np.array([1, 5, 10, 20, 40])
"""The tables' rows and columns: numbers of peers; sizes from these on."""

JUDGED = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 17, 19, 22, 26, 30, 35, 40, 46, 52, 58])
"""Sizes of shares that are judged; a unit between two counts as the smaller."""

HOLDS = (0.012, 0.02, 0.03, 0.05)
"""Correlations tried from which on limits fall."""

BEHIND, GAP, LEFT = 0.06, 0.35, 0.3
"""What is to be found: six units in a hundred, with a share 35 points lower or three in ten of the
sessions."""


@dataclass(frozen=True)
class Setting:
    """Units of one type: shares about `level` with a standard deviation `spread`, or weekly rates
    about `level` with variation `spread`; `sizes` names how large they are: two ways for shares, a
    number of weeks for rates. `behind` of them lag."""

    n_peers: int
    level: float
    spread: float
    sizes: str
    behind: float = 0.0

    @property
    def is_share(self) -> bool:
        return self.sizes in ("lognormal", "even")

    @property
    def family(self) -> Family:
        return SHARES if self.is_share else COUNTS

    def drawn_sizes(self, rng: np.random.Generator, n: int) -> Floats:
        """Organisations [n], or weeks with a figure."""
        if self.sizes == "lognormal":
            return np.clip(rng.lognormal(2.2, 0.9, n).astype(np.int64), 1, None).astype(float)
        if self.sizes == "even":
            return rng.integers(1, 61, n).astype(float)
        weeks = int(self.sizes)
        return rng.integers(max(1, weeks - 3), weeks + 1, n).astype(float)

    def drawn_levels(self, rng: np.random.Generator, n: int) -> Floats:
        """The true shares or rates [n] of honest units; a beta is no flatter than even."""
        p, spread = self.level, self.spread
        if not spread:
            return np.full(n, p)
        if not self.is_share:
            return np.asarray(p * rng.gamma(1 / spread**2, spread**2, n))
        a = p * (1 - p) / min(spread**2, p * (1 - p) / 3) - 1
        return rng.beta(p * a, (1 - p) * a, n)

    def lagging(self, level: Floats) -> Floats:
        """The true shares or rates of units that lag."""
        return np.maximum(level - GAP, 0.0) if self.is_share else level * LEFT

    def figures(self, rng: np.random.Generator, size: Floats, level: Floats) -> Floats:
        if self.is_share:
            return rng.binomial(size.astype(np.int64), level).astype(float)
        return rng.poisson(level * size).astype(float)


@dataclass(frozen=True)
class Seen:
    """What a setting showed in each of D types: the `spread` of the others [D]; by column of
    `SIZES` and limit, the chance of a `false` flag and of a true one `found` [D, 5, C]."""

    spread: Floats
    false: Floats
    found: Floats

    def at(self, limits: Floats, holds: float) -> tuple[float, float]:
        """False flags and flags found a test, under limits [5] that fall beyond a correlation."""
        each = limits * np.minimum(1.0, holds / self.spread)[:, None]
        place = np.searchsorted(TRIED, each * (1 + 1e-9), side="right") - 1
        taken = np.maximum(place, 0)[:, :, None]
        false, found = (
            np.where(place >= 0, np.take_along_axis(chance, taken, 2)[:, :, 0], 0.0)
            for chance in (self.false, self.found)
        )
        return float(false.sum(axis=1).mean()), float(found.sum(axis=1).mean())


def seen(setting: Setting, districts: int) -> Seen:
    """A setting's types, modelled and judged at every size."""
    rng = np.random.default_rng(1)
    sizes, part = _judged_sizes(setting, rng)
    column = np.searchsorted(SIZES, sizes if setting.is_share else sizes * setting.level, "right")
    honest = setting.drawn_levels(rng, 2000)
    truth = [_true_chances(setting, size, honest) for size in sizes]
    lagging = [_true_chances(setting, size, setting.lagging(honest)) for size in sizes]
    spreads, tables = [], []
    for peers in _drawn_peers(setting, rng, districts):
        each = np.exp(peers.joint - peers.joint.max()).sum(axis=1)
        weights = each / each.sum()
        table = np.zeros((2, len(SIZES), len(TRIED)))
        for size, own, low, at, some in zip(sizes, truth, lagging, column, part, strict=True):
            below = lower_chances(peers, float(size), len(own) - 1) @ weights
            under = np.searchsorted(below, TRIED)
            for line, chance in zip(table, (own, low), strict=True):
                line[max(at - 1, 0)] += some * np.concatenate([[0.0], chance])[under]
        spreads.append(float(weights @ peers.spreads))
        tables.append(table)
    both = np.array(tables)
    return Seen(np.array(spreads), both[:, 0], both[:, 1])


def _judged_sizes(setting: Setting, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """The sizes judged and the part of the units that have each."""
    own = setting.drawn_sizes(rng, 20_000)
    if setting.is_share:
        own = JUDGED[np.searchsorted(JUDGED, own, side="right") - 1].astype(float)
    sizes, times = np.unique(own, return_counts=True)
    return sizes, times / times.sum()


def _true_chances(setting: Setting, size: float, levels: Floats) -> Floats:
    """The chance of each figure of a size or a lower one, of units of such levels."""
    if setting.is_share:
        return np.asarray(stats.binom.cdf(np.arange(size + 1)[:, None], size, levels).mean(axis=1))
    k = np.arange(stats.poisson.ppf(0.9, setting.level * size) + 2)[:, None]
    return np.asarray(stats.poisson.cdf(k, levels * size).mean(axis=1))


def _drawn_peers(setting: Setting, rng: np.random.Generator, n: int) -> Iterator[Peers]:
    """The modelled peers of one unit, `n` times; where nothing or all was done nobody is tested."""
    for _ in range(n):
        size = setting.drawn_sizes(rng, setting.n_peers - 1)
        level = setting.drawn_levels(rng, len(size))
        lags = rng.random(len(size)) < setting.behind
        level = np.where(lags, setting.lagging(level), level)
        x = setting.figures(rng, size, level)
        if not x.sum() or (setting.is_share and x.sum() == size.sum()):
            continue
        rows, times = np.unique(np.stack([size, x], axis=1), axis=0, return_counts=True)
        yield peers_of(rows[:, 1].astype(np.int64), rows[:, 0], times.astype(float), setting.family)


@dataclass(frozen=True)
class Trial:
    """One number of peers: what honest settings showed, in groups whose mean must keep the budget,
    and what is to be found, with its weight."""

    honest: list[list[Seen]]
    lagging: list[tuple[float, Seen]]

    def worst(self, limits: Floats, holds: float) -> float:
        return max(float(np.mean([s.at(limits, holds)[0] for s in g])) for g in self.honest)

    def worth(self, limits: Floats, holds: float) -> float:
        return sum(weight * s.at(limits, holds)[1] for weight, s in self.lagging)

    def best(self, holds: float) -> tuple[float, Floats]:
        """The limits [5] that find most within the budget, and what they find."""
        limits = np.full(len(SIZES), TRIED[0])
        while True:
            had, cost, steps = self.worth(limits, holds), self.worst(limits, holds), []
            for column in range(len(SIZES)):
                higher = limits.copy()
                higher[column] *= TRIED[1] / TRIED[0]
                new = self.worst(higher, holds)
                if new <= BUDGET and higher[column] <= TRIED[-1]:
                    gain = (self.worth(higher, holds) - had) / max(new - cost, 1e-6)
                    steps.append((gain, column))
            if not steps:
                return had, limits
            limits[max(steps)[1]] *= TRIED[1] / TRIED[0]


def share_trial(k: int, districts: int) -> Trial:
    """Levels of 50 to 95 %: their mean keeps the budget, and 80 % by itself; found are those at
    80 %, and near completion."""
    levels, honest = (0.5, 0.7, 0.8, 0.9, 0.95), []
    for spread, sizes in product((0.0, 0.05, 0.1), ("lognormal", "even")):
        each = [seen(Setting(k, level, spread, sizes), districts) for level in levels]
        honest += [each, [each[2]]]
    wanted = (
        (1.0, 0.8, 0.05, "lognormal"),
        (0.3, 0.95, 0.0, "lognormal"),
        (0.15, 0.8, 0.05, "even"),
    )
    lagging = [(w, seen(Setting(k, *s, behind=BEHIND), districts)) for w, *s in wanted]
    return Trial(honest, lagging)


def count_trial(k: int, districts: int) -> Trial:
    """Rates of .3 to 4 a week over 4 to 16 weeks; found are those at one and two a week."""
    honest = [
        [seen(Setting(k, rate, spread, weeks), districts)]
        for rate, spread, weeks in product((0.3, 1.0, 2.0, 4.0), (0.0, 0.3, 0.5), ("4", "8", "16"))
    ]
    wanted = ((1.0, 1.0, 0.3, "16"), (1.0, 2.0, 0.3, "8"), (1.0, 1.0, 0.0, "8"))
    lagging = [(w, seen(Setting(k, *s, behind=BEHIND), districts)) for w, *s in wanted]
    return Trial(honest, lagging)


def main(districts: int) -> None:
    """Print a line a number of peers: what limits hold up to, then the limits by size."""
    for k in PEERS:
        found, holds, limits = _best_of(share_trial(k, districts), HOLDS)
        print("shares", k, holds, limits.round(4).tolist(), round(found, 4), flush=True)
    for k in PEERS:
        found, _, limits = _best_of(count_trial(k, districts), (np.inf,))
        print("counts", k, limits.round(4).tolist(), round(found, 4), flush=True)


def _best_of(trial: Trial, holds: tuple[float, ...]) -> tuple[float, float, Floats]:
    tried = [(*trial.best(each), each) for each in holds]
    found, limits, held = max(tried, key=lambda each: each[0])
    return found, held, limits


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150)
