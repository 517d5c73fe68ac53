"""Intervals of shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.peers import wilson


def test_the_published_interval():
    low, high = wilson(65, 100, 0.95)
    assert (float(low), float(high)) == pytest.approx((0.55254443, 0.73635751), abs=1e-8)


def test_none_all_and_no_units_are_decided():
    low, high = wilson([0, 10, 0], [10, 10, 0], 0.95)
    assert low[:2].tolist() == pytest.approx([0.0, 0.7224672001371107])
    assert high[:2].tolist() == pytest.approx([0.2775327998628892, 1.0])
    assert np.isnan([low[2], high[2]]).all()


def test_more_done_than_there_is_is_an_error():
    with pytest.raises(ValueError, match="done"):
        wilson(5, 4)


@given(st.integers(0, 50), st.integers(1, 50))
def test_the_share_lies_inside_and_more_confidence_is_wider(done, more):
    n = done + more
    low, high = wilson(done, n, 0.95)
    wider = wilson(done, n, 0.998)
    assert 0 <= wider[0] <= low <= done / n <= high <= wider[1] <= 1
