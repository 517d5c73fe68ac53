"""Which rows of logs and registers count, what a plan says of them, and who may read them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import ENTRIES, ENTRY_ROWS, Submission, Viewer
from ledger import Change, Ledger, StalePlan
from ledger.records.counting import counted
from ledger.records.entries import Entry, Received
from ledger.records.kinds import LOG
from tests.ledger.drawn import (
    DISTRICT,
    LAUNCH,
    OFFICE,
    enter,
    group_viewer,
    hour,
    log,
    named,
    problems,
    register,
    roster,
    weekly,
)

VISITS = """
    | unit   | day        | method | problem_found |
    | 财政局 | 2023-10-03 | hear   | 2             |
    | 民政局 | 2023-10-05 | spot   | 0             |
"""
LATER = """
    | unit   | day        | method | problem_found |
    | 民政局 | 2023-10-05 | spot   | 0             |
    | 财政局 | 2023-10-10 | join   | 1             |
"""
OTHERS = """
    | unit   | day        | method |
    | 水务局 | 2023-10-04 | hear   |
"""
LAUNCHES = """
    | unit   | launch_held | launched_on | attendance |
    | 财政局 | 是          | 2023-10-06  | 40         |
    | 民政局 | 否          |             |            |
"""
CORRECTED = LAUNCHES.replace("| 40 ", "| 45 ")


def visits(ledger: Ledger, viewer: Viewer = OFFICE, *, through: int | None = None) -> pd.DataFrame:
    """The visits that count."""
    return ledger.entries(DISTRICT.id, viewer, "guidance_log", through=through)


def seen(ledger: Ledger, viewer: Viewer = OFFICE, *, through: int | None = None) -> list[str]:
    """The visits that count, as unit and day of the month."""
    frame = visits(ledger, viewer, through=through)
    return [f"{u} {d[-2:]}" for u, d in zip(frame["unit_id"], frame["day"], strict=True)]


def launches(ledger: Ledger, viewer: Viewer = OFFICE) -> dict[str, str]:
    """The fields of each launch that counts, by unit."""
    frame = ledger.entries(DISTRICT.id, viewer, "launch")
    return dict(zip(frame["unit_id"], frame["fields"], strict=True))


def withdraw(ledger: Ledger, submission_id: int) -> None:
    """Take a submission back."""
    ledger.withdraw(DISTRICT.id, submission_id, by=OFFICE, at=hour(9), reason="误传")


def test_each_visit_counts_in_the_week_of_its_day(ledger: Ledger) -> None:
    receipt = enter(ledger, log(LATER))
    assert (receipt.n_rows, receipt.n_held) == (2, 0)
    rows = ENTRIES.check(visits(ledger)).to_dict("records")
    assert rows[1] == {
        "submission_id": receipt.submission_id,
        "form": "guidance_log",
        "row": 5,
        "unit_id": "财政局",
        "group_id": "g01",
        "day": "2023-10-10",
        "week": 2,
        "key": "",
        "fields": '{"method":"join","problem_found":1}',
    }
    assert rows[0]["week"] == 1


def test_no_entries_have_their_shape(ledger: Ledger) -> None:
    assert ENTRIES.check(visits(ledger)).empty
    assert ENTRIES.check(visits(ledger, group_viewer("g01"), through=1)).empty
    with pytest.raises(KeyError):
        ledger.entries(DISTRICT.id, OFFICE, "no_such_form")
    with pytest.raises(ValueError, match="no entries"):
        ledger.entries(DISTRICT.id, OFFICE, "weekly_report")


def test_a_newer_log_replaces_its_senders_rows_from_its_first_to_its_last_day(
    ledger: Ledger,
) -> None:
    first = enter(ledger, log(VISITS))
    enter(ledger, log(OTHERS, sender="g02"))
    plan = ledger.plan(DISTRICT.id, log(LATER))
    assert (plan.new, plan.same, plan.gone) == (("财政局",), ("民政局",), ())
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert seen(ledger) == ["财政局 03", "水务局 04", "民政局 05", "财政局 10"]
    listed = ledger.submissions(DISTRICT.id, OFFICE)
    assert listed["n_current"].tolist()[:3] == [2, 1, 1]
    assert listed["supersedes"].tolist()[0] == first.submission_id


def test_a_log_that_states_its_period_replaces_all_of_its_senders_rows_in_it(
    ledger: Ledger,
) -> None:
    enter(ledger, log(VISITS))
    enter(ledger, log(OTHERS, sender="g02"))
    plan = ledger.plan(DISTRICT.id, log(LATER, period=("2023-10-02", "2023-10-15")))
    (gone,) = plan.gone
    assert (gone.unit_id, gone.day, gone.sheet_row) == ("财政局", "2023-10-03", 4)
    assert (plan.new, plan.same) == (("财政局",), ("民政局",))
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert seen(ledger) == ["水务局 04", "民政局 05", "财政局 10"]


def test_a_visit_mended_in_one_cell_is_one_new_and_one_gone(ledger: Ledger) -> None:
    enter(ledger, log(VISITS))
    plan = ledger.plan(DISTRICT.id, log(VISITS.replace("| 2 ", "| 3 ")))
    assert (plan.new, plan.same, plan.changed) == (("财政局",), ("民政局",), ())
    assert [entry.told()["problem_found"] for entry in plan.gone] == [2]


def test_two_visits_told_alike_are_two(ledger: Ledger) -> None:
    twice = VISITS + "    | 财政局 | 2023-10-03 | hear   | 2             |\n"
    enter(ledger, log(twice))
    assert len(visits(ledger)) == 3
    plan = ledger.plan(DISTRICT.id, log(VISITS))
    assert (plan.new, len(plan.same), len(plan.gone)) == ((), 2, 1)


def test_a_row_outside_the_stated_period_is_not_counted_twice(ledger: Ledger) -> None:
    enter(ledger, log(VISITS))
    enter(ledger, log(VISITS, period=("2023-10-05", "2023-10-05"), version="resaved"))
    assert seen(ledger) == ["财政局 03", "民政局 05"]


def test_a_sheet_without_a_sender_speaks_for_the_groups_in_its_rows(ledger: Ledger) -> None:
    """The office's merged log has g01's visits again, and says nothing of g02's."""
    merged = """
        | unit   | group | day        | method | problem_found |
        | 财政局 | g01   | 2023-10-03 | hear   | 2             |
        | 民政局 | g01   | 2023-10-06 | spot   | 0             |
    """
    enter(ledger, log(VISITS))
    enter(ledger, log(OTHERS, sender="g02"))
    plan = ledger.plan(DISTRICT.id, log(merged, sender=""))
    assert (plan.same, plan.new) == (("财政局",), ("民政局",))
    assert [entry.unit_id for entry in plan.gone] == ["民政局"]
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert seen(ledger) == ["财政局 03", "水务局 04", "民政局 06"]


def test_sheets_of_one_workbook_do_not_replace_each_other(ledger: Ledger) -> None:
    """A sheet for each unit, over the same days, and a later workbook that mends one."""
    one = VISITS.replace("民政局 | 2023-10-05", "财政局 | 2023-10-07")
    two = "| unit | day | method |\n| 民政局 | 2023-10-04 | spot |\n"

    def sheets(workbook: str, drawn: str) -> list[Submission]:
        return [
            log(drawn, sheet="财政局", workbook=workbook),
            log(two, sheet="民政局", workbook=workbook),
        ]

    plans = [ledger.plan(DISTRICT.id, sheet) for sheet in sheets("first", one)]
    for plan in plans:
        ledger.accept(plan, by=OFFICE, received_at=hour(1))
    assert seen(ledger) == ["财政局 03", "民政局 04", "财政局 07"]
    assert all(enter(ledger, sheet).already_received for sheet in sheets("first", one))
    for sheet in sheets("second", one.replace("2023-10-07", "2023-10-08")):
        enter(ledger, sheet)
    assert seen(ledger) == ["财政局 03", "民政局 04", "财政局 08"]


def test_the_same_log_twice_changes_nothing(ledger: Ledger) -> None:
    first = enter(ledger, log(VISITS))
    plan = ledger.plan(DISTRICT.id, log(VISITS))
    assert plan.is_empty
    assert plan.already_received
    again = ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert again == replace(first, already_received=True)
    assert len(visits(ledger)) == 2


def test_an_old_log_sent_again_after_a_newer_one_is_entered(ledger: Ledger) -> None:
    enter(ledger, log(VISITS))
    enter(ledger, log(VISITS.replace("| 2 ", "| 3 ")))
    assert not enter(ledger, log(VISITS)).already_received
    assert visits(ledger)["fields"].tolist()[0] == '{"method":"hear","problem_found":2}'


def test_other_bytes_with_the_same_visits_are_kept_and_counted_once(ledger: Ledger) -> None:
    first = enter(ledger, log(VISITS))
    second = enter(ledger, log(VISITS, version="resaved"))
    assert second.submission_id != first.submission_id
    assert set(visits(ledger)["submission_id"]) == {second.submission_id}
    assert not enter(ledger, log(VISITS)).already_received


def test_withdrawing_a_log_brings_the_earlier_rows_back(ledger: Ledger) -> None:
    enter(ledger, log(VISITS))
    newer = enter(ledger, log(LATER, period=("2023-10-02", "2023-10-15")))
    assert seen(ledger) == ["民政局 05", "财政局 10"]
    withdraw(ledger, newer.submission_id)
    assert seen(ledger) == ["财政局 03", "民政局 05"]
    assert not ledger.plan(DISTRICT.id, log(LATER)).already_received


def test_withdrawing_the_only_log_leaves_no_visit(ledger: Ledger) -> None:
    first = enter(ledger, log(VISITS))
    withdraw(ledger, first.submission_id)
    assert seen(ledger) == []
    listed = ledger.submissions(DISTRICT.id, OFFICE)
    assert listed[["state", "n_rows", "n_current"]].to_numpy().tolist()[0] == ["withdrawn", 2, 0]


def test_a_held_row_goes_nowhere_and_replaces_nothing(ledger: Ledger) -> None:
    """Of the visit to 财政局 the newer sheet has a doubtful figure; that to 民政局 it has not."""
    enter(ledger, log(VISITS))
    doubtful = """
        | unit   | day        | method | problem_found |
        | 财政局 | 2023-10-03 | hear   | #             |
        | 民政局 | 2023-10-06 | spot   | 0             |
    """
    plan = ledger.plan(DISTRICT.id, log(doubtful, period=("2023-10-02", "2023-10-08")))
    assert (plan.held, plan.new) == ((4,), ("民政局",))
    assert [entry.unit_id for entry in plan.gone] == ["民政局"]
    receipt = ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert (receipt.n_rows, receipt.n_held) == (1, 1)
    assert seen(ledger) == ["财政局 03", "民政局 06"]


def test_a_held_row_of_an_unknown_unit_keeps_what_it_may_be_speaking_of(ledger: Ledger) -> None:
    enter(ledger, log(VISITS))
    unknown = """
        | unit | day        | method | problem_found |
        | ?    | 2023-10-05 | spot   | #             |
    """
    plan = ledger.plan(DISTRICT.id, log(unknown, period=("2023-10-02", "2023-10-08")))
    assert [entry.unit_id for entry in plan.gone] == ["财政局"]
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert seen(ledger) == ["民政局 05"]


def test_a_mended_row_of_the_same_bytes_goes_in(ledger: Ledger) -> None:
    doubtful = log(VISITS.replace("| 2 ", "| # "))
    enter(ledger, doubtful)
    assert seen(ledger) == ["民政局 05"]
    mended = replace(log(VISITS), source=doubtful.source)
    assert not enter(ledger, mended).already_received
    assert seen(ledger) == ["财政局 03", "民政局 05"]


def test_a_plan_is_stale_once_other_rows_would_go(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, log(LATER, period=("2023-10-02", "2023-10-15")))
    enter(ledger, log(VISITS))
    with pytest.raises(StalePlan):
        ledger.accept(plan, by=OFFICE, received_at=hour(3))
    assert seen(ledger) == ["财政局 03", "民政局 05"]


def test_what_others_send_does_not_make_a_plan_stale(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, log(VISITS))
    enter(ledger, log(OTHERS, sender="g02"))
    enter(ledger, weekly("| unit | study_session_count |\n| 财政局 | 2 |"))
    ledger.accept(plan, by=OFFICE, received_at=hour(3))
    assert len(visits(ledger)) == 3


def test_rows_that_no_longer_count_in_a_past_week_ask_for_a_reason(ledger: Ledger) -> None:
    enter(ledger, log(VISITS))
    enter(ledger, weekly("| unit | study_session_count |\n| 财政局 | 2 |", week=2))
    assert ledger.plan(DISTRICT.id, log(VISITS.replace("| 2 ", "| 3 "))).asks_reason
    assert not ledger.plan(DISTRICT.id, log(LATER)).asks_reason


def test_a_register_replaces_by_key(ledger: Ledger) -> None:
    enter(ledger, register(LAUNCHES))
    plan = ledger.plan(DISTRICT.id, register(CORRECTED.replace("| 民政局 | 否", "| 水务局 | 否")))
    assert plan.changed == (Change("财政局", "attendance", 40.0, 45.0, sender="g01"),)
    assert (plan.new, plan.same, plan.gone) == (("水务局",), (), ())
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert launches(ledger) == {
        "财政局": '{"attendance":45,"launch_held":true,"launched_on":"2023-10-06"}',
        "民政局": '{"launch_held":false}',
        "水务局": '{"launch_held":false}',
    }


def test_a_field_no_longer_given_is_a_change_to_nothing(ledger: Ledger) -> None:
    enter(ledger, register(LAUNCHES))
    plan = ledger.plan(DISTRICT.id, register(LAUNCHES.replace("| 2023-10-06 ", "|            ")))
    assert [(c.slot, c.old, c.new) for c in plan.changed] == [("launched_on", "2023-10-06", None)]


def test_a_launch_corrected_by_the_office_is_a_clash_and_then_counts(ledger: Ledger) -> None:
    enter(ledger, register(LAUNCHES, sender="财政局"))
    plan = ledger.plan(DISTRICT.id, register(CORRECTED, sender=""))
    assert plan.changed == ()
    assert plan.clash == (Change("财政局", "attendance", 40.0, 45.0, sender="财政局"),)
    office = ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert "45" in launches(ledger)["财政局"]
    withdraw(ledger, office.submission_id)
    assert "40" in launches(ledger)["财政局"]


def test_a_held_line_of_a_register_leaves_the_earlier_one(ledger: Ledger) -> None:
    enter(ledger, register(LAUNCHES))
    plan = ledger.plan(DISTRICT.id, register(LAUNCHES.replace("| 40 ", "| # ")))
    assert (plan.held, plan.same, plan.changed) == ((4,), ("民政局",), ())
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert "40" in launches(ledger)["财政局"]


def test_the_same_register_twice_is_received_already(ledger: Ledger) -> None:
    enter(ledger, register(LAUNCHES))
    assert enter(ledger, register(LAUNCHES)).already_received


PROBLEMS = """
    | unit   | number | problem  | progress    |
    | 财政局 | 1      | 调研不深 | in_progress |
    | 财政局 | 2      | 服务不细 | not_started |
    | 民政局 | 1      | 研讨不够 | in_progress |
"""
SOLVED = """
    | unit   | number | problem  | progress     |
    | 财政局 | 1      | 调研不深 | claimed_done |
    | 财政局 | 3      | 落实不快 | not_started  |
"""


def states(ledger: Ledger, viewer: Viewer = OFFICE) -> list[tuple[str, str]]:
    """Each problem that counts with its progress, by key."""
    frame = ledger.entries(DISTRICT.id, viewer, "problem_ledger")
    told = [json.loads(fields)["progress"] for fields in frame["fields"]]
    return sorted(zip(frame["key"], told, strict=True))


def test_a_numbered_ledger_replaces_its_senders_own_numbers(ledger: Ledger) -> None:
    enter(ledger, problems(PROBLEMS))
    plan = ledger.plan(DISTRICT.id, problems(SOLVED))
    assert [(c.unit_id, c.slot, c.old, c.new) for c in plan.changed] == [
        ("财政局", "progress", "in_progress", "claimed_done")
    ]
    assert (plan.new, plan.gone, plan.clash) == (("财政局",), (), ())
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert states(ledger) == [
        ("民政局 1", "in_progress"),
        ("财政局 1", "claimed_done"),
        ("财政局 2", "not_started"),
        ("财政局 3", "not_started"),
    ]


def test_a_number_of_another_sender_is_another_line(ledger: Ledger) -> None:
    enter(ledger, problems(PROBLEMS))
    plan = ledger.plan(DISTRICT.id, problems(SOLVED, sender="财政局"))
    assert (plan.changed, plan.clash, len(plan.new)) == ((), (), 2)
    ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert len(states(ledger)) == 5


def test_a_withdrawn_ledger_lets_the_earlier_lines_count_again(ledger: Ledger) -> None:
    enter(ledger, problems(PROBLEMS))
    before = states(ledger)
    later = enter(ledger, problems(SOLVED), at=hour(2))
    ledger.withdraw(DISTRICT.id, later.submission_id, by=OFFICE, at=hour(3), reason="wrong file")
    assert states(ledger) == before


def test_a_group_reads_the_problems_of_its_own_units(ledger: Ledger) -> None:
    enter(ledger, problems(PROBLEMS.replace("民政局", "水务局")))
    assert [key for key, _ in states(ledger, group_viewer("g02"))] == ["水务局 1"]


def test_a_number_that_stands_twice_cannot_be_planned(ledger: Ledger) -> None:
    twice = PROBLEMS.replace("| 2      |", "| 1      |")
    with pytest.raises(ValueError, match="twice"):
        ledger.plan(DISTRICT.id, problems(twice))


def test_a_group_reads_visits_to_its_own_units_only(ledger: Ledger) -> None:
    enter(ledger, log(VISITS))
    enter(ledger, log(OTHERS, sender="g02"))
    assert seen(ledger, group_viewer("g01")) == ["财政局 03", "民政局 05"]
    assert seen(ledger, group_viewer("g02")) == ["水务局 04"]
    assert seen(ledger, group_viewer(None)) == []
    listed = ledger.submissions(DISTRICT.id, group_viewer("g02"))
    assert listed["sender"].tolist() == ["g02"]


def test_a_group_is_told_of_its_units_in_the_log_of_another(ledger: Ledger) -> None:
    enter(ledger, log(VISITS.replace("民政局", "水务局"), sender="g01"))
    listed = ledger.submissions(DISTRICT.id, group_viewer("g02"))
    assert listed[["sender", "n_rows", "n_current"]].to_numpy().tolist() == [["g01", 1, 1]]


MOVED = """
    | unit   | type         | group | valid_from |
    | 财政局 | section_team | g02   | 2023-10-09 |
"""


def test_a_unit_that_moved_takes_its_later_visits_along(ledger: Ledger) -> None:
    enter(ledger, log(VISITS.replace("民政局 | 2023-10-05", "财政局 | 2023-10-10")))
    enter(ledger, register(LAUNCHES))
    assert seen(ledger, group_viewer("g02")) == []
    enter(ledger, roster(MOVED))
    assert seen(ledger, group_viewer("g01")) == ["财政局 03"]
    assert seen(ledger, group_viewer("g02")) == ["财政局 10"]
    assert set(launches(ledger, group_viewer("g02"))) == {"财政局"}


def test_a_week_leaves_out_later_visits_and_keeps_those_before_the_launch(ledger: Ledger) -> None:
    early = """
        | unit   | day        | method |
        | 财政局 | 2023-09-28 | hear   |
        | 财政局 | 2023-10-03 | hear   |
        | 财政局 | 2023-10-09 | hear   |
        | 财政局 | 2024-01-09 | hear   |
    """
    enter(ledger, log(early))
    assert visits(ledger)["week"].tolist() == [0, 1, 2, 0]
    assert seen(ledger, through=1) == ["财政局 28", "财政局 03"]
    assert seen(ledger, group_viewer("g01"), through=2) == ["财政局 28", "财政局 03", "财政局 09"]


def test_a_frame_that_is_changed_does_not_change_the_next(ledger: Ledger) -> None:
    enter(ledger, log(VISITS))
    frame = visits(ledger)
    frame.loc[:, "unit_id"] = "x"
    frame["more"] = 1
    assert seen(ledger) == ["财政局 03", "民政局 05"]
    ENTRIES.check(visits(ledger))


def test_a_row_the_reader_should_have_held_is_its_fault(ledger: Ledger) -> None:
    for wrong in (
        log(VISITS.replace("2023-10-05", "          ")),
        register(LAUNCHES.replace("民政局", "财政局")),
        register(LAUNCHES.replace("民政局", "      ")),
    ):
        with pytest.raises(ValueError, match="row"):
            ledger.plan(DISTRICT.id, wrong)


def test_a_visit_is_traced_to_its_cell(ledger: Ledger) -> None:
    receipt = enter(ledger, log(VISITS), at=hour(3), by=named("王秘书"))

    def traced(field: str, *, viewer: Viewer = OFFICE, row: int = 5) -> tuple[object, ...] | None:
        at = {"submission_id": receipt.submission_id, "row": row, "field": field}
        found = ledger.trace_entry(DISTRICT.id, viewer, **at)
        if found is None:
            return None
        assert (found.sender, found.by, found.received_at) == ("g01", "王秘书", hour(3))
        assert found.file_name == "guidance_log.xlsx"
        return str(found.address), found.raw, found.value, str(found.state)

    assert traced("problem_found") == ("guidance_log!E5", "0", 0.0, "z")
    assert traced("method") == ("guidance_log!D5", "spot", None, "v")
    assert traced("day") == ("guidance_log!C5", "2023-10-05", None, "v")
    assert traced("advice_given") == ("guidance_log!5", "", None, "m")
    assert traced("problem_found", viewer=group_viewer("g02")) is None
    assert traced("problem_found", row=6) is None
    with pytest.raises(KeyError):
        traced("no_such_field")
    withdraw(ledger, receipt.submission_id)
    assert traced("problem_found") is None


def test_a_launch_is_traced_to_its_cell_too(ledger: Ledger) -> None:
    receipt = enter(ledger, register(LAUNCHES))
    for row, expected in ((4, ("2023-10-06", "v")), (5, ("", "m"))):
        trace = ledger.trace_entry(
            DISTRICT.id,
            group_viewer("g01"),
            submission_id=receipt.submission_id,
            row=row,
            field="launched_on",
        )
        assert trace is not None
        assert (trace.raw, trace.state) == expected
        assert str(trace.address) == f"launch!D{row}"


def test_a_group_reads_only_its_own_visits_of_a_sheet_it_shares(ledger: Ledger) -> None:
    shared = log(VISITS.replace("民政局", "水务局"), sender="区办")
    receipt = enter(ledger, shared)
    trace = ledger.trace_entry(
        DISTRICT.id,
        group_viewer("g02"),
        submission_id=receipt.submission_id,
        row=5,
        field="method",
    )
    assert trace is not None
    assert trace.grid.cells[1] == ("", "", "", "")
    assert trace.grid.cells[2][0] == "水务局"


def test_the_shape_of_the_drawn_rows_is_that_of_the_loaders() -> None:
    ENTRY_ROWS.check(log(VISITS).rows)
    ENTRY_ROWS.check(register(LAUNCHES).rows)


def _received(rows: list[tuple[int, str]]) -> Received:
    """A log of g01: visits as days since the launch and units."""
    days = [((LAUNCH + timedelta(n)).isoformat(), unit) for n, unit in rows]
    return Received(
        "g01",
        None,
        tuple(
            Entry(row, unit, "g01", day, "", "{}", False, sender="g01")
            for row, (day, unit) in enumerate(days, start=4)
        ),
    )


SHEETS = st.lists(st.tuples(st.integers(0, 20), st.sampled_from("甲乙丙")), max_size=6)


@given(st.lists(SHEETS, max_size=5), SHEETS)
def test_the_newest_log_counts_as_it_is_in_the_days_it_covers(
    earlier: list[list[tuple[int, str]]], newest: list[tuple[int, str]]
) -> None:
    parts = [
        replace(
            part,
            entries=tuple(
                replace(e, submission_id=i, origin=(str(i), "", 1)) for e in part.entries
            ),
            origin=(str(i), "", 1),
        )
        for i, part in enumerate(map(_received, [*earlier, newest]), start=1)
    ]
    last = parts[-1]
    rows = counted(parts, kind=LOG)
    assert [row for row in rows if row.submission_id == len(parts)] == list(last.entries)
    if last.span is not None:
        first, end = last.span
        within = [row for row in rows if first <= row.day <= end]
        assert within == list(last.entries)
        before = [row for row in counted(parts[:-1], kind=LOG) if not first <= row.day <= end]
        assert [row for row in rows if not first <= row.day <= end] == before
    assert all(date.fromisoformat(row.day) >= LAUNCH for row in rows)
