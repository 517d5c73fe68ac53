"""Work that has stopped, as far as chance allows to say."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.statistics.stall import is_stalled, pooled_phi

NAN = math.nan
STOPPED = [2, 3, 2, 1, 2, 0, 0, 0]


def test_three_empty_weeks_after_ten_sessions_in_eight_weeks_are_a_stall():
    stall = is_stalled(STOPPED)
    assert stall.is_stalled.tolist() == [True]
    assert stall.chance == pytest.approx([(5 / 8) ** 10])
    assert not is_stalled([2, 3, 1, 1, 2, 0, 0, 0]).is_stalled[0], "nine are one too few"
    assert not is_stalled(STOPPED, 2.0).is_stalled[0], "where weeks vary more, more is needed"


def test_a_unit_with_five_a_week_is_asked_about_two_weeks():
    busy = is_stalled([9, 8, 9, 8, 9, 8, 0, 0])
    assert (busy.empty[0], busy.is_stalled[0]) == (2, True)


def test_a_week_without_a_report_neither_counts_nor_breaks():
    silent = [2, 3, 2, 1, 2, NAN, 0, NAN, 0, 0, NAN]
    assert is_stalled(silent).chance == pytest.approx(is_stalled(STOPPED).chance)
    assert is_stalled(silent).is_stalled[0]
    assert not is_stalled([2, 3, 2, 1, 2, NAN, NAN, NAN]).is_stalled[0], "silence is no standstill"


def test_little_activity_and_few_weeks_cannot_tell():
    rare = is_stalled([1, 0, 1, 0, 0, 0, 0, 0])
    assert (rare.can_tell[0], rare.is_stalled[0]) == (False, False)
    few = is_stalled([[9.0], [0], [0]])
    assert math.isnan(few.chance[0])
    assert not few.can_tell[0]


def test_how_much_more_than_chance_weeks_vary():
    rng = np.random.default_rng(1)
    assert pooled_phi(rng.poisson(6, (12, 4000))) == pytest.approx(1, abs=0.03)
    assert pooled_phi(rng.negative_binomial(3, 1 / 3, (40, 4000))) == pytest.approx(3, rel=0.08)
    assert pooled_phi([[0, NAN], [0, 3]]) == 1
    assert pooled_phi([[3, NAN], [NAN, 3]]) == 1


def test_honest_units_rarely_look_stalled():
    rng = np.random.default_rng(7)
    for mean in (1, 2, 3, 6):
        counts = rng.poisson(mean, (8, 20_000))
        assert is_stalled(counts, pooled_phi(counts)).is_stalled.mean() <= 0.0024


@given(st.lists(st.lists(st.sampled_from([NAN, 0, 1, 2, 7]), min_size=9, max_size=9), min_size=1))
def test_many_units_at_once_are_each_asked_alone(units):
    together = is_stalled(np.array(units).T)
    for i, unit in enumerate(units):
        known = [v for v in unit if not math.isnan(v)]
        n, total = len(known), sum(known)
        k = 2 if n and total / n >= 5 else 3
        chance = (1 - k / n) ** total if n > k else NAN
        assert together.chance[i] == pytest.approx(chance, nan_ok=True)
        assert together.is_stalled[i] == (chance < 0.01 and not any(known[-k:]))
