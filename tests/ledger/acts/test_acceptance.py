"""What accepting does and withdrawing undoes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger import Ledger
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    STUDY,
    TALKS,
    TWO_UNITS,
    enter,
    hour,
    shown,
    weekly,
)


def test_an_accepted_figure_is_shown(ledger: Ledger) -> None:
    receipt = enter(ledger, weekly(TWO_UNITS))
    assert (receipt.n_rows, receipt.n_held, receipt.already_received) == (2, 0, False)
    assert receipt.revision == ledger.revision(DISTRICT.id)
    assert (shown(ledger), shown(ledger, "民政局")) == (2, 0)


def test_the_same_file_twice_changes_nothing(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    assert plan.is_empty
    assert plan.already_received
    assert plan.same == ("财政局", "民政局")
    again = ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert again == replace(first, already_received=True)
    assert len(ledger.submissions(DISTRICT.id, OFFICE, week=1)) == 1


def test_one_plan_accepted_twice_is_entered_once(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    first = ledger.accept(plan, by=OFFICE, received_at=hour(1))
    again = ledger.accept(plan, by=OFFICE, received_at=hour(1))
    assert again == replace(first, already_received=True)


def test_other_bytes_with_the_same_figures_are_kept_as_a_version(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    second = enter(ledger, weekly(TWO_UNITS, version="resaved"))
    assert not second.already_received
    assert second.submission_id != first.submission_id


def test_an_old_version_sent_again_after_a_correction_is_entered(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    enter(ledger, weekly(CORRECTED))
    assert not enter(ledger, weekly(TWO_UNITS)).already_received
    assert shown(ledger) == 2


def test_withdrawing_a_correction_makes_the_earlier_version_current_again(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    second = enter(ledger, weekly(CORRECTED))
    rev = ledger.withdraw(DISTRICT.id, second.submission_id, by=OFFICE, at=hour(5), reason="传错")
    assert rev == ledger.revision(DISTRICT.id) == second.revision + 1
    assert shown(ledger) == 2
    listed = ledger.submissions(DISTRICT.id, OFFICE, week=1)
    assert listed["state"].tolist() == ["withdrawn", "accepted"]
    assert listed["withdrawn_reason"].tolist() == ["传错", ""]
    assert listed["withdrawn_at"].tolist()[0] == hour(5)


def test_withdrawing_the_only_version_leaves_nothing_reported(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(2), reason="")
    assert shown(ledger) is None
    assert ledger.plan(DISTRICT.id, weekly(TWO_UNITS)).new == ("财政局", "民政局")
    assert not enter(ledger, weekly(TWO_UNITS)).already_received


def test_withdrawing_an_earlier_version_keeps_the_later_one(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    enter(ledger, weekly(CORRECTED))
    ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(2), reason="")
    assert shown(ledger) == 3


def test_what_was_never_received_or_is_withdrawn_cannot_be_withdrawn(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    rev = ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(2), reason="")
    with pytest.raises(ValueError, match="withdrawn before"):
        ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(2), reason="")
    for unknown in (999, rev):
        with pytest.raises(KeyError):
            ledger.withdraw(DISTRICT.id, unknown, by=OFFICE, at=hour(2), reason="")


def test_a_held_row_replaces_nothing(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    doubtful = weekly(TWO_UNITS.replace("| 2 ", "| # ").replace("| 0 ", "| 5 "), codes=["C04"])
    plan = ledger.plan(DISTRICT.id, doubtful)
    assert plan.held == (4,)
    assert [change.unit_id for change in plan.changed] == ["民政局"]
    receipt = ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert (receipt.n_rows, receipt.n_held) == (1, 1)
    assert (shown(ledger), shown(ledger, "民政局")) == (2, 5)


def test_a_row_held_at_first_is_known_as_held_and_goes_in_when_mended(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS.replace("| 2 ", "| # ")))
    versions = ledger.history(DISTRICT.id, OFFICE, unit_id="财政局", week=1)
    assert [v.standing for v in versions] == ["held"]
    assert set(versions[0].values.values()) == {None}
    assert ledger.plan(DISTRICT.id, weekly(TWO_UNITS)).new == ("财政局",)


def test_the_same_file_goes_in_further_once_a_name_in_it_is_known(ledger: Ledger) -> None:
    drawn = TWO_UNITS.replace("| 2 ", "| # ")
    enter(ledger, weekly(drawn))
    mended = weekly(TWO_UNITS)
    same_bytes = replace(mended, source=weekly(drawn).source)
    assert not enter(ledger, same_bytes).already_received
    assert shown(ledger) == 2


def test_zero_missing_and_not_applicable_stay_apart(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    (version,) = ledger.history(DISTRICT.id, OFFICE, unit_id="民政局", week=1)
    slots = (STUDY, TALKS, "party_lecture_count")
    assert [version.states[slot] for slot in slots] == ["z", "n", "m"]
    assert [version.values[slot] for slot in slots] == [0, None, None]


def test_a_held_row_of_an_unknown_unit_is_counted_and_its_figures_kept_nowhere(
    ledger: Ledger,
) -> None:
    unknown = weekly("| unit | study_session_count |\n|  | # |")
    receipt = enter(ledger, unknown)
    assert (receipt.n_rows, receipt.n_held) == (0, 1)
    assert ledger.submissions(DISTRICT.id, OFFICE, week=1)["n_held"].tolist() == [1]
    assert not ledger.panel(DISTRICT.id, OFFICE, through=1).weeks[0].held.any()
