"""Shrunken estimates, beside the trials of BCG vaccine that every textbook prints."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.statistics.shrinkage import reliability, shrunken, shrunken_rates, shrunken_shares
from tests.measures.outside import numbers

# Tuberculosis in vaccinated and control arms (Colditz et al. 1994): ill, well, ill, well.
BCG = np.array([
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
])  # fmt: skip
NAN = math.nan


def log_risk_ratios():
    ill, well, ill0, well0 = BCG.T.astype(float)
    y = np.log(ill / (ill + well)) - np.log(ill0 / (ill0 + well0))
    return y, 1 / ill - 1 / (ill + well) + 1 / ill0 - 1 / (ill0 + well0)


def test_the_published_heterogeneity_of_the_bcg_trials():
    got = shrunken(*log_risk_ratios())
    assert (got.tau2, got.q, got.mean) == pytest.approx((0.3087603, 152.233, -0.7141), abs=5e-5)


def test_every_estimate_is_that_of_the_reference():
    told = numbers("metafor_expected.json")["bcg"]
    got = shrunken(told["yi"], told["vi"])
    assert got.estimate == pytest.approx(told["DL"]["blup"], rel=1e-7)
    assert (got.tau2, got.q) == pytest.approx((told["DL"]["tau2"], told["DL"]["Q"]), rel=1e-9)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=15))
def test_an_estimate_lies_between_the_raw_value_and_the_mean(pairs):
    done, n = np.array([a for a, _ in pairs]), np.array([a + b for a, b in pairs])
    for got, raw in (
        (shrunken_shares(done, n), done / np.where(n, n, NAN)),
        (shrunken_rates(done, n), done / np.where(n, n, NAN)),
    ):
        known = n > 0
        low, high = np.minimum(raw, got.mean), np.maximum(raw, got.mean)
        assert np.isnan(got.estimate[~known]).all()
        assert (got.estimate[known] >= low[known] - 1e-12).all()
        assert (got.estimate[known] <= high[known] + 1e-12).all()


def test_a_small_unit_is_drawn_in_more_than_a_large_one():
    done, n = [1, 30, 60, 90, 45, 80], [3, 100, 100, 100, 100, 100]
    own = shrunken_shares(done, n).own_weight
    assert own[0] < own[1:].min()
    rates = shrunken_rates([3, 300, 10, 100, 500], [1, 100, 5, 50, 50])
    assert rates.own_weight[0] < rates.own_weight[1]


def test_equal_units_and_unknown_ones_are_decided():
    assert shrunken_shares([5, 5], [10, 10]).tau2 == 0
    assert shrunken_shares([0, 0], [10, 10]).estimate.tolist() == [0, 0]
    assert np.isnan(shrunken_shares([NAN, 3], [10, 0]).estimate).all()
    assert np.isnan(shrunken_rates([-1], [2]).estimate).all()
    assert shrunken_rates([0, 0], [1, 2]).estimate.tolist() == [0, 0]


def test_reliability_is_the_share_of_the_real_difference():
    assert reliability(0.08**2, 0.8, [30, 100]) == pytest.approx([0.5454545, 0.8], abs=1e-6)
