"""From a figure back to its file, sheet and cell, and to every earlier version."""

from __future__ import annotations

import pytest

from campaign import Address
from ledger import Ledger, Trace
from tests.ledger import drawn
from tests.ledger.drawn import (
    DISTRICT,
    OFFICE,
    STUDY,
    TALKS,
    enter,
    group_viewer,
    hour,
    named,
    weekly,
)

SHEET = """
    | unit   | study_session_count | discussion_session_count |
    | 财政局 | 2                   | 1                        |
    | 水务局 | 7                   | /                        |
"""


def traced(ledger: Ledger, unit: str, slot: str = STUDY, *, group: str | None = None) -> Trace:
    """The trace of one figure of week 1; it must have one."""
    viewer = group_viewer(group) if group else OFFICE
    found = ledger.trace(DISTRICT.id, viewer, unit_id=unit, week=1, slot=slot)
    assert found is not None
    return found


def test_a_column_and_a_row_resolve_to_the_text_in_the_sheet(ledger: Ledger) -> None:
    receipt = enter(ledger, weekly(SHEET), at=hour(3), by=named("王秘书"))
    trace = traced(ledger, "水务局")
    assert str(trace.address) == "周报!C5"
    assert (trace.raw, trace.value, trace.state) == ("7", 7, "v")
    assert (trace.file_name, trace.sheet) == ("周报.xlsx", "周报")
    assert (trace.received_at, trace.by) == (hour(3), "王秘书")
    assert (trace.submission_id, trace.sha256) == (
        receipt.submission_id,
        weekly(SHEET).source.sha256,
    )
    assert traced(ledger, "水务局", TALKS).raw == "/"


def test_a_slot_the_sheet_has_no_column_for_has_no_cell(ledger: Ledger) -> None:
    enter(ledger, weekly(SHEET))
    trace = traced(ledger, "财政局", "party_lecture_count")
    assert trace.address == Address("周报", 4, 0)
    assert (trace.raw, trace.value, trace.state) == ("", None, "m")


def test_an_unregistered_slot_is_a_programming_error(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        traced(ledger, "财政局", "no_such_slot")


def test_the_trace_leads_to_the_version_that_counts(ledger: Ledger) -> None:
    enter(ledger, weekly(SHEET))
    later = enter(ledger, weekly(SHEET.replace("| 2 ", "| 9 "), sheet="更正"))
    assert traced(ledger, "财政局").submission_id == later.submission_id
    assert str(traced(ledger, "财政局").address) == "更正!C4"


def test_history_names_every_version_and_how_it_stands(ledger: Ledger) -> None:
    enter(ledger, weekly(SHEET))
    enter(ledger, weekly(SHEET.replace("| 2 ", "| 3 ")))
    wrong = enter(ledger, weekly(SHEET.replace("| 2 ", "| 4 ")))
    enter(ledger, weekly(SHEET.replace("| 2 ", "| # ")))
    ledger.withdraw(DISTRICT.id, wrong.submission_id, by=OFFICE, at=hour(9), reason="误传")
    versions = ledger.history(DISTRICT.id, OFFICE, unit_id="财政局", week=1)
    assert [(v.standing, v.values[STUDY]) for v in versions] == [
        ("held", None),
        ("withdrawn", 4),
        ("current", 3),
        ("superseded", 2),
    ]


def test_a_group_cannot_trace_a_unit_of_another_group(ledger: Ledger) -> None:
    enter(ledger, weekly(SHEET))
    other = group_viewer("g01")
    assert ledger.trace(DISTRICT.id, other, unit_id="水务局", week=1, slot=STUDY) is None
    assert traced(ledger, "财政局", group="g01").value == 2
    assert ledger.history(DISTRICT.id, group_viewer("g01"), unit_id="水务局", week=1) == ()
    nobody = group_viewer(None)
    assert ledger.trace(DISTRICT.id, nobody, unit_id="财政局", week=1, slot=STUDY) is None


def test_a_group_reads_only_its_own_rows_of_a_sheet_it_shares(ledger: Ledger) -> None:
    enter(ledger, weekly(SHEET))
    cells = traced(ledger, "财政局", group="g01").grid.cells
    assert cells[1] == ("财政局", "2", "1")
    assert cells[2] == ("", "", "")
    assert cells[0][0] == "unit"


def test_a_group_reads_its_own_sheet_whole(ledger: Ledger) -> None:
    enter(ledger, weekly(drawn.TWO_UNITS, sender="g01"))
    trace = traced(ledger, "财政局", group="g01")
    assert trace.grid == weekly(drawn.TWO_UNITS).grid


def test_of_a_sheet_without_known_rows_a_group_reads_its_own_only(ledger: Ledger) -> None:
    enter(ledger, weekly(SHEET, sender="区办", roles=False))
    cells = traced(ledger, "财政局", group="g01").grid.cells
    assert cells == (("", "", ""), ("财政局", "2", "1"), ("", "", ""))
