"""Who begins a district, and where a role holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from campaign import Door, Role, Viewer, office_day
from ledger import Ledger, NotAllowed
from tests.ledger.drawn import DISTRICT, OPERATOR, hour


def signed(ledger: Ledger, door: Door, district_id: str = "") -> Viewer:
    """Somebody with an account, in a role."""
    now = datetime.now(UTC)
    role = Role(door, district_id, office_day(now))
    id_, _ = ledger.accounts.add(f"{door}{district_id}", "某办", by=OPERATOR, at=now, roles=[role])
    return next(it for it in ledger.accounts.listed(OPERATOR) if it.id == id_).viewer(role)


def test_an_administrator_begins_districts_and_the_office_the_next_campaign_of_its_own(
    ledger: Ledger,
) -> None:
    office, other = (
        signed(ledger, Door.OFFICE, DISTRICT.id),
        replace(DISTRICT, id="d2", name="乙区"),
    )
    with pytest.raises(NotAllowed, match="A04"):
        ledger.add_district(other, by=office)
    ledger.add_district(other, by=signed(ledger, Door.ADMINISTRATOR))
    with pytest.raises(NotAllowed, match="A03"):
        ledger.add_district(replace(other, id="d3"), by=office, follows="d2")
    ledger.add_district(replace(other, id="d4"), by=office, follows=DISTRICT.id)
    assert [it.id for it in ledger.districts()][:2] == ["d4", "d2"]
    account = next(it for it in ledger.accounts.listed(OPERATOR) if it.id == office.account)
    assert [(r.door, r.district_id) for r in account.roles] == [
        (Door.OFFICE, DISTRICT.id),
        (Door.OFFICE, "d4"),
    ]
    assert ledger.record.verify() == ()


def test_a_role_holds_in_its_own_district_alone(ledger: Ledger) -> None:
    office = signed(ledger, Door.OFFICE, DISTRICT.id)
    ledger.add_district(replace(DISTRICT, id="d2"), by=OPERATOR)
    ledger.record.freeze(DISTRICT.id, 1, by=office, at=hour(9))
    head = ledger.record.head("d2")
    with pytest.raises(NotAllowed, match="A03"):
        ledger.record.freeze("d2", 1, by=office, at=hour(9))
    assert ledger.record.head("d2") == head
