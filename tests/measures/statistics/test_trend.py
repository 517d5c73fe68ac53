"""Drawing level and drifting apart are named beyond noise, and only then."""

import math
import os

import numpy as np
import pytest

from measures.statistics.trend import trend

NAN = math.nan
DISTRICTS = 2000 if os.environ.get("SOAK") else 150


def test_idle_units_that_begin_catch_up():
    early = np.tile([6] * 20 + [0] * 20, (4, 1))
    late = np.full((4, 40), 6)
    told = trend(np.vstack([early, late]), seed=1)
    assert (told.word, told.n) == ("catching_up", 40)
    assert (told.earlier, told.later) == (pytest.approx(0.5), 0)
    assert told.change < told.low
    assert trend(np.vstack([late, early]), seed=1).word == "drifting_apart"


def test_growing_figures_alone_are_no_catching_up():
    rng = np.random.default_rng(5)
    rising = rng.poisson(np.outer(np.linspace(0.2, 4, 12), np.full(60, 0.5)))
    told = trend(rising, seed=1)
    assert told.change < 0, "the index falls, since large figures carry less noise"
    assert told.word == "steady"


@pytest.mark.parametrize("phi", [1, 3])
def test_units_that_keep_their_share_are_rarely_said_to_move(phi, figures):
    rng = np.random.default_rng(phi)
    words = []
    for i in range(DISTRICTS):
        mean = np.outer(rng.uniform(0.5, 2, 12), rng.gamma(3, 1, 60))
        y = rng.poisson(mean) if phi == 1 else rng.negative_binomial(mean / (phi - 1), 1 / phi)
        words.append(trend(y, draws=200, seed=i).word)
    named = 1 - words.count("steady") / len(words)
    figures(f"trend named without one, weekly variance {phi} × Poisson: {named:.3f}")
    assert named < 0.08


def test_few_units_few_weeks_and_nothing_done_say_nothing():
    assert trend(np.ones((8, 7)), seed=1).word == "not_enough"
    assert trend(np.ones((5, 20)), seed=1).word == "not_enough"
    assert trend(np.zeros((8, 20)), seed=1).word == "not_enough"


def test_a_unit_silent_for_half_the_time_is_left_out_and_silence_is_no_zero():
    y = np.random.default_rng(1).poisson(4, (8, 30)).astype(float)
    gone = np.full((8, 1), 4.0)
    gone[4:] = NAN
    assert trend(np.hstack([y, gone]), seed=1) == trend(y, seed=1)
    y[2, :] = NAN
    assert trend(y, seed=1).word == "steady"
