"""A file that cannot be written, opened or trusted: the trouble has a name, and nothing is harmed.

All of it is about the file of a SQLite ledger; a server's troubles are in `test_server.py`.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger import (
    DamagedLedger,
    Ledger,
    LedgerBusy,
    LedgerFull,
    LedgerTrouble,
    NewerLedger,
    Patience,
    ReadOnlyLedger,
    UnopenedLedger,
    open_ledger,
)
from ledger.store.engine import reading_engine
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    STUDY,
    TWO_UNITS,
    UNITS,
    enter,
    hour,
    roster,
    shown,
    weekly,
)

NOBODY = 65534
HASTY = Patience(busy_seconds=0.2)


@pytest.fixture
def path(file_url: str) -> Path:
    """The file of a ledger with one report, closed."""
    with closing(open_ledger(file_url)) as ledger:
        ledger.add_district(DISTRICT, by=OFFICE)
        enter(ledger, roster(UNITS))
        enter(ledger, weekly(TWO_UNITS))
    return Path(file_url.removeprefix("sqlite:///"))


def opened(path: Path) -> Ledger:
    """The ledger in the file, by a program that does not wait long."""
    return open_ledger(f"sqlite:///{path}", patience=HASTY)


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another program is in the middle of writing to the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, for whom no file is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def grown(n: int) -> str:
    """A report of as many units, most of them unknown."""
    lines = "\n".join(f"| 单位{i} | {i} | {i} |" for i in range(n))
    return f"| unit | {STUDY} | discussion_session_count |\n{lines}"


def test_a_full_disk_refuses_what_does_not_fit_and_keeps_the_rest(path: Path) -> None:
    with closing(opened(path)) as ledger:

        def no_more_pages(connection: sqlite3.Connection, *_: object) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count={pages + 2}")

        sa.event.listen(ledger._reading, "checkout", no_more_pages)
        before = ledger.revision(DISTRICT.id)
        with pytest.raises(LedgerFull, match="full"):
            enter(ledger, weekly(grown(1000), week=2))
        assert ledger.revision(DISTRICT.id) == before
        assert shown(ledger) == 2
        sa.event.remove(ledger._reading, "checkout", no_more_pages)
        ledger._reading.dispose()
        assert enter(ledger, weekly(grown(1000), week=2)).revision == before + 1
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_ledger_that_may_not_be_written_is_read_and_refuses_politely() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        file = Path(folder) / "ledger.db"
        with closing(open_ledger(f"sqlite:///{file}")) as ledger:
            ledger.add_district(DISTRICT, by=OFFICE)
            enter(ledger, roster(UNITS))
            enter(ledger, weekly(TWO_UNITS))
            ledger.panel(DISTRICT.id, OFFICE)
        file.chmod(0o444)
        before = file.read_bytes()
        # Opened with the rights of root, who may read the program's own files wherever they are.
        with closing(opened(file)) as ledger:
            ledger._reading.dispose()
            with as_nobody():
                _assert_only_read(ledger)
                ledger._reading.dispose()
        assert file.read_bytes() == before


def _assert_only_read(ledger: Ledger) -> None:
    assert shown(ledger) == 2
    assert ledger.panel(DISTRICT.id, OFFICE).values(STUDY).tolist()[0][:2] == [2, 0]
    plan = ledger.plan(DISTRICT.id, weekly(CORRECTED))
    with pytest.raises(ReadOnlyLedger):
        ledger.accept(plan, by=OFFICE, received_at=hour(2))
    assert shown(ledger) == 2


def test_a_ledger_held_by_another_program_is_read_meanwhile_and_written_later(path: Path) -> None:
    with closing(opened(path)) as ledger:
        with held_by_another(path):
            assert shown(ledger) == 2
            with pytest.raises(LedgerBusy):
                enter(ledger, weekly(CORRECTED))
            assert shown(ledger) == 2
        enter(ledger, weekly(CORRECTED))
        assert shown(ledger) == 3


def test_a_ledger_cut_short_is_told_and_left_as_it_is(path: Path) -> None:
    whole = path.read_bytes()
    cut = whole[: len(whole) // 2 // 4096 * 4096]
    path.write_bytes(cut)
    with pytest.raises(DamagedLedger), closing(opened(path)) as ledger:
        shown(ledger)
    assert path.read_bytes() == cut


def test_a_ledger_with_a_torn_page_is_told(path: Path) -> None:
    torn = bytearray(path.read_bytes())
    for page in range(1, len(torn) // 4096):
        torn[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(torn)
    with pytest.raises(DamagedLedger), closing(opened(path)) as ledger:
        shown(ledger)
    assert path.read_bytes() == torn


def test_what_is_no_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"no database" * 500)
    with pytest.raises(UnopenedLedger, match="no ledger, or its first page is damaged"):
        opened(junk)
    with pytest.raises(UnopenedLedger, match="unable to open"):
        opened(tmp_path)
    with pytest.raises(UnopenedLedger):
        open_ledger("hello")
    with pytest.raises(UnopenedLedger):
        opened(junk / "below" / "ledger.db")
    assert junk.read_bytes() == b"no database" * 500


def test_another_programs_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.db"
    with closing(sqlite3.connect(theirs)) as file:
        file.execute("CREATE TABLE holiday (day)")
    before = theirs.read_bytes()
    with pytest.raises(UnopenedLedger, match="holiday"):
        opened(theirs)
    assert theirs.read_bytes() == before


def test_a_ledger_of_a_newer_version_is_refused_unharmed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '0099'")
    before = path.read_bytes()
    with pytest.raises(NewerLedger, match="0099"):
        opened(path)
    assert path.read_bytes() == before


def test_every_trouble_has_a_code_of_its_own() -> None:
    found = {kind.code: kind for kind in _all_kinds()}
    assert set(found) == {
        *("newer", "unopened", "damaged", "read_only", "full", "busy", "away"),
    }


def _all_kinds() -> list[type[LedgerTrouble]]:
    listed = list(LedgerTrouble.__subclasses__())
    for kind in listed:
        listed += kind.__subclasses__()
    return listed


def test_a_clock_set_back_changes_no_order(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS), at=hour(100))
    later = enter(ledger, weekly(CORRECTED), at=hour(1))
    assert shown(ledger) == 3
    listed = ledger.submissions(DISTRICT.id, OFFICE, week=1)
    assert listed["submission_id"].tolist()[0] == later.submission_id
    versions = ledger.history(DISTRICT.id, OFFICE, unit_id="财政局", week=1)
    assert [v.standing for v in versions] == ["current", "superseded"]
    ledger.withdraw(DISTRICT.id, later.submission_id, by=OFFICE, at=hour(0), reason="误传")
    assert shown(ledger) == 2


def test_the_engine_of_a_file_that_is_read_makes_no_copy_of_it(path: Path) -> None:
    engine = reading_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()
    assert not path.with_name("ledger.db-wal").exists()
