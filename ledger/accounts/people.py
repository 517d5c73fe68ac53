"""Accounts as the ledger keeps them: rows in; accounts with their roles out, and acts on them."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from campaign import Account, Actor, Door, Role, Viewer, office_day
from ledger.accounts import lines, passwords
from ledger.chain import Deed
from ledger.store import Kept, account_tables, schema

CODE_STANDS = timedelta(hours=72)
"""A code is handed over by a person, who may not meet the other before the week's end is past."""
LONGEST = 40
"""Of a login or a name: both stand in one line of a page."""


class AccountRefused(ValueError):  # noqa: N818
    """An account cannot be made or changed so; `code` says why (`account.refused.CODE`)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def folded(login: str) -> str:
    """A login as it is kept: whoever signs in need not mind capitals."""
    return login.strip().casefold()


def accounts(connection: sa.Connection) -> tuple[Account, ...]:
    """Every account, in the order of their logins, ended ones too."""
    table, given = account_tables.account, account_tables.account_role
    roles: dict[str, list[Role]] = defaultdict(list)
    for row in connection.execute(sa.select(given).order_by(given.c.id)).mappings():
        roles[row["account_id"]].append(_role(row))
    rows = connection.execute(sa.select(table).order_by(table.c.login)).mappings()
    return tuple(_account(row, tuple(roles[row["id"]])) for row in rows)


def account_of(connection: sa.Connection, account_id: str) -> Account:
    """One account with its roles; raises KeyError for none."""
    table, given = account_tables.account, account_tables.account_role
    row = connection.execute(sa.select(table).where(table.c.id == account_id)).mappings().first()
    if row is None:
        raise KeyError(f"no account {account_id!r}")
    query = sa.select(given).where(given.c.account_id == account_id).order_by(given.c.id)
    return _account(row, tuple(map(_role, connection.execute(query).mappings())))


def _account(row: Kept, roles: tuple[Role, ...]) -> Account:
    must_change, is_ended = row["code_until"] is not None, row["ended_at"] is not None
    return Account(row["id"], row["login"], row["name"], roles, must_change, is_ended)


def _role(row: Kept) -> Role:
    span = row["valid_from"], row["place"], row["valid_to"]
    return Role(Door(row["door"]), row["district_id"], *span, row["id"])


def add(
    connection: sa.Connection,
    *,
    login: str,
    name: str,
    secret: str,
    roles: Sequence[Role],
    by: Actor,
    at: datetime,
) -> str:
    """Make an account whose password is a code, or that has none where `secret` is empty; its id.

    Raises AccountRefused for a login that is taken or none, or a role that is not whole.
    """
    login, name = folded(login), name.strip()
    if not 0 < len(login) <= LONGEST or not 0 < len(name) <= LONGEST or not login.isprintable():
        raise AccountRefused("name")
    table = account_tables.account
    if connection.scalar(sa.select(table.c.id).where(table.c.login == login)):
        raise AccountRefused("taken")
    id_, until = f"a{secrets.token_hex(5)}", at + CODE_STANDS if secret else None
    new = {"login": login, "name": name, "secret": secret, "code_until": until, "ended_at": None}
    lines.write_line(connection, Deed(lines.ADD, f"account:{id_}", by, at, new=new))
    for role in roles:
        give(connection, account_id=id_, role=role, by=by, at=at)
    return id_


def reset(
    connection: sa.Connection, *, account_id: str, secret: str, by: Actor, at: datetime
) -> None:
    """Give an account a new code; it is signed out everywhere and no longer locked."""
    account = _open_account(connection, account_id)
    new = {"secret": secret, "code_until": at + CODE_STANDS}
    lines.write_line(connection, Deed(lines.RESET, f"account:{account_id}", by, at, new=new))
    _turn_out(connection, account_id)
    forget_attempts(connection, account.login)


def end(
    connection: sa.Connection, *, account_id: str, by: Actor, at: datetime, reason: str
) -> None:
    """End an account for good; nobody signs in by it, and it is signed out everywhere."""
    _open_account(connection, account_id)
    _refuse_last(connection, [account_id], office_day(at))
    new = {"secret": "", "code_until": None, "ended_at": at}
    deed = Deed(lines.END, f"account:{account_id}", by, at, new=new, why=reason)
    lines.write_line(connection, deed)
    _turn_out(connection, account_id)


def give(connection: sa.Connection, *, account_id: str, role: Role, by: Actor, at: datetime) -> int:
    """Give an account a role; its number. Raises AccountRefused for one that is not whole."""
    _open_account(connection, account_id)
    ends_first = role.valid_to is not None and role.valid_to < role.valid_from
    if not role.is_whole or ends_first:
        raise AccountRefused("role")
    district = schema.district
    here = sa.select(district.c.id).where(district.c.id == role.district_id)
    if role.district_id and connection.scalar(here) is None:
        raise AccountRefused("district")
    new: dict[str, Any] = {"account_id": account_id, "door": str(role.door)}
    new |= {"district_id": role.district_id, "place": role.place}
    new |= {"valid_from": role.valid_from, "valid_to": role.valid_to}
    return lines.write_line(connection, Deed(lines.GIVE, "role:", by, at, new=new))


def carry_role(
    connection: sa.Connection, *, by: Viewer, follows: str, district_id: str, at: datetime
) -> None:
    """Give who begins a district's next campaign the same role in it, for as long: who else had one
    is given it by an administrator."""
    if not (by.account and follows):
        return
    for role in account_of(connection, by.account).roles_on(office_day(at)):
        if (role.door, role.district_id) == (by.door, follows):
            new = replace(role, district_id=district_id)
            give(connection, account_id=by.account, role=new, by=by.actor, at=at)
            return


def take(connection: sa.Connection, *, number: int, last: date, by: Actor, at: datetime) -> None:
    """Let a role end with a day, from the next on it is none. Raises KeyError for no such role."""
    given = account_tables.account_role
    row = connection.execute(sa.select(given).where(given.c.id == number)).mappings().first()
    if row is None:
        raise KeyError(f"no role {number}")
    if row["door"] == Door.ADMINISTRATOR:
        _refuse_last(connection, [], office_day(at), number)
    new = {"valid_to": last}
    lines.write_line(connection, Deed(lines.TAKE, f"role:{number}", by, at, new=new))


def _refuse_last(
    connection: sa.Connection, without: list[str], day: date, number: int | None = None
) -> None:
    """Nobody takes the last administrator: only the machine's operator could make another."""
    administrators, others = set[str](), set[str]()
    for account in accounts(connection):
        for role in account.roles_on(day):
            if role.door is Door.ADMINISTRATOR and not account.is_ended:
                administrators.add(account.id)
                if account.id not in without and role.seq != number:
                    others.add(account.id)
    if administrators and not others:
        raise AccountRefused("last")


def _open_account(connection: sa.Connection, account_id: str) -> Account:
    account = account_of(connection, account_id)
    if account.is_ended:
        raise AccountRefused("ended")
    return account


def change(connection: sa.Connection, *, account: Account, secret: str, at: datetime) -> None:
    """Put a password of one's own in the place of the code or the one before; whoever else is
    signed in by it no longer is."""
    by, new = Actor(account.id, account.name, ""), {"secret": secret, "code_until": None}
    lines.write_line(connection, Deed(lines.CHANGE, f"account:{account.id}", by, at, new=new))
    _turn_out(connection, account.id)


def _turn_out(connection: sa.Connection, account_id: str) -> None:
    session = account_tables.session
    connection.execute(sa.delete(session).where(session.c.account_id == account_id))


def forget_attempts(connection: sa.Connection, login: str) -> None:
    """Let a login begin anew."""
    attempt = account_tables.attempt
    connection.execute(sa.delete(attempt).where(attempt.c.mark == passwords.mark(folded(login))))
