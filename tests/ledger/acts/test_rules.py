"""By which rules a district counts: since when, for whom, and what stays as it was."""

from __future__ import annotations

import numpy as np
import pytest

from campaign import FIRST_RULES, NEWEST_RULES, rules_at, with_rules
from ledger import Ledger, LockedWeek, RulesNotNewer, open_ledger
from tests.ledger.drawn import DISTRICT, OFFICE, TWO_UNITS, enter, group_viewer, hour, weekly
from tests.ledger.kept import LEDGERS, unpacked


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


@pytest.mark.parametrize("version", LEDGERS)
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
