"""Units of different size: intervals, the tail against peers, and who is never compared."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from measures.statistics.peers import (
    FEWEST,
    below_peers,
    count_low_tail,
    false_discoveries,
    low_tail,
    poisson_interval,
    wilson,
)
from measures.statistics.true_spread import rate_spread, share_spread
from tests.measures.outside import numbers

NAN = math.nan
ALIKE = ([8, 7, 9, 8, 8, 7, 9, 8, 1], [10] * 9)


def test_the_published_interval():
    low, high = wilson(65, 100, 0.95)
    assert (float(low), float(high)) == pytest.approx((0.55254443, 0.73635751), abs=1e-8)


def test_none_all_and_no_units_are_decided():
    low, high = wilson([0, 10, 0, -1, NAN], [10, 10, 0, 5, 5], 0.95)
    assert low[:2].tolist() == pytest.approx([0.0, 0.7224672001371107])
    assert high[:2].tolist() == pytest.approx([0.2775327998628892, 1.0])
    assert np.isnan([low[2:], high[2:]]).all()


@pytest.mark.parametrize("test", [wilson, low_tail])
def test_more_done_than_there_is_is_an_error(test):
    with pytest.raises(ValueError, match="done"):
        test([5], [4])


@given(st.integers(0, 50), st.integers(1, 50))
def test_the_share_lies_inside_and_more_confidence_is_wider(done, more):
    n = done + more
    low, high = wilson(done, n, 0.95)
    wider = wilson(done, n, 0.998)
    assert 0 <= wider[0] <= low <= done / n <= high <= wider[1] <= 1


def byar(x):
    """Byar's approximation, which public health practice uses from 10 events."""
    z = stats.norm.ppf(0.975)
    low, high = (
        y * (1 - 1 / (9 * y) + sign * z / (3 * math.sqrt(y))) ** 3
        for y, sign in ((x, -1), (x + 1, 1))
    )
    return low, high


def test_the_exact_poisson_interval_is_the_published_one():
    low, high = (np.ravel(side) for side in poisson_interval([0, 137], 0.95))
    assert (low[0], high[0]) == pytest.approx((0, 3.6888794541139363))
    rate = 24.19893  # poisson.test(137, 24.19893) of base R
    assert [low[1] / rate, high[1] / rate] == pytest.approx([4.75312480484875, 6.69270933417607])
    ratios = [float(side) / 15 for side in poisson_interval(15, 0.95) + poisson_interval(15, 0.998)]
    assert ratios == pytest.approx([0.5596924, 1.649348, 0.3862650, 2.082907], rel=1e-6)
    assert np.isnan(poisson_interval([-1, NAN])).all()


def test_the_exact_interval_lies_beside_the_approximation_of_practice():
    assert byar(65) == pytest.approx((50.16318771, 82.8491385))
    assert [float(v) for v in poisson_interval(65)] == pytest.approx(byar(65), rel=2e-3)


def test_base_r_binomial_and_poisson_tests_agree():
    told = numbers("r_base_exact_and_chisq.json")["poisson_test"]
    low, high = poisson_interval(told["x"])
    assert [low / told["T"], high / told["T"]] == pytest.approx(told["ci"], rel=1e-7)


def test_one_far_below_its_alike_peers_is_flagged_and_only_it():
    tail = low_tail(*ALIKE)
    p0 = sum(ALIKE[0]) / 90
    assert share_spread(*(np.array(a, dtype=float) for a in ALIKE)) == 0
    assert tail == pytest.approx(stats.binom.cdf(ALIKE[0], 10, p0))
    test = below_peers(*ALIKE, np.zeros(9))
    assert test.is_below.tolist() == [False] * 8 + [True]
    assert set(test.pooled) == {p0}


def test_units_that_truly_differ_are_judged_by_the_beta_binomial():
    rng = np.random.default_rng(5)
    n = rng.integers(20, 60, 60)
    done = rng.binomial(n, rng.beta(6, 4, 60))
    rho, p0 = share_spread(done.astype(float), n.astype(float)), done.sum() / n.sum()
    a, b = p0 * (1 - rho) / rho, (1 - p0) * (1 - rho) / rho
    assert 0.02 < rho < 0.3
    assert low_tail(done, n) == pytest.approx(stats.betabinom.cdf(done, n, a, b), abs=1e-10)


@pytest.mark.parametrize(
    ("done", "n"),
    [
        ([1] * (FEWEST - 1), [10] * (FEWEST - 1)),
        ([0] * 9, [10] * 9),
        ([10] * 9, [10] * 9),
        ([], []),
    ],
)
def test_few_peers_none_done_and_all_done_are_not_compared(done, n):
    assert np.isnan(low_tail(done, n)).all()
    assert not below_peers(done, n, np.zeros(len(n))).is_below.any()


def test_a_unit_without_a_figure_or_a_denominator_is_grey_and_counts_in_nothing():
    tail = low_tail([*ALIKE[0], NAN, 0, -1], [*ALIKE[1], 10, 0, 10])
    assert np.isnan(tail[-3:]).all()
    assert tail[:-3] == pytest.approx(low_tail(*ALIKE))


def test_counts_of_units_that_truly_differ_are_judged_by_the_negative_binomial():
    rng = np.random.default_rng(6)
    branches = rng.integers(1, 9, 80)
    counts = rng.poisson(3 * branches * rng.gamma(4, 0.25, 80))
    kappa = rate_spread(counts.astype(float), branches.astype(float))
    mean = counts.sum() / branches.sum() * branches
    told = stats.nbinom.cdf(counts, 1 / kappa, 1 / (1 + kappa * mean))
    assert 0.1 < kappa < 0.6
    assert count_low_tail(counts, branches) == pytest.approx(told, rel=1e-9)


def test_counts_are_compared_per_exposure():
    counts, branches = [10, 20, 30, 10, 20, 30, 10, 40, 2], [1, 2, 3, 1, 2, 3, 1, 4, 2]
    rate = sum(counts) / sum(branches)
    tail = count_low_tail(counts, branches)
    assert tail == pytest.approx(stats.poisson.cdf(counts, rate * np.array(branches)))
    flagged = below_peers(counts, branches, np.zeros(9), is_share=False).is_below
    assert flagged.tolist() == [False] * 8 + [True]
    assert np.isnan(count_low_tail([0] * 9, [1] * 9)).all()


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=20), st.data()
)
def test_a_unit_of_another_type_and_the_order_change_no_flag(pairs, data):
    n = np.array([a + b for a, b in pairs])
    done = np.array([a for a, _ in pairs])
    types = np.array(data.draw(st.lists(st.sampled_from("ab"), min_size=len(n), max_size=len(n))))
    alone = below_peers(done, n, types)
    more = below_peers([*done, 0], [*n, 30], np.array([*types, "c"]))
    assert more.tail[:-1] == pytest.approx(alone.tail, nan_ok=True)
    assert more.is_below[:-1].tolist() == alone.is_below.tolist()
    back = below_peers(done[::-1], n[::-1], types[::-1])
    assert back.tail[::-1] == pytest.approx(alone.tail, nan_ok=True)


def test_false_discoveries_are_counted_among_the_tests_that_were_possible():
    # Benjamini and Hochberg (1995), their example of 15 tests at q = .05: four stand.
    p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1]  # fmt: skip
    assert false_discoveries(p, 0.05).sum() == 4
    assert false_discoveries([*p, NAN], 0.05).sum() == 4
    assert not false_discoveries([0.5, 0.9]).any()
    assert not false_discoveries([]).any()


def test_in_a_large_type_a_low_tail_must_also_stand_among_many():
    rng = np.random.default_rng(8)
    n = np.full(2000, 30)
    done = rng.binomial(n, 0.8)
    done[0] = 2
    flagged = below_peers(done, n, np.zeros(2000)).is_below
    assert flagged[0]
    assert flagged.sum() <= below_peers(done, n, np.zeros(2000), many=5000).is_below.sum()
