"""Which reports first came long after their week, or many weeks in one file. Week 1 ends on 8
October 2023; a fortnight later is the 22nd, in the district's own time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from campaign import Viewer
from ledger import Ledger
from tests.ledger.drawn import (
    DISTRICT,
    OFFICE,
    TWO_UNITS,
    enter,
    group_viewer,
    hour,
    weekly,
)

OTHER = """
    | unit   | study_session_count |
    | 水务局 | 2                   |
"""
FORTNIGHT = hour(21 * 24 - 8)  # the first midnight after it, in Shanghai


def late(ledger: Ledger, viewer: Viewer = OFFICE) -> list[tuple[str, int, float]]:
    frame = ledger.record.late_reports(DISTRICT.id, viewer, days=14, weeks_a_file=3)
    return [tuple(line) for line in frame.itertuples(index=False)]


def just_before(moment: datetime) -> datetime:
    return moment.replace(minute=0) - (hour(1) - hour(0)) / 60


def test_a_report_is_late_from_the_fifteenth_day_by_the_districts_clock(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS), at=just_before(FORTNIGHT))
    assert late(ledger) == []
    enter(ledger, weekly(OTHER, sender="g02"), at=FORTNIGHT)
    assert late(ledger) == [("水务局", 1, 1 / 3)]
    assert late(ledger, group_viewer("g02")) == [("水务局", 1, 1 / 3)]
    assert late(ledger, group_viewer("g01")) == []


def test_a_correction_of_what_came_in_time_is_not_late(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS), at=hour(100))
    enter(ledger, weekly(TWO_UNITS.replace("| 2 ", "| 3 ")), at=hour(1000))
    assert late(ledger) == []


def test_three_weeks_in_one_file_are_filled_in_afterwards_two_are_not(ledger: Ledger) -> None:
    sheets = [weekly(OTHER, week=week, sender="g02") for week in (1, 2, 3)]
    one = [replace(s, source=replace(s.source, sha256="a" * 64)) for s in sheets]
    for sheet in one[:2]:
        enter(ledger, sheet, at=hour(300))
    assert late(ledger) == []
    enter(ledger, one[2], at=hour(500))
    assert [line[:2] for line in late(ledger)] == [("水务局", week) for week in (1, 2, 3)]


def test_what_was_taken_back_came_never(ledger: Ledger) -> None:
    receipt = enter(ledger, weekly(OTHER, sender="g02"), at=hour(1000))
    assert [line[:2] for line in late(ledger)] == [("水务局", 1)]
    ledger.withdraw(DISTRICT.id, receipt.submission_id, by=OFFICE, at=hour(1001), reason="误报")
    assert late(ledger) == []
