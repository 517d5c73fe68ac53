"""Which units a gap hangs on, each recomputed with that unit alone changed."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.statistics.contribution import points_to_close, to_mean
from measures.statistics.imbalance import gini

NAN = math.nan


@given(st.lists(st.sampled_from([NAN, 0.0, 1.0, 2.0, 5.0, 30.0]), min_size=1, max_size=12))
def test_the_effect_is_that_of_putting_the_one_unit_at_the_mean(x):
    known = [v for v in x if not math.isnan(v)]
    effect = to_mean(x)
    if len(known) < 2 or not sum(known):
        assert np.isnan(effect).all()
        return
    mean = sum(known) / len(known)
    for i, value in enumerate(x):
        moved = [*x[:i], mean, *x[i + 1 :]]
        wanted = NAN if math.isnan(value) else gini(x) - gini(moved)
        assert effect[i] == pytest.approx(wanted, nan_ok=True, abs=1e-12)


def test_the_farthest_unit_closes_most():
    effect = to_mean([5, 5, 5, 5, 0, 40])
    assert effect.argmax() == 5
    assert effect[4] > effect[0]
    assert np.isnan(to_mean([-1, 3])).all()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=9))
def test_the_points_are_those_the_whole_would_rise(pairs):
    done, n = np.array([a for a, _ in pairs]), np.array([a + b for a, b in pairs])
    points = points_to_close(done, n, 0.8)
    for i in np.nonzero(n)[0]:
        raised = done.astype(float)
        raised[i] = max(done[i], 0.8 * n[i])
        wanted = raised.sum() / n.sum() - done.sum() / n.sum()
        assert points[i] == pytest.approx(wanted, abs=1e-12)
    assert np.isnan(points[n == 0]).all()
