"""The model of peers against the same sums written out, one unit at a time."""

import numpy as np
import pytest
from scipy import special, stats

from measures.statistics import peer_model
from measures.statistics.peer_model import COUNTS, SHARES, judged, lower_chances, peers_of

NO_LIMIT = 0.003


def limit(size, spread):
    """One limit for all."""
    del size
    return np.full(len(spread), NO_LIMIT)


def honest(family, x, size, level, spread):
    """The chance of a figure by the published distributions."""
    if family is SHARES:
        rho = max(spread, 1e-6)
        return stats.betabinom.pmf(x, size, level * (1 - rho) / rho, (1 - level) * (1 - rho) / rho)
    some = 1 / max(spread, 1e-6)
    return stats.nbinom.pmf(x, some, some / (some + level * size))


def noise(family, x, size, pooled):
    """The chance of a figure of a unit that may be anything."""
    if family is SHARES:
        return 1 / (size + 1)
    mean = pooled * size
    return mean / (mean + x) - mean / (mean + x + 1)


def written_out(family, x, size, unit):
    """The lower chance of one unit: every level, spread and part of others weighed by all the
    other units."""
    pooled = sum(x) / sum(size)
    peers = peers_of(np.array(x), np.array(size, dtype=float), np.ones(len(x)), family)
    top = below = 0.0
    for level, spread in zip(peers.levels, peers.spreads, strict=True):
        for part in peer_model._OTHERS:
            weight = 1.0
            for i, (one, n) in enumerate(zip(x, size, strict=True)):
                if i != unit:
                    own = honest(family, one, n, level, spread)
                    weight *= (1 - part) * own + part * noise(family, one, n, pooled)
            under = sum(honest(family, k, size[unit], level, spread) for k in range(x[unit] + 1))
            top, below = top + weight * under, below + weight
    return top / below


@pytest.mark.parametrize(
    ("family", "x", "size"),
    [
        (SHARES, [8, 7, 9, 5, 2, 12, 3], [10, 9, 10, 7, 8, 15, 3]),
        (COUNTS, [8, 7, 9, 5, 1, 12, 3], [4, 4, 4, 3, 4, 6, 2]),
    ],
)
def test_each_unit_is_judged_by_all_the_others(family, x, size):
    found = judged(np.array(x, float), np.array(size, float), limit, family=family)
    for unit in (0, 4, 5):
        assert found.lower[unit] == pytest.approx(written_out(family, x, size, unit), rel=1e-4)


def test_lower_and_upper_chance_share_the_figure_itself():
    x, n = np.array([8, 7, 9, 5, 2.0]), np.array([10, 9, 10, 7, 8.0])
    found = judged(x, n, limit, family=SHARES)
    one_less = judged(np.array([8, 7, 9, 5, 1.0]), n, limit, family=SHARES)
    assert found.upper[-1] == pytest.approx(1 - one_less.lower[-1], abs=1e-4)
    assert (found.lower + found.upper > 1).all()


def test_equal_units_cost_once_and_are_judged_alike():
    x, n = np.tile([8.0, 7, 9], 40), np.tile([10.0, 9, 10], 40)
    found = judged(x, n, limit, family=SHARES)
    assert len(set(found.lower.tolist())) == 3


def test_a_very_large_unit_is_judged_as_a_large_one_and_answered_in_its_own_size():
    x, n = np.array([80, 78, 83, 79, 81, 40_000.0]), np.array([100, 100, 100, 100, 100, 100_000.0])
    found = judged(x, n, limit, family=SHARES)
    assert found.lower[-1] < NO_LIMIT
    assert 40_000 < found.least[-1] < 80_000
    assert found.least[-1] % 1 == 0


def test_parts_of_a_figure_count_down_to_the_whole():
    n = np.full(6, 10.0)
    whole = judged(np.array([8, 7, 9, 8, 7, 2.0]), n, limit, family=SHARES)
    parts = judged(np.array([8, 7, 9, 8, 7, 2.9]), n, limit, family=SHARES)
    assert parts.lower == pytest.approx(whole.lower, rel=0.05)


def test_the_spread_of_none_is_the_binomial_and_the_poisson():
    levels = np.array([0.3, 0.8])
    none = np.zeros(2)
    shares = peer_model.Peers(SHARES, levels, none, np.zeros((2, 4)), 0.5)
    counts = peer_model.Peers(COUNTS, levels, none, np.zeros((2, 4)), 0.5)
    for i, level in enumerate(levels):
        told = lower_chances(shares, 30.0, 30)[:, i]
        assert told == pytest.approx(stats.binom.cdf(np.arange(31), 30, level), abs=1e-4)
        told = lower_chances(counts, 20.0, 30)[:, i]
        assert told == pytest.approx(special.pdtr(np.arange(31), level * 20), abs=1e-4)
