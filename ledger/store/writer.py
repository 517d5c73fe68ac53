"""Calls that write go in, from any thread; each comes back once what it wrote is durable.

One thread a process writes. What waits while it commits goes into its next transaction together,
each call behind a savepoint: many small calls share one synchronisation of the disk.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from threading import Condition, Thread
from typing import Any, TypeVar
from weakref import WeakSet

import sqlalchemy as sa

from campaign import office_day
from ledger.store.engine import writing_engine
from ledger.store.grant import Grant
from ledger.store.transaction import Call, commit
from ledger.store.trouble import LedgerAway, LedgerBusy, LedgerTrouble

T = TypeVar("T")
TOGETHER = 64
"""At most so many calls share a transaction: the first of them waits for the last."""


class Writer:
    """The one that writes to a ledger, for all threads of a process; it begins at the first call.

    On a server a transaction is of one key, the district's: transactions that lock the rows of two
    could wait for each other. A file has one lock, whatever is written.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = writing_engine(engine)
        self._mixes_keys = engine.dialect.name == "sqlite"
        self.begin_anew()
        _writers.add(self)

    def begin_anew(self) -> None:
        """Forget every call and the thread: in a forked process they are the parent's."""
        self.waiting: deque[Call[Any]] = deque()
        self._changed = Condition()
        self._is_closed = False
        self._thread: Thread | None = None

    def write(self, does: Callable[[sa.Connection], T], *, grant: Grant, key: Hashable = None) -> T:
        """What `does` returns, once its transaction is durable; raises what it raises.

        `grant` is what allows it: without one (`send`) nothing is written but the panel's cache,
        and who signs in or out, which comes before any right.

        It is done again from the start where its transaction was undone for another's sake: it must
        read and write through the connection and change nothing else. Raises LedgerTrouble where
        the database cannot take it, RuntimeError once closed.
        """
        assert grant.viewer.may(grant.right)

        def does_if_held(connection: sa.Connection) -> T:
            grant.still_holds(connection, office_day(datetime.now(UTC)), key)
            return does(connection)

        return self.send(does_if_held, key=key).result()

    def send(self, does: Callable[[sa.Connection], T], *, key: Hashable = None) -> Future[T]:
        """The same without waiting: what it came to is known later. Raises RuntimeError once
        closed."""
        call = Call(does, key)
        with self._changed:
            if self._is_closed:
                raise RuntimeError("the ledger is closed")
            if self._thread is None:
                self._thread = Thread(target=self._serve, name="ledger-writer", daemon=True)
                self._thread.start()
            self.waiting.append(call)
            self._changed.notify()
        return call.answer

    def close(self) -> None:
        """Wait until every call is answered."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _serve(self) -> None:
        while calls := self._taken():
            self._answer(calls)
            del calls  # what was written is not kept alive while nothing happens

    def _taken(self) -> list[Call[Any]]:
        """The calls of the next transaction, in the order they came; empty once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self.waiting or self._is_closed)
            taken: list[Call[Any]] = []
            while self.waiting and len(taken) < TOGETHER and self._goes_with(taken):
                taken.append(self.waiting.popleft())
            return taken

    def _goes_with(self, taken: Sequence[Call[Any]]) -> bool:
        return self._mixes_keys or not taken or taken[0].key == self.waiting[0].key

    def _answer(self, calls: Sequence[Call[Any]]) -> None:
        """Answer every call: whatever goes wrong, nobody is left waiting."""
        try:
            self._commit(calls)
        except BaseException as error:  # noqa: BLE001 - raised again where the calls came from
            for call in calls:
                if not call.answer.done():
                    call.answer.set_exception(error)

    def _commit(self, calls: Sequence[Call[Any]]) -> None:
        """All in one transaction; if the database refuses that, each in its own, so that none
        suffers for what another needs."""
        try:
            commit(self._engine, calls)
        except (LedgerBusy, LedgerAway):
            raise  # each alone would wait as long again
        except (LedgerTrouble, sa.exc.SQLAlchemyError):
            if len(calls) == 1:
                raise
            for call in calls:
                self._answer([call])


_writers: WeakSet[Writer] = WeakSet()


def _begin_anew() -> None:
    for writer in list(_writers):
        writer.begin_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
