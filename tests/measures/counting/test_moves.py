"""Where the work of a unit that moved between parents stands: figures by week and unit."""

from dataclasses import replace

import numpy as np
import pytest

from campaign import LATE_RULES, MOVE_RULES
from measures import explained_totals, figures_to_verify, frequency, known_totals
from tests.measures.counting.test_own_part import PACK, STUDY, family, lineage, rows
from tests.measures.doubts.test_newly_below import late, moved


def counted(panel, week=2):
    """What each unit has done since the launch, and how much more its parent's own part may be."""
    state = known_totals(panel, STUDY)[week - 1]
    return state.total.tolist(), state.own.family.moves.unsure.tolist()


def asked(panel):
    found = figures_to_verify(panel, PACK, entries={}, today=panel.weeks[-1].week.ends_on).doubts
    told = found[found["code"] == "newly_below"]
    return told[["unit_id", "week", "value"]].values.tolist()


# u0 and u1 report for all below them; u2 stands under u0 in week 1 and under u1 from week 2 on,
# and did 6 before it moved and 2 in week 2.
@pytest.mark.parametrize(
    ("before", "after", "own"),
    [
        ("/10 /10 /6", "2/12 2/12 2/8", [6, 10, 8]),  # u0 keeps the 6, u1 does not take them
        ("/10 /10 /6", "2/6 2/12 2/8", [6, 10, 8]),  # u0 gives them up
        ("/10 /10 /6", "2/6 2/18 2/8", [6, 10, 8]),  # and u1 takes them
        ("/10 /10 /6", "2/12 2/18 2/8", [6, 10, 8]),  # u0 keeps them, u1 takes them too
        ("/10 /10 /6", "/6 2/12 2/8", [6, 10, 8]),  # a total falls by what left, not by work
        ("/10 /10 /6", "/4 /12 /8", [4, 10, 8]),  # rises too little for what came
        ("/10 /10 /6", "/4 /17 /8", [4, 15, 8]),  # 7 more, 2 of them u2's: less than its 6
    ],
)
def test_a_total_that_tells_where_the_work_of_before_stands_counts_it_once(before, after, own):
    panel = moved(before, after, since=2)
    assert counted(panel) == (own, [0, 0, 0])
    assert asked(panel) == []
    row = frequency(panel, PACK, STUDY.id).iloc[-1]
    assert (row["cumulative"], row["is_lower_bound"]) == (sum(own), False)


@pytest.mark.parametrize(
    ("after", "own", "unsure"),
    [
        ("/12 2/12 2/8", [6, 10, 8], [6, 0, 0]),  # u0 kept 6, or gave them up and did 8
        ("/4 /18 /8", [4, 10, 8], [0, 6, 0]),  # u1 took 6, or did 6 of its own
        ("/12 /18 /8", [6, 10, 8], [6, 6, 0]),
        ("3/12 2/12 2/8", [6, 10, 8], [6, 0, 0]),  # a week that fits neither reading
    ],
)
def test_of_two_readings_the_lower_stands_as_a_lower_bound(after, own, unsure):
    panel = moved("/10 /10 /6", after, since=2)
    assert counted(panel) == (own, unsure)
    assert asked(panel) == [[f"u{i}", 2, n] for i, n in enumerate(unsure) if n]
    assert frequency(panel, PACK, STUDY.id)["is_lower_bound"].tolist() == [False, True]


def test_the_weeks_of_a_total_that_gave_up_or_took_are_without_what_moved():
    (_, state) = known_totals(moved("/10 /10 /6", "/6 2/12 2/8", since=2), STUDY)
    assert state.week.tolist() == [2, 0, 2]
    (_, state) = known_totals(moved("/10 /10 /6", "/6 /18 /8", since=2), STUDY)
    assert state.week.tolist() == [2, 0, 2]


def test_it_is_read_once_the_parent_gives_its_next_total_and_stays():
    panel = moved("/10 /10 /6", "2 2 /8", "2/14 2/14 2/10", "/16 /16 /12", since=2)
    assert [counted(panel, week)[0] for week in (2, 3, 4)] == [
        [6, 10, 8],
        [8, 10, 10],
        [10, 10, 12],
    ]
    assert asked(panel) == []


# u1 comes under u0 in week 2: 9 since the launch, 2 of them in week 2.
@pytest.mark.parametrize(
    ("after", "own", "unsure"),
    [
        ("/14 2/9", [5, 9], 7),  # u0's 10 had the 7, or never had them
        ("/19 2/9", [10, 9], 7),  # or took them in now
        ("/14 9/9", [5, 9], 0),
        ("/19 /9", [10, 9], 0),  # 9 more: all of this week
        ("/12 /9", [3, 9], 9),
    ],
)
def test_who_comes_late_with_a_total_of_before_is_counted_at_least_once(after, own, unsure):
    panel = late("/10 -", after, since=2)
    assert counted(panel) == (own, [unsure, 0])
    assert asked(panel) == ([["u0", 2, unsure]] if unsure else [])


def test_who_did_more_than_its_parent_ever_had_was_not_in_it():
    assert counted(late("/3 -", "2/5 2/9", since=2)) == ([3, 9], [0, 0])


@pytest.mark.parametrize(
    ("weeks", "brought"),
    [
        (("2 -", "2 /9", "2 /11"), [[2, None], [2, None], [2, 2]]),  # of before it came, who knows
        (("2 -", "2 3/9"), [[2, None], [2, 3]]),
        (("2 -", "2 3", "2 /9", "2 /10"), [[2, None], [2, 3], [2, None], [2, 1]]),
    ],
)
def test_the_first_total_of_who_comes_late_is_no_week(weeks, brought):
    panel = late(*weeks, since=2)
    panel = replace(panel, weeks=tuple(replace(w, lineage=flat(w)) for w in panel.weeks))
    assert [week for week, _ in rows(panel)] == brought
    old = rows(panel.by_rules(LATE_RULES - 1))
    assert None not in [week for week, _ in old][-1]


def flat(week):
    """Nobody has a parent."""
    return replace(week.lineage, parent=np.full(2, -1), including=np.zeros(2, dtype=bool))


def test_older_rules_count_as_they_did():
    panel = moved("/10 /10 /6", "2/12 2/12 2/8", since=2)
    old = known_totals(panel.by_rules(MOVE_RULES - 1), STUDY)[-1]
    assert old.total.tolist() == [12, 4, 8]
    assert np.isnan(counted(panel)[1]).sum() == 0


def family_by_week(*weeks, parents, including, away=()):
    """A panel whose tree is another week by week: a list of each unit's parent and one of those who
    report for all, a week each; `away` are (unit, week) in which a unit is closed."""
    panel = family(*weeks, parents=parents[0], including=including[0])
    lasting = []
    for week, above, of in zip(panel.weeks, parents, including, strict=True):
        closed = [(unit, week.week.number) in away for unit in range(len(above))]
        member = ~np.array(closed)
        lasting.append(replace(week, member=member, lineage=lineage(member, above, of)))
    return replace(panel, weeks=tuple(lasting))


# u2 stands under u0, is closed in week 2 and comes back under u1 in week 3; it did 6 before.
@pytest.mark.parametrize(
    ("after", "own", "unsure"),
    [
        ("1/12 2/12 2/8", [6, 10, 8], [0, 0, 0]),  # kept by u0, not taken in by u1
        ("1/6 2/18 2/8", [6, 10, 8], [0, 0, 0]),  # given up, taken in
        ("/12 2/12 2/8", [6, 10, 8], [6, 0, 0]),
    ],
)
def test_a_unit_that_was_closed_and_comes_back_under_another_has_moved(after, own, unsure):
    panel = family_by_week(
        "/10 /10 /6",
        "1/11 0/10 -",
        after,
        parents=[(-1, -1, 0), (-1, -1, 0), (-1, -1, 1)],
        including=[(0, 1)] * 3,
        away={(2, 2)},
    )
    assert [sum(counted(panel, week)[0]) for week in (1, 2)] == [20, 21]
    assert counted(panel, 3) == (own, unsure)
    assert [row[:2] for row in asked(panel)] == [["u0", 3]] * (sum(unsure) > 0)


# u1 stands under u0, did 4 of u0's 10, and is closed from week 2 on.
@pytest.mark.parametrize(
    ("after", "own", "before"),
    [
        ("5/15 -", [11, 4], [11, 4]),  # its total keeps what a closed unit did
        ("5/11 -", [11, 4], [7, 4]),  # or gives it up
        ("/15 -", [11, 4], [11, 4]),
        ("/8 -", [8, 4], [4, 4]),  # it fell by 4 beside 2 of its own
        ("5 -", [11, 4], [11, 4]),
    ],
)
def test_what_a_unit_closed_below_a_parent_did_stays_once(after, own, before):
    panel = family("/10 /4", after, parents=(-1, 0), including=(0,), left=((1, 2),))
    assert counted(panel) == (own, [0, 0])
    assert asked(panel) == []
    given_up = {("u0", 2)} if sum(own) - sum(before) else set()
    assert explained_totals(panel, PACK) == given_up, "no contradiction, whatever its sheet said"
    old = known_totals(panel.by_rules(LATE_RULES - 1), STUDY)[-1]
    assert old.total.tolist() == before


# u1 stands under u0 and did 6; u0 did 10 alone.
@pytest.mark.parametrize(
    ("after", "own", "unsure"),
    [
        ("3/19 2/8", [11, 8], 0),  # it takes the 6 in: 3 of both this week
        ("3/13 2/8", [11, 8], 0),  # or goes on from its own 10
        ("/13 2/8", [11, 8], 0),  # less than the 6 and the week's 2: it goes on
        ("/19 2/8", [11, 8], 6),  # it took in 6, or did 7 of its own
        ("3 2", [11, 8], 0),
    ],
)
def test_who_begins_to_report_for_those_below_counts_their_earlier_work_once(after, own, unsure):
    panel = family_by_week("/10 /6", after, parents=[(-1, 0)] * 2, including=[(), (0,)])
    assert counted(panel) == (own, [unsure, 0])
    assert asked(panel) == ([["u0", 2, unsure]] if unsure else [])


# u0 reports 16, of which u1 did 6, and from week 2 on for itself alone.
@pytest.mark.parametrize(
    ("after", "own", "unsure"),
    [
        ("1/11 2/8", [11, 8], 0),  # it gives the 6 up
        ("1/17 2/8", [11, 8], 0),  # or keeps them
        ("/11 2/8", [11, 8], 0),
        ("/17 2/8", [11, 8], 6),  # it kept 6, or did 7 more of its own
        ("1 2", [11, 8], 0),
    ],
)
def test_who_no_longer_reports_for_those_below_counts_its_own_once(after, own, unsure):
    panel = family_by_week("/16 /6", after, parents=[(-1, 0)] * 2, including=[(0,), ()])
    assert counted(panel) == (own, [unsure, 0])


def test_to_and_fro_counts_what_was_done():
    panel = family_by_week(
        "/10 /6",
        "3/19 2/8",
        "1/12 2/10",
        "3/15 2/12",
        parents=[(-1, 0)] * 4,
        including=[(), (0,), (), (0,)],
    )
    assert [state.total.tolist() for state in known_totals(panel, STUDY)] == [
        [10, 6],
        [11, 8],
        [12, 10],
        [13, 12],
    ]
    assert asked(panel) == []


def test_a_move_below_one_that_reports_for_itself_takes_nothing_from_whom_it_is_below():
    # u0 reports for all, u1 under it for itself; u2 comes under u1 from nowhere with 6 of before.
    panel = family_by_week(
        "10 3 6", "9 2 4", parents=[(-1, 0, -1), (-1, 0, 1)], including=[(0,)] * 2
    )
    assert counted(panel, 2)[0] == [10, 5, 10]
    old = known_totals(panel.by_rules(MOVE_RULES), STUDY)[-1]
    assert old.total.tolist() == [4, 5, 10]


def test_who_begins_to_report_for_two_levels_loses_nothing_of_the_lower():
    panel = family_by_week("10 3 6", "9 2 4", parents=[(-1, 0, 1)] * 2, including=[(), (0,)])
    assert counted(panel, 2)[0] == [13, 5, 10]


# u1 with u2 below it is closed into u0, which reports for u2 from then on: 8, 7 with u2's 5, and 5.
@pytest.mark.parametrize("after", ["3/18 - 2/7", "3/11 - 2/7"])
def test_a_board_that_goes_on_in_another_brings_those_below_it_once(after):
    panel = family_by_week(
        "8/8 7/7 5/5",
        after,
        parents=[(-1, -1, 1), (-1, -1, 0)],
        including=[(0, 1), (0, 1)],
        away={(1, 2)},
    )
    first, last = panel.weeks
    last = replace(last, lineage=replace(last.lineage, successor=np.array([-1, 0, -1])))
    panel = replace(panel, weeks=(first, last))
    row = frequency(panel, PACK, STUDY.id).iloc[-1]
    assert (row["week_sum"], row["cumulative"], row["is_lower_bound"]) == (3, 18, False)
    assert asked(panel) == []
