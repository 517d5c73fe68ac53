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
    false_discoveries,
    poisson_interval,
    wilson,
)
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


@pytest.mark.parametrize("test", [wilson, lambda x, n: below_peers(x, n, np.zeros(len(x)))])
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


def alone(done, n, **how):
    """Units of one type against each other."""
    return below_peers(done, n, np.zeros(len(n)), **how)


def test_one_far_below_its_alike_peers_is_flagged_and_only_it():
    test = alone(*ALIKE)
    assert test.is_below.tolist() == [False] * 8 + [True]
    assert not test.is_above.any()
    assert set(test.pooled) == {sum(ALIKE[0]) / 90}
    assert ALIKE[0][-1] < test.least[-1] <= min(ALIKE[0][:8])


def test_one_far_above_its_alike_peers_is_above_and_only_it():
    test = alone([10 - x for x in ALIKE[0]], ALIKE[1])
    assert test.is_above.tolist() == [False] * 8 + [True]
    assert test.upper == pytest.approx(alone(*ALIKE).lower, rel=1e-2)


@pytest.mark.parametrize("is_share", [True, False])
def test_the_least_figure_is_within_chance_and_one_less_is_not(is_share):
    done, n = [24, 26, 23, 25, 24, 27, 22, 25, 4], [30] * 9
    test = alone(done, n, is_share=is_share)
    assert test.is_below.tolist() == [False] * 8 + [True]
    least = int(test.least[-1])
    # A unit's own figure is left out of its own model, so that nothing but its flag moves.
    assert not alone([*done[:8], least], n, is_share=is_share).is_below[-1]
    assert alone([*done[:8], least - 1], n, is_share=is_share).is_below[-1]


def test_several_laggards_do_not_hide_each_other():
    done = [24, 26, 23, 25, 24, 27, 22, 25, 24, 23, 26, 25, 24, 25, 26, 24, 23, 25, 5, 4, 6]
    assert alone(done, [30] * 21).is_below.tolist() == [False] * 18 + [True] * 3


def test_where_all_differ_widely_nobody_is_singled_out():
    done = [2, 28, 15, 22, 9, 30, 4, 18, 26, 12]
    assert not alone(done, [30] * 10).is_below.any()


def test_a_small_unit_has_no_power_and_a_large_one_has():
    n = [30, 31, 29, 30, 30, 28, 30, 32, 30, 3, 60]
    done = [24, 25, 23, 25, 24, 22, 24, 26, 24, 2, 47]
    power = alone(done, n, behind=0.35).power
    assert power[-2] < 0.2
    assert power[-1] > 0.7
    assert np.isnan(alone(done, n).power).all(), "not asked"


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
    test = alone(done, n)
    assert np.isnan(test.lower).all()
    assert not test.is_below.any()


def test_a_unit_without_a_figure_or_a_denominator_is_grey_and_counts_in_nothing():
    lower = alone([*ALIKE[0], NAN, 0, -1], [*ALIKE[1], 10, 0, 10]).lower
    assert np.isnan(lower[-3:]).all()
    assert lower[:-3] == pytest.approx(alone(*ALIKE).lower)


def test_counts_are_compared_per_exposure():
    counts, weeks = [10, 20, 30, 10, 20, 30, 10, 40, 2], [1, 2, 3, 1, 2, 3, 1, 4, 2]
    flagged = alone(counts, weeks, is_share=False).is_below
    assert flagged.tolist() == [False] * 8 + [True]
    assert np.isnan(alone([0] * 9, [1] * 9, is_share=False).lower).all()


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=20), st.data()
)
def test_a_unit_of_another_type_and_the_order_change_no_flag(pairs, data):
    n = np.array([a + b for a, b in pairs])
    done = np.array([a for a, _ in pairs])
    types = np.array(data.draw(st.lists(st.sampled_from("ab"), min_size=len(n), max_size=len(n))))
    first = below_peers(done, n, types)
    more = below_peers([*done, 0], [*n, 30], np.array([*types, "c"]))
    assert more.lower[:-1] == pytest.approx(first.lower, nan_ok=True)
    assert more.is_below[:-1].tolist() == first.is_below.tolist()
    back = below_peers(done[::-1], n[::-1], types[::-1])
    assert back.lower[::-1] == pytest.approx(first.lower, nan_ok=True)


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
    flagged = alone(done, n).is_below
    assert flagged[0]
    assert flagged.sum() <= alone(done, n, many=5000).is_below.sum()
