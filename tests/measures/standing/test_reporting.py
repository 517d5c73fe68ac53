"""Who has reported, on time, late, held or not at all."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import FIRST_RULES, NEWEST_RULES, SUCCESSOR_RULES, State
from measures import arrivals, narrow, reporting, uses
from measures.standing.reporting import completeness, content_completeness, timeliness
from tests.measures import drawn
from tests.measures.standing.test_coverage import UNIT, table

WEEK = """
    | unit | type         | group | orgs | w1     |
    | 甲   | county_team  | g01   | 0    | 2      |
    | 乙   | section_team | g01   | 0    | late 0 |
    | 丙   | section_team | g02   | 0    | held   |
    | 丁   | second_tier  | g02   | 0    | .      |
    | 戊   | grassroots   | g02   | 0    | blank  |
    | 己   | non_public   | g02   | 0    | exempt |
    | 庚   | non_public   | g02   | 0    | -      |
"""


def test_each_unit_is_in_exactly_one_state():
    states = arrivals(drawn.panel(WEEK), drawn.pack(), week=1).set_index("unit_id")["state"]
    assert states.to_dict() == {
        "甲": "on_time",
        "乙": "late",
        "丙": "held",
        "丁": "missing",
        "戊": "missing",
        "己": "exempt",
    }


def test_a_figure_with_a_plan_or_in_the_phase_report_is_used():
    pack, planned = drawn.pack(), "study_session_count"
    assert {"overview", "attention"} <= set(uses(pack, planned))
    told = {it for part in pack.report for says in part.says for it in [says.partition("@")[0]]}
    for quantity in pack.quantities:
        assert ("papers" in uses(pack, quantity.id)) is (f"quantity:{quantity.id}" in told)
    assert any("papers" in uses(pack, quantity.id) for quantity in pack.quantities)


def test_a_row_without_a_single_asked_figure_is_not_a_report():
    row = reporting(drawn.panel(WEEK), drawn.pack()).iloc[0]
    assert (row["n_expected"], row["n_reported"], row["n_missing"], row["n_held"]) == (5, 2, 2, 1)


def test_completeness_and_timeliness_share_the_expected_units():
    panel = drawn.panel(WEEK)
    assert completeness(panel, drawn.pack())["value"].tolist() == [2 / 5]
    assert timeliness(panel, drawn.pack())["value"].tolist() == [1 / 5]


def test_nothing_expected_is_null_and_never_zero_percent():
    panel = drawn.panel("""
        | unit | type       | group | orgs | w1     |
        | 己   | non_public | g02   | 0    | exempt |
    """)
    for measure in (completeness, timeliness, content_completeness):
        row = measure(panel, drawn.pack()).iloc[0]
        assert row["denominator"] == 0
        assert np.isnan(row["value"])


@pytest.mark.parametrize(
    ("rules", "figure", "state"),
    [
        (NEWEST_RULES, None, "exempt"),
        (NEWEST_RULES, "2", "on_time"),
        (SUCCESSOR_RULES - 1, None, "missing"),
        (FIRST_RULES, None, "missing"),
    ],
)
def test_a_row_exempt_wherever_it_says_anything_owes_nothing_its_sheet_lacks(rules, figure, state):
    row = "blank" if figure is None else figure
    panel = drawn.panel(f"""
        | unit | type         | group | orgs | w1    |
        | 乙   | section_team | g01   | 0    | {row} |
    """)
    states = panel.weeks[0].states.copy()
    states[drawn.SLOTS["discussion_session_count"], 0] = ord(State.EXEMPT)
    weeks = (replace(panel.weeks[0], states=states),)
    told = arrivals(replace(panel, weeks=weeks, rules=rules), drawn.pack())
    assert told["state"].tolist() == [state]


def test_answering_everything_with_a_stroke_is_not_a_report_and_not_an_exemption():
    panel = drawn.panel("""
        | unit | type       | group | orgs | w1  |
        | 己   | non_public | g02   | 0    | n/a |
    """)
    assert arrivals(panel, drawn.pack())["state"].tolist() == ["missing"]


def test_content_counts_the_cells_asked_of_each_type():
    panel = drawn.panel("""
        | unit | type       | group | orgs | w1 |
        | 己   | non_public | g02   | 0    | 1  |
        | 庚   | non_public | g02   | 3    | .  |
    """)
    row = content_completeness(panel, drawn.pack()).iloc[0]
    assert (row["numerator"], row["denominator"]) == (1, 4 + 5)


def test_a_report_from_outside_the_roster_is_listed_and_never_counted():
    panel = drawn.panel("""
        | unit | type       | group | orgs | w1 | w2 |
        | 甲   | non_public | g02   | 0    | 1  | 1  |
        | 乙   | non_public | g02   | 0    | 1  | -  |
    """)
    panel.weeks[1].reported[1] = True
    rows = reporting(panel, drawn.pack(), week=2).iloc[0]
    assert (rows["n_expected"], rows["n_reported"]) == (1, 1)
    assert arrivals(panel, drawn.pack(), week=2)["state"].tolist() == ["on_time", "unexpected"]


def test_units_outside_a_narrowing_are_not_called_unexpected():
    panel = narrow(drawn.panel(WEEK), groups=["g01"])
    assert arrivals(panel, drawn.pack())["unit_id"].tolist() == ["甲", "乙"]
    assert reporting(panel, drawn.pack())["n_unexpected"].tolist() == [0]


def test_arrivals_of_all_weeks_keep_protocol_order():
    panel = drawn.panel("""
        | unit | type       | group | orgs | w1 | w2 |
        | 乙   | non_public | g02   | 0    | 1  | .  |
        | 甲   | non_public | g01   | 0    | .  | 1  |
    """)
    frame = arrivals(panel, drawn.pack())
    assert frame["unit_id"].tolist() == ["乙", "乙", "甲", "甲"]
    assert frame["state"].tolist() == ["on_time", "missing", "missing", "on_time"]


@given(st.lists(UNIT, min_size=1, max_size=6))
def test_the_states_add_up_to_the_expected(units):
    rows = reporting(drawn.panel(table(units)), drawn.pack(), by="group")
    assert (rows["n_reported"] + rows["n_held"] + rows["n_missing"] == rows["n_expected"]).all()
    assert (rows["n_on_time"] + rows["n_late"] == rows["n_reported"]).all()
