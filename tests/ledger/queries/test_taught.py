"""What was taught: who, when, what was read by it since, and its end."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from campaign import Issue, KnownLayout
from ledger import Ledger
from ledger.records import Choice
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    TWO_UNITS,
    enter,
    hour,
    weekly,
)

SAID = {"unit": "unit", "study_session_count": "study_session_count"}
LAYOUT = KnownLayout("f" * 16, "weekly_report", SAID)


def heading(path: tuple[str, ...]) -> str:
    """Headings are remembered as they are drawn here."""
    return "/".join(path)


def taught(ledger: Ledger) -> dict[str, tuple[str, list[int], bool]]:
    """By kind, what it says, what was read by it, and whether it ended."""
    told = ledger.settings.taught(DISTRICT.id, OFFICE, normal=heading)
    return {
        line["kind"]: (line["says"], json.loads(line["used"]), line["is_ended"])
        for line in told.to_dict("records")
    }


def test_a_name_is_used_by_the_sheets_that_were_read_by_it_until_it_ends(ledger: Ledger) -> None:
    ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(1))
    sheet = weekly(TWO_UNITS)
    note = Issue("U12", sheet.address(4, "study_session_count"), "财局", {"a": "财政局"})
    number = enter(ledger, replace(sheet, issues=(note,))).submission_id
    enter(ledger, weekly(TWO_UNITS, week=2))
    assert taught(ledger) == {"name": ("财政局", [number], False)}
    before = ledger.revision(DISTRICT.id)
    ledger.settings.end_name(DISTRICT.id, "财局", by=OFFICE, at=hour(2), reason="改名")
    assert taught(ledger) == {"name": ("财政局", [number], True)}
    assert ledger.roster(DISTRICT.id).aliases == {}
    assert ledger.roster(DISTRICT.id, as_of=before).aliases == {"财局": "财政局"}
    assert ledger.panel(DISTRICT.id, OFFICE).weeks[0].reported.sum() == 2
    with pytest.raises(KeyError):
        ledger.settings.end_name(DISTRICT.id, "财局", by=OFFICE, at=hour(3))
    ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="民政局", by=OFFICE, at=hour(4))
    assert ledger.roster(DISTRICT.id).aliases == {"财局": "民政局"}
    assert ledger.record.verify() == ()


def test_a_layout_is_used_by_the_sheets_with_its_headings(ledger: Ledger) -> None:
    ledger.confirm_layout(DISTRICT.id, LAYOUT, by=OFFICE, at=hour(1))
    number = enter(ledger, weekly(TWO_UNITS)).submission_id
    enter(ledger, weekly("| unit | discussion_session_count |\n| 财政局 | 1 |", week=2))
    assert taught(ledger)["layout"][1:] == ([number], False)
    ledger.record.forget_layout(DISTRICT.id, LAYOUT.fingerprint, by=OFFICE, at=hour(2))
    assert taught(ledger)["layout"][1:] == ([number], True)


def test_a_choice_is_used_by_the_sheets_whose_figures_count_by_it(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS, sender="财政局"))
    enter(ledger, weekly(CORRECTED, sender="g01"))
    choice = Choice("财政局", 1, "g01", "财政局")
    ledger.questions.choose(DISTRICT.id, choice, by=OFFICE, at=hour(3))
    says, used, is_ended = taught(ledger)["choice"]
    assert (says, len(used), is_ended) == ("g01", 1, False)
    undone = Choice("财政局", 1, "g01", "财政局", holds=False)
    ledger.questions.choose(DISTRICT.id, undone, by=OFFICE, at=hour(4))
    assert taught(ledger)["choice"][2]
