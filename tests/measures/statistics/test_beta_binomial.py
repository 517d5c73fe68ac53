"""The beta-binomial by its own recurrence, beside another implementation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from measures.statistics.beta_binomial import lower_tail

INSIDE = st.floats(0.01, 0.99)


@given(st.integers(1, 80), st.data(), INSIDE, st.sampled_from([0, 1e-5, 0.01, 0.2, 0.9]))
def test_the_tail_is_that_of_the_slow_one(n, data, p0, rho):
    x = data.draw(st.integers(0, n))
    got = lower_tail(np.array([float(x)]), np.array([float(n)]), p0, rho)[0]
    if rho:
        slow = stats.betabinom.cdf(x, n, p0 * (1 - rho) / rho, (1 - p0) * (1 - rho) / rho)
    else:
        slow = stats.binom.cdf(x, n, p0)
    assert got == pytest.approx(slow, abs=1e-9)


def test_a_very_small_tail_of_a_large_unit_keeps_its_digits():
    got = lower_tail(np.array([400.0]), np.array([1000.0]), 0.9, 0.001)[0]
    a, b = 0.9 * 999, 0.1 * 999
    assert got == pytest.approx(stats.betabinom.cdf(400, 1000, a, b), rel=1e-6)
    assert 0 < got < 1e-50


def test_equal_pairs_have_equal_tails_in_any_order():
    x, n = np.array([3.0, 0.0, 3.0, 7.0]), np.array([10.0, 10.0, 10.0, 7.0])
    tail = lower_tail(x, n, 0.5, 0.1)
    assert tail[0] == tail[2]
    assert tail[3] == 1
    assert lower_tail(x[::-1], n[::-1], 0.5, 0.1)[::-1].tolist() == tail.tolist()
