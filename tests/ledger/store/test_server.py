"""A PostgreSQL server that restarts, crashes or stays away: the ledger goes on by itself."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from ledger import Ledger, LedgerAway, Patience, StalePlan, UnopenedLedger, open_ledger
from tests.ledger.drawn import (
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
from tests.ledger.whole import Promised, assert_whole
from tests.postgresql import Cluster, running_cluster

WRITERS, READERS = 3, 2


@pytest.fixture(scope="module")
def own_server() -> Iterator[Cluster]:
    """A server that these tests may stop."""
    with running_cluster() as started:
        yield started


@pytest.fixture
def address(own_server: Cluster, request: pytest.FixtureRequest) -> str:
    """The address of a ledger with three units on it."""
    name = f"t{abs(hash(request.node.name))}"
    own_server.create(name)
    with closing(open_ledger(own_server.url(name))) as ledger:
        ledger.add_district(DISTRICT, by=OFFICE)
        enter(ledger, roster(UNITS))
    return own_server.url(name)


def report(week: int, n: int) -> str:
    """A report that nobody sent before."""
    return f"| unit | {STUDY} |\n| 财政局 | {1000 * week + n} |"


class Load:
    """Threads that write and read until told to stop, and what they saw."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._over = Event()
        self.promised = Promised()
        self.unanswered: list[LedgerAway] = []
        self.failed: list[Exception] = []
        self._threads = [
            *(Thread(target=self._keep_on, args=(self._write, n + 1)) for n in range(WRITERS)),
            *(Thread(target=self._keep_on, args=(self._read, n)) for n in range(READERS)),
        ]
        for thread in self._threads:
            thread.start()

    def _keep_on(self, does: Callable[[int, int], None], week: int) -> None:
        for n in count():
            if self._over.is_set():
                return
            try:
                does(week, n)
            except Exception as error:  # noqa: BLE001 - compared by the test
                self.failed.append(error)
                return

    def _read(self, *_: int) -> None:
        try:
            self._ledger.revision(DISTRICT.id)
        except LedgerAway as trouble:  # it was being answered when the server went
            self.unanswered.append(trouble)

    def _write(self, week: int, n: int) -> None:
        sheet = weekly(report(week, n), week=week)
        try:
            plan = self._ledger.plan(DISTRICT.id, sheet)
        except LedgerAway as trouble:
            self.unanswered.append(trouble)
            return
        receipt = self._ledger.accept(plan, by=OFFICE, received_at=hour(1))
        assert not receipt.already_received
        self.promised.rows[receipt.submission_id] = receipt.n_rows

    def wait_for_commits(self, n: int) -> None:
        """Wait until so many more were answered."""
        wanted, until = len(self.promised.rows) + n, monotonic() + 30
        while len(self.promised.rows) < wanted:
            assert not self.failed, self.failed
            assert monotonic() < until, "nothing is written any more"
            sleep(0.005)

    def stop(self) -> None:
        """Let every thread end."""
        self._over.set()
        for thread in self._threads:
            thread.join(30)


@pytest.mark.parametrize(
    ("how", "times"), [(signal.SIGINT, 2), (signal.SIGQUIT, 1)], ids=["restarted", "crashed"]
)
def test_a_server_that_goes_and_comes_under_load_costs_waiting_and_nothing_else(
    own_server: Cluster, address: str, how: signal.Signals, times: int
) -> None:
    ledger = open_ledger(address)
    load = Load(ledger)
    try:
        for _ in range(times):
            load.wait_for_commits(10)
            own_server.stop(how)
            own_server.start()
        load.wait_for_commits(10)
    finally:
        load.stop()
    ledger.close()
    assert not load.failed
    assert len(load.unanswered) <= times * (READERS + WRITERS)
    assert assert_whole(address, load.promised) == len(load.promised.rows) + 1


def test_a_commit_whose_answer_got_lost_is_found_and_not_done_twice(
    own_server: Cluster, address: str
) -> None:
    ledger = open_ledger(address)
    done: list[int] = []

    def hang_up(connection: sa.Connection) -> None:
        """The server commits, and the line breaks before it can say so."""
        if done:
            return
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        done.append(driver.info.backend_pid)
        driver.commit()
        with psycopg.connect(own_server.url("postgres"), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", done)

    sa.event.listen(ledger._reading, "commit", hang_up)
    before = ledger.revision(DISTRICT.id)
    done.clear()
    receipt = enter(ledger, weekly(TWO_UNITS))
    assert done
    assert not receipt.already_received
    assert receipt.revision == ledger.revision(DISTRICT.id) == before + 1
    ledger.close()


@pytest.mark.parametrize("statement", ["FROM district", "INSERT INTO submission"])
def test_a_connection_that_broke_before_the_commit_is_replaced_and_the_work_done_again(
    own_server: Cluster, address: str, statement: str
) -> None:
    ledger, broken, begun = open_ledger(address), list[int](), list[int]()

    class Breaking(psycopg.Cursor[Any]):
        """Loses its connection once: as a write asks first who it is for, and as it writes."""

        def execute(self, query: Any, *args: Any, **how: Any) -> Any:
            if begun and statement in str(query) and not broken:
                broken.append(self.connection.info.backend_pid)
                with psycopg.connect(own_server.url("postgres"), autocommit=True) as other:
                    other.execute("SELECT pg_terminate_backend(%s)", broken)
            return super().execute(query, *args, **how)

    @sa.event.listens_for(ledger._reading, "connect")
    def may_break(connection: psycopg.Connection, _record: object) -> None:
        connection.cursor_factory = Breaking

    ledger._reading.dispose()
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    begun.append(1)
    receipt = ledger.accept(plan, by=OFFICE, received_at=hour(1))
    assert broken
    assert (receipt.already_received, receipt.revision) == (False, 2)
    assert shown(ledger) == 2
    ledger.close()


def test_a_server_that_stays_away_is_told_and_found_again_once_it_is_back(
    own_server: Cluster, address: str
) -> None:
    ledger = open_ledger(address, patience=Patience(away_seconds=0.3))
    plan = ledger.plan(DISTRICT.id, weekly(TWO_UNITS))
    own_server.stop()
    try:
        with pytest.raises(LedgerAway):
            ledger.revision(DISTRICT.id)
        with pytest.raises(LedgerAway):
            enter(ledger, weekly(TWO_UNITS))
        with pytest.raises(UnopenedLedger, match="refused"):
            open_ledger(address)
    finally:
        own_server.start()
    assert ledger.plan(DISTRICT.id, weekly(TWO_UNITS)).new == plan.new
    assert enter(ledger, weekly(TWO_UNITS)).revision == 2
    ledger.close()


def test_an_address_of_no_ledger_is_told(own_server: Cluster) -> None:
    with pytest.raises(UnopenedLedger, match="does not exist"):
        open_ledger(own_server.url("nowhere"))
    own_server.create("theirs")
    with psycopg.connect(own_server.url("theirs")) as theirs:
        theirs.execute("CREATE TABLE holiday (day date)")
    with pytest.raises(UnopenedLedger, match="holiday"):
        open_ledger(own_server.url("theirs"))
    with psycopg.connect(own_server.url("theirs")) as theirs:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert theirs.execute(tables).fetchone() == (1,)


def test_both_spellings_of_an_address_open_the_same_ledger(
    own_server: Cluster, address: str
) -> None:
    assert own_server.port
    with closing(open_ledger(address.replace("postgresql:", "postgresql+psycopg:"))) as ledger:
        assert [district.id for district in ledger.districts()] == [DISTRICT.id]


def test_two_plans_for_one_unit_from_two_processes_cannot_both_go_in_unseen(address: str) -> None:
    with closing(open_ledger(address)) as one, closing(open_ledger(address)) as other:
        plan = other.plan(DISTRICT.id, weekly(TWO_UNITS.replace("| 2 ", "| 5 ")))
        enter(one, weekly(TWO_UNITS))
        with pytest.raises(StalePlan):
            other.accept(plan, by=OFFICE, received_at=hour(2))
        assert shown(one) == shown(other) == 2
