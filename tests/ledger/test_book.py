"""Facts of keeping submissions: what is planned, what accepting does, what withdrawing undoes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest

from campaign import Calendar, District
from ledger import Change, Ledger, Receipt, StalePlan, open_ledger
from tests.ledger.drawn import DISTRICT, LAUNCH, OFFICE, enter, hour, roster, weekly

STUDY, TALKS = "study_session_count", "discussion_session_count"
TWO_UNITS = """
    | unit   | study_session_count | discussion_session_count |
    | 财政局 | 2                   | 1                        |
    | 民政局 | 0                   | /                        |
"""
CORRECTED = TWO_UNITS.replace("| 2 ", "| 3 ")


def shown(
    ledger: Ledger, unit: str = "财政局", *, week: int = 1, slot: str = STUDY
) -> float | None:
    """The current figure, or None without one."""
    trace = ledger.trace(DISTRICT.id, OFFICE, unit_id=unit, week=week, slot=slot)
    return None if trace is None else trace.value


def test_a_plan_writes_nothing(ledger: Ledger) -> None:
    before = ledger.revision(DISTRICT.id)
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    assert (plan.new, plan.same, plan.changed) == (("财政局", "民政局"), (), ())
    assert ledger.revision(DISTRICT.id) == before
    assert shown(ledger) is None


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
    again = ledger.accept(plan, by="office", received_at=hour(2))
    assert again == replace(first, already_received=True)
    assert len(ledger.submissions(DISTRICT.id, OFFICE, week=1)) == 1


def test_one_plan_accepted_twice_is_entered_once(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    first = ledger.accept(plan, by="office", received_at=hour(1))
    again = ledger.accept(plan, by="office", received_at=hour(1))
    assert again == replace(first, already_received=True)


def test_other_bytes_with_the_same_figures_are_kept_as_a_version(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    second = enter(ledger, weekly(TWO_UNITS, version="resaved"))
    assert not second.already_received
    assert second.submission_id != first.submission_id


def test_a_corrected_file_lists_only_the_changed_cells_and_supersedes(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    plan = ledger.plan(DISTRICT.id, weekly(CORRECTED))
    assert plan.changed == (Change("财政局", STUDY, 2, 3, "v", "v", "g01"),)
    assert (plan.new, plan.same, plan.clash) == ((), ("民政局",), ())
    ledger.accept(plan, by="office", received_at=hour(2))
    assert shown(ledger) == 3
    listed = ledger.submissions(DISTRICT.id, OFFICE, week=1)
    assert listed["supersedes"].tolist()[0] == first.submission_id
    assert listed["n_current"].tolist() == [2, 0]


def test_an_old_version_sent_again_after_a_correction_is_entered(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    enter(ledger, weekly(CORRECTED))
    assert not enter(ledger, weekly(TWO_UNITS)).already_received
    assert shown(ledger) == 2


def test_a_stale_plan_is_refused(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, weekly(CORRECTED))
    enter(ledger, weekly(TWO_UNITS))
    with pytest.raises(StalePlan):
        ledger.accept(plan, by="office", received_at=hour(3))
    assert shown(ledger) == 2


def test_a_commit_that_touches_nothing_planned_does_not_refuse_the_plan(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    enter(ledger, weekly(TWO_UNITS, week=2))
    assert not ledger.accept(plan, by="office", received_at=hour(3)).already_received


def test_withdrawing_a_correction_makes_the_earlier_version_current_again(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    second = enter(ledger, weekly(CORRECTED))
    rev = ledger.withdraw(DISTRICT.id, second.submission_id, by="office", at=hour(5), reason="传错")
    assert rev == ledger.revision(DISTRICT.id) == second.revision + 1
    assert shown(ledger) == 2
    listed = ledger.submissions(DISTRICT.id, OFFICE, week=1)
    assert listed["state"].tolist() == ["withdrawn", "accepted"]
    assert listed["withdrawn_reason"].tolist() == ["传错", ""]
    assert listed["withdrawn_at"].tolist()[0] == hour(5)


def test_withdrawing_the_only_version_leaves_nothing_reported(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    ledger.withdraw(DISTRICT.id, first.submission_id, by="office", at=hour(2), reason="")
    assert shown(ledger) is None
    assert ledger.plan(DISTRICT.id, weekly(TWO_UNITS)).new == ("财政局", "民政局")
    assert not enter(ledger, weekly(TWO_UNITS)).already_received


def test_withdrawing_an_earlier_version_keeps_the_later_one(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    enter(ledger, weekly(CORRECTED))
    ledger.withdraw(DISTRICT.id, first.submission_id, by="office", at=hour(2), reason="")
    assert shown(ledger) == 3


def test_what_was_never_received_or_is_withdrawn_cannot_be_withdrawn(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    rev = ledger.withdraw(DISTRICT.id, first.submission_id, by="office", at=hour(2), reason="")
    with pytest.raises(ValueError, match="withdrawn before"):
        ledger.withdraw(DISTRICT.id, first.submission_id, by="office", at=hour(2), reason="")
    for unknown in (999, rev):
        with pytest.raises(KeyError):
            ledger.withdraw(DISTRICT.id, unknown, by="office", at=hour(2), reason="")


def test_a_held_row_replaces_nothing(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    doubtful = weekly(TWO_UNITS.replace("| 2 ", "| # ").replace("| 0 ", "| 5 "), codes=["C04"])
    plan = ledger.plan(DISTRICT.id, doubtful)
    assert plan.held == (4,)
    assert [change.unit_id for change in plan.changed] == ["民政局"]
    receipt = ledger.accept(plan, by="office", received_at=hour(2))
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


def test_a_figure_of_another_sender_is_a_clash_and_still_goes_in(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS, sender="g01"))
    plan = ledger.plan(DISTRICT.id, weekly(CORRECTED, sender="财政局"))
    assert plan.changed == ()
    assert plan.clash == (Change("财政局", STUDY, 2, 3, "v", "v", "g01"),)
    ledger.accept(plan, by="office", received_at=hour(2))
    assert shown(ledger) == 3
    assert ledger.submissions(DISTRICT.id, OFFICE)["supersedes"].isna().all()


def test_a_blank_wins_over_an_older_value(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS.replace("| 2 ", "|   ")))
    assert plan.changed == (Change("财政局", STUDY, 2, None, "v", "m", "g01"),)
    ledger.accept(plan, by="office", received_at=hour(2))
    trace = ledger.trace(DISTRICT.id, OFFICE, unit_id="财政局", week=1, slot=STUDY)
    assert trace is not None
    assert (trace.value, trace.state) == (None, "m")


def test_zero_missing_and_not_applicable_stay_apart(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    (version,) = ledger.history(DISTRICT.id, OFFICE, unit_id="民政局", week=1)
    slots = (STUDY, TALKS, "party_lecture_count")
    assert [version.states[slot] for slot in slots] == ["z", "n", "m"]
    assert [version.values[slot] for slot in slots] == [0, None, None]


def test_a_change_to_a_past_week_asks_for_a_reason_and_never_blocks(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS, week=1))
    enter(ledger, weekly(TWO_UNITS, week=2))
    plan = ledger.plan(DISTRICT.id, weekly(CORRECTED, week=1))
    assert plan.touches_past_week
    assert plan.asks_reason
    assert not ledger.plan(DISTRICT.id, weekly(CORRECTED, week=2)).asks_reason
    ledger.accept(plan, by="office", received_at=hour(2))
    assert ledger.submissions(DISTRICT.id, OFFICE, week=1)["reason"].tolist() == ["未说明", ""]


def test_a_falling_cumulative_figure_asks_for_a_reason(ledger: Ledger) -> None:
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS, codes=["K05"]))
    assert plan.asks_reason
    ledger.accept(plan, by="office", received_at=hour(2), reason="上周误报")
    assert ledger.submissions(DISTRICT.id, OFFICE, week=1)["reason"].tolist() == ["上周误报"]


def test_two_threads_with_plans_for_one_unit_cannot_both_go_in_unseen(ledger: Ledger) -> None:
    drawings = [TWO_UNITS, CORRECTED]
    plans = [ledger.plan(DISTRICT.id, weekly(drawing)) for drawing in drawings]
    gate, results = Barrier(2), list[object]()

    def accept(n: int) -> None:
        gate.wait()
        try:
            results.append(ledger.accept(plans[n], by="office", received_at=hour(n)))
        except StalePlan as refusal:
            results.append(refusal)

    threads = [Thread(target=accept, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(result).__name__ for result in results) == ["Receipt", "StalePlan"]


def test_threads_and_a_second_process_view_write_without_a_lock_error(
    ledger: Ledger, url: str
) -> None:
    other = open_ledger(url)
    receipts: list[Receipt] = []

    def send(book: Ledger, week: int, unit: str) -> None:
        for n in range(5):
            drawing = f"| unit | study_session_count |\n| {unit} | {n} |"
            receipts.append(enter(book, weekly(drawing, week=week, sheet=unit)))

    jobs = [
        (book, week, unit)
        for book in (ledger, other)
        for week, unit in ((1, "财政局"), (2, "水务局"))
    ]
    jobs = [(book, week + (book is other) * 2, unit) for book, week, unit in jobs]
    threads = [Thread(target=send, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert len({receipt.submission_id for receipt in receipts}) == 20
    assert shown(ledger, "水务局", week=4) == 4


def test_reopening_keeps_everything(ledger: Ledger, url: str) -> None:
    enter(ledger, weekly(TWO_UNITS))
    before = ledger.panel(DISTRICT.id, OFFICE)
    ledger.close()
    again = open_ledger(url)
    after = again.panel(DISTRICT.id, OFFICE)
    assert again.districts() == (DISTRICT,)
    assert again.roster(DISTRICT.id).units == ledger.roster(DISTRICT.id).units
    assert after.units == before.units
    assert after.values(STUDY).tolist()[0][:2] == [2, 0]
    assert again.revision(DISTRICT.id) == before.revision
    again.close()


def test_own_districts_stand_before_samples_and_the_newest_first(ledger: Ledger) -> None:
    calendar = Calendar(LAUNCH, 6, timedelta(days=3), moved={2: datetime(2023, 10, 14, 9)})  # noqa: DTZ001
    sample = District("s1", "示例区", "c2023_ztjy", calendar, is_sample=True)
    newer = District("d2", "新区", "c2023_ztjy", Calendar(LAUNCH, 4))
    ledger.add_district(sample)
    ledger.add_district(newer)
    assert ledger.districts() == (newer, DISTRICT, sample)
    with pytest.raises(ValueError, match="d2"):
        ledger.add_district(newer)


def test_one_district_knows_nothing_of_another(ledger: Ledger) -> None:
    ledger.add_district(replace(DISTRICT, id="d2"))
    enter(ledger, weekly(TWO_UNITS))
    assert not ledger.roster("d2")
    assert ledger.revision("d2") == 0
    assert ledger.submissions("d2", OFFICE).empty
    with pytest.raises(KeyError):
        ledger.revision("d3")


def test_a_confirmed_alias_is_in_the_roster_and_the_latest_word_counts(ledger: Ledger) -> None:
    for unit in ("民政局", "财政局"):
        ledger.confirm_alias(DISTRICT.id, raw="区 财局", unit_id=unit, by="office", at=hour(1))
    assert ledger.roster(DISTRICT.id).aliases == {"区财局": "财政局"}
    with pytest.raises(KeyError):
        ledger.confirm_alias(DISTRICT.id, raw="x", unit_id="无此局", by="office", at=hour(1))


def test_a_week_outside_the_calendar_and_a_time_without_zone_are_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="week 7"):
        ledger.plan(DISTRICT.id, weekly(TWO_UNITS, week=7))
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    with pytest.raises(ValueError, match="zone"):
        ledger.accept(plan, by="office", received_at=hour(1).replace(tzinfo=None))


def test_two_accepted_rows_of_one_unit_are_a_fault_of_the_reader(ledger: Ledger) -> None:
    doubled = TWO_UNITS.replace("民政局", "财政局")
    with pytest.raises(ValueError, match="row 5"):
        ledger.plan(DISTRICT.id, weekly(doubled))


def test_a_held_row_of_an_unknown_unit_is_counted_and_its_figures_kept_nowhere(
    ledger: Ledger,
) -> None:
    unknown = weekly("| unit | study_session_count |\n|  | # |")
    receipt = enter(ledger, unknown)
    assert (receipt.n_rows, receipt.n_held) == (0, 1)
    assert ledger.submissions(DISTRICT.id, OFFICE, week=1)["n_held"].tolist() == [1]
    assert not ledger.panel(DISTRICT.id, OFFICE, through=1).weeks[0].held.any()


def test_the_last_cumulative_figures_before_a_week_are_known(ledger: Ledger) -> None:
    drawing = "| unit | {0} | {0}@cumulative |\n| 财政局 | 1 | {1} |"
    enter(ledger, weekly(drawing.format(STUDY, 4), week=1))
    enter(ledger, weekly(drawing.format(STUDY, ""), week=2))
    assert ledger.earlier(DISTRICT.id, week=3) == {"财政局": {f"{STUDY}@cumulative": 4}}
    assert ledger.earlier(DISTRICT.id, week=1) == {}


def test_a_second_roster_lists_the_units_it_does_not_name_and_closes_none(ledger: Ledger) -> None:
    shorter = roster("| unit | type | group |\n| 财政局 | section_team | g01 |", week=2)
    plan = ledger.plan(DISTRICT.id, shorter)
    assert (plan.same, plan.absent, plan.is_empty) == (("财政局",), ("民政局", "水务局"), True)
    ledger.accept(plan, by="office", received_at=hour(1))
    assert len(ledger.roster(DISTRICT.id).on(LAUNCH + timedelta(weeks=5))) == 3
