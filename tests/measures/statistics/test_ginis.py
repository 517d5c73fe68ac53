"""Many rows at once, each as if alone."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.statistics.ginis import ginis, shown

NAN = math.nan
ROW = st.lists(st.sampled_from([NAN, 0.0, 1.0, 2.0, 7.0, 40.0]), min_size=6, max_size=6)


def slow(x):
    """Half the mean difference of all pairs over the mean."""
    known = [v for v in x if not math.isnan(v)]
    if not known:
        return NAN
    whole = sum(known)
    pairs = sum(abs(a - b) for a in known for b in known)
    return pairs / (2 * len(known) * whole) if whole else 0.0


@given(st.lists(ROW, min_size=1, max_size=5))
def test_each_row_is_the_mean_difference_of_its_known_pairs(rows):
    assert ginis(rows) == pytest.approx([slow(row) for row in rows], nan_ok=True, abs=1e-12)


@pytest.mark.parametrize("unknown", [0, 700])
def test_a_long_row_is_summed_another_way_with_the_same_result(unknown):
    x = np.random.default_rng(1).poisson(3, (3, 4000)).astype(float)
    x[:, :unknown] = NAN
    twice = np.concatenate([x, x], axis=1)
    assert ginis(twice) == pytest.approx(ginis(x), abs=1e-12)
    assert ginis(x[:, :300]) == pytest.approx([slow(row) for row in x[:, :300]], nan_ok=True)


def test_rows_of_nothing_and_of_errors():
    assert np.isnan(ginis(np.empty((3, 0)))).all()
    assert np.isnan(ginis([[NAN, NAN], [-1, 3]])).all()
    assert ginis(np.zeros((2, 2, 4))).shape == (2, 2)
    assert np.isnan(ginis(np.full((1, 5000), NAN))).all()
    assert np.isnan(ginis(np.append(np.ones((1, 5000)), [[-1]], axis=1))).all()


def test_the_input_is_not_touched():
    x = np.array([[3.0, 1.0, NAN]])
    ginis(x)
    assert x[0, :2].tolist() == [3, 1]


def test_what_is_shown_is_corrected_for_few():
    assert shown([[0, 5], [NAN, 5]]) == pytest.approx([1, NAN], nan_ok=True)
    assert shown([[0.0] * 30 + [5]]) == pytest.approx([30 / 31])
