"""Which submissions and findings are listed, and to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from campaign import Address, Issue, Label, Submission, Term, params_from_json
from ledger import FINDINGS, SUBMISSIONS, Ledger
from tests.ledger.drawn import (
    DISTRICT,
    OFFICE,
    UNITS,
    enter,
    group_viewer,
    hour,
    named,
    roster,
    weekly,
)

BOTH_GROUPS = """
    | unit   | study_session_count |
    | 财政局 | 2                   |
    | 水务局 | #                   |
"""
SECOND_GROUP = """
    | unit   | study_session_count |
    | 水务局 | 4                   |
"""
ON_ROW = {"财政局": 4, "水务局": 5}


def doubted(
    *, unit: str = "", sender: str = "区办", params: dict[str, object] | None = None
) -> Submission:
    """The sheet of both groups with one doubt, at a unit's row or about the whole sheet."""
    at = Address("周报", ON_ROW.get(unit, 0), 3 if unit else 0)
    issue = Issue("C04", at, "约20", params or {})
    return replace(weekly(BOTH_GROUPS, sender=sender, version=sender), issues=(issue,))


def test_empty_lists_have_their_shape(ledger: Ledger) -> None:
    SUBMISSIONS.check(ledger.submissions(DISTRICT.id, OFFICE, week=1))
    FINDINGS.check(ledger.findings(DISTRICT.id, OFFICE))


def test_submissions_are_listed_the_newest_first_with_their_counts(ledger: Ledger) -> None:
    enter(ledger, weekly(BOTH_GROUPS, sender="g01"), at=hour(1), by=named("甲"))
    enter(ledger, weekly(SECOND_GROUP, sender="g02"), at=hour(2), by=named("乙"))
    listed = SUBMISSIONS.check(ledger.submissions(DISTRICT.id, OFFICE, week=1))
    assert listed["sender"].tolist() == ["g02", "g01"]
    assert listed["by"].tolist() == ["乙", "甲"]
    assert listed[["n_rows", "n_held", "n_current"]].to_numpy().tolist() == [[1, 0, 1], [1, 1, 1]]
    assert listed["received_at"].tolist() == [hour(2), hour(1)]
    assert set(ledger.submissions(DISTRICT.id, OFFICE)["form"]) == {"weekly_report", "roster"}


def test_a_group_is_told_of_its_own_submissions_and_of_its_units_in_others(ledger: Ledger) -> None:
    enter(ledger, weekly(BOTH_GROUPS, sender="区办"))
    enter(ledger, weekly(SECOND_GROUP, sender="g02"))
    listed = ledger.submissions(DISTRICT.id, group_viewer("g01"))
    assert listed["sender"].tolist() == ["区办"]
    assert listed[["n_rows", "n_held"]].to_numpy().tolist() == [[1, 0]]
    assert ledger.submissions(DISTRICT.id, group_viewer(None)).empty


def test_a_finding_keeps_its_place_and_its_unit(ledger: Ledger) -> None:
    enter(ledger, doubted(unit="水务局"))
    (row,) = FINDINGS.check(ledger.findings(DISTRICT.id, OFFICE)).to_dict("records")
    assert (row["code"], row["severity"], row["raw"]) == ("C04", "error", "约20")
    assert (row["sheet"], row["row"], row["column"]) == ("周报", 5, 3)
    assert (row["unit_id"], row["week"]) == ("水务局", 1)


def test_findings_of_one_code_leave_the_others_out(ledger: Ledger) -> None:
    enter(ledger, doubted(unit="水务局"))
    assert ledger.findings(DISTRICT.id, OFFICE, code="C04")["raw"].tolist() == ["约20"]
    assert ledger.findings(DISTRICT.id, OFFICE, code="K01").empty


def test_the_parameters_of_a_finding_come_back_as_they_were(ledger: Ledger) -> None:
    params = {"a": Label("甲", "A"), "day": date(2023, 10, 4), "n": 3, "whole": Term("cumulative")}
    enter(ledger, doubted(params=params))
    (text,) = ledger.findings(DISTRICT.id, OFFICE)["params"]
    assert params_from_json(text) == params
    assert isinstance(params_from_json(text)["whole"], Term)


def test_a_group_reads_findings_of_its_own_units_and_of_its_own_sheets(ledger: Ledger) -> None:
    enter(ledger, doubted(unit="水务局"))
    enter(ledger, doubted(sender="g02"))
    found = [len(ledger.findings(DISTRICT.id, group_viewer(g))) for g in ("g01", "g02", None)]
    assert found == [0, 2, 0]


def test_a_sheet_one_of_its_units_sent_is_a_groups_own(ledger: Ledger) -> None:
    enter(ledger, doubted(sender="财政局"))
    assert len(ledger.findings(DISTRICT.id, group_viewer("g01"))) == 1
    assert ledger.findings(DISTRICT.id, group_viewer("g02")).empty


def test_findings_go_with_a_withdrawn_submission(ledger: Ledger) -> None:
    receipt = enter(ledger, doubted(unit="水务局"))
    ledger.withdraw(DISTRICT.id, receipt.submission_id, by=OFFICE, at=hour(3), reason="误传")
    assert ledger.findings(DISTRICT.id, OFFICE).empty


def test_a_groups_counts_are_of_the_units_it_had_in_that_week(ledger: Ledger) -> None:
    moved = UNITS.replace("| 民政局 | section_team | g01 ", "| 民政局 | section_team | g02 ")
    enter(ledger, roster(moved, week=3))
    drawn = "| unit | study_session_count |\n| 财政局 | 2 |\n| 民政局 | {} |\n| 水务局 | # |"
    for week in (2, 3):
        enter(ledger, weekly(drawn.format(1), week=week, sender="区办"))
    enter(ledger, weekly(drawn.format(5), week=2, sender="区办", version="2"))
    counts = {
        group: ledger.submissions(DISTRICT.id, group_viewer(group))[
            ["week", "n_rows", "n_held", "n_current"]
        ]
        .to_numpy()
        .tolist()
        for group in ("g01", "g02")
    }
    assert counts["g01"] == [[2, 2, 0, 2], [3, 1, 0, 1], [2, 2, 0, 0]]
    assert counts["g02"] == [[2, 0, 1, 0], [3, 1, 1, 1], [2, 0, 1, 0]]
    (one,) = ledger.submissions(DISTRICT.id, group_viewer("g02"), week=3).to_dict("records")
    assert (one["n_rows"], one["n_held"], one["n_current"]) == (1, 1, 1)
    office = ledger.submissions(DISTRICT.id, OFFICE, week=2)
    assert office[["n_rows", "n_held", "n_current"]].to_numpy().tolist() == [[2, 1, 2], [2, 1, 0]]
