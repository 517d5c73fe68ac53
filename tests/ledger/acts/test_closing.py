"""An archived district takes nothing more and can be read for ever; opened again it goes on."""

from __future__ import annotations

from threading import Barrier, Thread

import numpy as np
import pytest

from ledger import Ledger, LockedWeek, WeekNotOpen
from ledger.store.engine import writing_engine
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
from tests.ledger.panel.test_weeks import assert_same

LAUNCH = "| unit | attendance |\n| 财政局 | 30 |"
VISIT = "| unit | day | method |\n| 财政局 | 2023-10-03 | hear |"
SHEETS = {
    "a correction": weekly(CORRECTED),
    "a later week": weekly(TWO_UNITS, week=5),
    "a log": log(VISIT),
    "a row without its day": log("| unit | day | method |\n| 财政局 | # | hear |"),
    "a register, which is of no week": register(LAUNCH),
    "a roster": roster(UNITS + "| 林业局 | section_team | g02 |"),
}


def close(ledger: Ledger) -> tuple[int, ...]:
    """The weeks that archiving froze."""
    return ledger.record.close(DISTRICT.id, by=OFFICE, at=hour(900), note="活动结束")


def resume(ledger: Ledger) -> int:
    """The revision since which the district takes sheets again."""
    return ledger.record.resume(DISTRICT.id, by=OFFICE, at=hour(950), reason="补正")


def test_every_week_is_frozen_and_the_figures_stay_as_they_were(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(100))
    before = ledger.panel(DISTRICT.id, OFFICE)
    assert close(ledger) == (2, 3, 4, 5, 6)
    cuts = ledger.record.cuts(DISTRICT.id)
    assert sorted(cuts["week"]) == [1, 2, 3, 4, 5, 6]
    assert cuts["is_locked"].all()
    after = ledger.panel(DISTRICT.id, OFFICE, as_of=ledger.revision(DISTRICT.id))
    np.testing.assert_array_equal(after.values(STUDY), before.values(STUDY))
    assert ledger.record.verify() == ()


@pytest.mark.parametrize("kind", SHEETS)
def test_nothing_more_goes_in(ledger: Ledger, kind: str) -> None:
    enter(ledger, weekly(TWO_UNITS))
    planned_before = ledger.plan(DISTRICT.id, SHEETS[kind])
    close(ledger)
    revision = ledger.revision(DISTRICT.id)
    assert ledger.plan(DISTRICT.id, SHEETS[kind]).locked == (0,)
    for plan in (planned_before, ledger.plan(DISTRICT.id, SHEETS[kind])):
        with pytest.raises(LockedWeek) as refusal:
            ledger.accept(plan, by=OFFICE, received_at=hour(901))
        assert refusal.value.issue.code == "P10"
    assert ledger.revision(DISTRICT.id) == revision


def test_nothing_is_withdrawn_named_or_opened_by_the_week(ledger: Ledger) -> None:
    first = enter(ledger, register(LAUNCH))
    close(ledger)
    with pytest.raises(LockedWeek) as refusal:
        ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(901), reason="误传")
    assert refusal.value.issue.code == "P10"
    with pytest.raises(LockedWeek):
        ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(901))
    with pytest.raises(WeekNotOpen, match="is archived"):
        ledger.record.reopen(DISTRICT.id, 1, by=OFFICE, at=hour(901), reason="补正")
    with pytest.raises(WeekNotOpen):
        ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(901))
    with pytest.raises(WeekNotOpen, match="already"):
        close(ledger)


def test_what_is_there_already_may_be_handed_in_again(ledger: Ledger) -> None:
    first = enter(ledger, weekly(TWO_UNITS))
    close(ledger)
    assert enter(ledger, weekly(TWO_UNITS)).submission_id == first.submission_id


def test_opened_again_with_a_reason_it_goes_on_and_weeks_stay_frozen(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    with pytest.raises(WeekNotOpen, match="is not archived"):
        resume(ledger)
    close(ledger)
    told = ledger.record.closed(DISTRICT.id)
    assert told is not None
    assert (told["by"], told["reason"], told["at"]) == ("office", "活动结束", hour(900))
    with pytest.raises(ValueError, match="needs a reason"):
        ledger.record.resume(DISTRICT.id, by=OFFICE, at=hour(950), reason=" ")
    resume(ledger)
    assert ledger.record.closed(DISTRICT.id) is None
    enter(ledger, register(LAUNCH))
    with pytest.raises(LockedWeek) as refusal:
        enter(ledger, weekly(CORRECTED))
    assert refusal.value.issue.code == "P04"
    ledger.record.reopen(DISTRICT.id, 1, by=OFFICE, at=hour(951), reason="补正")
    enter(ledger, weekly(CORRECTED))
    assert shown(ledger) == 3
    assert close(ledger) == (1,)
    trail = ledger.record.audit(DISTRICT.id, OFFICE)
    acts = trail[trail["action"].isin(["archived", "resumed"])]
    assert acts["action"].tolist() == ["archived", "resumed", "archived"]
    assert acts["why"].tolist() == ["活动结束", "补正", "活动结束"]
    assert ledger.record.verify() == ()


def test_a_district_made_open_by_another_hand_is_found(ledger: Ledger) -> None:
    close(ledger)
    with writing_engine(ledger._reading).begin() as connection:
        connection.exec_driver_sql("UPDATE district SET locked_weeks = '1 2 3 4 5 6'")
    assert "locks_wrong" in {fault.check for fault in ledger.record.verify()}


def test_what_waits_while_the_district_is_archived_is_refused(ledger: Ledger) -> None:
    plans = [ledger.plan(DISTRICT.id, weekly(TWO_UNITS, week=w)) for w in (1, 2, 3)]
    start, done, refused = Barrier(4), list[int](), list[LockedWeek]()

    def hand_in(n: int) -> None:
        start.wait()
        try:
            done.append(ledger.accept(plans[n], by=OFFICE, received_at=hour(1)).revision)
        except LockedWeek as refusal:
            refused.append(refusal)

    threads = [Thread(target=hand_in, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    start.wait()
    close(ledger)
    for thread in threads:
        thread.join()
    trail = ledger.record.audit(DISTRICT.id, OFFICE)
    closing = int(trail.loc[trail["action"] == "archived", "rev"].iloc[0])
    assert len(done) + len(refused) == 3
    assert all(revision < closing for revision in done)
    assert ledger.revision(DISTRICT.id) == closing
    assert_same(
        ledger.panel(DISTRICT.id, OFFICE),
        ledger.panel(DISTRICT.id, OFFICE, as_of=closing),
    )
