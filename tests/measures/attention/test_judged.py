"""What is said of units of whom, or of whose groups, nothing was sent."""

from campaign import SPANS, Level
from measures import judged, launch_coverage, launches, worklist
from tests.measures import drawn, logged
from tests.measures.told import Told

PACK = drawn.pack()
STUDY = "study_session_count"
TABLE = """
    | unit | launch_held | launched_on |
    | u3   | yes         | 2023-10-05  |
"""
DISCUSSIONS = "discussion_session_count"


def told(*weeks):
    """Four units, the first and the last of group g01; each week is what they reported."""
    return Told(("section_team",) * 4, (0,) * 4, tuple(tuple(week) for week in weeks)).panel


def codes(found):
    """By unit, the codes of its items."""
    return {line.unit_id: [reason.code for reason in line.reasons] for line in found}


def test_a_unit_left_out_of_its_groups_launch_table_is_late_and_others_are_unknown():
    panel = told(*([{STUDY: 1}] * 4,) * 3)
    table = logged.register(TABLE)
    last = panel.weeks[-1].week
    found = worklist(panel, PACK, week=3, today=last.ends_on, launches=table)
    late = {unit for unit, named in codes(found).items() if "overdue" in named}
    assert late == {"u0"}, "u1 and u2 are of groups that sent no table"
    held = launches(logged.entries("launch", TABLE), PACK, held={"u0", "u3"})
    waits = worklist(panel, PACK, week=3, today=last.ends_on, launches=held)
    assert not any("overdue" in named for named in codes(waits).values()), "its row is held"
    assert launch_coverage(held, panel, week=3)[["numerator", "n_reported"]].values.tolist() == [
        [1, 1]
    ]


def test_nobody_has_caught_up_in_the_first_week_anybody_reported():
    """Two silent weeks: every unit has the item; then all but one report more than is planned."""
    much = {STUDY: 9, "discussion_session_count": 9}
    panel = told(*([None] * 4,) * 3, [much, much, much, None])
    before = worklist(panel, PACK, week=3, today=panel.weeks[2].week.ends_on)
    assert all(line.reasons for line in before)
    now = worklist(panel, PACK, week=4, today=panel.weeks[3].week.ends_on)
    assert not any(line.caught_up for line in now)


def test_what_was_never_reported_is_not_said_to_be_zero():
    panel = told(*([None, {STUDY: 1}, {STUDY: 1}, {"discussion_session_count": 0}],) * 9)
    found = worklist(panel, PACK, week=9, today=panel.weeks[-1].week.ends_on)
    known = {
        line.unit_id: reason.is_known
        for line in found
        for reason in line.reasons
        if (reason.code, reason.subject) == ("behind_plan", "discussion_session_count")
    }
    assert known == {"u0": False, "u3": True}, "u1 and u2 are of groups that never told it"


def test_a_group_without_a_log_is_asked_and_its_units_are_not():
    """Group 1 sent a log of all weeks with one visit; groups 2 and 3 sent none."""
    panel = told(*([{STUDY: 1}] * 4,) * 5)
    log = logged.visit_log("""
        | unit | group | day        | method | stream |
        | u3   | g01   | 2023-11-03 | hear   | study  |
    """)
    spans = SPANS.frame([{"sender": "g01", "first_on": "2023-10-02", "last_on": "2023-11-05"}])
    day = panel.weeks[-1].week.ends_on
    found = judged(panel, PACK, today=day, visits=log, spans=spans)
    assert found.visited["is_known"].tolist() == [True, False, False, True]
    asked = {unit for unit, named in codes(found.items).items() if "not_visited" in named}
    assert asked == {"u0"}
    assert found.items[0].level is Level.KEY
    lines = found.logs[["group_id", "weeks_without"]].values.tolist()
    assert lines == [["g01", 0], ["g02", 5], ["g03", 5]]
    own = found.within(frozenset({"u1"}))
    assert [line.unit_id for line in own.items] == ["u1"]
    assert own.logs["group_id"].tolist() == ["g02"]


def test_a_figure_no_report_of_a_group_ever_gave_is_asked_of_the_group():
    """Groups 1 and 2 reported study alone, a unit of group 3 no discussion; group 2 nothing."""
    panel = told(*([{STUDY: 1}, None, {DISCUSSIONS: 0}, {STUDY: 1}],) * 9)
    found = judged(panel, PACK, today=panel.weeks[-1].week.ends_on)
    behind = {
        line.unit_id
        for line in found.items
        for reason in line.reasons
        if (reason.code, reason.subject) == ("behind_plan", DISCUSSIONS)
    }
    assert behind == {"u1", "u2"}, "of a silent group nothing is excused, and a zero is a figure"
    asked = found.untold.groupby("group_id")["quantity"].agg(list).to_dict()
    assert DISCUSSIONS in asked["g01"]
    assert "g02" not in asked
    assert DISCUSSIONS not in asked["g03"]
    assert set(found.within(frozenset({"u2"})).untold["group_id"]) == {"g03"}
