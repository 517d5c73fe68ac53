"""Papers are kept as they were issued, and the chain tells of each."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
import sqlalchemy as sa

from campaign import Door, Viewer
from ledger import Ledger, NotAllowed, PaperFile
from ledger.store import schema
from ledger.store.engine import writing_engine
from tests.ledger.drawn import CORRECTED, DISTRICT, OFFICE, TWO_UNITS, enter, hour, weekly


@pytest.fixture
def frozen(ledger: Ledger) -> tuple[Ledger, PaperFile]:
    """A ledger with a frozen week, and a paper drawn from it."""
    enter(ledger, weekly(TWO_UNITS, week=1), at=hour(1))
    cut = ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(2))
    told = {"quantities/x/week": "2"}
    return ledger, PaperFile("weekly", 1, cut, "每周情况通报", "zh_CN", told, b"a paper")


def test_a_paper_is_issued_once_and_given_again_as_it_was(frozen: tuple[Ledger, PaperFile]) -> None:
    ledger, paper = frozen
    assert ledger.papers.issue(DISTRICT.id, paper, by=OFFICE, at=hour(3))
    assert not ledger.papers.issue(DISTRICT.id, paper, by=OFFICE, at=hour(4)), "the same file"
    (line,) = ledger.papers.issued(DISTRICT.id, OFFICE).to_dict("records")
    assert line["sha256"] == hashlib.sha256(b"a paper").hexdigest()
    assert (line["fields"], line["revision"], line["by"]) == (
        paper.fields,
        paper.revision,
        "office",
    )
    assert ledger.papers.file(DISTRICT.id, line["sha256"], OFFICE) == b"a paper"
    assert ledger.record.audit(DISTRICT.id, OFFICE)["action"].iloc[0] == "issue"
    assert ledger.record.verify() == ()
    group = Viewer(Door.GROUPS, group_id="g01")
    with pytest.raises(NotAllowed):
        ledger.papers.issue(DISTRICT.id, paper, by=group, at=hour(5))
    assert ledger.papers.issued(DISTRICT.id, group).empty, "a paper is of the whole district"


def test_a_paper_changed_by_another_hand_is_found(frozen: tuple[Ledger, PaperFile]) -> None:
    ledger, paper = frozen
    ledger.papers.issue(DISTRICT.id, paper, by=OFFICE, at=hour(3))
    for values in ({"packed": b"another"}, {"fields": '{"quantities/x/week":"3"}'}):
        with writing_engine(ledger._reading).begin() as connection:
            connection.execute(sa.update(schema.issued).values(values))
        assert {fault.check for fault in ledger.record.verify()} == {"issued_changed"}


def test_only_what_bears_on_its_weeks_may_change_a_paper(frozen: tuple[Ledger, PaperFile]) -> None:
    ledger, paper = frozen

    def may_differ() -> bool:
        until = ledger.revision(DISTRICT.id)
        span = {"since": paper.revision, "until": until, "week": paper.week}
        return ledger.papers.may_differ(DISTRICT.id, **span)

    enter(ledger, weekly(TWO_UNITS, week=2), at=hour(3))
    assert not may_differ(), "a later week"
    ledger.record.reopen(DISTRICT.id, 1, by=OFFICE, at=hour(4), reason="更正")
    assert not may_differ()
    enter(ledger, weekly(CORRECTED, week=1), at=hour(5) + timedelta(hours=1))
    assert may_differ()
