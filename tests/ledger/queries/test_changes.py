"""What differs between two revisions: each cell, with the act that changed it."""

from __future__ import annotations

from typing import Any

from campaign import Viewer
from ledger import CHANGES, Ledger
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    STUDY,
    TALKS,
    TWO_UNITS,
    enter,
    group_viewer,
    hour,
    named,
    roster,
    weekly,
)
from tests.ledger.panel.test_weeks import ALL_UNITS, MOVED


def told(
    ledger: Ledger, since: int, until: int | None = None, *, viewer: Viewer = OFFICE, **week: int
) -> list[dict[str, Any]]:
    """The changes, line by line."""
    frame = ledger.record.changes(DISTRICT.id, viewer, since=since, until=until, **week)
    return list(CHANGES.check(frame).to_dict("records"))


def test_a_corrected_cell_is_told_with_both_figures_and_why(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    second = enter(ledger, weekly(CORRECTED), at=hour(30), by=named("g01"), reason="漏报一场")
    (line,) = told(ledger, first.revision)
    assert (line["week"], line["unit_id"], line["slot"]) == (1, "财政局", STUDY)
    assert (line["old"], line["new"]) == (2, 3)
    assert (line["old_state"], line["new_state"]) == ("v", "v")
    assert line["old_submission_id"] == first.submission_id
    assert line["new_submission_id"] == line["revision"] == second.submission_id
    assert (line["at"], line["by"], line["reason"]) == (hour(30), "g01", "漏报一场")


def test_a_row_that_came_since_is_told_without_its_empty_cells(ledger: Ledger) -> None:
    before = ledger.revision(DISTRICT.id)
    enter(ledger, weekly(TWO_UNITS))
    lines = told(ledger, before)
    assert [(x["unit_id"], x["slot"], x["old_state"], x["new_state"]) for x in lines] == [
        ("财政局", STUDY, "", "v"),
        ("财政局", TALKS, "", "v"),
        ("民政局", STUDY, "", "z"),
        ("民政局", TALKS, "", "n"),
    ]


def test_a_withdrawal_is_the_cause_where_an_earlier_row_counts_again(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    second = enter(ledger, weekly(CORRECTED))
    rev = ledger.withdraw(DISTRICT.id, second.submission_id, by=OFFICE, at=hour(9), reason="误传")
    (line,) = told(ledger, second.revision)
    assert (line["old"], line["new"], line["revision"], line["reason"]) == (3, 2, rev, "误传")
    assert line["new_submission_id"] == first.submission_id


def test_what_was_changed_and_changed_back_is_no_change(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    second = enter(ledger, weekly(CORRECTED))
    ledger.withdraw(DISTRICT.id, second.submission_id, by=OFFICE, at=hour(9), reason="误传")
    assert told(ledger, first.revision) == []
    assert len(told(ledger, first.revision, second.revision)) == 1


def test_a_row_taken_back_leaves_nothing(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(9), reason="误传")
    lines = told(ledger, first.revision)
    assert {x["new_state"] for x in lines} == {""}
    assert {x["reason"] for x in lines} == {"误传"}


def test_what_the_roster_changed_is_told_week_by_week(ledger: Ledger) -> None:
    before = ledger.revision(DISTRICT.id)
    moved = enter(ledger, roster(MOVED, week=5), at=hour(3))
    lines = told(ledger, before)
    assert [(x["week"], x["slot"], x["old_words"], x["new_words"]) for x in lines] == [
        (5, "group", "g01", "g02"),
        (6, "group", "g01", "g02"),
    ]
    assert {x["revision"] for x in lines} == {moved.revision}


def test_a_new_unit_joins_and_no_more_is_said_of_it(ledger: Ledger) -> None:
    before = ledger.revision(DISTRICT.id)
    enter(ledger, roster("| unit | type | group |\n| 公司 | non_public | g02 |", week=6))
    (line,) = told(ledger, before)
    assert (line["unit_id"], line["slot"], line["new_words"]) == ("公司", "member", "yes")


def test_one_week_may_be_asked_for_and_a_group_reads_of_its_own_units(ledger: Ledger) -> None:
    before = ledger.revision(DISTRICT.id)
    for week in (1, 2):
        enter(ledger, weekly(ALL_UNITS, week=week))
    assert {x["week"] for x in told(ledger, before, week=2)} == {2}
    lines = told(ledger, before, viewer=group_viewer("g02"))
    assert {x["unit_id"] for x in lines} == {"水务局"}
    assert told(ledger, before, viewer=group_viewer(None)) == []
