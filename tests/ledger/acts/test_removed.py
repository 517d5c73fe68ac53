"""A district may be taken away while nothing was received; its lines in the ledger stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign import Setting
from ledger import Ledger, SettingRefused
from tests.ledger.drawn import DISTRICT, OFFICE, hour

REMOVED = [Setting("removed", "", 1, "true")]


def test_an_empty_district_is_taken_away_and_a_filled_one_is_not(ledger: Ledger) -> None:
    ledger.add_district(replace(DISTRICT, id="begun", name="误建区"), by=OFFICE, at=hour(1))
    ledger.settings.put("begun", REMOVED, by=OFFICE, at=hour(2), reason="误建")
    assert [district.id for district in ledger.districts()] == [DISTRICT.id]
    assert ledger.settings.history("begun")["name"].tolist() == ["removed"]
    with pytest.raises(SettingRefused, match="S06"):
        ledger.settings.put(DISTRICT.id, REMOVED, by=OFFICE, at=hour(2))
