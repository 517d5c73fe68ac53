"""Which units exist when, under which name and group, after one roster and the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaign import Unit
from ledger import Ledger
from ledger.records.spans import overlay
from tests.ledger.drawn import DISTRICT, LAUNCH, OFFICE, enter, hour, roster

ONE = """
    | unit   | type         | group | name     | valid_from | valid_to | short_names |
    | 财政局 | section_team | g01   | 区财政局 |            |          | 财政、财局  |
"""


def week(number: int) -> date:
    """A week's first day."""
    return LAUNCH + timedelta(weeks=number - 1)


def spans(ledger: Ledger) -> list[tuple[str, str, date, date | None]]:
    """Every span as name, group, first and last day."""
    units = ledger.roster(DISTRICT.id).units
    return [(unit.name, unit.group_id, unit.valid_from, unit.valid_to) for unit in units]


def test_the_first_roster_holds_since_the_launch_whenever_it_came(empty: Ledger) -> None:
    plan = empty.plan(DISTRICT.id, roster(ONE))
    assert plan.new == ("财政局",)
    empty.accept(plan, by=OFFICE, received_at=hour(24 * 20))
    assert spans(empty) == [("区财政局", "g01", LAUNCH, None)]
    (unit,) = empty.roster(DISTRICT.id).units
    assert unit.short_names == ("财政", "财局")


def test_a_later_roster_opens_a_span_from_its_week_only_for_what_changed(ledger: Ledger) -> None:
    moved = """
        | unit   | type         | group |
        | 财政局 | section_team | g02   |
        | 民政局 | section_team | g01   |
        | 水务局 | section_team | g02   |
    """
    plan = ledger.plan(DISTRICT.id, roster(moved, week=3))
    assert [(c.unit_id, c.slot, c.old, c.new) for c in plan.changed] == [
        ("财政局", "group_id", "g01", "g02")
    ]
    assert plan.same == ("民政局", "水务局")
    ledger.accept(plan, by=OFFICE, received_at=hour(1))
    assert spans(ledger) == [
        ("财政局", "g01", LAUNCH, week(3) - timedelta(days=1)),
        ("财政局", "g02", week(3), None),
        ("民政局", "g01", LAUNCH, None),
        ("水务局", "g02", LAUNCH, None),
    ]


def test_a_stated_date_goes_before_the_week(empty: Ledger) -> None:
    enter(empty, roster(ONE))
    renamed = ONE.replace("区财政局 |            |", "区财税局 | 2023-10-18 |")
    enter(empty, roster(renamed, week=5))
    assert spans(empty) == [
        ("区财政局", "g01", LAUNCH, date(2023, 10, 17)),
        ("区财税局", "g01", date(2023, 10, 18), None),
    ]


def test_a_roster_without_a_week_counts_from_the_week_it_arrived_in(empty: Ledger) -> None:
    enter(empty, roster(ONE))
    enter(empty, roster(ONE.replace("g01", "g02")), at=hour(24 * 16))  # Wednesday of week 3
    assert [span[2] for span in spans(empty)] == [LAUNCH, week(3)]


def test_a_stopped_unit_closes_on_its_day_and_may_open_again(empty: Ledger) -> None:
    enter(empty, roster(ONE))
    stopped = roster(ONE.replace("|          | 财政", "| 2023-10-15 | 财政"), week=4)
    plan = empty.plan(DISTRICT.id, stopped)
    assert [(c.slot, c.old, c.new) for c in plan.changed] == [("valid_to", "", "2023-10-15")]
    empty.accept(plan, by=OFFICE, received_at=hour(1))
    assert spans(empty) == [("区财政局", "g01", LAUNCH, date(2023, 10, 15))]
    enter(empty, roster(ONE, week=5))
    assert spans(empty)[1:] == [("区财政局", "g01", week(5), None)]


def test_a_unit_that_ended_before_the_launch_never_opens_and_is_not_new(empty: Ledger) -> None:
    gone = roster(ONE.replace("|          | 财政", "| 2023-09-01 | 财政"))
    plan = empty.plan(DISTRICT.id, gone)
    assert plan.is_empty
    empty.accept(plan, by=OFFICE, received_at=hour(1))
    assert spans(empty) == []
    assert empty.plan(DISTRICT.id, gone).already_received


def test_withdrawing_a_roster_brings_back_the_spans_before_it(ledger: Ledger) -> None:
    before = ledger.roster(DISTRICT.id)
    moved = (
        "| unit | type | group |\n| 财政局 | section_team | g02 |\n| 新单位 | non_public | g02 |"
    )
    receipt = enter(ledger, roster(moved, week=2))
    assert len(ledger.roster(DISTRICT.id).units) == 5
    ledger.withdraw(DISTRICT.id, receipt.submission_id, by=OFFICE, at=hour(9), reason="误传")
    after = ledger.roster(DISTRICT.id)
    assert (after.units, after.aliases) == (before.units, before.aliases)


def test_withdrawing_the_first_roster_makes_the_second_hold_since_the_launch(
    empty: Ledger,
) -> None:
    first = enter(empty, roster(ONE))
    enter(empty, roster(ONE.replace("g01", "g02"), week=4))
    empty.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(9), reason="误传")
    assert spans(empty) == [("区财政局", "g02", LAUNCH, None)]


def test_a_roster_sent_twice_is_received_once(ledger: Ledger) -> None:
    same = roster(ONE)
    first = enter(ledger, same)
    again = enter(ledger, same)
    assert again.already_received
    assert again.submission_id == first.submission_id


def test_a_unit_given_twice_is_a_fault_of_the_reader(empty: Ledger) -> None:
    doubled = ONE + ONE.strip().splitlines()[1]
    with pytest.raises(ValueError, match="twice"):
        empty.plan(DISTRICT.id, roster(doubled))


def test_a_second_roster_lists_the_units_it_does_not_name_and_closes_none(ledger: Ledger) -> None:
    shorter = roster("| unit | type | group |\n| 财政局 | section_team | g01 |", week=2)
    plan = ledger.plan(DISTRICT.id, shorter)
    assert (plan.same, plan.absent, plan.is_empty) == (("财政局",), ("民政局", "水务局"), True)
    ledger.accept(plan, by=OFFICE, received_at=hour(1))
    assert len(ledger.roster(DISTRICT.id).on(LAUNCH + timedelta(weeks=5))) == 3


def test_a_later_line_cuts_the_time_it_speaks_of() -> None:
    old = Unit("u", "旧名", "section_team", "g01", 1, week(1), None)
    middle = Unit("u", "新名", "section_team", "g01", 1, week(2), week(3))
    assert [(s.name, s.valid_from, s.valid_to) for s in overlay([old], middle)] == [
        ("旧名", week(1), week(2) - timedelta(days=1)),
        ("新名", week(2), week(3)),
    ]


def test_the_sheets_of_the_first_roster_file_hold_since_the_launch_together(empty: Ledger) -> None:
    first = roster(ONE)
    other = roster("""
        | unit   | type         | group |
        | 民政局 | section_team | g02   |
    """)
    again = replace(other, source=replace(first.source, table=2))
    enter(empty, first, at=hour(24 * 20))
    enter(empty, again, at=hour(24 * 20))
    assert [start for _, _, start, _ in spans(empty)] == [LAUNCH, LAUNCH]
    enter(
        empty, roster("| unit | type | group |\n| 水务局 | section_team | g02 |"), at=hour(24 * 20)
    )
    assert sorted(start for _, _, start, _ in spans(empty))[-1] > LAUNCH
