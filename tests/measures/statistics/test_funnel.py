"""Exact funnel limits, beside those computed in R."""

import numpy as np
import pytest
from scipy import stats

from measures.statistics.funnel import funnel_limits, poisson_limits
from tests.measures.outside import numbers

TAILS = (0.001, 0.025)


def both(limits):
    """Lowest, low, high, highest for the two tails, a line a unit."""
    (lowest, highest), (low, high) = limits
    return np.array([lowest, low, high, highest]).T


def test_the_limits_of_ten_and_twenty_at_a_half():
    told = [[0.00024, 0.132444444444444, 0.767555555555555, 0.89976],
            [0.136735789473684, 0.255823529411765, 0.694176470588235, 0.813264210526316]]  # fmt: skip
    got = both([funnel_limits([10, 20], 0.5, tail) for tail in TAILS])
    assert got == pytest.approx(np.array(told), rel=1e-7)


def test_every_reference_limit():
    told = numbers("spiegelhalter2005_exact_limits_R.json")
    for case in told["binom"]:
        got = both([funnel_limits(case["n"], case["p0"], tail) for tail in TAILS])
        assert got == pytest.approx(np.array(case["limits"]), rel=1e-7, abs=1e-12)
    case = told["poisson"]
    got = both([poisson_limits(case["E"], tail) for tail in TAILS])
    assert got == pytest.approx(np.array(case["limits"]), rel=1e-7)


@pytest.mark.parametrize("p0", [0.5, 0.8, 0.95])
def test_below_the_line_lies_no_more_than_its_tail(p0):
    n = np.arange(5, 200)
    low, _ = funnel_limits(n, p0, 0.001)
    below = stats.binom.cdf(np.ceil(low * n) - 1, n, p0)
    assert below.max() <= 0.001


def test_true_differences_widen_the_funnel():
    narrow, wide = (funnel_limits([50, 200], 0.7, 0.001, rho=rho) for rho in (0, 0.05))
    assert (wide[0] < narrow[0]).all()
    assert (wide[1] > narrow[1]).all()


def test_no_size_and_no_standard_have_no_limits():
    assert np.isnan(funnel_limits([0, np.nan], 0.5, 0.001)).all()
    assert np.isnan([funnel_limits([5], p0, 0.001) for p0 in (0, 1, np.nan)]).all()
    assert np.isnan(poisson_limits([0, -1, np.nan], 0.001)).all()
