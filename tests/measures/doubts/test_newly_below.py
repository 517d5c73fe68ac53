"""A unit that comes under a parent which reports for all, or leaves it, is asked about where
its totals do not tell; figures by week and unit."""

from dataclasses import replace

import numpy as np
import pytest

from measures import figures_to_verify
from tests.measures.counting.test_own_part import PACK, STUDY, TOTAL, family, lineage


def asked(panel):
    """What is asked of whom: the parent, the week, what was brought and the two cells."""
    found = figures_to_verify(panel, PACK, entries={}, today=panel.weeks[-1].week.ends_on).doubts
    told = found[found["code"] == "newly_below"]
    return told[["unit_id", "week", "subject", "value", "evidence"]].values.tolist()


def moved(*weeks, since):
    """u2 stands under u0 before the week `since`, under u1 from it on; both report for all."""
    panel = family(*weeks, parents=(-1, -1, 0), including=(0, 1))
    lasting = [
        replace(w, lineage=lineage(w.member, (-1, -1, 1 if w.week.number >= since else 0), (0, 1)))
        for w in panel.weeks
    ]
    return replace(panel, weeks=tuple(lasting))


def late(*weeks, since):
    """u1 stands under u0 from the week `since` on, and is on no roster before."""
    panel = family(*weeks, parents=(-1, 0), including=(0,))
    lasting = [replace(w, member=np.array([True, w.week.number >= since])) for w in panel.weeks]
    lasting = [replace(w, lineage=lineage(np.ones(2, dtype=bool), (-1, 0), (0,))) for w in lasting]
    return replace(panel, weeks=tuple(lasting))


def test_a_unit_that_moves_in_totals_is_asked_about_with_both_cells():
    panel = moved("/10 /10 /6", "/12 /18 /8", since=2)
    cells = ((2, TOTAL), (2, TOTAL, "u2"))
    assert asked(panel) == [[u, 2, STUDY.id, 6.0, cells] for u in ("u0", "u1")]


def test_by_older_rules_it_is_asked_too():
    panel = moved("/10 /10 /6", "/12 /18 /8", since=2).by_rules(2)
    assert [row[0] for row in asked(panel)] == ["u0", "u1"]


def test_a_unit_that_never_moves_or_brings_nothing_is_not_asked_about():
    assert asked(moved("/10 /10 /6", "/12 /12 /8", since=1)) == []
    assert asked(moved("/10 /10 0", "/12 /12 2", since=2)) == []


def test_a_late_unit_whose_first_total_tells_of_before_is_asked_about():
    panel = late("/10 -", "/14 2/9", since=2)
    assert asked(panel) == [["u0", 2, STUDY.id, 7.0, ((2, TOTAL), (2, TOTAL, "u1"))]]


@pytest.mark.parametrize("week", ["/14 2/2", "/14 2"])
def test_a_late_unit_that_tells_of_its_own_weeks_is_not(week):
    assert asked(late("/10 -", week, since=2)) == []


def test_it_is_asked_once_the_parent_next_gives_a_total():
    panel = moved("/10 /10 /6", "/6 2 /8", "/13 /22 /9", since=2)
    assert [row[:4] for row in asked(panel)] == [["u1", 3, STUDY.id, 6.0]]


@pytest.mark.parametrize(
    "weeks",
    [
        ("2/12 2/18 2/8", "1/13 1/19 1/9"),  # u1 took u2's 6 in
        ("2/6 2/12 2/8", "1/7 1/13 1/9"),  # u0 gave them up
        ("/6 /18 /8", "/7 /19 /9"),
    ],
)
def test_a_total_that_a_move_explains_contradicts_nothing(weeks):
    panel = moved("/10 /10 /6", *weeks, since=2)
    found = figures_to_verify(panel, PACK, entries={}, today=panel.weeks[-1].week.ends_on).doubts
    assert set(found["code"]) <= {"newly_below"}


@pytest.mark.parametrize(
    ("after", "code"),
    [("2/11 2/12 2/8", "total_apart"), ("/3 2/12 2/8", "falls")],
)
def test_one_that_it_does_not_explain_still_does(after, code):
    panel = moved("/10 /10 /6", after, since=2)
    found = figures_to_verify(panel, PACK, entries={}, today=panel.weeks[-1].week.ends_on).doubts
    told = found[["unit_id", "code"]].values.tolist()
    assert told == [["u0", code], ["u0", "newly_below"]]


def test_the_first_total_of_who_came_late_contradicts_nothing():
    panel = late("/10 -", "/14 2/9", "/17 1/11", since=2)
    found = figures_to_verify(panel, PACK, entries={}, today=panel.weeks[-1].week.ends_on).doubts
    told = found[["unit_id", "code", "week"]].values.tolist()
    assert told == [["u0", "newly_below", 2], ["u1", "total_apart", 3]]
