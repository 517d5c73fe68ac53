"""Who hands in for whom: a group stores its units' rows, a unit its own, and nobody another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from campaign import Account, Door, Role, Submission, Viewer, office_day
from ledger import Ledger, NotAllowed
from tests.ledger.drawn import (
    DISTRICT,
    OFFICE,
    OPERATOR,
    STUDY,
    TWO_UNITS,
    UNITS,
    enter,
    hour,
    log,
    roster,
    weekly,
)

GROUP = Viewer(Door.GROUPS, group_id="g01")
UNIT = Viewer(Door.UNIT, unit_id="财政局")


def one(sender: str = "财政局") -> Submission:
    rows = [line for line in TWO_UNITS.splitlines() if "民政局" not in line]
    return weekly("\n".join(rows), sender=sender)


def stores(ledger: Ledger, submission: Submission, by: Viewer) -> bool:
    head = ledger.record.head(DISTRICT.id)
    try:
        enter(ledger, submission, by=by)
    except NotAllowed:
        assert ledger.record.head(DISTRICT.id) == head
        return False
    return True


def group_of(ledger: Ledger, unit: str) -> str:
    return ledger.roster(DISTRICT.id).by_id[unit].group_id


@pytest.mark.parametrize("sender", ["财政局", "民政局", "g01", "g02", ""])
def test_a_unit_stores_what_it_sends_of_itself(ledger: Ledger, sender: str) -> None:
    assert stores(ledger, one(sender), UNIT) is (sender == "财政局")


def test_a_unit_stores_no_other_unit_s_row_and_no_roster(ledger: Ledger) -> None:
    assert not stores(ledger, weekly(TWO_UNITS, sender="财政局"), UNIT)
    assert not stores(ledger, roster(UNITS, week=2), UNIT)
    assert not stores(ledger, roster(UNITS, week=2), GROUP)


def test_a_group_stores_its_units_rows_alone(ledger: Ledger) -> None:
    own = Viewer(Door.GROUPS, group_id=group_of(ledger, "财政局"))
    other = Viewer(Door.GROUPS, group_id="g09")
    assert not stores(ledger, one(own.place), other)
    assert not stores(ledger, one("g09"), other)
    assert not stores(ledger, one("g09"), own)
    assert stores(ledger, one(own.place), own)


def test_a_group_s_log_is_its_own(ledger: Ledger) -> None:
    visits = log("| unit | day | method |\n| 财政局 | 2023-10-03 | hear |")
    own = Viewer(Door.GROUPS, group_id=group_of(ledger, "财政局"))
    assert not stores(ledger, visits, Viewer(Door.GROUPS, group_id="g09"))
    assert stores(ledger, replace(visits, source=replace(visits.source, sender=own.place)), own)


@pytest.mark.parametrize("door", [None, Door.LEADERSHIP, Door.CHECKER, Door.ADMINISTRATOR])
def test_who_only_reads_stores_nothing(ledger: Ledger, door: Door | None) -> None:
    assert not stores(ledger, one(), Viewer(door))


def test_a_role_that_ended_meanwhile_stores_nothing(ledger: Ledger) -> None:
    now = datetime.now(UTC)
    role = Role(Door.OFFICE, DISTRICT.id, office_day(now))
    id_, _ = ledger.accounts.add("li", "李办", by=OPERATOR, at=now, roles=[role])
    account: Account = next(iter(ledger.accounts.listed(OPERATOR)))
    clerk = account.viewer(account.roles[0])
    ledger.record.freeze(DISTRICT.id, 1, by=clerk, at=hour(9))
    last = office_day(now) - timedelta(days=1)
    ledger.accounts.take(account.roles[0].seq, last=last, by=OPERATOR, at=now)
    with pytest.raises(NotAllowed, match="A02"):
        ledger.record.freeze(DISTRICT.id, 2, by=clerk, at=hour(9))
    ledger.accounts.give(id_, role, by=OPERATOR, at=now)
    ledger.record.freeze(DISTRICT.id, 2, by=clerk, at=hour(9))
    ledger.accounts.end(id_, by=OPERATOR, at=now)
    with pytest.raises(NotAllowed, match="A02"):
        ledger.record.freeze(DISTRICT.id, 3, by=clerk, at=hour(9))


def test_taking_a_file_over_is_a_line_of_the_audit(ledger: Ledger) -> None:
    told = {"file_name": "周报.xlsx", "sha256": "a" * 64, "owner": "a1"}
    ledger.record.take_over(DISTRICT.id, **told, by=OFFICE, at=hour(9))  # type: ignore[arg-type]
    assert ledger.record.audit(DISTRICT.id, OFFICE, last=1)["action"].tolist() == ["take_over"]
    assert ledger.record.verify() == ()


def test_a_unit_sees_its_own_figures_and_sheets_alone(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    shown = ledger.panel(DISTRICT.id, UNIT)
    assert [unit.id for unit in shown.units] == ["财政局"]
    listed = ledger.submissions(DISTRICT.id, UNIT)
    assert listed["n_rows"].tolist() == [1]
    assert ledger.trace(DISTRICT.id, UNIT, unit_id="民政局", week=1, slot=STUDY) is None
    assert ledger.trace(DISTRICT.id, UNIT, unit_id="财政局", week=1, slot=STUDY)
    assert ledger.history(DISTRICT.id, UNIT, unit_id="民政局", week=1) == ()
    administrator = Viewer(Door.ADMINISTRATOR)
    assert ledger.panel(DISTRICT.id, administrator).units == ()
    assert ledger.submissions(DISTRICT.id, administrator).empty
    assert ledger.record.audit(DISTRICT.id, administrator).empty
    assert not ledger.record.audit(DISTRICT.id, Viewer(Door.CHECKER)).empty
