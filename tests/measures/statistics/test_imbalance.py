"""The indexes of unevenness, against published values, definitions and their properties."""

import csv
import math
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from measures.statistics.imbalance import (
    gini,
    hoover,
    lorenz,
    p90_p10,
    printed_gini,
)
from measures.statistics.noise import noise_floor
from measures.statistics.theil import theil_split

INEQ = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
REFERENCE = Path(__file__).parents[4] / "shared" / "reference"
MEXICO = REFERENCE / "pysal_mexico.csv"
NAN = math.nan
AMOUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=12)


def theil(x):
    """The whole, of one group."""
    return theil_split(x, [0] * len(x)).total


def slow_gini(x, w):
    """Half the mean absolute difference between two units drawn by weight, over the mean."""
    pairs = sum(a * b * abs(p - q) for (p, a), (q, b) in product(zip(x, w, strict=True), repeat=2))
    total = sum(w)
    mean = sum(p * a for p, a in zip(x, w, strict=True)) / total
    return pairs / total**2 / (2 * mean)


def test_the_published_examples_of_other_software():
    assert gini(INEQ) == pytest.approx(0.4620911, abs=5e-8)
    assert theil(INEQ) == pytest.approx(0.362341242343895, rel=1e-12)
    assert hoover(INEQ) == pytest.approx(0.337806746162857, rel=1e-12)


@pytest.mark.skipif(not MEXICO.exists(), reason=f"{MEXICO.name} is not here")
def test_the_states_of_mexico_split_by_region_as_published():
    rows = list(csv.DictReader(MEXICO.open(encoding="utf-8")))
    years = [f"pcgdp{year}" for year in range(1940, 2001, 10)]
    splits = [
        theil_split([float(r[year]) for r in rows], [r["hanson98"] for r in rows]) for year in years
    ]
    totals = [0.20894344, 0.15222451, 0.10472941, 0.10194725, 0.09560113, 0.10511256, 0.10660832]
    between = [0.0345889, 0.02816853, 0.05260921, 0.05931219, 0.03205257, 0.02963731, 0.03635872]
    assert [s.total for s in splits] == pytest.approx(totals, abs=5e-9)
    assert [s.between for s in splits] == pytest.approx(between, abs=5e-9)
    assert gini([float(r["pcgdp1940"]) for r in rows]) == pytest.approx(0.35372371173452849)


EDGE_CASES = [
    ("gini", [], NAN),
    ("gini", [5], 0.0),
    ("gini_corr", [5], NAN),
    ("gini", [0, 0, 0], 0.0),
    ("gini", [4, 4, 4, 4], 0.0),
    ("gini", [0, 0, 5], 2 / 3),
    ("gini_corr", [0, 0, 5], 1.0),
    ("gini", [1, 2, NAN], 1 / 6),
    ("gini", [-1, 2, 3], NAN),
    ("theil_t", [0, 0, 5], math.log(3)),
]
BY_NAME = {
    "gini": gini,
    "gini_corr": lambda x: gini(x, small_sample=True),
    "theil_t": theil,
}


@pytest.mark.parametrize(("name", "x", "wanted"), EDGE_CASES)
def test_nothing_one_zeros_gaps_and_negatives_are_decided(name, x, wanted):
    assert BY_NAME[name](x) == pytest.approx(wanted, nan_ok=True)


@pytest.mark.parametrize("index", [gini, theil, hoover, p90_p10])
def test_every_index_is_unknown_without_figures_and_zero_without_activity(index):
    assert all(math.isnan(index(x)) for x in ([], [NAN], [-1, 1]))
    assert [index([0, 0]), index([3, 3])] == [0, 0]


def test_zeros_are_kept_so_that_idle_units_do_not_vanish():
    split = theil_split([0, 0, 0, 10, 10, 10], [0, 0, 0, 1, 1, 1])
    assert split[:3] == pytest.approx((math.log(2), math.log(2), 0))
    assert split.per_group == {0: 0, 1: 0}


@given(AMOUNTS, st.data())
def test_gini_is_half_the_mean_difference_over_the_mean(x, data):
    assume(sum(x) > 0)
    w = data.draw(st.lists(st.integers(1, 9), min_size=len(x), max_size=len(x)))
    assert gini(x, w) == pytest.approx(slow_gini(x, w), abs=1e-12)
    assert gini(x) == pytest.approx(slow_gini(x, [1] * len(x)), abs=1e-12)


@given(AMOUNTS, st.data())
def test_theil_splits_exactly_and_per_group_is_the_within_part(x, data):
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=len(x), max_size=len(x)))
    w = data.draw(st.lists(st.integers(1, 9), min_size=len(x), max_size=len(x)))
    split = theil_split(x, groups, w)
    assert split.total == pytest.approx(split.between + split.within, abs=1e-12)
    assert sum(split.per_group.values()) == pytest.approx(split.within, abs=1e-12)
    assert min(split.between, *split.per_group.values()) >= -1e-12


@given(AMOUNTS, st.integers(2, 5))
def test_scale_replication_and_order_change_no_index(x, k):
    for index in (gini, theil, hoover):
        assert index(x) == pytest.approx(index([k * v for v in x]), abs=1e-9)
        assert index(x) == pytest.approx(index(x * k), abs=1e-9)
        assert index(x) == pytest.approx(index(x[::-1]), abs=1e-9)


@given(AMOUNTS, st.data())
def test_a_transfer_from_richer_to_poorer_never_raises_an_index(x, data):
    i, j = (data.draw(st.integers(0, len(x) - 1)) for _ in range(2))
    assume(x[i] - x[j] >= 2)
    moved = list(x)
    amount = data.draw(st.integers(1, (x[i] - x[j]) // 2))
    moved[i], moved[j] = x[i] - amount, x[j] + amount
    for index in (gini, theil, hoover):
        assert index(moved) <= index(x) + 1e-12


@given(AMOUNTS)
def test_the_lorenz_curve_lies_below_the_diagonal_and_holds_the_gini(x):
    assume(sum(x) > 0)
    units, held = lorenz(x)
    assert (units[0], held[0], units[-1], held[-1]) == (0, 0, 1, 1)
    assert (held <= units + 1e-12).all()
    area = float(((held[1:] + held[:-1]) / 2 * np.diff(units)).sum())
    assert 1 - 2 * area == pytest.approx(gini(x), abs=1e-12)


def test_percentiles_are_linear_and_one_unit_shows_no_gini():
    assert p90_p10([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) == 8
    assert math.isnan(printed_gini([5]))
    assert printed_gini([0, 5]) == 1
    assert printed_gini([0] * 30 + [5]) == pytest.approx(30 / 31)


@pytest.mark.parametrize(("mean", "floor"), [(1, 0.78), (2, 0.57), (5, 0.36), (25, 0.16)])
def test_ten_equal_units_look_this_uneven_by_chance(mean, floor):
    assert noise_floor([mean] * 10, seed=1, draws=4000) == pytest.approx(floor, abs=0.025)


def test_the_floor_is_where_equal_rates_stay_under():
    rng = np.random.default_rng(3)
    above = [
        gini(y) > noise_floor(y, seed=i, draws=200)
        for i, y in enumerate(rng.poisson(5, (300, 100)))
    ]
    assert 0.01 < np.mean(above) < 0.10


def test_equal_and_unequal_exposure_agree_where_they_meet():
    counts, seed = [4.0] * 40, 5
    alike = noise_floor(counts, seed=seed)
    nearly = noise_floor(counts, [1.0] * 39 + [1.0001], seed=seed)
    assert alike == pytest.approx(nearly, abs=0.01)
    wide = noise_floor([40, 4] * 20, [10, 1] * 20, seed=seed)
    assert 0.05 < wide < 0.3, "the same rate per branch is even, however unlike the sums"


def test_the_floor_of_nothing_is_decided():
    assert noise_floor([0, 0, 0], seed=1) == 0
    assert math.isnan(noise_floor([3], seed=1))
    assert math.isnan(noise_floor([-1, 3], seed=1))
    assert noise_floor([3, 3, NAN], seed=1) == noise_floor([3, 3], seed=1)


def test_the_correction_has_no_weights():
    with pytest.raises(ValueError, match="weights"):
        gini([1, 2], [1, 1], small_sample=True)
