"""How often, by which method, on what, and who has not been seen."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign import SPANS
from measures import (
    guidance_coverage,
    method_mix,
    narrow,
    visits_by_method,
    visits_by_stream,
    visits_by_week,
)
from measures.logs.log_weeks import group_logs
from measures.logs.recency import unit_visits
from tests.measures import drawn, logged
from tests.tries import tries

PANEL = drawn.panel("""
    | unit | type         | group | orgs | w1 | w2 | w3 |
    | 甲   | county_team  | g01   | 0    | 1  | 1  | 1  |
    | 乙   | section_team | g01   | 0    | 1  | 1  | 1  |
    | 丙   | grassroots   | g02   | 0    | 1  | 1  | 1  |
    | 丁   | grassroots   | g02   | 0    | 1  | -  | -  |
""")
LOG = logged.visit_log("""
    | unit | group | day        | method    | stream                | problem_found |
    | 甲   | g01   | 2023-10-03 | hear spot | study                 | 2             |
    | 甲   | g02   | 2023-10-20 | join      | study research        | .             |
    | 丙   | .     | 2023-10-20 | hear      | review+rectify review | 0             |
    | 乙   | g01   | 2023-10-20 | hear      | study                 | 1             |
    | 外   | g01   | 2023-10-20 | hear      | study                 | 9             |
    | 丁   | g02   | 2023-10-12 | hear      | study                 | 9             |
""")
TODAY = date(2023, 10, 22)


def counts(frame, *columns):
    """The rows as tuples of these columns."""
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_weeks_of_a_log_without_a_visit_have_none_and_others_are_not_counted():
    """One of week 3's visits leaves its problems open; the log says that it covers all weeks."""
    whole = SPANS.frame([{"sender": "g01", "first_on": "2023-10-02", "last_on": "2023-10-22"}])
    frame = visits_by_week(LOG, PANEL, spans=whole)
    shown = ("week", "visits", "units", "problems", "problems_open", "visits_open")
    assert counts(frame, *shown) == [
        (1, 1, 1, 2, 0, 1),  # of group 2 no log tells: there may be more
        (2, 0, 0, 0, 0, 0),
        (3, 3, 3, 1, 1, 0),
    ]
    by_group = visits_by_week(LOG, PANEL, by="group")
    assert counts(by_group[by_group["week"] == 3], "place_id", "visits") == [("g01", 1), ("g02", 2)]


def test_a_week_of_which_no_log_tells_is_unknown_and_a_column_left_out_is_none_known():
    """Group 2 sends a log of week 2 alone; no log has the column of advice."""
    frame = visits_by_week(LOG, PANEL, by="group")
    by_week = frame.set_index(["place_id", "week"])
    assert np.isnan(by_week.loc[("g01", 2), "visits"])
    assert np.isnan(by_week.loc[("g02", 1), "visits"])
    assert by_week.loc[("g01", 1), "advice_open"] == 1
    assert np.isnan(by_week.loc[("g01", 1), "advice"])
    logs = group_logs(LOG, PANEL, drawn.pack())
    assert counts(logs, "group_id", "last_week", "weeks_without") == [("g01", 3, 0), ("g02", 3, 0)]
    early = PANEL.through(2)
    logs = group_logs(LOG[LOG["week"] < 2], early, drawn.pack())
    assert counts(logs, "group_id", "last_week", "weeks_without") == [("g01", 1, 1), ("g02", 0, 2)]


def test_a_visit_counts_once_for_each_method_it_used():
    frame = visits_by_method(LOG, PANEL, drawn.pack())
    told = {method: n for method, n in counts(frame, "method", "visits") if n}
    assert told == {"hear": 3, "spot": 1, "join": 1}
    assert set(frame["n"]) == {4}


def test_a_visits_weight_is_split_over_its_workstreams():
    frame = visits_by_stream(LOG, PANEL, drawn.pack(), by="group")
    told = {(g, s): w for g, s, w in counts(frame, "place_id", "stream", "weight") if w}
    assert told == {
        ("g01", "study"): 2,
        ("g02", "study"): 0.5,
        ("g02", "research"): 0.5,
        ("g02", "review"): 0.5,
        ("g02", "rectify"): 0.5,
    }


def test_coverage_counts_units_seen_of_units_assigned():
    frame = guidance_coverage(LOG, PANEL, by="group", week=3)
    assert counts(frame, "place_id", "numerator", "denominator") == [("g01", 2, 2), ("g02", 1, 1)]
    assert guidance_coverage(LOG, PANEL)["value"].tolist() == [1 / 4, 1 / 3, 1.0]


def test_days_count_from_the_last_visit_and_else_from_the_launch():
    log = logged.visit_log("""
        | unit | group | day        | method | stream |
        | 甲   | g01   | 2023-10-03 | hear   | study  |
        | 甲   | g01   | 2023-10-16 | hear   | study  |
        | 甲   | g01   | 2023-10-30 | hear   | study  |
    """)
    frame = unit_visits(log, PANEL, drawn.pack(), today=TODAY)
    assert counts(frame, "unit_id", "visits", "days", "limit", "longest_gap") == [
        ("甲", 2, 6, 14, 13),
        ("乙", 0, 20, 14, 20),
        ("丙", 0, 20, 28, 20),
    ]
    assert frame["last_on"].isna().tolist() == [False, True, True]


def test_without_any_log_nothing_is_known_of_visits():
    empty = logged.visit_log("| unit | group | day | method | stream |")
    assert visits_by_week(empty, PANEL)["visits"].isna().all()
    assert guidance_coverage(empty, PANEL)["value"].isna().all()
    assert guidance_coverage(empty, PANEL)["highest"].tolist() == [1, 1, 1]
    assert visits_by_stream(empty, PANEL, drawn.pack())["share"].isna().all()
    assert set(visits_by_method(empty, PANEL, drawn.pack())["visits"]) == {0}
    assert not unit_visits(empty, PANEL, drawn.pack(), today=TODAY)["is_known"].any()


def test_a_narrowed_panel_counts_only_visits_to_its_units():
    own = narrow(PANEL, groups=["g01"])
    assert visits_by_week(LOG, own)["visits"].sum() == 3
    by_group = visits_by_week(LOG, own, by="group")
    assert by_group["visits"].sum() == 3, "another group's visit stays with the unit's own group"


LOGS = st.lists(
    st.tuples(
        st.sampled_from("甲乙丙丁外"),
        st.sampled_from(["g01", "g02", "g09"]),
        st.integers(2, 25),
        st.sets(st.sampled_from(["hear", "spot", "join"]), min_size=1),
        st.sets(st.sampled_from(["study", "research", "rectify"]), min_size=1),
    ),
    max_size=12,
)


@settings(max_examples=tries(4))  # seven frames a try are not free
@given(LOGS)
def test_groups_and_workstreams_add_up_to_the_visits(rows):
    table = "| unit | group | day | method | stream |\n" + "\n".join(
        f"| {unit} | {group} | 2023-10-{day:02d} | {' '.join(methods)} | {' '.join(streams)} |"
        for unit, group, day, methods, streams in rows
    )
    log = logged.visit_log(table)
    total = visits_by_week(log, PANEL)["visits"].sum()
    for by in ("group", "type", "unit"):
        assert visits_by_week(log, PANEL, by=by)["visits"].sum() == total
        weights = visits_by_stream(log, PANEL, drawn.pack(), by=by)["weight"].sum()
        assert weights == pytest.approx(total)
    gaps = unit_visits(log, PANEL, drawn.pack(), today=TODAY)
    assert (gaps["longest_gap"] >= gaps["days"]).all()
    assert np.isfinite(gaps["days"]).all()


def test_a_visit_is_on_site_in_person_or_at_random_and_counts_once_in_each_method():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | county_team  | g01   | 0    | 1  | 1  |
        | 乙   | section_team | g02   | 0    | 1  | 1  |
    """)
    log = logged.visit_log("""
        | unit | group | day        | method    | stream |
        | 甲   | g01   | 2023-10-10 | hear spot | study  |
        | 甲   | g01   | 2023-10-11 | hear      | study  |
        | 甲   | g01   | 2023-10-12 | join      | study  |
        | 甲   | g01   | 2023-10-12 | read      | study  |
    """)
    (mix,) = method_mix(log, panel, drawn.pack(), by="group").to_dict("records")
    told = ("place_id", "visits", "on_site", "heard", "random", "on_site_share", "random_share")
    assert [mix[name] for name in told] == ["g01", 4, 2, 2, 1, 0.5, 0.25]
