"""A unit exempted for some weeks is neither expected nor missing in them, and both clocks know."""

from __future__ import annotations

import json
from contextlib import closing

from campaign import Setting, pack_of
from ledger import Ledger, open_ledger
from measures import arrivals
from tests.ledger.drawn import OFFICE, hour
from tests.pages.filled import fill, sample_district

DISTRICT = sample_district()
SAID = {"until": 3, "reason": "机构改革，暂停工作", "approver": "区委主题教育办公室"}


def states(ledger: Ledger, week: int, *, as_of: int | None = None) -> dict[str, str]:
    panel = ledger.panel(DISTRICT.id, OFFICE, as_of=as_of)
    found = arrivals(panel.through(week), pack_of(panel.district), week=week)
    return dict(zip(found["unit_id"], found["state"].astype("str"), strict=True))


def test_an_exempt_unit_is_not_expected_until_its_last_week(tmp_path) -> None:
    with closing(open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")) as ledger:
        fill(ledger)
        before = ledger.revision(DISTRICT.id)
        assert [states(ledger, week)["U07"] for week in (1, 2, 3, 4)] == ["missing"] * 4
        content = json.dumps(SAID, ensure_ascii=False)
        wanted = [Setting("exemption", unit, 2, content) for unit in ("U07", "U01")]
        ledger.settings.put(DISTRICT.id, wanted, by=OFFICE, at=hour(1), reason="批复")
        assert [states(ledger, week)["U07"] for week in (1, 2, 3, 4)] == [
            "missing", "exempt", "exempt", "missing",
        ]  # fmt: skip
        assert states(ledger, 2)["U01"] == "on_time", "it reported all the same"
        assert states(ledger, 2, as_of=before)["U07"] == "missing"
