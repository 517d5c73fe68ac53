"""Theil's T within types, and groups within them."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from measures.statistics.theil import theil_nested, theil_split

NAN = math.nan
UNITS = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 3, 8, 50, NAN]),
        st.sampled_from("ab"),
        st.sampled_from("xyz"),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=14,
)


def slow(x, w):
    mean = sum(a * b for a, b in zip(x, w, strict=True)) / sum(w)
    ratios = [a / mean for a in x]
    return sum(b * r * math.log(r) if r else 0 for r, b in zip(ratios, w, strict=True)) / sum(w)


@given(UNITS)
def test_the_total_is_the_mean_of_r_ln_r_over_the_known(units):
    known = [(x, w) for x, _, _, w in units if not math.isnan(x)]
    assume(sum(x for x, _ in known) > 0)
    total = slow(*zip(*known, strict=True))
    x, outer, _, w = zip(*units, strict=True)
    assert theil_split(x, outer, w).total == pytest.approx(total, abs=1e-12)


@given(UNITS)
def test_groups_within_types_split_exactly_and_as_applied_twice(units):
    x, outer, inner, w = (list(column) for column in zip(*units, strict=True))
    nested = theil_nested(x, outer, inner, w)
    if math.isnan(nested.total):
        assert all(math.isnan(v) for v in x)
        return
    split = theil_split(x, outer, w)
    parts = nested.between_outer + nested.between_inner + nested.within
    assert nested.total == pytest.approx(parts, abs=1e-12)
    assert nested.total == pytest.approx(split.total, abs=1e-12)
    assert nested.between_outer == pytest.approx(split.between, abs=1e-12)
    both = [a + b for a, b in zip(outer, inner, strict=True)]
    assert nested.within == pytest.approx(theil_split(x, both, w).within, abs=1e-12)
    assert min(nested) >= -1e-12


def test_groups_may_be_codes_or_words_and_keep_their_names():
    x = [1, 2, 3, 10]
    by_word = theil_split(x, ["a", "a", "", ""]).per_group
    by_code = theil_split(x, np.array([0, 0, 1, 1])).per_group
    assert list(by_word.values()) == pytest.approx(list(by_code.values()))
    assert (list(by_word), list(by_code)) == (["a", ""], [0, 1])


def test_an_error_is_unknown_and_idle_groups_have_no_part():
    assert math.isnan(theil_nested([-1, 2], "ab", "ab").total)
    assert math.isnan(theil_nested([], [], []).total)
    assert theil_nested([0, 0], "ab", "ab") == (0, 0, 0, 0)
    assert theil_nested([0, 0, 4, 4], "aabb", "xyxy") == pytest.approx(
        (math.log(2), math.log(2), 0, 0)
    )
