"""What was refused, given back and said of waiting files is there for whoever looks later."""

from __future__ import annotations

import pandas as pd

from campaign import Door, Issue, Viewer
from ledger import GivenBack, Ledger, Refused
from tests.ledger.drawn import DISTRICT, OFFICE, hour

HASH = "a" * 64


def test_a_refused_file_leaves_one_line_however_often_it_comes(ledger: Ledger) -> None:
    for at in (1, 2):
        refused = Refused(HASH, "财政局周报.xlsx", Issue("G02"))
        ledger.exchange.refuse(DISTRICT.id, refused, by=OFFICE, at=hour(at))
    rows = ledger.exchange.refused(DISTRICT.id, OFFICE)
    assert rows[["sha256", "file_name", "code"]].values.tolist() == [
        [HASH, "财政局周报.xlsx", "G02"]
    ]
    assert rows["at"].tolist() == [pd.Timestamp(hour(1))]
    assert ledger.record.verify(DISTRICT.id) == ()


def test_of_a_secret_file_nothing_is_kept_but_when_it_came(ledger: Ledger) -> None:
    for at in (1, 2):
        refused = Refused(HASH, "机密.xlsx", Issue("G01"))
        ledger.exchange.refuse(DISTRICT.id, refused, by=OFFICE, at=hour(at))
    rows = ledger.exchange.refused(DISTRICT.id, OFFICE)
    assert rows[["sha256", "file_name", "code"]].values.tolist() == [["", "", "G01"]] * 2
    told = ledger.record.audit(DISTRICT.id, OFFICE)
    assert HASH not in told.to_csv()
    assert "机密" not in told.to_csv()


def test_what_went_back_is_told_by_sheet_and_file(ledger: Ledger) -> None:
    revision = ledger.revision(DISTRICT.id)
    given = GivenBack("g02", (4, 7), (HASH,), "政务邮箱")
    ledger.exchange.give_back(DISTRICT.id, [given], by=OFFICE, at=hour(3))
    rows = ledger.exchange.given_back(DISTRICT.id, OFFICE)
    assert rows["submission_id"].fillna(0).tolist() == [4, 7, 0]
    assert rows["sha256"].tolist() == ["", "", HASH]
    assert set(rows["how"]) == {"政务邮箱"}
    assert ledger.revision(DISTRICT.id) == revision, "no figure changes by it"


def test_an_answer_outlives_who_gave_it_until_the_file_is_settled(ledger: Ledger) -> None:
    say = ledger.exchange.say
    say(DISTRICT.id, HASH, {"week": [3, True]}, by=OFFICE, at=hour(1))
    say(DISTRICT.id, HASH, {"blanks": False, "week": [4, True]}, by=OFFICE, at=hour(2))
    say(DISTRICT.id, "b" * 64, {"blanks": True}, by=OFFICE, at=hour(2))
    assert ledger.exchange.drafts(DISTRICT.id)[HASH] == {"week": [4, True], "blanks": False}
    say(DISTRICT.id, HASH, None, by=OFFICE, at=hour(3))
    assert ledger.exchange.drafts(DISTRICT.id) == {"b" * 64: {"blanks": True}}


def test_a_guidance_group_reads_none_of_it(ledger: Ledger) -> None:
    refused = Refused(HASH, "财政局周报.xlsx", Issue("G02"))
    ledger.exchange.refuse(DISTRICT.id, refused, by=OFFICE, at=hour(1))
    group = Viewer(Door.GROUPS, group_id="g01")
    assert not len(ledger.exchange.refused(DISTRICT.id, group))
    assert not len(ledger.exchange.given_back(DISTRICT.id, group))
