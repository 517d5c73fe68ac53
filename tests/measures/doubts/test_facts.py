"""Contradictions between cells, each with the cells it rests on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.doubts.facts import (
    above_most,
    children_differ,
    denominator_drift,
    falls,
    part_over_whole,
)
from tests.measures.doubts.drawn import NAN, drawn, found, states


def test_a_cumulative_figure_that_falls_names_both_cells():
    told = falls(drawn(total=[[5, 5, 3], [NAN, 6, NAN], [4, 7, NAN]]))
    assert found(told) == [("u0", 3, ((1, "total"), (3, "total")))]
    assert states(told) == ["doubt", "clear", "not_enough"]
    assert told["value"].tolist()[0] == -1


def test_a_part_above_its_whole():
    told = part_over_whole(drawn(part=[[3, 2, 1]], all=[[2, 2, NAN]]), [("part", "all")])
    assert found(told) == [("u0", 1, ((1, "part"), (1, "all")))]
    assert states(told) == ["doubt", "clear", "not_enough"]


def test_more_than_is_possible():
    told = above_most(drawn(days=[[7, 8, NAN], [2, 9, NAN]]), most=7)
    assert [f[:2] for f in found(told)] == [("u1", 1), ("u1", 2)]
    assert states(told) == ["clear", "doubt", "not_enough"]


def test_sub_units_that_do_not_add_up_to_the_parent():
    cells = drawn(done=[[5, 2, 3, 9, 4], [5, 2, 2, 9, NAN]])
    told = children_differ(cells, slot="done", parent=np.array([-1, 0, 0, -1, 3]))
    assert found(told) == [("u3", 1, ((1, "done"),)), ("u0", 2, ((2, "done"),))]
    assert told["value"].tolist()[:2] == [-5, -1]
    assert states(told)[1:3] == ["not_enough", "not_enough"], "children are not asked"


def test_an_unknown_child_is_not_taken_for_nothing():
    cells = drawn(done=[[5, 2, NAN]])
    assert (
        states(children_differ(cells, slot="done", parent=np.array([-1, 0, 0])))[0] == "not_enough"
    )


@pytest.mark.parametrize(
    ("now", "state"), [(110, "clear"), (111, "doubt"), (89, "doubt"), (90, "clear")]
)
def test_a_denominator_that_moves_by_more_than_a_tenth(now, state):
    assert states(denominator_drift(drawn(members=[[100], [NAN], [now]]))) == [state]


@given(st.lists(st.sampled_from([NAN, 0, 1, 2, 3]), min_size=1, max_size=9))
def test_weeks_read_one_by_one_find_the_same_falls(y):
    slow, last = [], None
    for week, value in enumerate(y, 1):
        if value == value:
            if last is not None and value < last:
                slow.append(week)
            last = value
    assert [f[1] for f in found(falls(drawn(total=[[v] for v in y])))] == slow
