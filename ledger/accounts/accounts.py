"""Who may sign in: accounts and roles in; whose session it is comes out.

One `Accounts` belongs to one `Ledger` and serves all of its threads. Whatever changes an account
says by whom and raises NotAllowed for who has no right to it, AccountRefused for what cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

import sqlalchemy as sa

from campaign import Account, Right, Role, Viewer
from ledger.accounts import passwords, people, sessions, views
from ledger.accounts.people import AccountRefused
from ledger.store import Grant, Kept, Writer, account_tables

T = TypeVar("T")
_KEY = "accounts"


class SignInRefused(Exception):  # noqa: N818
    """Nobody is signed in, and why is told to nobody; `wait` is until it may be tried again."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__("sign-in refused")


class Accounts:
    """The accounts of the whole ledger."""

    def __init__(self, reading: sa.Engine, writer: Writer) -> None:
        self._reading = reading
        self._writer = writer

    def are_any(self) -> bool:
        """Whether there ever was one: from the first on nobody looks without signing in."""
        with self._reading.connect() as connection:
            return connection.scalar(sa.select(account_tables.account.c.id).limit(1)) is not None

    def listed(self, by: Viewer) -> tuple[Account, ...]:
        """Every account; none for who has no right to give one."""
        if not by.may(Right.ADD_ACCOUNT):
            return ()
        with self._reading.connect() as connection:
            return people.accounts(connection)

    def audit(self, by: Viewer, *, last: int) -> tuple[Kept, ...]:
        """What was done to accounts, the newest first; nothing for who has no right to give one."""
        if not by.may(Right.ADD_ACCOUNT):
            return ()
        table = account_tables.account_line
        with self._reading.connect() as connection:
            query = sa.select(table).order_by(table.c.seq.desc()).limit(last)
            return tuple(connection.execute(query).mappings())

    def add(
        self,
        login: str,
        name: str,
        *,
        by: Viewer,
        at: datetime,
        roles: Sequence[Role] = (),
        with_code: bool = True,
    ) -> tuple[str, str]:
        """Make an account, with its first roles; its id and the code that is its password once.
        Without a code only another server's word signs it in."""
        grant, code = Grant(by, Right.ADD_ACCOUNT), passwords.new_code() if with_code else ""
        for _ in roles:
            Grant(by, Right.GIVE_ROLE)
        secret = passwords.hashed(code) if code else ""
        does = partial(people.add, login=login, name=name, secret=secret, roles=roles)
        does = partial(does, by=by.actor, at=at)
        return self._writer.write(does, grant=grant, key=_KEY), code

    def reset(self, account_id: str, *, by: Viewer, at: datetime) -> str:
        """A new code for an account, which is signed out everywhere and no longer locked."""
        grant, code = Grant(by, Right.RESET_ACCOUNT), passwords.new_code()
        does = partial(people.reset, account_id=account_id, secret=passwords.hashed(code))
        self._writer.write(partial(does, by=by.actor, at=at), grant=grant, key=_KEY)
        return code

    def end(self, account_id: str, *, by: Viewer, at: datetime, reason: str = "") -> None:
        """End an account for good."""
        grant = Grant(by, Right.END_ACCOUNT)
        does = partial(people.end, account_id=account_id, by=by.actor, at=at, reason=reason)
        self._writer.write(does, grant=grant, key=_KEY)

    def give(self, account_id: str, role: Role, *, by: Viewer, at: datetime) -> int:
        """Give an account a role; its number."""
        grant = Grant(by, Right.GIVE_ROLE)
        does = partial(people.give, account_id=account_id, role=role, by=by.actor, at=at)
        return self._writer.write(does, grant=grant, key=_KEY)

    def take(self, number: int, *, last: date, by: Viewer, at: datetime) -> None:
        """Let a role end with a day."""
        grant = Grant(by, Right.END_ROLE)
        does = partial(people.take, number=number, last=last, by=by.actor, at=at)
        self._writer.write(does, grant=grant, key=_KEY)

    def sign_in(self, login: str, password: str, *, at: datetime) -> str:
        """A session's number for who knows the password. Raises SignInRefused, which is the same
        for a login that nobody has."""
        wait = self._done(partial(sessions.begin_attempt, login=login, at=at))
        if wait:
            raise SignInRefused(wait)
        found = self._known(login)
        if passwords.is_right(found["secret"] if found else "", password) and found is not None:
            is_over = found["code_until"] is not None and found["code_until"] < at
            if not is_over:
                return self._opened(found["id"], _anew(found["secret"], password), at)
        self._done(partial(sessions.note_failure, login=login, at=at))
        raise SignInRefused(timedelta(0))

    def let_in(self, login: str, *, at: datetime) -> str:
        """A session's number for whom another server answers for. Raises SignInRefused."""
        found = self._known(login)
        if found is None:
            raise SignInRefused(timedelta(0))
        return self._opened(found["id"], "", at)

    def sitting(self, number: str, *, at: datetime, is_used: bool = False) -> Account | None:
        """Whose session it is now; None for one that ended, was left idle or never was. `is_used`
        says that a person did something, from which the idle time counts anew."""
        if not number:
            return None
        with self._reading.connect() as connection:
            found = sessions.sitting(connection, number, at)
        if found is None:
            return None
        if is_used and found[1]:
            self._writer.send(partial(sessions.note_use, number=number, at=at), key=_KEY)
        return found[0]

    def sign_out(self, number: str, *, at: datetime) -> None:
        """End a session."""
        self._done(partial(sessions.close_session, number=number, at=at))

    def change_password(self, number: str, old: str, new: str, *, at: datetime) -> str:
        """Put a password of one's own in the place of the old one; the number of a new session,
        all others of the account end. Raises AccountRefused, SignInRefused."""
        account = self.sitting(number, at=at)
        if account is None:
            raise SignInRefused(timedelta(0))
        if not passwords.may_be(new, login=account.login) or old == new:
            raise AccountRefused("password")
        self.sign_out(self.sign_in(account.login, old, at=at), at=at)
        secret = passwords.hashed(new)
        self._done(partial(people.change, account=account, secret=secret, at=at))
        return self._opened(account.id, "", at)

    def views(self, by: Viewer) -> Mapping[str, str]:
        """The views that an account keeps: addresses by name; none for who did not sign in."""
        if not by.account:
            return {}
        with self._reading.connect() as connection:
            return views.views(connection, by.account)

    def keep_view(self, name: str, address: str, *, by: Viewer, at: datetime) -> None:
        """Keep an address under a name, or with no address drop it, for the account itself alone.
        Raises AccountRefused."""
        self._done(partial(views.keep, by=by, name=name, address=address, at=at))

    def _known(self, login: str) -> sa.RowMapping | None:
        table = account_tables.account
        here = (table.c.login == people.folded(login)) & table.c.ended_at.is_(None)
        with self._reading.connect() as connection:
            return connection.execute(sa.select(table).where(here)).mappings().first()

    def _opened(self, account_id: str, secret: str, at: datetime) -> str:
        does = partial(sessions.open_session, account_id=account_id, secret=secret, at=at)
        try:
            return self._done(does)
        except KeyError:
            raise SignInRefused(timedelta(0)) from None

    def _done(self, does: Callable[[sa.Connection], T]) -> T:
        """Who signs in is nobody yet, and has no right that could be asked for."""
        return self._writer.send(does, key=_KEY).result()


def _anew(kept: str, password: str) -> str:
    """The password hashed anew where it was hashed with parameters of before."""
    return "" if passwords.is_of_today(kept) else passwords.hashed(password)
