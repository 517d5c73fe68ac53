"""What is worked out from a week is kept with it, and never out of date."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from measures import frequency, standing
from measures.running import running
from tests.measures import drawn
from tests.measures.test_worklist import panels

PACK = drawn.pack()
STUDY = PACK.quantity["study_session_count"]


def fresh(panel):
    """The same panel with nothing worked out from it yet."""
    return replace(panel, weeks=tuple(replace(week) for week in panel.weeks))


def of_everything(panel):
    """Every measure by group, week by week."""
    return standing(panel, PACK, by="group")


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
    first = running(panel, STUDY)
    later = replace(panel, weeks=(*panel.weeks[:2], replace(panel.weeks[2])))
    again = running(later, STUDY)
    assert [a is b for a, b in zip(first, again, strict=True)] == [True, True, False]
