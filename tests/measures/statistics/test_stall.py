"""Work that has stopped, as far as chance allows to say."""

import math

import numpy as np
import pytest

from measures.statistics.stall import pooled_phi, stalls

NAN = math.nan
STEADY = np.random.default_rng(4).poisson(3, (12, 20)).astype(float)


def among_peers(own):
    """A unit's twelve weeks beside twenty peers of three a week."""
    return stalls(np.column_stack([own, STEADY]))


def test_a_stop_among_peers_that_go_on_is_a_stall():
    stall = among_peers([3, 2, 4, 3, 2, 3, 3, 2, 3, 0, 0, 0])
    assert stall.is_stalled.tolist() == [True] + [False] * 20
    assert (stall.weeks[0], stall.done[0]) == (3, 0)
    assert stall.pace[0] == pytest.approx(25 / 9)


def test_a_slowdown_to_a_fifth_shows_in_six_weeks_and_not_in_three():
    stall = among_peers([4, 3, 4, 5, 3, 4, 1, 0, 1, 1, 0, 1])
    assert stall.is_stalled[0]
    assert (stall.weeks[0], stall.done[0], stall.pace[0]) == (6, 4, pytest.approx(23 / 6))


def test_a_few_low_weeks_of_a_unit_that_does_little_are_chance():
    assert not among_peers([1, 0, 2, 1, 0, 1, 1, 0, 1, 0, 0, 0]).is_stalled[0]


def test_what_all_peers_do_is_nobodys_stall():
    rest = np.array(STEADY, float)
    rest[-3:] = 0
    stall = stalls(np.column_stack([[3, 2, 4, 3, 2, 3, 3, 2, 3, 0, 0, 0], rest]))
    assert not stall.is_stalled.any()


def test_a_week_without_a_report_neither_counts_nor_breaks():
    silent = [3, 2, NAN, 4, 3, 2, 3, NAN, 3, 2, 3, 0, NAN, 0, 0, NAN]
    longer = np.vstack([STEADY[:4], STEADY])
    stall = stalls(np.column_stack([silent, longer]))
    assert stall.is_stalled[0]
    assert (stall.weeks[0], stall.pace[0]) == (3, pytest.approx(25 / 9))
    quiet = [3, 2, 4, 3, 2, 3, 3, 2, 3, NAN, NAN, NAN]
    assert not among_peers(quiet).is_stalled[0], "silence is no standstill"


def test_few_weeks_cannot_tell():
    stall = stalls([[9.0] * 9, [0] * 9, [0] * 9, [0] * 9])
    assert np.isnan(stall.chance).all()
    assert not stall.is_stalled.any()


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
        assert stalls(counts).is_stalled.mean() <= 0.0024
