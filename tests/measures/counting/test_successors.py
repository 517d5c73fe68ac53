"""What a closed unit did goes on in its successor, once; figures by week and unit."""

from dataclasses import replace

import numpy as np
import pytest

from campaign import FIRST_RULES, LATE_RULES, SUCCESSOR_RULES, slot_rows
from measures import (
    figures_to_verify,
    frequency,
    guidance_coverage,
    launch_coverage,
    launch_rows,
    narrow,
    standing,
)
from measures.logs.recency import unit_visits
from tests.measures import logged
from tests.measures.counting.test_own_part import PACK, STUDY, family, rows


def merged(*weeks, into, left, parents=None, including=(), orgs=()):
    """A panel in which `left` says from which week a unit is closed and `into` where it goes on."""
    n = len(weeks[0].split())
    parents = parents or (-1,) * n
    panel = family(*weeks, parents=parents, including=including, left=left, orgs=orgs)
    after = np.array([into.get(unit, -1) for unit in range(n)])
    told = [
        replace(
            week,
            lineage=replace(week.lineage, successor=np.where(week.member, -1, after)),
        )
        for week in panel.weeks
    ]
    return replace(panel, weeks=tuple(told))


@pytest.mark.parametrize(
    ("weeks", "totals", "own"),
    [
        # By its own weeks alone: the history stands beside them.
        (("3 1", "2 1", "- 4"), [[3, 1], [5, 2], [0, 11]], 4),
        # Its next total goes on with its own series.
        (("3 /1", "2 /2", "- 4/6"), [[3, 1], [5, 2], [0, 11]], 4),
        # Its next total has the history in it: it is not added again.
        (("3 /1", "2 /2", "- 4/11"), [[3, 1], [5, 2], [0, 11]], 4),
        # The total alone rose by more than the history: the week is what is left of it.
        (("3 /1", "2 /2", "- /11"), [[3, 1], [5, 2], [0, 11]], 4),
        # The total alone rose by less: it cannot have it.
        (("3 /1", "2 /2", "- /4"), [[3, 1], [5, 2], [0, 9]], 2),
        # Silence changes nothing: what was done stays done.
        (("3 1", "2 1", "- -"), [[3, 1], [5, 2], [0, 7]], None),
    ],
)
def test_a_merged_units_history_goes_on_once(weeks, totals, own):
    panel = merged(*weeks, into={0: 1}, left=((0, 3),))
    told = rows(panel)
    assert [total for _, total in told] == totals
    assert told[-1][0] == [None, own]
    assert frequency(panel, PACK, STUDY.id)["cumulative"].tolist() == [sum(t) for t in totals]


def test_by_the_rules_of_before_each_unit_keeps_its_own_history():
    panel = merged("3 1", "2 1", "- 4", into={0: 1}, left=((0, 3),))
    told = rows(panel.by_rules(SUCCESSOR_RULES - 1))
    assert [total for _, total in told] == [[3, 1], [5, 2], [5, 6]]


def test_what_was_settled_once_stays_so():
    """The second total goes on from the first, which had the history in it, or had not."""
    within = merged("3 /1", "- 4/8", "- /10", into={0: 1}, left=((0, 2),))
    assert [total for _, total in rows(within)] == [[3, 1], [0, 8], [0, 10]]
    beside = merged("3 /1", "- 4/5", "- 5/10", into={0: 1}, left=((0, 2),))
    assert [total for _, total in rows(beside)] == [[3, 1], [0, 8], [0, 13]]


@pytest.mark.parametrize(
    ("after", "total", "before"),
    [
        ("- - 2/9", 9, 9),  # it took both in: 1, 2 and 4, and the week's 2
        ("- - 2/7", 9, 13),  # that of 4 alone
        ("- - 2/5", 9, 11),
        ("- - 2/3", 9, 9),  # none
        ("- - 2/4", 10, 10),  # 1 more than it did and no history: a doubt
    ],
)
def test_of_two_merged_units_one_may_be_taken_in(after, total, before):
    panel = merged("2 4 1/1", after, into={0: 2, 1: 2}, left=((0, 2), (1, 2)))
    assert [told[1][2] for told in rows(panel)] == [1, total]
    assert rows(panel.by_rules(LATE_RULES - 1))[-1][1][2] == before


def test_two_units_merge_into_a_new_one_and_it_into_another():
    weeks = ("3 2 - 1", "- - 1 1", "- - - 1")
    panel = merged(*weeks, into={0: 2, 1: 2, 2: 3}, left=((0, 2), (1, 2), (2, 3)))
    assert [total for _, total in rows(panel)] == [[3, 2, 0, 1], [0, 0, 6, 2], [0, 0, 0, 9]]


def test_a_circle_and_a_successor_that_is_gone_hand_nothing_on():
    circle = merged("3 2", "- -", into={0: 1, 1: 0}, left=((0, 2), (1, 2)))
    assert rows(circle)[-1][1] == [3, 2]
    gone = merged("3 2", "- -", into={0: 1}, left=((0, 2), (1, 2)))
    assert rows(gone)[-1][1] == [0, 5], "where it was last, with what went on in it"


def test_counts_move_to_the_successors_group_and_shares_go_by_the_weeks_roster():
    panel = merged("3 0 1", "- 0 1", into={0: 1}, left=((0, 2),))
    counts = frequency(panel, PACK, STUDY.id, by="group").set_index(["week", "place_id"])
    assert counts["cumulative"].to_dict() == {
        (1, "g01"): 3, (1, "g02"): 0, (1, "g03"): 1, (2, "g02"): 3, (2, "g03"): 2,
    }  # fmt: skip
    reach = standing(panel, PACK, measures=("study_reach",))
    parts = reach[["numerator", "denominator"]].astype(int).values.tolist()
    assert parts == [[2, 3], [2, 2]], "its successor has studied, and it is no unit any more"


def test_organisations_stand_with_the_successor_until_it_says_how_many_there_are():
    orgs = PACK.quantity["study_org_covered"]
    cells = [{orgs.id: 3.0}, {orgs.id: 4.0}]
    panel = merged("1 1", "- 1", "- 1", into={0: 1}, left=((0, 2),), orgs=(5, 8))
    told = replace(panel, weeks=(_with(panel.weeks[0], cells), *panel.weeks[1:]))
    assert [total for _, total in rows(told, orgs)] == [[3, 4], [0, 7], [0, 7]]
    told = replace(told, weeks=(*told.weeks[:2], _with(told.weeks[2], [{}, {orgs.id: 6.0}])))
    assert rows(told, orgs)[-1][1] == [0, 6]
    few = replace(told.weeks[1], sub_org_total=np.array([0, 5]))
    assert rows(replace(told, weeks=(told.weeks[0], few)), orgs)[-1][1] == [0, 5], (
        "no more than are"
    )


def _with(week, cells):
    """The week with these figures of its units."""
    values = np.array([week.values[i] for i in range(week.values.shape[0])])
    for unit, cell in enumerate(cells):
        for slot, number in cell.items():
            values[slot_rows()[slot], unit] = number
    return replace(week, values=values)


def test_a_merger_is_no_doubt_and_the_same_in_every_scope():
    panel = merged("3 /1", "2 /2", "- 4/11", into={0: 1}, left=((0, 3),))
    found = figures_to_verify(panel, PACK, entries={}, today=panel.weeks[-1].week.ends_on).doubts
    assert "total_apart" not in set(found["code"])
    part = narrow(panel, groups=("g02",))
    assert rows(part)[-1] == rows(panel)[-1]
    assert frequency(part, PACK, STUDY.id)["cumulative"].tolist()[-1] == 11


def test_a_child_merged_into_its_parent_is_counted_in_its_parents_figure_alone():
    weeks = ("4 13", "4 26", "- 34")
    panel = merged(*weeks, parents=(1, -1), including=(1,), into={0: 1}, left=((0, 3),))
    assert [sum(total) for _, total in rows(panel)] == [13, 39, 73]


def test_visits_and_the_launch_go_on_in_the_successor_from_the_week_of_the_merger():
    panel = merged("1 1 1", "1 1 1", "- 1 1", into={0: 1}, left=((0, 3),))
    closed, heir, _ = (unit.id for unit in panel.units)
    log = logged.visit_log(f"""
        | unit     | group | day        | method | stream | problem_found |
        | {closed} | g01   | 2023-10-03 | hear   | study  | 2             |
    """)
    register = logged.register(f"""
        | unit     | launch_held | launched_on |
        | {closed} | yes         | 2023-10-05  |
    """)
    assert guidance_coverage(log, panel)["numerator"].tolist() == [1, 1, 1]
    assert launch_coverage(register, panel)["numerator"].tolist() == [1, 1, 1]
    today = panel.weeks[-1].week.ends_on
    seen = unit_visits(log, panel, PACK, today=today).set_index("unit_id")
    assert seen["visits"].to_dict()[heir] == 1
    assert (seen["days"][heir], seen["is_known"][heir]) == (19, True)
    rows_ = launch_rows(register, panel, PACK, today=today).set_index("unit_id")
    assert rows_["state"][heir] == "launched"
    before = unit_visits(log, panel.through(2), PACK, today=today).set_index("unit_id")
    assert before["visits"].to_dict()[heir] == 0, "it was another's until then"
    first = replace(panel, rules=FIRST_RULES)
    assert guidance_coverage(log, first)["numerator"].tolist() == [1, 1, 0]


def test_a_line_of_its_own_counts_before_those_closed_into_it():
    panel = merged("1 1 1", "- 1 1", into={0: 1}, left=((0, 2),))
    closed, heir, _ = (unit.id for unit in panel.units)
    register = logged.register(f"""
        | unit     | launch_held | launched_on |
        | {closed} | yes         | 2023-10-05  |
        | {heir}   | no          | .           |
    """)
    assert launch_coverage(register, panel)["numerator"].tolist() == [1, 0]


@pytest.mark.parametrize(
    ("last", "into", "own", "totals"),
    [
        # A school goes back into its board, whose figure had it all along.
        ("/30 /9 -", 0, [7, 3, None], [21, 9, 0]),
        ("10/30 3/9 -", 0, [7, 3, None], [21, 9, 0]),
        ("10 3 -", 0, [7, 3, None], [21, 9, 0]),
        # It goes into the other school: the total of that one took its history in, or did not.
        ("/30 /21 -", 1, [3, 7, None], [9, 21, 0]),
        ("10 7/21 -", 1, [3, 7, None], [9, 21, 0]),
        ("/30 /13 -", 1, [3, 7, None], [9, 21, 0]),
    ],
)
def test_a_history_below_a_parent_goes_on_once(last, into, own, totals):
    weeks = ("/10 /3 /4", "/20 /6 /8", last)
    told = {"into": {2: into}, "left": ((2, 3),), "parents": (-1, 0, 0), "including": (0,)}
    panel = merged(*weeks, **told)
    assert rows(panel)[-1] == (own, totals)
    assert sum(rows(panel.by_rules(SUCCESSOR_RULES))[1][1]) == 20


def test_a_school_that_leaves_its_board_stays_in_what_the_board_did():
    """The board's total keeps the four of the school that goes on in another board."""
    weeks = ("/10 /3 /4 /1", "/16 /6 - /9")
    told = {"into": {2: 3}, "left": ((2, 2),), "parents": (-1, 0, 0, -1), "including": (0,)}
    assert rows(merged(*weeks, **told))[-1] == ([3, 3, None, 4], [6, 6, 0, 9])
