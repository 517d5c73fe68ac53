"""How low a chance must be before a unit is unlike its peers, worked out again by simulation.

`python -m benchmarks.peer_limits [districts]` prints the table of
measures/statistics/peer_limits.py; a hundred districts a setting take some minutes.

Honest districts are drawn in every setting; the peers of one unit are modelled, and the chance that
an honest unit of each size falls under each limit is then exact, not counted: a hundred districts
are as good as a hundred thousand tests. A limit is the highest with which no setting has more than
`BUDGET` false flags a test among units of its sizes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import stats

from measures.statistics.arrays import Floats, Ints
from measures.statistics.peer_model import COUNTS, SHARES, Peers, lower_chances, peers_of

BUDGET = 0.0015
"""False flags a test: issue and docs/design.md §8.12."""

TRIED = np.geomspace(0.0003, 0.02, 43)
"""Limits tried, each a tenth above the last."""

PEERS = (8, 20, 60, 150, 500)
SIZES = np.array([1, 5, 10, 20, 40])
"""The table's rows and columns: numbers of peers; sizes from these on."""

LARGEST = 60
"""Organisations, and sessions expected: limits for larger units are those of the last column."""

JUDGED = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 17, 19, 22, 26, 30, 35, 40, 46, 52, 58])
"""Of the sizes of shares, those that are judged; a unit between two counts as the smaller."""


@dataclass(frozen=True)
class Setting:
    """Units of one type: shares about `level` with a standard deviation `spread`, or weekly rates
    about `level` with variation `spread`; `sizes` names how large they are."""

    n_peers: int
    level: float
    spread: float
    sizes: str

    def drawn(self, rng: np.random.Generator, n: int) -> Floats:
        """Sizes [n]: organisations, or weeks with a figure."""
        if self.sizes == "logn":
            return np.clip(rng.lognormal(2.2, 0.9, n).astype(np.int64), 1, None).astype(float)
        if self.sizes == "even":
            return rng.integers(1, LARGEST + 1, n).astype(float)
        weeks = int(self.sizes)
        return rng.integers(max(1, weeks - 3), weeks + 1, n).astype(float)


def share_settings() -> Iterator[Setting]:
    for k, level, spread, sizes in product(
        PEERS, (0.5, 0.7, 0.8, 0.9, 0.95), (0.0, 0.05, 0.1), ("logn", "even")
    ):
        yield Setting(k, level, spread, sizes)


def count_settings() -> Iterator[Setting]:
    for k, level, spread, weeks in product(
        PEERS, (0.3, 1.0, 2.0, 4.0), (0.0, 0.3, 0.5), ("4", "8", "16")
    ):
        yield Setting(k, level, spread, weeks)


def honest_share(setting: Setting) -> tuple[float, float]:
    """Mean and correlation of the beta-binomial; a beta is no flatter than even."""
    p = setting.level
    variance = min(setting.spread**2, p * (1 - p) / 3)
    return p, variance / (p * (1 - p))


def share_cdf(k: Ints, n: float, p: float, rho: float) -> Floats:
    if not rho:
        return np.asarray(stats.binom.cdf(k, n, p))
    a, b = p * (1 - rho) / rho, (1 - p) * (1 - rho) / rho
    return np.asarray(stats.betabinom.cdf(k, int(n), a, b))


def count_cdf(k: Ints, mean: float, cv: float) -> Floats:
    if not cv:
        return np.asarray(stats.poisson.cdf(k, mean))
    return np.asarray(stats.nbinom.cdf(k, 1 / cv**2, 1 / (1 + cv**2 * mean)))


def of_shares(rng: np.random.Generator, setting: Setting, n: Floats) -> Floats:
    p, rho = honest_share(setting)
    share = np.full(len(n), p)
    if rho:
        share = rng.beta(p * (1 - rho) / rho, (1 - p) * (1 - rho) / rho, len(n))
    return rng.binomial(n.astype(np.int64), share).astype(float)


def of_counts(rng: np.random.Generator, setting: Setting, over: Floats) -> Floats:
    cv = setting.spread
    rate = setting.level * (rng.gamma(1 / cv**2, cv**2, len(over)) if cv else np.ones(len(over)))
    return rng.poisson(rate * over).astype(float)


def peers(setting: Setting, rng: np.random.Generator, *, is_share: bool) -> Peers | None:
    """The peers of one unit, modelled; None where nothing or everything was done."""
    size = setting.drawn(rng, setting.n_peers - 1)
    x = (of_shares if is_share else of_counts)(rng, setting, size)
    if not x.sum() or (is_share and x.sum() == size.sum()):
        return None
    rows, times = np.unique(np.stack([size, x], axis=1), axis=0, return_counts=True)
    family = SHARES if is_share else COUNTS
    return peers_of(rows[:, 1].astype(np.int64), rows[:, 0], times.astype(float), family)


def chance_of_a_flag(others: Peers, size: float, truth: Floats, top: int) -> Floats:
    """The chance [C] that a unit of a size, whose figure is 0, 1, … or lower with the chances
    `truth` [top + 1], is under each limit tried."""
    below = lower_chances(others, size, top) @ others.all_weights()[0]
    critical = np.searchsorted(below, TRIED)  # figures under the limit
    return np.concatenate([[0.0], truth])[critical]


def false_flags(
    setting: Setting, districts: int, *, is_share: bool, seed: int = 0
) -> tuple[Floats, Floats]:
    """By column of `SIZES` the units' weights [5], and the chance of a false flag [5, C]."""
    rng = np.random.default_rng(seed)
    own = setting.drawn(rng, 20_000)
    own = own[own <= LARGEST]
    if is_share:
        own = JUDGED[np.searchsorted(JUDGED, own, side="right") - 1]
    sizes, times = np.unique(own, return_counts=True)
    truths = {}
    for size in sizes:
        top = int(size) if is_share else int(stats.poisson.ppf(0.9, setting.level * size) + 1)
        k = np.arange(top + 1)
        cdf = (
            share_cdf(k, size, *honest_share(setting))
            if is_share
            else count_cdf(k, setting.level * size, setting.spread)
        )
        truths[float(size)] = (top, cdf)
    total, seen = np.zeros((len(sizes), len(TRIED))), 0
    for _ in range(districts):
        others = peers(setting, rng, is_share=is_share)
        if others is None:
            seen += 1  # nobody is tested
            continue
        seen += 1
        for i, size in enumerate(sizes):
            top, cdf = truths[float(size)]
            total[i] += chance_of_a_flag(others, float(size), cdf, top)
    column = np.searchsorted(SIZES, sizes if is_share else sizes * setting.level, side="right") - 1
    column = np.maximum(column, 0)
    weights = np.bincount(column, times, len(SIZES)).astype(float)
    sums = np.zeros((len(SIZES), len(TRIED)))
    np.add.at(sums, column, total / max(seen, 1) * times[:, None])
    return weights, sums / np.where(weights, weights, np.nan)[:, None]
