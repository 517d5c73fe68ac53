"""Every check on one panel: what is found, about what, and what could not be judged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pandas as pd

from campaign import ENTRIES
from measures import figures_to_verify
from tests.measures.drawn import pack
from tests.measures.told import Told

TODAY = date(2023, 11, 30)
STUDY, TOTAL = "study_session_count", "study_session_count@cumulative"


def told(*weeks, types=("county_team", "second_tier"), orgs=(4, 0)):
    """Weeks of one cell a unit."""
    return Told(types, orgs, tuple(tuple(week) for week in weeks))


def doubts(panel, entries=None):
    """(unit, week, code, subject, evidence) of every doubt."""
    found = figures_to_verify(panel, pack(), entries=entries or {}, today=TODAY).doubts
    columns = ["unit_id", "week", "code", "subject", "evidence"]
    return [tuple(row) for row in found[columns].itertuples(index=False)]


def test_an_honest_panel_has_no_doubt():
    honest = told(*([{STUDY: 1, TOTAL: week}] * 2 for week in range(1, 5)))
    assert doubts(honest.panel) == []


def test_a_falling_total_names_its_two_cells_and_its_quantity():
    fallen = told([{TOTAL: 5}, None], [None, {TOTAL: 2}], [{TOTAL: 4}, {TOTAL: 3}])
    assert doubts(fallen.panel) == [("u0", 3, "falls", STUDY, ((1, TOTAL), (3, TOTAL)))]


def test_limits_come_from_the_packs_rules_and_from_the_roster():
    over = told(
        [
            {
                "center_group_study_count": 3,
                STUDY: 2,
                "reading_class_days": 8,
                "study_org_covered": 5,
            },
            {STUDY: 2},
        ]
    )
    assert {(code, subject) for _, _, code, subject, _ in doubts(over.panel)} == {
        ("part_over_whole", "center_group_study_count"),
        ("above_most", "reading_class_days"),
        ("above_most", "study_org_covered"),
    }


def test_a_parent_that_reports_for_all_has_done_what_those_below_it_have():
    panel = told([{TOTAL: 4}, {TOTAL: 3}, {TOTAL: 2}], types=("county_team",) * 3, orgs=(2, 0, 0))
    flat = panel.panel
    above = replace(flat.units[0], scope="including")
    below = (replace(unit, parent_id="u0") for unit in flat.units[1:])
    including = replace(flat, units=(above, *below), rules=1)
    assert doubts(including) == [("u0", 1, "children_differ", STUDY, ((1, TOTAL),))]
    assert doubts(flat) == [], "each reports its own"


def test_whoever_left_the_roster_is_not_told_of():
    gone = told([{TOTAL: 5}, {TOTAL: 1}], [{TOTAL: 4}, {TOTAL: 1}], ["away", {TOTAL: 1}])
    assert doubts(gone.panel) == []


def test_one_contradiction_escalates_and_a_single_signal_does_not():
    rush = [{"problem_found_count": 0}] * 9 + [{"problem_found_count": 8}]
    peers = [[{"problem_found_count": 1}] * 9] * 10
    weeks = [[own, *other] for own, other in zip(rush, peers, strict=True)]
    weeks[-1][1] = {"problem_found_count": 1, TOTAL: 2}
    weeks[0][1] = {"problem_found_count": 1, TOTAL: 3}
    panel = Told(("section_team",) * 10, (0,) * 10, tuple(map(tuple, weeks))).panel
    found = figures_to_verify(panel, pack(), entries={}, today=TODAY).doubts
    assert found[["unit_id", "code", "is_contradiction", "is_escalated"]].values.tolist() == [
        ["u0", "deadline_catch_up", False, False],
        ["u1", "falls", True, True],
    ]


def test_too_little_is_not_called_clear():
    few = figures_to_verify(told([{TOTAL: 1}, {TOTAL: 1}]).panel, pack(), entries={}, today=TODAY)
    falls = few.judged[few.judged["code"] == "falls"]
    assert falls[["n_doubt", "n_clear", "n_not_enough"]].values.tolist() == [[0, 0, 2]]


def test_units_that_owe_none_of_it_are_not_counted_as_unknown():
    """A second-tier unit does no field research."""
    judged = figures_to_verify(told([{TOTAL: 1}] * 2).panel, pack(), entries={}, today=TODAY).judged
    own = judged[(judged["code"] == "too_regular") & (judged["subject"] == "research_visit_count")]
    assert own["n_not_enough"].tolist() == [1]


def entries(form, *rows):
    """(unit, day, fields) as ENTRIES of submission 7, from its third row."""
    return {
        form: ENTRIES.frame(
            {
                "submission_id": 7,
                "form": form,
                "row": 3 + i,
                "unit_id": unit,
                "group_id": "g01",
                "day": day,
                "week": 1,
                "key": "",
                "fields": json.dumps(fields),
            }
            for i, (unit, day, fields) in enumerate(rows)
        )
    }


def test_a_problem_closed_before_it_was_found_and_without_a_result():
    ledger = entries(
        "problem_ledger",
        ("u0", "", {"found_on": "2023-10-20", "done_on": "2023-10-10", "progress": "claimed_done",
                    "problem": "学习计划不具体", "result": "已补充"}),
        ("u0", "", {"found_on": "2023-10-10", "done_on": "2023-10-20", "is_closed": True}),
        ("u1", "", {"found_on": "2023-10-20", "done_on": "2023-10-10", "progress": "in_progress"}),
    )  # fmt: skip
    assert doubts(told([None, None]).panel, ledger) == [
        ("u0", 1, "closed_before_found", "problem_ledger", (("problem_ledger", 7, 3),)),
        ("u0", 1, "closed_without_reference", "problem_ledger", (("problem_ledger", 7, 4),)),
    ]


def test_a_launch_that_is_still_to_come():
    ahead = entries("launch", ("u1", "", {"launched_on": "2023-12-01", "launch_held": True}))
    assert doubts(told([None, None]).panel, ahead) == [
        ("u1", 1, "dated_after", "launch", (("launch", 7, 3),))
    ]


def test_the_order_of_units_changes_nothing():
    fallen = told([{TOTAL: 5}, {TOTAL: 2}], [{TOTAL: 4}, {TOTAL: 1}])
    there, back = (doubts(fallen.in_order(order)) for order in ((0, 1), (1, 0)))
    assert sorted(there) == sorted(back)


def test_no_week_is_no_doubt():
    nothing = figures_to_verify(told().panel, pack(), entries={}, today=TODAY)
    assert len(nothing.doubts) == len(nothing.judged) == 0
    assert isinstance(nothing.doubts, pd.DataFrame)


SPEECHES = "discussion_speaker_count"


def weeks_of(*figures, types=("county_team",), orgs=(4,)):
    """One unit's speeches, a week each."""
    return Told(types, orgs, tuple(({SPEECHES: figure},) for figure in figures))


def test_a_week_far_from_a_units_large_figures_is_told_once_by_the_first_test_that_can():
    usual = [40, 38, 42, 41, 39, 40, 43, 37]
    assert [d[1:4] for d in doubts(weeks_of(*usual, 190).panel)] == [
        (9, "modified_z_outlier", SPEECHES)
    ]
    longer = weeks_of(*usual, 41, 39, 40, 190).panel
    assert [d[1:4] for d in doubts(longer)] == [(12, "z_outlier", SPEECHES)]
    found = figures_to_verify(longer, pack(), entries={}, today=TODAY)
    assert not found.doubts["is_escalated"].any()
    judged = found.judged.set_index("code")["n_doubt"]
    assert (judged["z_outlier"].max(), judged["modified_z_outlier"].max()) == (1, 1)


def test_a_roster_whose_organisations_change_by_more_than_a_tenth_is_asked_about():
    panel = told([{STUDY: 1}, {STUDY: 1}], [{STUDY: 1}, {STUDY: 2}], orgs=(20, 0)).panel
    for now, is_told in ((22, False), (23, True), (17, True), (18, False), (20, False)):
        orgs = panel.weeks[1].sub_org_total.copy()
        orgs[0] = now
        weeks = (panel.weeks[0], replace(panel.weeks[1], sub_org_total=orgs))
        slot = "unit.sub_org_total"
        expected = [("u0", 2, "denominator_drift", slot, ((1, slot), (2, slot)))]
        assert doubts(replace(panel, weeks=weeks)) == (expected if is_told else [])


def test_reports_filled_in_afterwards_are_asked_about_with_their_cells():
    panel = told([{STUDY: 1}, {STUDY: 1}], [{STUDY: 1}, {STUDY: 2}]).panel
    late = pd.DataFrame({"unit_id": ["u1"], "week": [1], "share": [0.1]})
    found = figures_to_verify(panel, pack(), entries={}, today=TODAY, late=late).doubts
    assert found[["unit_id", "code"]].to_numpy().tolist() == [["u1", "back_filled"]]
    assert found["evidence"].tolist() == [((1, STUDY),)]
    assert not found["is_escalated"].any()
