"""The true spread of peers, found again at every size."""

import numpy as np
import pytest

from measures.statistics.true_spread import rate_spread, share_spread

RNG = np.random.default_rng


def shares(rng, n, p0, rho):
    return rng.binomial(n, rng.beta(p0 * (1 / rho - 1), (1 - p0) * (1 / rho - 1), len(n))).astype(
        float
    )


@pytest.mark.parametrize("sizes", [(2, 20), (20, 100), (100, 500), (2, 300)])
@pytest.mark.parametrize(("p0", "rho"), [(0.5, 0.04), (0.8, 0.06), (0.95, 0.1)])
def test_the_spread_of_shares_is_found_again(sizes, p0, rho):
    rng = RNG(sizes[1])
    n = rng.integers(*sizes, 20_000)
    x = shares(rng, n, p0, rho)
    assert share_spread(x, n.astype(float)) == pytest.approx(rho, rel=0.12)


@pytest.mark.parametrize("mean", [0.5, 3, 40])
@pytest.mark.parametrize("kappa", [0.1, 0.5])
def test_the_spread_of_rates_is_found_again(mean, kappa):
    rng = RNG(int(mean))
    over = rng.integers(1, 9, 20_000).astype(float)
    counts = rng.poisson(mean * over * rng.gamma(1 / kappa, kappa, len(over))).astype(float)
    assert rate_spread(counts, over) == pytest.approx(kappa, rel=0.12)


def test_chance_alone_has_no_spread_to_speak_of():
    rng = RNG(3)
    n = rng.integers(2, 100, 5000)
    assert share_spread(rng.binomial(n, 0.7).astype(float), n.astype(float)) < 0.003
    assert rate_spread(rng.poisson(n * 0.3).astype(float), n.astype(float)) < 0.01
    assert share_spread(np.full(9, 5.0), np.full(9, 10.0)) == 0
    assert rate_spread(np.full(9, 5.0), np.full(9, 10.0)) == 0


def test_a_few_units_far_behind_widen_it_little():
    rng = RNG(4)
    n = rng.integers(20, 100, 2000)
    behind = rng.random(2000) < 0.03
    x = rng.binomial(n, np.where(behind, 0.3, 0.8)).astype(float)
    assert share_spread(x, n.astype(float)) < 0.01
