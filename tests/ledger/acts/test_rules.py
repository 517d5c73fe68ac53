"""By which rules a district counts: since when, for whom, and what stays as it was."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
import pytest

from campaign import FIRST_RULES, NEWEST_RULES, rules_at, with_rules
from ledger import Ledger, LockedWeek, RulesNotNewer, open_ledger
from tests.ledger.conftest import NewAddress
from tests.ledger.drawn import (
    DISTRICT,
    OFFICE,
    OPERATOR,
    STUDY,
    TALKS,
    TWO_UNITS,
    enter,
    group_viewer,
    hour,
    weekly,
)
from tests.ledger.kept import FIRST_RULED, archive, unpacked


def test_what_is_kept_of_rules_says_which_held_at_a_revision() -> None:
    told = with_rules(with_rules("", 2, since=5), 3, since=9)
    assert told == "2@5 3@9"
    assert [rules_at(told, revision) for revision in (0, 4, 5, 8, 9)] == [1, 1, 2, 2, 3]
    assert (rules_at(told), rules_at("")) == (3, FIRST_RULES)


def test_a_new_district_counts_by_the_newest_rules_in_every_scope(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    whole = ledger.panel(DISTRICT.id, OFFICE)
    scoped = ledger.panel(DISTRICT.id, group_viewer("g01"))
    then = ledger.panel(DISTRICT.id, OFFICE, as_of=1)
    assert {panel.rules for panel in (whole, scoped, then)} == {NEWEST_RULES}
    with pytest.raises(RulesNotNewer):
        ledger.record.count_by(DISTRICT.id, NEWEST_RULES, by=OFFICE, at=hour(9))
    with pytest.raises(RulesNotNewer):
        ledger.record.count_by(DISTRICT.id, NEWEST_RULES + 1, by=OFFICE, at=hour(9))


def cell(ledger: Ledger, slot: str, **at: Any) -> tuple[float | None, str]:
    """The first unit's figure of week 3 and its state's letter."""
    panel = ledger.panel(DISTRICT.id, OFFICE, through=6, **at)
    place = [unit.id for unit in panel.units].index("财政局")
    value, letter = panel.values(slot)[2, place], panel.states(slot)[2, place]
    return (None if value != value else float(value)), chr(letter)


def test_what_blanks_erased_before_counts_by_the_new_rules_and_the_past_stays(
    new_address: NewAddress,
) -> None:
    ledger, restored = (open_ledger(new_address(True)) for _ in range(2))
    with archive("0006", "backup").open("rb") as file:
        ledger.archives.restore(file, by=OPERATOR)
    drawn = f"| unit | {STUDY} | {TALKS} |\n| 财政局 | 4 | 2 |"
    enter(ledger, weekly(drawn, week=3), at=hour(400))
    enter(ledger, weekly(drawn.replace("| 4 |", "|  |"), week=3), at=hour(401))
    cut = ledger.record.freeze(DISTRICT.id, 3, by=OFFICE, at=hour(402))
    assert (cell(ledger, STUDY), cell(ledger, TALKS)) == ((None, "m"), (2, "v"))

    would = ledger.record.by_rules(DISTRICT.id, OFFICE, NEWEST_RULES).changes
    act = ledger.record.count_by(
        DISTRICT.id, NEWEST_RULES, by=OFFICE, at=hour(403), reason="依新规"
    )
    did = ledger.record.changes(DISTRICT.id, OFFICE, since=cut)
    names = ["week", "unit_id", "slot", "old", "new"]
    assert would[names].to_numpy().tolist() == did[names].to_numpy().tolist()
    cause = did[did["week"] == 3][["slot", "new", "revision", "by", "reason"]].to_numpy().tolist()
    assert cause == [[STUDY, 4, act, OFFICE.actor.name, "依新规"]]
    assert (cell(ledger, STUDY), cell(ledger, TALKS)) == ((4, "v"), (2, "v"))
    assert cell(ledger, STUDY, as_of=cut) == (None, "m")
    assert not ledger.questions.blanks(DISTRICT.id, OFFICE, week=3).empty

    file = BytesIO()
    ledger.archives.back_up(file, at=hour(404))
    restored.archives.restore(file, by=OPERATOR)
    for each in (ledger, restored):
        assert [fault for fault in each.record.verify() if not fault.is_note] == []
        assert (cell(each, STUDY), cell(each, STUDY, as_of=cut)) == ((4, "v"), (None, "m"))
        each.close()


@pytest.mark.parametrize("version", FIRST_RULED)
def test_a_ledger_of_before_counts_by_its_own_rules_until_it_is_told(version, tmp_path) -> None:  # type: ignore[no-untyped-def]
    ledger = open_ledger(f"sqlite:///{unpacked(version, tmp_path)}")
    (district, *_) = ledger.districts()
    before = ledger.panel(district.id, OFFICE)
    assert before.rules == ledger.record.rules(district.id) == FIRST_RULES
    if ledger.record.closed(district.id):
        with pytest.raises(LockedWeek):
            ledger.record.count_by(district.id, NEWEST_RULES, by=OFFICE, at=hour(9))
        ledger.record.resume(district.id, by=OFFICE, at=hour(9), reason="更换统计规则")
    last = ledger.revision(district.id)
    last = ledger.revision(district.id)
    revision = ledger.record.count_by(district.id, NEWEST_RULES, by=OFFICE, at=hour(9))
    after, then = (ledger.panel(district.id, OFFICE, as_of=at) for at in (revision, last))
    assert (after.rules, then.rules, revision) == (NEWEST_RULES, FIRST_RULES, last + 1)
    assert not {id(week) for week in after.weeks} & {id(week) for week in then.weeks}
    for now, old in zip(then.weeks, before.weeks, strict=True):
        assert np.array_equal(np.asarray(now.values), np.asarray(old.values), equal_nan=True)
    assert [fault for fault in ledger.record.verify() if not fault.is_note] == []
    ledger.close()
