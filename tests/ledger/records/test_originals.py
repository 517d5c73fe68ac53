"""Original files: kept apart for the office, let out with a line in the chain, dropped in time."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
import sqlalchemy as sa

from campaign import Door, Viewer
from ledger import ORIGINALS, Ledger, NotAllowed
from ledger.store.engine import reading_engine
from tests.ledger.drawn import DISTRICT, OFFICE, OPERATOR, group_viewer, hour, named

DATA = "填表人：张三".encode() * 100
SHA256 = hashlib.sha256(DATA).hexdigest()


RETENTION = Viewer(Door.OPERATOR, name="retention")


def keep(ledger: Ledger, *, at: float = 1, data: bytes = DATA) -> None:
    """Keep an original as a group sent it."""
    ledger.record.keep_original(
        DISTRICT.id, data=data, file_name="周报.xlsx", by=named("g01"), at=hour(at)
    )


def read(ledger: Ledger, viewer: Viewer) -> bytes | None:
    """The bytes a viewer gets."""
    found = ledger.record.original(DISTRICT.id, SHA256, by=viewer, at=hour(2))
    return found and found.data


def test_only_the_office_gets_the_file_and_that_it_did_is_noted(ledger: Ledger) -> None:
    keep(ledger)
    before = ledger.revision(DISTRICT.id)
    for viewer in (group_viewer("g01"), Viewer(Door.LEADERSHIP), Viewer(None)):
        with pytest.raises(NotAllowed):
            read(ledger, viewer)
    assert read(ledger, OFFICE) == DATA
    line = ledger.record.audit(DISTRICT.id, OFFICE, last=1).iloc[0]
    assert (line["action"], line["subject"]) == ("read_original", f"original:{SHA256}")
    assert ledger.revision(DISTRICT.id) == before


def test_only_the_office_sees_which_there_are(ledger: Ledger) -> None:
    keep(ledger)
    listed = ORIGINALS.check(ledger.record.originals(DISTRICT.id, OFFICE))
    assert listed["size"].tolist() == [len(DATA)]
    assert listed["drops_at"].tolist() == [hour(1) + timedelta(days=90)]
    assert ledger.record.originals(DISTRICT.id, group_viewer("g01")).empty


def test_it_is_dropped_when_its_days_are_over_and_the_chain_says_so(ledger: Ledger) -> None:
    keep(ledger)
    over = hour(1) + timedelta(days=90)
    assert ledger.record.sweep_originals(by=OPERATOR, now=over - timedelta(seconds=1)) == 0
    assert ledger.record.sweep_originals(by=RETENTION, now=over) == 1
    assert ledger.record.sweep_originals(by=OPERATOR, now=over) == 0
    assert read(ledger, OFFICE) is None
    listed = ledger.record.originals(DISTRICT.id, OFFICE)
    assert listed["dropped_at"].tolist() == [over]
    line = ledger.record.audit(DISTRICT.id, OFFICE, last=1).iloc[0]
    assert (line["action"], line["by"]) == ("drop_original", "retention")
    assert "周报.xlsx" in line["old"]
    assert ledger.record.verify() == ()


def test_dropped_bytes_lie_nowhere_in_the_database(ledger: Ledger, url: str) -> None:
    keep(ledger)
    ledger.record.sweep_originals(by=OPERATOR, now=hour(1) + timedelta(days=91))
    engine = reading_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM original WHERE packed IS NULL")) == 1
    engine.dispose()


def test_the_same_file_again_is_kept_once_and_anew_after_it_was_dropped(ledger: Ledger) -> None:
    keep(ledger)
    keep(ledger, at=50)
    assert ledger.record.originals(DISTRICT.id, OFFICE)["kept_at"].tolist() == [hour(1)]
    ledger.record.sweep_originals(by=OPERATOR, now=hour(1) + timedelta(days=90))
    keep(ledger, at=24 * 100)
    assert read(ledger, OFFICE) == DATA
    assert ledger.record.originals(DISTRICT.id, OFFICE)["dropped_at"].isna().all()
