"""A sound ledger has no fault; one damaged by hand says what is wrong and where."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from campaign import LOCALES, wording
from ledger import Fault, Ledger, open_ledger
from ledger.store.engine import reading_engine, writing_engine
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    TWO_UNITS,
    enter,
    hour,
    log,
    named,
    register,
    roster,
    weekly,
)
from tests.ledger.panel.test_weeks import MOVED

Damage = Callable[[str], None]
DOUBTED = TWO_UNITS + "| 水务局 | # | 1 |"


@pytest.fixture
def lived(ledger: Ledger) -> Ledger:
    """A ledger with reports, a correction, a withdrawal, logs, a move, an alias and two cuts."""
    enter(ledger, weekly(TWO_UNITS))
    second = enter(ledger, weekly(CORRECTED, codes=["C04"]))
    enter(ledger, weekly(DOUBTED, week=2))
    enter(ledger, log("| unit | day | method |\n| 财政局 | 2023-10-03 | hear |"))
    enter(ledger, register("| unit | attendance |\n| 财政局 | 30 |"))
    enter(ledger, roster(MOVED, week=3))
    ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(4))
    ledger.withdraw(DISTRICT.id, second.submission_id, by=OFFICE, at=hour(5), reason="误传")
    for week in (1, 2):
        ledger.record.freeze(DISTRICT.id, week, by=OFFICE, at=hour(6))
    ledger.record.reopen(DISTRICT.id, 2, by=OFFICE, at=hour(7), reason="补正")
    ledger.record.keep_original(
        DISTRICT.id, data=b"sheet", file_name="a.xlsx", by=named("g01"), at=hour(8)
    )
    return ledger


@pytest.fixture
def hurt(lived: Ledger, url: str) -> Damage:
    """Runs SQL on the ledger behind its back."""
    lived.close()

    def damage(statement: str, **params: Any) -> None:
        engine = reading_engine(url)
        with writing_engine(engine).begin() as connection:
            assert connection.execute(sa.text(statement), params).rowcount >= 1
        engine.dispose()

    return damage


def found(url: str) -> list[tuple[str, dict[str, Any]]]:
    """Every fault a newly opened ledger tells of itself, sayable in both languages."""
    ledger = open_ledger(url)
    faults: tuple[Fault, ...] = ledger.record.verify()
    ledger.close()
    for fault in faults:
        assert all(fault.words(wording(locale)) for locale in LOCALES)
        assert fault.district_id == DISTRICT.id
    return [(fault.check, dict(fault.params)) for fault in faults]


def test_a_sound_ledger_has_no_fault(lived: Ledger, url: str) -> None:
    assert lived.record.verify() == ()
    lived.close()
    assert found(url) == []


def test_a_changed_figure_is_told_with_its_cell(hurt: Damage, url: str) -> None:
    hurt("UPDATE fact SET study_session_count = 9 WHERE submission_id = 2 AND unit_id = '财政局'")
    told = dict(found(url))
    assert told["sealed_rows"]["submission"] == 2
    cell = told["cell_differs"]
    assert (cell["unit"], cell["row"], cell["raw"], cell["value"]) == ("财政局", 4, "2", 9)
    assert told["cur_wrong"] == {"week": 1, "unit": "财政局", "columns": "study_session_count"}


def test_a_changed_current_figure_is_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE cur SET study_session_count = 9 WHERE week = 2 AND unit_id = '民政局'")
    wrong = {"week": 2, "unit": "民政局", "columns": "study_session_count"}
    assert found(url) == [("cur_wrong", wrong)]


def test_a_unit_taken_out_of_what_counts_is_told(hurt: Damage, url: str) -> None:
    hurt("DELETE FROM cur WHERE week = 2 AND unit_id = '民政局'")
    assert found(url) == [("cur_wrong", {"week": 2, "unit": "民政局", "columns": "submission_id"})]


def test_a_line_left_out_of_the_chain_is_told(hurt: Damage, url: str) -> None:
    hurt("DELETE FROM audit WHERE seq = 9")
    assert found(url)[0] == ("audit_missing", {"first": 9, "last": 9})


def test_a_chain_cut_off_at_its_end_is_told(hurt: Damage, url: str) -> None:
    hurt("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
    ((check, params), *_) = found(url)
    assert check == "audit_end"
    assert params["told_seq"] == params["seq"] + 1


@pytest.mark.parametrize("column", ["by", "old", "new", "why", "at"])
def test_a_line_written_over_is_told(hurt: Damage, url: str, column: str) -> None:
    text = hour(3).isoformat(timespec="microseconds") if column == "at" else "someone"
    hurt(f'UPDATE audit SET "{column}" = :text WHERE seq = 4', text=text)
    assert ("audit_changed", {"seq": 4, "action": "accept", "subject": "submission:3"}) in found(
        url
    )


def test_a_line_written_over_with_a_new_hash_no_longer_joins(hurt: Damage, url: str) -> None:
    hurt("UPDATE audit SET hash = :hash WHERE seq = 3", hash="0" * 64)
    checks = [check for check, _ in found(url)]
    assert checks == ["audit_changed", "audit_unjoined"]


def test_a_submission_that_was_removed_is_told(hurt: Damage, url: str) -> None:
    for table in ("fact", "column_map", "grid", "finding", "cur"):
        hurt_if_any(hurt, f"DELETE FROM {table} WHERE submission_id = 4")
    hurt("DELETE FROM submission WHERE id = 4")
    assert ("submission_gone", {"submission": 4, "seq": 5}) in found(url)


def test_a_withdrawal_that_was_removed_is_told(hurt: Damage, url: str) -> None:
    hurt("DELETE FROM submission WHERE state = 'withdrawn'")
    told = dict(found(url))
    assert told["withdrawal_gone"]["submission"] == 9
    assert told["cur_wrong"]["unit"] == "财政局"


def test_who_sent_it_and_when_cannot_be_rewritten(hurt: Damage, url: str) -> None:
    hurt("UPDATE submission SET received_by = 'someone' WHERE id = 2")
    ((check, params),) = found(url)
    assert (check, params["submission"]) == ("sealed_submission", 2)


def test_a_changed_sheet_is_told(hurt: Damage, url: str) -> None:
    packed = zlib.compress('["周报",3,2,[["unit"]],[],{}]'.encode())
    hurt("UPDATE grid SET packed = :packed WHERE submission_id = 2", packed=packed)
    ((check, params),) = found(url)
    assert (check, params["submission"]) == ("sealed_grid", 2)


def test_a_sheet_that_cannot_be_unpacked_is_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE grid SET packed = :packed WHERE submission_id = 2", packed=b"\x00broken")
    assert [check for check, _ in found(url)] == ["sealed_grid", "sheet_unreadable"]


def test_an_entry_that_was_rewritten_is_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE entry SET day = '2023-10-09' WHERE submission_id = 5")
    ((check, params),) = found(url)
    assert (check, params["submission"]) == ("sealed_rows", 5)


def test_rows_that_were_added_are_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE submission SET n_rows = 7 WHERE id = 2")
    told = dict(found(url))
    assert (told["counts_wrong"]["told"], told["counts_wrong"]["n"]) == (7, 2)


def test_a_unit_moved_by_hand_is_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE membership SET group_id = 'g02' WHERE unit_id = '财政局'")
    assert ("roster_wrong", {"unit": "财政局"}) in found(url)


def test_a_lock_taken_off_by_hand_is_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE district SET locked_weeks = ''")
    assert found(url) == [("locks_wrong", {"weeks": ""})]


def test_a_cut_moved_to_another_revision_is_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE cut SET rev = 2 WHERE week = 1")
    assert [check for check, _ in found(url)] == ["cut_unknown", "cut_gone"]


def test_a_cut_with_other_targets_than_its_line_says_is_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE cut SET pack = 'other' WHERE week = 1")
    assert {check for check, _ in found(url)} == {"asked_gone", "cut_changed", "pack_unknown"}


def test_targets_kept_with_a_cut_and_changed_by_hand_are_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE asked SET content = replace(content, '-30', '-31')")
    assert {check for check, _ in found(url)} == {"asked_changed", "pack_differs"}


def test_targets_kept_with_a_cut_and_broken_by_hand_are_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE asked SET content = '['")
    assert {check for check, _ in found(url)} == {"asked_changed", "pack_unknown"}


def test_an_original_that_was_exchanged_is_told(hurt: Damage, url: str) -> None:
    hurt("UPDATE original SET packed = :packed", packed=zlib.compress(b"other"))
    assert found(url) == [("original_changed", {"file": "a.xlsx"})]


def test_a_district_may_be_verified_alone(lived: Ledger) -> None:
    assert lived.record.verify(DISTRICT.id) == ()
    with pytest.raises(KeyError):
        lived.record.verify("other")


def hurt_if_any(hurt: Damage, statement: str) -> None:
    """Runs SQL that may meet no row."""
    try:
        hurt(statement)
    except AssertionError:
        return
