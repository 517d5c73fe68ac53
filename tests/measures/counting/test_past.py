"""What is worked out from a week is remembered as long as it is there, and never out of date."""

import gc
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from measures import frequency, standing, worklist
from measures.counting import memory
from measures.counting.known_totals import known_totals
from tests.measures import drawn
from tests.measures.attention.test_worklist import panels
from tests.tries import tries

PACK = drawn.pack()
STUDY = PACK.quantity["study_session_count"]


def fresh(panel):
    """The same panel with nothing worked out from it yet."""
    return replace(panel, weeks=tuple(replace(week) for week in panel.weeks))


def of_everything(panel):
    """Every measure by group, week by week."""
    return standing(panel, PACK, by="group")


@settings(max_examples=tries(4))  # all measures four times a try
@given(panels(), st.data())
def test_after_a_correction_of_any_week_all_is_as_if_read_anew(told, data):
    before = told.panel
    of_everything(before)
    week = data.draw(st.integers(1, len(told.cells)))
    corrected = told.with_cell(week, 0, {STUDY.id: 7.0}).panel
    weeks = list(before.weeks)
    weeks[week - 1] = corrected.weeks[week - 1]
    mixed = replace(before, weeks=tuple(weeks))  # the other weeks are the objects they were
    assert of_everything(mixed).equals(of_everything(fresh(corrected)))
    assert of_everything(before).equals(of_everything(fresh(before)))


@given(panels(), st.data())
def test_one_week_asked_for_is_that_week_of_all(told, data):
    panel = told.panel
    week = data.draw(st.integers(1, len(told.cells)))
    every = frequency(fresh(panel), PACK, STUDY.id, by="group")
    rows = every[every["week"] == week].reset_index(drop=True)
    assert frequency(fresh(panel), PACK, STUDY.id, by="group", week=week).equals(rows)


def test_weeks_that_did_not_change_are_not_read_again():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 | w3 |
        | 甲   | section_team | g01   | 0    | 1  | 2  | 3  |
    """)
    first = known_totals(panel, STUDY)
    later = replace(panel, weeks=(*panel.weeks[:2], replace(panel.weeks[2])))
    again = known_totals(later, STUDY)
    assert [a is b for a, b in zip(first, again, strict=True)] == [True, True, False]


def needing(panel):
    """Who needs a call at the panel's last week."""
    week = panel.weeks[-1].week
    return worklist(panel, PACK, week=week.number, today=week.ends_on)


@settings(max_examples=tries(8))  # five lists a try are not free
@given(panels(), st.data())
def test_who_needs_a_call_is_the_same_whatever_was_asked_before(told, data):
    before = told.panel
    for number in range(1, len(told.cells) + 1):
        needing(before.through(number))  # each week's answer is remembered for the next
    assert needing(before) == needing(fresh(before))
    week = data.draw(st.integers(1, len(told.cells)))
    corrected = told.with_cell(week, 0, {STUDY.id: 7.0}).panel
    weeks = list(before.weeks)
    weeks[week - 1] = corrected.weeks[week - 1]
    assert needing(replace(before, weeks=tuple(weeks))) == needing(fresh(corrected))


def test_nothing_made_of_weeks_outlives_them():
    gc.collect()
    before = len(memory)
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 | w3 |
        | 甲   | section_team | g01   | 4    | 0  | 0  | 3  |
        | 乙   | section_team | g01   | 2    | 1  | 1  | 1  |
    """)
    of_everything(panel)
    needing(panel)
    assert len(memory) > before + 50
    del panel
    gc.collect()
    assert len(memory) == before


def test_other_targets_are_another_question():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 | w3 |
        | 甲   | section_team | g01   | 9    | 0  | 0  | 0  |
    """)
    without = replace(PACK, targets=())
    first, other = (
        worklist(panel, pack, week=3, today=panel.weeks[-1].week.ends_on, asks_groups=False)
        for pack in (PACK, without)
    )
    assert {r.code for r in first[0].reasons} > {r.code for r in other[0].reasons}


def test_a_list_of_needs_is_a_sequence_like_any_other():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 | w3 |
        | 甲   | section_team | g01   | 0    | 0  | 0  | 0  |
        | 乙   | section_team | g01   | 0    | 1  | 1  | 1  |
    """)
    needs = needing(panel)
    assert [need.unit_id for need in needs] == [needs[0].unit_id, needs[-1].unit_id]
    assert needs[1:] == [needs[1]] == list(needs)[1:]
    assert needs[0].reasons
    assert not needs[1].reasons
    assert len(worklist(panel, PACK, week=9, today=panel.weeks[-1].week.ends_on)) == 0
