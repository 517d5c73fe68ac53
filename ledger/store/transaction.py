"""Calls of one transaction go in; what each came to, once all of it is durable, comes out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from time import sleep
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from ledger.store.driver import done
from ledger.store.trouble import LedgerAway, LedgerTrouble

T = TypeVar("T")
TRIES = 3
BETWEEN_LOOKS_SECONDS = 0.05
_ENDED = {"committed": True, "aborted": False, None: False}


@dataclass(frozen=True, eq=False)
class Call(Generic[T]):
    """One call that waits: what it does, what it locks, and what it came to."""

    does: Callable[[sa.Connection], T]
    key: Hashable = None
    answer: Future[T] = field(default_factory=Future)


@dataclass(frozen=True)
class Refusal:
    """A call that could not do what it should, and what it raised."""

    error: Exception


def in_turn(*acts: Callable[[sa.Connection], object]) -> Callable[[sa.Connection], None]:
    """Acts of one call, one after the other."""

    def does(connection: sa.Connection) -> None:
        for act in acts:
            act(connection)

    return does


def commit(engine: sa.Engine, calls: Sequence[Call[Any]]) -> None:
    """Do all calls in one transaction and answer each; raises, answering none, where that fails.

    A call alone that raises undoes the transaction; among others it undoes only itself. Where the
    server hung up, the calls are done again unless the transaction is found to be in.
    """
    for tries_left in reversed(range(TRIES)):
        attempt = _Attempt()
        try:
            attempt.run(engine, calls)
        except LedgerAway:
            if attempt.number and _is_in(engine, attempt.number):
                break
            if not tries_left:
                raise
        else:
            break
    for call, outcome in zip(calls, attempt.outcomes, strict=True):
        if isinstance(outcome, Refusal):
            call.answer.set_exception(outcome.error)
        else:
            call.answer.set_result(outcome)


def read_first(engine: sa.Engine, read: Callable[[sa.Connection], T]) -> T:
    """What a write must know before its transaction begins, as committed.

    Asked again where the server hung up: a write is waited for, whatever part of it was cut off.
    Raises LedgerAway where it stays away.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            with engine.connect() as connection:
                return read(connection)
        except LedgerAway:
            if not tries_left:
                raise
    raise AssertionError("the last try answers or raises")


class _Attempt:
    """One transaction; its number is known once all calls are done and only the commit is left."""

    def __init__(self) -> None:
        self.outcomes: list[Any] = []
        self.number = ""

    def run(self, engine: sa.Engine, calls: Sequence[Call[Any]]) -> None:
        """Do the calls and commit; raises what the database or the only call raised."""
        with engine.begin() as connection:
            for call in calls:
                does = call.does if len(calls) == 1 else _undoing_only_itself(call)
                self.outcomes.append(does(connection))
            if connection.dialect.name == "postgresql":
                self.number = str(connection.scalar(_NUMBER))


def _undoing_only_itself(call: Call[Any]) -> Callable[[sa.Connection], Any]:
    def does(connection: sa.Connection) -> Any:
        done(connection, "SAVEPOINT call")
        try:
            answer = call.does(connection)
        except (LedgerTrouble, sa.exc.SQLAlchemyError):
            raise  # the whole transaction may be gone with it
        except Exception as refusal:  # noqa: BLE001 - raised again where the call came from
            done(connection, "ROLLBACK TO SAVEPOINT call")
            answer = Refusal(refusal)
        done(connection, "RELEASE SAVEPOINT call")
        return answer

    return does


_NUMBER = sa.text("SELECT pg_current_xact_id()::text")
_STATUS = sa.text("SELECT pg_xact_status(CAST(:number AS xid8))")


def _is_in(engine: sa.Engine, number: str) -> bool:
    """Whether a transaction whose commit was not answered is in; waits until it has ended."""
    with engine.connect() as connection:
        while (status := connection.scalar(_STATUS, {"number": number})) not in _ENDED:
            connection.rollback()
            sleep(BETWEEN_LOOKS_SECONDS)
    return _ENDED[status]
