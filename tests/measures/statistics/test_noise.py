"""The noise floor: unit by unit and by size agree; shares have their own."""

import math

import numpy as np
import pytest

from measures.statistics.ginis import shown
from measures.statistics.noise import noise_floor, share_noise_floor

NAN = math.nan


def test_units_drawn_by_size_and_one_by_one_have_one_floor():
    rng = np.random.default_rng(2)
    over = rng.integers(1, 6, 400).astype(float)
    counts, n = rng.poisson(2 * over), over * 10
    done = rng.binomial(n.astype(int), 0.7)
    # A hair's breadth of difference makes every unit a size of its own.
    alike = over + np.arange(400) * 1e-9
    assert noise_floor(counts, over, seed=1) == pytest.approx(
        noise_floor(counts, alike, seed=2), rel=0.03
    )
    by_size = share_noise_floor(done, n, seed=1)
    drawn = [shown(rng.binomial(n.astype(int), done.sum() / n.sum()) / n) for _ in range(500)]
    assert by_size == pytest.approx(float(np.quantile(drawn, 0.95)), rel=0.03)


def test_equal_shares_stay_under_their_floor_in_95_of_100_districts():
    rng = np.random.default_rng(3)
    n = rng.integers(5, 60, 80)
    above = [
        shown(done / n) > share_noise_floor(done, n, seed=i, draws=200)
        for i, done in enumerate(rng.binomial(n, 0.6, (300, 80)))
    ]
    assert 0.01 < np.mean(above) < 0.10


def test_the_floor_of_shares_is_decided_at_the_edges():
    assert share_noise_floor([5, 9], [5, 9], seed=1) == 0
    assert share_noise_floor([0, 0], [5, 9], seed=1) == 0
    assert math.isnan(share_noise_floor([3], [5], seed=1))
    assert math.isnan(share_noise_floor([6, 2], [5, 9], seed=1))
    known = share_noise_floor([3, 4], [5, 9], seed=1)
    assert share_noise_floor([3, 4, NAN, 1], [5, 9, 9, 0], seed=1) == known
