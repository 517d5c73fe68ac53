"""Ledgers that each earlier program wrote open in today's, on either engine, and go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger import Ledger, NewerLedger, UnopenedLedger, open_ledger
from ledger.store import SLOT_COLUMNS, begin_at, versions
from ledger.store.engine import reading_engine, writing_engine
from ledger.store.upgrade import slot_columns
from tests.ledger.conftest import NewAddress
from tests.ledger.drawn import CORRECTED, DISTRICT, OFFICE, enter, hour, weekly
from tests.ledger.kept import LEDGERS, STAMPS, shown, unpacked, was

FIRST_SLOTS = SLOT_COLUMNS[:26]
"""Those of the first version, which all of today's are."""


def _as_written(version: str, url: str, folder: Path) -> None:
    """A database with the tables and rows of a kept ledger, stamped as its program stamped it."""
    source, target = reading_engine(f"sqlite:///{unpacked(version, folder)}"), reading_engine(url)
    begin_at(target, version=version, slots=FIRST_SLOTS)
    tables = sa.MetaData()
    with source.connect() as old, writing_engine(target).begin() as new:
        tables.reflect(new)
        for table in tables.sorted_tables:
            rows = old.execute(sa.select(table)).mappings().all()
            new.execute(sa.delete(table))
            if rows:
                new.execute(sa.insert(table), [dict(row) for row in rows])
    for engine in (source, target):
        engine.dispose()


@pytest.fixture(params=LEDGERS)
def version(request: pytest.FixtureRequest) -> str:
    """Each version of the tables of which a ledger was kept."""
    return str(request.param)


@pytest.fixture
def old_url(version: str, bare_url: str, tmp_path: Path) -> str:
    """The address of a kept ledger."""
    _as_written(version, bare_url, tmp_path)
    return bare_url


@pytest.fixture
def opened(old_url: str) -> Iterator[Ledger]:
    """A kept ledger, opened by this program."""
    ledger = open_ledger(old_url)
    yield ledger
    ledger.close()


def _stamp(url: str) -> tuple[str, tuple[str, ...]]:
    engine = reading_engine(url)
    with engine.connect() as connection:
        stamp = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        found = str(stamp), slot_columns(connection)
    engine.dispose()
    return found


BETWEEN = ("0008", "0009")
"""Steps of the day that brought 0010: no office ever had a program that stopped at one of them."""


def test_every_earlier_version_is_kept() -> None:
    assert set(versions()[:-1]) <= {*LEDGERS, *BETWEEN}


def test_a_kept_ledger_is_stamped_as_its_program_stamped_it(version: str, old_url: str) -> None:
    assert _stamp(old_url) == (STAMPS.get(version, version), FIRST_SLOTS)


def test_it_opens_whole_with_its_figures(version: str, opened: Ledger, old_url: str) -> None:
    assert opened.record.verify() == ()
    assert shown(opened, version) == was(version)
    assert _stamp(old_url) == (versions()[-1], SLOT_COLUMNS)


def test_it_goes_on_as_one_of_today(opened: Ledger) -> None:
    before = len(opened.record.audit(DISTRICT.id, OFFICE))
    enter(opened, weekly(CORRECTED, week=3), at=hour(400))
    opened.record.freeze(DISTRICT.id, 3, by=OFFICE, at=hour(401))
    assert len(opened.record.audit(DISTRICT.id, OFFICE)) == before + 2
    assert opened.record.verify() == ()


def test_slots_in_another_order_are_refused(bare_url: str) -> None:
    engine = reading_engine(bare_url)
    with pytest.raises(UnopenedLedger, match="another order"):
        begin_at(engine, version=versions()[0], slots=SLOT_COLUMNS[::-1])
    engine.dispose()


def test_an_earlier_slot_that_the_registry_lost_is_refused(new_address: NewAddress) -> None:
    url = new_address(True)
    engine = reading_engine(url)
    with writing_engine(engine).begin() as connection:
        connection.execute(sa.text("ALTER TABLE fact ADD COLUMN gone_count DOUBLE PRECISION"))
    engine.dispose()
    with pytest.raises(NewerLedger, match="gone_count"):
        open_ledger(url)
