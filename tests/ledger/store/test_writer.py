"""One thread writes for all: what waits goes in together, and each caller learns of its own."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import Any

import pytest
import sqlalchemy as sa

from campaign import Right
from ledger import Ledger, LedgerTrouble, open_ledger
from ledger.store import Grant, schema
from ledger.store.engine import reading_engine
from ledger.store.writer import Writer
from tests.ledger.drawn import DISTRICT, OFFICE, TWO_UNITS, enter, shown, weekly

GRANT = Grant(OFFICE, Right.ACCEPT)


@pytest.fixture
def engine(empty: Ledger, url: str) -> Iterator[sa.Engine]:  # noqa: ARG001 - it has the district
    """The engine of a ledger with a district."""
    made = reading_engine(url)
    yield made
    made.dispose()


@pytest.fixture
def writer(engine: sa.Engine) -> Iterator[Writer]:
    """A writer of its own."""
    made = Writer(engine)
    yield made
    made.close()


def named(name: str) -> Callable[[sa.Connection], str]:
    """Gives the district another name, and says which it had."""

    def does(connection: sa.Connection) -> str:
        before = connection.scalar(sa.select(schema.district.c.name))
        connection.execute(sa.update(schema.district).values(name=name))
        return str(before)

    return does


def name_in(engine: sa.Engine) -> str:
    """The district's name as committed."""
    with engine.connect() as connection:
        return str(connection.scalar(sa.select(schema.district.c.name)))


def together(writer: Writer, calls: list[Callable[[sa.Connection], Any]]) -> list[Any]:
    """What calls came to that waited together, in their order: an answer or an error."""
    reached, gate = Event(), Event()

    def first(_: sa.Connection) -> None:
        reached.set()
        assert gate.wait(20)

    outcomes: list[Any] = [None] * len(calls)

    def call(n: int) -> None:
        try:
            outcomes[n] = writer.write(calls[n], grant=GRANT)
        except Exception as error:  # noqa: BLE001 - compared below
            outcomes[n] = error

    threads = [Thread(target=lambda: writer.write(first, grant=GRANT))]
    threads += [Thread(target=call, args=(n,)) for n in range(len(calls))]
    threads[0].start()
    assert reached.wait(20)
    for n, thread in enumerate(threads[1:], start=1):
        thread.start()
        while len(writer.waiting) < n:  # so that they wait in this order
            pass
    gate.set()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_call_is_answered_once_what_it_wrote_is_there_for_all(
    writer: Writer, engine: sa.Engine
) -> None:
    assert writer.write(named("新名"), grant=GRANT) == DISTRICT.name
    assert name_in(engine) == "新名"


def test_calls_that_wait_share_one_transaction(writer: Writer, engine: sa.Engine) -> None:
    commits: list[object] = []
    sa.event.listen(engine, "commit", commits.append)
    assert together(writer, [named("甲"), named("乙"), named("丙")]) == [DISTRICT.name, "甲", "乙"]
    assert len(commits) == 2  # the one they waited for, and theirs
    assert name_in(engine) == "丙"


def test_a_refusal_undoes_itself_alone(writer: Writer, engine: sa.Engine) -> None:
    def refuses(connection: sa.Connection) -> None:
        named("不应留下")(connection)
        raise ValueError("no")

    outcomes = together(writer, [named("甲"), refuses, named("乙")])
    assert outcomes[::2] == [DISTRICT.name, "甲"]
    assert isinstance(outcomes[1], ValueError)
    assert name_in(engine) == "乙"


def test_a_refusal_alone_leaves_nothing(writer: Writer, engine: sa.Engine) -> None:
    def refuses(connection: sa.Connection) -> None:
        named("不应留下")(connection)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no") as raised:
        writer.write(refuses, grant=GRANT)
    assert name_in(engine) == DISTRICT.name
    assert "refuses" in "".join(traceback.format_tb(raised.value.__traceback__))


def test_what_the_database_refuses_one_call_costs_no_other(
    writer: Writer, engine: sa.Engine
) -> None:
    def breaks_a_constraint(connection: sa.Connection) -> None:
        row = {"district_id": "nowhere", "id": "u1", "rev": 1}
        connection.execute(sa.insert(schema.unit), row)

    outcomes = together(writer, [named("甲"), breaks_a_constraint, named("乙")])
    assert outcomes[::2] == [DISTRICT.name, "甲"]
    assert isinstance(outcomes[1], sa.exc.IntegrityError)
    assert name_in(engine) == "乙"


def test_a_commit_that_fails_is_told_to_all_who_shared_it(
    writer: Writer, engine: sa.Engine
) -> None:
    commits: list[object] = []

    def fails_the_second_time(connection: sa.Connection) -> None:
        commits.append(connection)
        if len(commits) == 2:
            raise RuntimeError("the disk is on fire")

    sa.event.listen(engine, "commit", fails_the_second_time)
    outcomes = together(writer, [named("甲"), named("乙")])
    assert [str(error) for error in outcomes] == ["the disk is on fire"] * 2
    assert name_in(engine) == DISTRICT.name
    assert writer.write(named("后来"), grant=GRANT) == DISTRICT.name


def test_closing_waits_for_what_is_being_written_and_refuses_what_comes_later(
    engine: sa.Engine,
) -> None:
    writer, reached, gate = Writer(engine), Event(), Event()

    def slowly(connection: sa.Connection) -> None:
        reached.set()
        assert gate.wait(20)
        named("写完")(connection)

    caller = Thread(target=lambda: writer.write(slowly, grant=GRANT))
    caller.start()
    assert reached.wait(20)
    closer = Thread(target=writer.close)
    closer.start()
    gate.set()
    closer.join()
    caller.join()
    assert name_in(engine) == "写完"
    with pytest.raises(RuntimeError, match="closed"):
        writer.write(named("太晚"), grant=GRANT)


def _in_the_child(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS, week=2))
    os._exit(0 if shown(ledger, week=2) == 2 and shown(ledger, week=1) == 2 else 1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_forked_process_writes_with_a_thread_and_connections_of_its_own(
    ledger: Ledger, url: str
) -> None:
    enter(ledger, weekly(TWO_UNITS))
    child = multiprocessing.get_context("fork").Process(target=_in_the_child, args=(ledger,))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    enter(ledger, weekly(TWO_UNITS, week=3))
    assert [shown(ledger, week=week) for week in (1, 2, 3)] == [2, 2, 2]
    other = open_ledger(url)
    assert other.revision(DISTRICT.id) == ledger.revision(DISTRICT.id)
    other.close()


def test_a_trouble_is_told_without_sql_or_addresses() -> None:
    with pytest.raises(LedgerTrouble) as raised:
        open_ledger("postgresql://someone:secret@127.0.0.1:1/ledger")
    assert "secret" not in str(raised.value)
    error: BaseException | None = raised.value
    while error is not None:
        assert "secret" not in str(error)
        error = error.__cause__
