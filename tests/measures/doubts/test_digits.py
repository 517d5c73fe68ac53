"""Rounded figures, with honest districts that must not be named."""

import numpy as np
import pytest
from scipy import stats

from measures.doubts.digits import heaped, last_digit
from tests.measures.doubts.drawn import drawn, states

RNG = np.random.default_rng


def test_half_of_the_figures_rounded_to_fives_is_a_doubt():
    counts = RNG(1).negative_binomial(4, 4 / 16, (30, 60)) + 1
    counts[:, 0] = np.where(np.arange(30) % 2, np.round(counts[:, 0] / 5) * 5 + 5, counts[:, 0])
    told = heaped(drawn(people=counts))
    assert states(told)[0] == "doubt"
    line = told.iloc[0]
    assert line["value"] == np.mean(counts[:, 0] % 5 == 0)
    assert len(line["evidence"]) == 30


def test_the_chance_is_the_binomial_tail_over_the_others_share():
    counts = np.array([[10, 5, 20, 15, 7] * 5, [7, 5, 8, 11, 3] * 5, [7, 9, 8, 21, 2] * 5]).T
    told = heaped(drawn(people=counts))
    others = (5 + 0) / 50
    assert told["p"][0] == pytest.approx(stats.binom.sf(19, 25, max(0.2, others)))


@pytest.mark.parametrize(
    ("check", "mean"), [(heaped, 6), (heaped, 20), (last_digit, 25), (last_digit, 60)]
)
def test_honest_counts_are_rarely_doubted(check, mean):
    counts = RNG(mean).negative_binomial(5, 5 / (5 + mean), (60, 3000))
    told = check(drawn(people=counts))
    tellable = told["state"] != "not_enough"
    assert tellable.mean() > 0.5
    assert (told["state"] == "doubt").mean() < 0.004


def test_a_favourite_digit_of_large_figures():
    counts = RNG(3).integers(40, 200, (60, 20)).astype(float)
    counts[:, 4] = counts[:, 4] // 10 * 10 + 7
    told = states(last_digit(drawn(people=counts)))
    assert (told[4], told.count("doubt")) == ("doubt", 1)


def test_few_and_small_figures_cannot_tell():
    assert states(heaped(drawn(people=[[5, 2]] * 30))) == ["not_enough", "not_enough"]
    assert states(heaped(drawn(people=[[25], [30]] * 9))) == ["not_enough"]
    assert states(last_digit(drawn(people=[[25], [30]] * 20))) == ["not_enough"]
    assert states(heaped(drawn(people=[[0]] * 40))) == ["not_enough"]
