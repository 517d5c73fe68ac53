"""Opening a ledger: its folder, its locks, its version."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import campaign
import ledger as package
from ledger import Ledger, LedgerBusy, Patience, ReadOnlyLedger, open_ledger
from ledger.records.districts import clocks
from ledger.store import account_tables, schema
from ledger.store import engine as engines
from ledger.store.engine import reading_engine, writing_engine
from tests.ledger.drawn import DISTRICT, OFFICE, TWO_UNITS, enter, weekly


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "two words" / "数据" / "ledger.db"
    open_ledger(f"sqlite:///{path}").close()
    assert path.is_file()


def test_a_commit_to_a_file_is_durable_and_readers_do_not_wait(file_url: str) -> None:
    engine = reading_engine(file_url)
    with engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        set_to = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert set_to == ["wal", 2, 30_000, 1]
    engine.dispose()


def test_a_writing_transaction_holds_the_lock_before_it_reads(file_url: str) -> None:
    book = open_ledger(file_url)
    book.add_district(DISTRICT, by=OFFICE)
    engine = reading_engine(file_url, patience=Patience(busy_seconds=0))
    writing = writing_engine(engine)
    with writing.begin(), pytest.raises(LedgerBusy, match="locked"), writing.begin():
        pass
    with writing.begin():
        assert book.districts() == (DISTRICT,)
    engine.dispose()
    book.close()


def test_where_every_connection_is_in_use_the_ledger_is_busy(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "CONNECTIONS", {"pool_size": 1, "max_overflow": 0})
    engine = reading_engine(url, patience=Patience(busy_seconds=0.05))
    with engine.connect(), pytest.raises(LedgerBusy, match="in use"):
        engine.connect()
    engine.connect().close()
    engine.dispose()


def test_a_reading_transaction_sees_one_moment_of_the_ledger(ledger: Ledger, url: str) -> None:
    engine = reading_engine(url)
    rows = sa.select(sa.func.count()).select_from(schema.cur)
    with engine.connect() as connection:
        before = clocks(connection, DISTRICT.id), connection.scalar(rows)
        enter(ledger, weekly(TWO_UNITS))
        assert (clocks(connection, DISTRICT.id), connection.scalar(rows)) == before
    with engine.connect() as connection:
        after = clocks(connection, DISTRICT.id), connection.scalar(rows)
    assert after == (replace(before[0], revision=before[0].revision + 1), 2)
    engine.dispose()


def test_a_reading_transaction_on_a_server_cannot_write(url: str) -> None:
    engine = reading_engine(url)
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection, pytest.raises(ReadOnlyLedger):
            connection.execute(sa.delete(schema.district))
    engine.dispose()


def test_migrations_make_the_tables_the_code_writes_to(bare_url: str) -> None:
    open_ledger(bare_url).close()
    engine = reading_engine(bare_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_every_key_begins_with_the_district() -> None:
    for table in schema.metadata.tables.values():
        if table in account_tables.ALL:  # of the whole ledger
            continue
        first = next(iter(table.primary_key.columns)).name
        assert first == ("id" if table.name == "district" else "district_id")
        assert all(next(iter(index.columns)).name == "district_id" for index in table.indexes)


def test_many_may_open_a_new_ledger_at_once(bare_url: str) -> None:
    opened: list[Ledger] = []
    threads = [Thread(target=lambda: opened.append(open_ledger(bare_url))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 6
    for book in opened:
        assert book.districts() == ()
        book.close()


def test_migrations_run_from_an_installed_package_in_a_folder_with_spaces(tmp_path: Path) -> None:
    site = tmp_path / "site packages 100%"
    for whole in (campaign, package):
        (source,) = whole.__path__
        shutil.copytree(source, site / whole.__name__)
    program = "import ledger; ledger.open_ledger('sqlite:///made here.db'); print(ledger.__file__)"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(site) in run.stdout
    assert (tmp_path / "made here.db").is_file()
