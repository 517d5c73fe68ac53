"""A login and a password go in; a session's number comes out, or how long to wait.

What is kept of the number is a hash. How often a login was tried is counted whether there is such
an account or not, and before the password is looked at: many at once gain nothing.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa

from campaign import Account, Actor
from ledger.accounts import lines, people
from ledger.accounts.passwords import mark
from ledger.chain import Deed
from ledger.store import account_tables, put_rows

IDLE = timedelta(minutes=30)
"""Without anything done, a desk somebody left is closed."""
LONGEST = timedelta(hours=12)
"""A working day: a session that was taken away does not live on because it is used."""
_NOTED_EVERY = timedelta(minutes=1)
"""A session's last use is written no oftener: every look at a page would be a commit."""
FREE, LOCKED = 4, 10
"""Who mistypes four times waits for nothing; from the fifth on five seconds, doubled each time,
and from the tenth on a quarter of an hour: 96 guesses a day."""
_FIRST_WAIT, _LOCK = timedelta(seconds=5), timedelta(minutes=15)
_FORGOTTEN = timedelta(days=1)
"""A login nobody tried for a day begins anew; what is kept of attempts stays small."""


def wait_after(n: int) -> timedelta:
    """How long nobody may try again after n attempts that failed."""
    if n >= LOCKED:
        return _LOCK
    return _FIRST_WAIT * 2 ** (n - FREE - 1) if n > FREE else timedelta(0)


def begin_attempt(connection: sa.Connection, *, login: str, at: datetime) -> timedelta:
    """Count an attempt; how long to wait where it may not be made now, which is not counted."""
    table, key = account_tables.attempt, mark(people.folded(login))
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lines.WRITING)))
    connection.execute(sa.delete(table).where(table.c.at < at - _FORGOTTEN))
    row = connection.execute(sa.select(table).where(table.c.mark == key)).mappings().first()
    n, last = (row["n"], min(row["at"], at)) if row else (0, at)  # a clock may be set back
    if (left := last + wait_after(n) - at) > timedelta(0):
        return left
    put_rows(connection, table, [{"mark": key, "n": n + 1, "at": at}])
    return timedelta(0)


def note_failure(connection: sa.Connection, *, login: str, at: datetime) -> None:
    """Tell in the chain that an account is locked, once, as it comes to be."""
    attempt, account = account_tables.attempt, account_tables.account
    n = connection.scalar(
        sa.select(attempt.c.n).where(attempt.c.mark == mark(people.folded(login)))
    )
    here = account.c.login == people.folded(login)
    id_ = connection.scalar(sa.select(account.c.id).where(here, account.c.ended_at.is_(None)))
    if n == LOCKED and id_:
        deed = Deed(lines.LOCK, f"account:{id_}", Actor("", "", ""), at)
        lines.write_line(connection, deed)


def open_session(connection: sa.Connection, *, account_id: str, secret: str, at: datetime) -> str:
    """Sign an account in: the session's number, 256 bits that nobody was handed before.

    `secret` is the password hashed anew where its parameters are of before, else empty. Raises
    KeyError where the account was ended meanwhile.
    """
    account = people.account_of(connection, account_id)
    if account.is_ended:
        raise KeyError(account_id)
    people.forget_attempts(connection, account.login)
    number, table = secrets.token_urlsafe(32), account_tables.session
    connection.execute(sa.delete(table).where(table.c.seen_at < at - IDLE))
    row = {"mark": mark(number), "account_id": account_id, "began_at": at, "seen_at": at}
    put_rows(connection, table, [row])
    _tell(connection, lines.SIGN_IN, account, at, {"secret": secret} if secret else {})
    return number


def sitting(connection: sa.Connection, number: str, at: datetime) -> tuple[Account, bool] | None:
    """Whose session it is, and whether its last use is to be noted again; None for none."""
    table = account_tables.session
    row = connection.execute(sa.select(table).where(table.c.mark == mark(number))).mappings()
    if (it := row.first()) is None:
        return None
    if at - it["seen_at"] > IDLE or at - it["began_at"] > LONGEST:
        return None
    account = people.account_of(connection, it["account_id"])
    return None if account.is_ended else (account, at - it["seen_at"] > _NOTED_EVERY)


def note_use(connection: sa.Connection, *, number: str, at: datetime) -> None:
    """Note that a session is in use."""
    table = account_tables.session
    here = table.c.mark == mark(number)
    connection.execute(sa.update(table).where(here, table.c.seen_at < at).values(seen_at=at))


def close_session(connection: sa.Connection, *, number: str, at: datetime) -> None:
    """Sign out; a session that is none is no fault."""
    table, found = account_tables.session, sitting(connection, number, at)
    connection.execute(sa.delete(table).where(table.c.mark == mark(number)))
    if found is not None:
        _tell(connection, lines.SIGN_OUT, found[0], at, {})


def _tell(
    connection: sa.Connection, action: str, account: Account, at: datetime, new: dict[str, object]
) -> None:
    by = Actor(account.id, account.name, "")
    lines.write_line(connection, Deed(action, f"account:{account.id}", by, at, new=new))
