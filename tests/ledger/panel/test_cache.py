"""The panel's cache: what is stored is what the rows say, and what is broken is never used."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import numpy as np
import pytest
import sqlalchemy as sa

from campaign import Panel
from ledger import Ledger, open_ledger
from ledger.panel import cache, shelf
from ledger.store.engine import reading_engine, writing_engine
from ledger.store.schema import cur, panel_block, panel_week, submission
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
    weekly,
)
from tests.ledger.panel.test_weeks import assert_same


@pytest.fixture(autouse=True)
def _always_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row that is newer is stored at once, as a thousand are otherwise."""
    monkeypatch.setattr(shelf, "FEWEST", 1)


@pytest.fixture
def stored(ledger: Ledger) -> Ledger:
    """A ledger with two reported weeks in its cache."""
    enter(ledger, weekly(TWO_UNITS))
    enter(ledger, weekly(TWO_UNITS, week=3))
    ledger.keep_panel(DISTRICT.id)
    return ledger


def changed(url: str, *statements: sa.Executable) -> None:
    """The database after somebody else's hand was in it."""
    engine = reading_engine(url)
    with writing_engine(engine).begin() as connection:
        for statement in statements:
            connection.execute(statement)
    engine.dispose()


def kept_rows(url: str) -> int:
    """How many rows a new process reads beside the cache."""
    ledger = open_ledger(url)
    with ledger._reading.connect() as connection:
        district = ledger.districts()[0]
        units, revision = ledger.roster(DISTRICT.id), ledger.revision(DISTRICT.id)
        cold = cache.read_panel(connection, district, roster=units, revision=revision, rules=2)
    ledger.close()
    return cold.n_rows


def faults(url: str) -> list[tuple[int, str]]:
    """The cache's faults by week."""
    ledger = open_ledger(url)
    with ledger._reading.connect() as connection:
        found = cache.panel_cache_faults(
            connection,
            ledger.districts()[0],
            roster=ledger.roster(DISTRICT.id),
            revision=ledger.revision(DISTRICT.id),
            rules=2,
        )
    ledger.close()
    return [(fault.week, fault.kind) for fault in found]


def seen_by_a_new_process(url: str) -> Panel:
    """The panel of a ledger just opened."""
    ledger = open_ledger(url)
    panel = ledger.panel(DISTRICT.id, OFFICE, through=4)
    ledger.close()
    return panel


def test_a_new_process_reads_the_cache_and_no_rows(stored: Ledger, url: str) -> None:
    assert kept_rows(url) == 0
    assert faults(url) == []
    assert_same(seen_by_a_new_process(url), stored.panel(DISTRICT.id, OFFICE, through=4))


def test_rows_that_came_since_are_read_beside_it(
    stored: Ledger, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "FEWEST", 1_000)
    enter(stored, weekly(CORRECTED))
    taken = enter(stored, weekly(CORRECTED, week=3))
    stored.withdraw(DISTRICT.id, taken.submission_id, by=OFFICE, at=hour(9), reason="误传")
    assert kept_rows(url) == 4
    panel = seen_by_a_new_process(url)
    assert panel.values(STUDY)[:, 0].tolist()[::2] == [3, 2]
    assert_same(panel, stored.panel(DISTRICT.id, OFFICE, through=4))
    assert faults(url) == []


DAMAGE: dict[str, Callable[[], sa.Executable]] = {
    "a block cut short": lambda: sa.update(panel_block).values(packed=b"\0\0"),
    "a block gone": lambda: sa.delete(panel_block).where(panel_block.c.week == 3),
    "a block of another week": lambda: sa.update(panel_block).values(
        packed=sa.select(panel_block.c.packed).where(panel_block.c.week == 3).scalar_subquery()
    ),
    "a later revision claimed": lambda: sa.update(panel_week).values(rev=panel_week.c.rev + 1),
    "another frame claimed": lambda: sa.update(panel_week).values(frame="0"),
    "no blocks claimed": lambda: sa.update(panel_week).values(sums=""),
    "no stamps": lambda: sa.delete(panel_week),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_broken_cache_is_not_used_and_made_again(stored: Ledger, url: str, damage: str) -> None:
    enter(stored, weekly(CORRECTED, week=3))
    stored.keep_panel(DISTRICT.id)
    before = stored.panel(DISTRICT.id, OFFICE, through=4)
    changed(url, DAMAGE[damage]())
    assert kept_rows(url) > 0
    assert_same(seen_by_a_new_process(url), before)
    assert faults(url) == []
    assert kept_rows(url) == 0


@pytest.mark.usefixtures("stored")
def test_damage_is_reported(url: str) -> None:
    changed(url, sa.update(panel_block).where(panel_block.c.week == 3).values(packed=b"\0"))
    assert faults(url) == [(3, "damaged")]


@pytest.mark.usefixtures("stored")
def test_a_row_changed_by_hand_is_reported(url: str) -> None:
    row = (cur.c.week == 1) & (cur.c.unit_id == "财政局")
    changed(url, sa.update(cur).where(row).values(study_session_count=9))
    assert faults(url) == [(1, "differs")]


@pytest.mark.usefixtures("stored")
def test_a_ledger_put_back_and_gone_on_otherwise_does_not_use_it(url: str) -> None:
    newest = sa.select(sa.func.max(submission.c.id)).scalar_subquery()
    changed(
        url,
        sa.update(submission).where(submission.c.id == newest).values(received_at=hour(77)),
        sa.update(cur).where(cur.c.week == 3).values(study_session_count=5),
    )
    assert seen_by_a_new_process(url).values(STUDY)[2].tolist()[:2] == [5, 5]


def test_other_units_are_not_looked_for_in_it(stored: Ledger, url: str) -> None:
    enter(stored, roster(UNITS + "| 水利站 | second_tier | g01 |", version="2"))
    assert kept_rows(url) == 4
    assert_same(seen_by_a_new_process(url), stored.panel(DISTRICT.id, OFFICE, through=4))
    assert kept_rows(url) == 0


def test_a_ledger_that_cannot_be_written_to_is_read_all_the_same(
    file_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = open_ledger(file_url)
    ledger.add_district(DISTRICT, by=OFFICE)
    enter(ledger, roster(UNITS))
    enter(ledger, weekly(TWO_UNITS))
    ledger.close()
    reader = open_ledger(file_url)

    @sa.event.listens_for(reader._reading, "connect")
    def read_only(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only=ON").close()

    reader._reading.dispose()
    assert reader.panel(DISTRICT.id, OFFICE).values(STUDY)[0, 0] == 2
    reader.keep_panel(DISTRICT.id)
    assert "cache was not written" in caplog.text
    caplog.clear()
    reader.panel(DISTRICT.id, OFFICE)
    reader.keep_panel(DISTRICT.id)
    assert not caplog.text
    reader.close()


def test_a_reader_does_not_wait_for_another_program_to_let_the_cache_be_written(
    file_url: str,
) -> None:
    with closing(open_ledger(file_url)) as ledger:
        ledger.add_district(DISTRICT, by=OFFICE)
        enter(ledger, roster(UNITS))
        enter(ledger, weekly(TWO_UNITS))
    with (
        closing(open_ledger(file_url)) as reader,
        closing(
            sqlite3.connect(file_url.removeprefix("sqlite:///"), isolation_level=None)
        ) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert reader.panel(DISTRICT.id, OFFICE).values(STUDY)[0, 0] == 2
        assert kept_rows(file_url) == 2
        other.execute("ROLLBACK")
        reader.keep_panel(DISTRICT.id)
        assert kept_rows(file_url) == 0


@pytest.mark.parametrize("number", ["255", "256", "0.5", "16777217"])
def test_every_number_is_stored_exactly(ledger: Ledger, url: str, number: str) -> None:
    enter(ledger, weekly(TWO_UNITS.replace("| 2 ", f"| {number} ")))
    ledger.keep_panel(DISTRICT.id)
    assert kept_rows(url) == 0
    assert seen_by_a_new_process(url).values(STUDY)[0, 0] == float(number)
    assert_same(seen_by_a_new_process(url), ledger.panel(DISTRICT.id, OFFICE, through=4))


def test_only_changed_blocks_are_written_again(stored: Ledger, url: str) -> None:
    written: list[str] = []
    engine = stored._reading

    @sa.event.listens_for(engine, "before_cursor_execute")
    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO panel_block"):
            written.append(statement)

    enter(stored, weekly(CORRECTED, week=3))
    stored.keep_panel(DISTRICT.id)
    assert len(written) == 1
    assert kept_rows(url) == 0


def test_two_processes_storing_in_turn_agree(stored: Ledger, url: str) -> None:
    other = open_ledger(url)
    for n, ledger in enumerate((stored, other, stored, other)):
        enter(ledger, weekly(CORRECTED, week=1 + n % 3, version=str(n)))
        ledger.keep_panel(DISTRICT.id)
        assert faults(url) == []
        assert kept_rows(url) == 0
    assert np.array_equal(
        stored.panel(DISTRICT.id, OFFICE).values(STUDY),
        other.panel(DISTRICT.id, OFFICE).values(STUDY),
        equal_nan=True,
    )
    other.close()
