"""Paces and the chance to reach a target in time."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from measures.statistics.pace import (
    Prior,
    chance_of_reaching,
    current,
    exposed,
    peer_prior,
    recent,
    required,
)

NAN = math.nan


def test_what_a_week_must_bring():
    assert required([12, 12, 12, 12, NAN], [4, 12, 13, 4, 4], [4, 4, 0, 0, 4]).tolist()[:4] == [
        2, 0, 0, math.inf,
    ]  # fmt: skip
    assert math.isnan(required(NAN, 4, 4))


def test_the_present_pace_is_the_mean_of_the_last_weeks_with_a_report():
    counts = np.array([[9, 9], [1, NAN], [NAN, NAN], [2, NAN], [3, NAN], [4, NAN]])
    assert current(counts).tolist() == [2.5, 9]
    done, weeks = recent(counts)
    assert (done.tolist(), weeks.tolist()) == ([10, 9], [4, 1])
    assert np.isnan(current([[NAN], [NAN]])).all()


def test_the_chance_is_the_negative_binomial_of_the_peers_and_the_unit():
    prior = Prior(a=2.0, b=1.5, mean=4 / 3)
    out = chance_of_reaching([8], [4], [9], [5], prior=prior)
    p = (1.5 + 4) / (1.5 + 4 + 5)
    assert out.chance == pytest.approx(stats.nbinom.sf(8, 10, p))
    assert (out.low, out.high) == (stats.nbinom.ppf(0.1, 10, p), stats.nbinom.ppf(0.9, 10, p))
    alone = chance_of_reaching([8], [4], [9], [5])
    assert alone.chance == pytest.approx(stats.nbinom.sf(8, 8.5, 4 / 9))


def test_alike_peers_give_one_rate_for_all():
    prior = peer_prior([8] * 10, [4] * 10)
    assert (prior.mean, prior.b) == (2, math.inf)
    out = chance_of_reaching([8, 20], [4, 4], [9, 9], [5, 5], prior=prior)
    assert out.chance == pytest.approx([stats.poisson.sf(8, 10)] * 2)
    assert out.low.tolist() == [stats.poisson.ppf(0.1, 10)] * 2


def test_peers_that_differ_are_weighed_by_their_moments():
    done = np.array([2, 4, 8, 16, 30, 1])
    prior = peer_prior([*done, NAN], 4)
    rate = done / 4
    v = rate.var(ddof=1) - rate.mean() / 4
    assert (prior.a, prior.b) == pytest.approx((rate.mean() ** 2 / v, rate.mean() / v))
    assert peer_prior([3], [4]) is None
    assert peer_prior([0, 0], [4, 4]) is None


@pytest.mark.parametrize(
    ("done", "need", "left", "words"),
    [
        (8, 0, 4, "reached"),
        (8, -3, 0, "reached"),
        (8, 5, 0, "due"),
        (4, 5, 4, "none"),
        (8, 100, 4, "under_5"),
        (80, 1, 4, "over_95"),
        (8, 9, 4, "number"),
        (NAN, 5, 4, "none"),
        (8, NAN, 4, "none"),
    ],
)
def test_a_chance_is_worded_only_where_it_says_something(done, need, left, words):
    out = chance_of_reaching([done], [4], [need], [left])
    assert out.words.tolist() == [words]
    assert math.isnan(out.chance[0]) == (words in ("none", "due"))


def test_more_than_is_left_of_a_list_cannot_be_reached_nor_forecast():
    out = chance_of_reaching([40], [4], [11], [8], most=[10])
    assert (out.chance[0], out.words[0]) == (0, "under_5")
    assert out.high[0] == 10


@given(st.integers(5, 40), st.integers(1, 60), st.integers(1, 10), st.floats(1, 4))
def test_more_needed_and_less_time_are_never_likelier(done, need, left, phi):
    prior = Prior(2.0, 1.0, 2.0)
    chances = [
        chance_of_reaching([done], [4], [n], [h], prior=prior, phi=phi).chance[0]
        for n, h in ((need, left), (need + 3, left), (need, left + 2))
    ]
    assert chances[1] <= chances[0] <= chances[2]


@given(st.integers(5, 60), st.integers(1, 8), st.integers(1, 12))
def test_the_interval_is_that_of_the_slow_one(done, weeks, left):
    out = chance_of_reaching([done], [weeks], [1], [left])
    slow = stats.nbinom(done + 0.5, weeks / (weeks + left))
    assert (out.low[0], out.high[0]) == (slow.ppf(0.1), slow.ppf(0.9))


def test_the_interval_holds_four_in_five_of_units_that_truly_differ():
    rng = np.random.default_rng(3)
    rate = rng.gamma(4, 0.75, 6000)
    done, later = rng.poisson(rate * 4), rng.poisson(rate * 6)
    out = chance_of_reaching(done, 4, later, 6, prior=peer_prior(done, 4))
    inside = (out.low <= later) & (later <= out.high)
    assert 0.78 < inside.mean() < 0.92


def test_a_short_week_counts_as_its_part_and_a_holiday_as_none() -> None:
    counts = [[9, 4], [2, NAN], [0, 3], [3, 3]]
    done, whole = exposed(counts, weeks=3, work=[1, 0.5, 0, 1])
    assert (done.tolist(), whole.tolist()) == ([5, 10], [1.5, 2])
    assert current(counts, weeks=3, work=[1, 0.5, 0, 1]).tolist() == [5 / 1.5, 5]
    assert exposed(counts)[1].tolist() == [4, 3]
