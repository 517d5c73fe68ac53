"""What a plan lists, and when it no longer holds."""

from __future__ import annotations

import pytest

from ledger import Change, Ledger, StalePlan
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    STUDY,
    TWO_UNITS,
    enter,
    hour,
    shown,
    weekly,
)


def test_a_plan_writes_nothing(ledger: Ledger) -> None:
    before = ledger.revision(DISTRICT.id)
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    assert (plan.new, plan.same, plan.changed) == (("财政局", "民政局"), (), ())
    assert ledger.revision(DISTRICT.id) == before
    assert shown(ledger) is None


def test_a_corrected_file_lists_only_the_changed_cells_and_supersedes(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    plan = ledger.plan(DISTRICT.id, weekly(CORRECTED))
    assert plan.changed == (Change("财政局", STUDY, 2, 3, "v", "v", "g01"),)
    assert (plan.new, plan.same, plan.clash) == ((), ("民政局",), ())
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert shown(ledger) == 3
    listed = ledger.submissions(DISTRICT.id, OFFICE, week=1)
    assert listed["supersedes"].tolist()[0] == first.submission_id
    assert listed["n_current"].tolist() == [2, 0]


def test_a_stale_plan_is_refused(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, weekly(CORRECTED))
    enter(ledger, weekly(TWO_UNITS))
    with pytest.raises(StalePlan):
        ledger.accept(plan, by=OFFICE, received_at=hour(3))
    assert shown(ledger) == 2


def test_a_commit_that_touches_nothing_planned_does_not_refuse_the_plan(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    enter(ledger, weekly(TWO_UNITS, week=2))
    assert not ledger.accept(plan, by=OFFICE, received_at=hour(3)).already_received


def test_a_figure_of_another_sender_is_a_clash_and_still_goes_in(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS, sender="g01"))
    plan = ledger.plan(DISTRICT.id, weekly(CORRECTED, sender="财政局"))
    assert plan.changed == ()
    assert plan.clash == (Change("财政局", STUDY, 2, 3, "v", "v", "g01"),)
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert shown(ledger) == 3
    assert ledger.submissions(DISTRICT.id, OFFICE)["supersedes"].isna().all()


def test_a_blank_is_asked_about_and_changes_only_what_is_said_to_be_withdrawn(
    ledger: Ledger,
) -> None:
    enter(ledger, weekly(TWO_UNITS))
    blank = weekly(TWO_UNITS.replace("| 2 ", "|   "))
    asked = Change("财政局", STUDY, 2, None, "v", "m", "g01")
    plan, told = ledger.plan(DISTRICT.id, blank), ledger.plan(DISTRICT.id, blank, answered=True)
    assert (plan.blanks, plan.changed, [it.code for it in plan.issues]) == ((asked,), (), ["P19"])
    assert (told.blanks, told.changed, told.issues) == ((), (asked,), ())
    ledger.accept(told, by=OFFICE, received_at=hour(2))
    trace = ledger.trace(DISTRICT.id, OFFICE, unit_id="财政局", week=1, slot=STUDY)
    assert trace is not None
    assert (trace.value, trace.state) == (None, "m")


def test_a_change_to_a_past_week_asks_for_a_reason_and_never_blocks(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS, week=1))
    enter(ledger, weekly(TWO_UNITS, week=2))
    plan = ledger.plan(DISTRICT.id, weekly(CORRECTED, week=1))
    assert plan.touches_past_week
    assert plan.asks_reason
    assert not ledger.plan(DISTRICT.id, weekly(CORRECTED, week=2)).asks_reason
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert ledger.submissions(DISTRICT.id, OFFICE, week=1)["reason"].tolist() == ["未说明", ""]


def test_a_falling_cumulative_figure_asks_for_a_reason(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS, codes=["K05"]))
    assert plan.asks_reason
    ledger.accept(plan, by=OFFICE, received_at=hour(2), reason="上周误报")
    assert ledger.submissions(DISTRICT.id, OFFICE, week=1)["reason"].tolist() == ["上周误报"]


def test_a_week_outside_the_calendar_and_a_time_without_zone_are_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="week 7"):
        ledger.plan(DISTRICT.id, weekly(TWO_UNITS, week=7))
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    with pytest.raises(ValueError, match="zone"):
        ledger.accept(plan, by=OFFICE, received_at=hour(1).replace(tzinfo=None))


def test_two_accepted_rows_of_one_unit_are_a_fault_of_the_reader(ledger: Ledger) -> None:
    doubled = TWO_UNITS.replace("民政局", "财政局")
    with pytest.raises(ValueError, match="row 5"):
        ledger.plan(DISTRICT.id, weekly(doubled))
