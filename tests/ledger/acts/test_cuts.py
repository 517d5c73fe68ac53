"""A frozen week stays as it was reported; opened again it may be corrected, and both are known."""

from __future__ import annotations

import pytest

from campaign import asked_of, load_pack
from ledger import Ledger, LockedWeek, WeekNotOpen
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    STUDY,
    TWO_UNITS,
    UNITS,
    enter,
    hour,
    log,
    register,
    roster,
    shown,
    weekly,
)
from tests.ledger.panel.test_weeks import MOVED, assert_same

ONE_MORE = TWO_UNITS + "| 水务局 | 4 | 1 |"
VISIT = """
    | unit   | day        | method |
    | 财政局 | 2023-10-03 | hear   |
    | 民政局 | 2023-10-10 | hear   |
"""


def freeze(ledger: Ledger, week: int = 1) -> int:
    """The revision of a cut of the week."""
    return ledger.record.freeze(DISTRICT.id, week, by=OFFICE, at=hour(100), note="第一期")


def reopen(ledger: Ledger, week: int = 1) -> int:
    """The revision since which the week may be corrected."""
    return ledger.record.reopen(DISTRICT.id, week, by=OFFICE, at=hour(200), reason="补正")


def test_a_correction_after_the_cut_changes_what_is_known_now_and_never_the_cut(
    ledger: Ledger,
) -> None:
    enter(ledger, weekly(TWO_UNITS))
    cut = freeze(ledger)
    reported = ledger.panel(DISTRICT.id, OFFICE)
    reopen(ledger)
    enter(ledger, weekly(CORRECTED), reason="补正")
    enter(ledger, roster(MOVED, week=1))
    assert ledger.panel(DISTRICT.id, OFFICE).values(STUDY)[0, 0] == 3
    assert_same(ledger.panel(DISTRICT.id, OFFICE, as_of=cut), reported)


def test_a_cut_is_listed_with_who_froze_it_and_opened_it_again(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    first = freeze(ledger)
    head = ledger.record.head(DISTRICT.id)
    reopen(ledger)
    second = freeze(ledger)
    cuts = ledger.record.cuts(DISTRICT.id)
    assert cuts["revision"].tolist() == [second, first]
    assert cuts["is_locked"].tolist() == [True, False]
    assert cuts["reopened_reason"].tolist() == ["", "补正"]
    assert cuts["reopened_at"].tolist()[1] == hour(200)
    assert set(cuts["pack"]) == {asked_of(load_pack(DISTRICT.pack_id)).fingerprint}
    assert cuts["head"].tolist()[1] == head != cuts["head"].tolist()[0]
    assert cuts["note"].tolist() == ["第一期"] * 2


def test_what_would_change_a_frozen_week_is_told_before_and_refused(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    before = ledger.plan(DISTRICT.id, weekly(CORRECTED))
    freeze(ledger)
    for sheet in (weekly(CORRECTED), weekly(ONE_MORE, sender="g02")):
        plan = ledger.plan(DISTRICT.id, sheet)
        assert plan.locked == (1,)
        with pytest.raises(LockedWeek, match=r"P04.*1"):
            ledger.accept(plan, by=OFFICE, received_at=hour(101))
    with pytest.raises(LockedWeek) as refusal:  # planned while the week was open
        ledger.accept(before, by=OFFICE, received_at=hour(101))
    assert refusal.value.issue.code == "P04"
    assert shown(ledger) == 2
    reopen(ledger)
    assert not enter(ledger, weekly(CORRECTED)).already_received
    assert shown(ledger) == 3


def test_a_row_that_would_only_be_held_is_kept_out_of_a_frozen_week_too(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    freeze(ledger)
    held = "| unit | study_session_count |\n| 水务局 | # |"
    with pytest.raises(LockedWeek):
        enter(ledger, weekly(held, codes=["C04"]))


def test_what_changes_nothing_goes_into_a_frozen_week(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    freeze(ledger)
    assert enter(ledger, weekly(TWO_UNITS)).submission_id == first.submission_id
    assert not enter(ledger, weekly(TWO_UNITS, version="resaved")).already_received
    assert shown(ledger) == 2


def test_other_weeks_go_on(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    freeze(ledger)
    enter(ledger, weekly(CORRECTED, week=2))
    assert shown(ledger, week=2) == 3


def test_nothing_is_withdrawn_from_a_frozen_week(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    freeze(ledger)
    with pytest.raises(LockedWeek):
        ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(101), reason="误传")
    reopen(ledger)
    ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(201), reason="误传")
    assert shown(ledger) is None


def test_a_log_is_refused_for_the_weeks_of_its_rows_only(ledger: Ledger) -> None:
    first = enter(ledger, log(VISIT))
    freeze(ledger)
    later = log("| unit | day | method |\n| 民政局 | 2023-10-17 | hear |")
    assert ledger.plan(DISTRICT.id, later).locked == ()
    enter(ledger, later)
    mended = log(VISIT.replace("10-03 | hear", "10-04 | hear"))
    assert ledger.plan(DISTRICT.id, mended).locked == (1,)
    assert ledger.plan(DISTRICT.id, log(VISIT)).locked == ()
    with pytest.raises(LockedWeek):
        ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(101), reason="误传")


def test_a_register_is_of_no_week_and_the_cut_keeps_what_it_said(ledger: Ledger) -> None:
    enter(ledger, register("| unit | attendance |\n| 财政局 | 30 |"))
    cut = freeze(ledger)
    enter(ledger, register("| unit | attendance |\n| 财政局 | 45 |"))
    then, now = (
        ledger.entries(DISTRICT.id, OFFICE, "launch", as_of=r)["fields"].tolist()
        for r in (cut, None)
    )
    assert (then, now) == (['{"attendance":30}'], ['{"attendance":45}'])


def test_a_roster_is_refused_where_it_speaks_of_a_frozen_week(ledger: Ledger) -> None:
    freeze(ledger, week=2)
    plan = ledger.plan(DISTRICT.id, roster(MOVED, week=2))
    assert plan.locked == (2,)
    with pytest.raises(LockedWeek):
        ledger.accept(plan, by=OFFICE, received_at=hour(1))
    enter(ledger, roster(MOVED, week=3))


def test_a_roster_without_a_date_is_judged_by_when_it_arrives(ledger: Ledger) -> None:
    freeze(ledger, week=2)
    plan = ledger.plan(DISTRICT.id, roster(MOVED))
    assert plan.locked == ()
    with pytest.raises(LockedWeek):
        ledger.accept(plan, by=OFFICE, received_at=hour(24 * 8))
    assert ledger.accept(plan, by=OFFICE, received_at=hour(24 * 15)).revision == 3


def test_a_roster_is_not_withdrawn_under_a_frozen_week(ledger: Ledger) -> None:
    moved = enter(ledger, roster(MOVED, week=2))
    freeze(ledger, week=3)
    with pytest.raises(LockedWeek):
        ledger.withdraw(DISTRICT.id, moved.submission_id, by=OFFICE, at=hour(1), reason="误传")
    same = enter(ledger, roster(MOVED, week=2, version="again"))
    assert not same.already_received
    ledger.withdraw(DISTRICT.id, moved.submission_id, by=OFFICE, at=hour(2), reason="误传")


def test_only_an_open_week_is_frozen_and_a_frozen_one_opened_with_a_reason(
    ledger: Ledger,
) -> None:
    with pytest.raises(WeekNotOpen, match="not frozen"):
        reopen(ledger)
    freeze(ledger)
    with pytest.raises(WeekNotOpen, match="frozen already"):
        freeze(ledger)
    with pytest.raises(ValueError, match="needs a reason"):
        ledger.record.reopen(DISTRICT.id, 1, by=OFFICE, at=hour(1), reason="  ")
    with pytest.raises(ValueError, match="outside"):
        freeze(ledger, week=7)


def test_a_roster_drawn_again_moves_nothing(ledger: Ledger) -> None:
    freeze(ledger)
    assert ledger.plan(DISTRICT.id, roster(UNITS, week=1, version="again")).locked == ()
