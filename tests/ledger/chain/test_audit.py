"""Every act is a line of a chain in which nothing can be changed, left out or put in unseen."""

from __future__ import annotations

import json
from typing import Any

from ledger import Ledger, short
from ledger.chain.audit import hash_of
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    STUDY,
    TWO_UNITS,
    enter,
    group_viewer,
    hour,
    log,
    named,
    register,
    weekly,
)


def lines(ledger: Ledger) -> list[dict[str, Any]]:
    """The chain from its beginning."""
    return list(reversed(ledger.record.audit(DISTRICT.id, OFFICE).to_dict("records")))


def test_every_act_has_a_line(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS), by=named("g01"))
    second = enter(ledger, weekly(CORRECTED), at=hour(20), by=named("g01"), reason="漏报一场")
    ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(21))
    ledger.withdraw(DISTRICT.id, second.submission_id, by=OFFICE, at=hour(22), reason="误传")
    ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(23))
    ledger.record.reopen(DISTRICT.id, 1, by=OFFICE, at=hour(24), reason="补正")
    found = lines(ledger)
    assert [(x["action"], x["subject"]) for x in found] == [
        ("add_district", "district:d1"),
        ("accept", "submission:1"),
        ("accept", "submission:2"),
        ("accept", "submission:3"),
        ("alias", "name:财局"),
        ("withdraw", "submission:3"),
        ("freeze", "week:1"),
        ("reopen", "week:1"),
    ]
    assert [x["seq"] for x in found] == list(range(1, 9))
    assert [x["rev"] for x in found] == list(range(8))
    assert (found[3]["by"], found[3]["at"], found[3]["why"]) == ("g01", hour(20), "漏报一场")
    assert found[-1]["hash"] == ledger.record.head(DISTRICT.id)


def test_a_changed_cell_is_told_with_old_and_new(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    second = enter(ledger, weekly(CORRECTED.replace("| / ", "| 0 ")))
    ledger.withdraw(DISTRICT.id, second.submission_id, by=OFFICE, at=hour(22), reason="误传")
    changed, back = lines(ledger)[-2:]
    old = {"财政局": {STUDY: 2}, "民政局": {"discussion_session_count": "n"}}
    new = {"财政局": {STUDY: 3}, "民政局": {"discussion_session_count": 0}}
    assert json.loads(changed["old"])["cells"] == old == json.loads(back["new"])["cells"]
    assert json.loads(changed["new"])["cells"] == new == json.loads(back["old"])["cells"]


def test_a_register_tells_its_fields_and_a_log_the_rows_that_went(ledger: Ledger) -> None:
    enter(ledger, register("| unit | attendance |\n| 财政局 | 30 |"))
    enter(ledger, register("| unit | attendance |\n| 财政局 | 45 |"))
    assert json.loads(lines(ledger)[-1]["old"]) == {"cells": {"财政局": {"attendance": 30}}}
    first = enter(ledger, log("| unit | day | method |\n| 财政局 | 2023-10-03 | hear |"))
    enter(ledger, log("| unit | day | method |\n| 财政局 | 2023-10-03 | talk |"))
    assert json.loads(lines(ledger)[-1]["old"]) == {"gone": [[first.submission_id, 4]]}


def test_what_changes_nothing_has_no_line(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    before = lines(ledger)
    enter(ledger, weekly(TWO_UNITS))
    assert lines(ledger) == before


def test_each_line_holds_the_hash_of_all_it_says_and_of_the_line_before(ledger: Ledger) -> None:
    said = {"district_id": "d", "seq": 2, "rev": 1, "at": hour(1), "by": "office", "why": ""}
    said |= {"action": "accept", "subject": "submission:1", "old": "{}", "new": "{}", "seal": "{}"}
    said |= {"definition": 2, "account": "", "role": "office"}
    first = hash_of({**said, "previous": ""})
    assert first == hash_of({**said, "previous": ""})
    others = [{**said, "previous": "x"}, {**said, "previous": "", "at": hour(2)}]
    others += [
        {**said, "previous": "", name: "?"}
        for name in ("by", "old", "new", "why", "seal", "account", "role")
    ]
    others += [{**said, "previous": "", "definition": number} for number in (1, 3)]
    assert first not in {hash_of(other) for other in others}
    assert ledger.record.head(DISTRICT.id) == lines(ledger)[-1]["hash"]


def test_a_guidance_group_reads_none_of_it(ledger: Ledger) -> None:
    assert len(ledger.record.audit(DISTRICT.id, OFFICE, last=1)) == 1
    assert ledger.record.audit(DISTRICT.id, group_viewer("g01")).empty


def test_the_head_on_a_document_is_short() -> None:
    assert short("a1b2c3d4e5f60718") == "a1b2 c3d4 e5f6"
    assert short("") == ""
