"""Guidance effort: evenness, the cells that stand out, and the same visits used better."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from measures.statistics.effort import (
    evenness,
    expected,
    expected_evenness,
    mix_test,
    reallocation,
    residuals,
    shading,
    workload,
)
from tests.measures.outside import numbers

EVEN = [1, 1, 1, 1]
PARTY = [[762, 327, 468], [484, 239, 477]]  # gender by party, the example of R's chisq.test
TABLES = st.integers(1, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 12), min_size=k, max_size=k), min_size=1, max_size=5)
)


def test_never_seeing_a_workstream_lowers_evenness():
    assert evenness([[5, 5, 5, 5], [5, 5, 5, 0], [9, 0, 0, 0], [0, 0, 0, 0]]) == pytest.approx(
        [1, math.log(3) / math.log(4), 0, math.nan], nan_ok=True
    )
    assert math.isnan(evenness([3, math.nan, 1, 1]))


@pytest.mark.parametrize(("n", "told"), [(5, 0.73), (10, 0.88), (20, 0.94), (40, 0.97)])
def test_an_honest_even_group_is_not_even_by_chance(n, told):
    assert expected_evenness(n, EVEN) == pytest.approx(told, abs=0.006)


def test_the_expected_evenness_is_the_mean_over_every_outcome():
    q, n = np.array([0.5, 0.3, 0.2]), 4
    whole = 0.0
    for outcome in product(range(n + 1), repeat=3):
        if sum(outcome) == n:
            whole += stats.multinomial.pmf(outcome, n, q) * float(evenness(outcome))
    assert expected_evenness(n, q) == pytest.approx(whole)
    assert math.isnan(expected_evenness(0, EVEN))


def test_the_published_residuals():
    told = [[4.50205352, 0.69945173, -5.31594554], [-4.50205352, -0.69945173, 5.31594554]]
    assert residuals(PARTY) == pytest.approx(np.array(told), abs=5e-9)
    e = expected(PARTY)
    assert ((np.array(PARTY) - e) ** 2 / e).sum() == pytest.approx(30.0701491, abs=5e-8)


def test_base_r_residuals_and_expectations():
    told = numbers("r_base_exact_and_chisq.json")["chisq"]
    assert residuals(told["table"]) == pytest.approx(np.array(told["stdres"]), rel=1e-7)
    assert expected(told["table"]) == pytest.approx(np.array(told["expected"]), rel=1e-7)


def test_empty_rows_say_nothing_and_thin_cells_are_marked():
    table = [[0, 0], [3, 4]]
    assert np.isnan(residuals(table)).all()
    assert shading(table).tolist() == [[2, 2], [1, 1]]
    assert shading([[40, 2], [40, 3]]).tolist() == [[0, 1], [0, 1]]
    assert np.isnan(residuals([[0, 0], [0, 0]])).all()
    assert np.isnan(residuals([[0, 0]], [1, 1])).all()


def test_against_a_target_each_cell_has_its_binomial_error():
    q = np.array([0.4, 0.3, 0.2, 0.1])
    got = residuals([[20, 10, 6, 4]], q * 10)
    assert got == pytest.approx((np.array([[20, 10, 6, 4]]) - 40 * q) / np.sqrt(40 * q * (1 - q)))


def test_a_target_that_cannot_be_is_an_error():
    with pytest.raises(ValueError, match="target"):
        residuals([[1, 1]], [0, 0])
    with pytest.raises(ValueError, match="tested"):
        mix_test([10, 10], [1, 0])


def test_a_mix_is_tested_from_twenty_visits_on():
    few, uneven, even = (mix_test(n, EVEN) for n in ([14, 3, 1, 1], [21, 4, 3, 2], [9, 7, 8, 6]))
    assert math.isnan(few.p)
    assert (few.is_uneven, uneven.is_uneven, even.is_uneven) == (False, True, False)
    told = stats.chisquare([21, 4, 3, 2])
    assert (uneven.statistic, uneven.p) == pytest.approx(tuple(told))


def test_even_groups_are_rarely_called_uneven_and_lopsided_ones_often():
    rng = np.random.default_rng(1)
    even = [mix_test(n, EVEN).is_uneven for n in rng.multinomial(20, [0.25] * 4, 3000)]
    lopsided = [
        mix_test(n, EVEN).is_uneven for n in rng.multinomial(20, [0.7, 0.15, 0.1, 0.05], 500)
    ]
    assert np.mean(even) < 0.012
    assert np.mean(lopsided) > 0.8


@given(TABLES)
def test_a_reallocation_has_the_same_visits_and_no_emptier_cell(table):
    now = np.array(table, dtype=float)
    for keep in (True, False):
        plan, moved = reallocation(now, keep_groups=keep)
        assert plan.sum() == now.sum()
        assert plan.min() >= now.min()
        assert (plan == np.floor(plan)).all()
        assert 0 <= moved <= now.sum()
        assert (plan == 0).sum() <= (now == 0).sum()
    rows = reallocation(now).plan
    assert rows.sum(axis=1).tolist() == now.sum(axis=1).tolist()
    assert (rows.min(axis=1) == now.sum(axis=1) // now.shape[1]).all(), "the best a group can do"
    assert reallocation(now, keep_groups=False).plan.min() == now.sum() // now.size


@given(TABLES)
def test_no_more_is_moved_than_the_best_takes(table):
    row = np.array(table[0], dtype=float)
    level = max(row.sum() // len(row), 1)
    spare = np.maximum(row - level, 0).sum()
    assert reallocation([row]).moved == min(np.maximum(level - row, 0).sum(), spare)


def test_shared_visits_move_in_parts_and_keep_their_sum():
    plan, moved = reallocation([[3.5, 0.5, 0, 0]])
    assert plan.tolist() == [[1, 1, 1, 1]]
    assert moved == 2.5
    assert reallocation([[2, 2, 2, 2]]).moved == 0


def test_workload_a_unit_with_what_chance_allows():
    told = workload([10, 40, 0, 5], [10, 10, 10, 0])
    assert told.per_unit == pytest.approx([1, 4, 0, math.nan], nan_ok=True)
    assert told.low[0] == pytest.approx(stats.chi2.ppf(0.025, 20) / 2 / 10)
    assert told.differs.tolist() == [False, True, True, False]
