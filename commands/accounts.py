"""`accounts`: who may sign in, as what and until when; made and ended by the machine's operator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta

import click

from campaign import ROLES, Account, Door, Role, office_day, wording
from commands.opened import acting, opened_ledger
from commands.printed.plain import AS_JSON, tell
from ledger import AccountRefused, Ledger

WORDS = wording("zh_CN")
_ROLE = click.Choice([str(door) for door in ROLES])
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def accounts() -> None:
    """Who may sign in. From the first account on, nobody looks without signing in."""


@contextmanager
def _ledger() -> Iterator[Ledger]:
    with closing(opened_ledger()) as ledger:
        try:
            yield ledger
        except AccountRefused as refusal:
            raise click.ClickException(WORDS.text(f"account.refused.{refusal.code}")) from refusal


@accounts.command("list")
@AS_JSON
def list_accounts(as_json: bool) -> None:
    """Every account with its roles."""
    with _ledger() as ledger:
        listed = ledger.accounts.listed(acting(ledger))
    said = []
    for account in listed:
        ended = WORDS.text("account.ended") if account.is_ended else ""
        said.append(f"{account.login}\t{account.name}\t{ended}")
        said += ["\t".join(["", *map(str, role_json(role).values())]) for role in account.roles]
    tell([account_json(it) for it in listed], *said, as_json=as_json)


@accounts.command()
@click.argument("login")
@click.option("--name", required=True, help="what pages and the audit show")
@click.option("--role", type=_ROLE, help="a first role; more with `accounts role`")
@click.option("--district", default="", help="the district's id")
@click.option("--place", default="", help="the guidance group's or the unit's id")
@click.option("--until", type=_DAY, help="the role's last day")
@click.option("--no-code", is_flag=True, help="signed in by another server's word only")
def add(
    login: str,
    name: str,
    role: str | None,
    district: str,
    place: str,
    until: datetime | None,
    no_code: bool,
) -> None:
    """Make an account and print the code that is its password once."""
    now = datetime.now(UTC)
    with _ledger() as ledger:
        by = acting(ledger)
        given = _role(role, district, place, None, until) if role else None
        made = ledger.accounts.add(
            login, name, by=by, at=now, with_code=not no_code, roles=(given,) if given else ()
        )
    click.echo(WORDS.text("account.added" if made[1] else "account.added.no_code", login=login))
    if made[1]:
        click.echo(made[1])


@accounts.command("role")
@click.argument("login")
@click.argument("role", type=_ROLE)
@click.option("--district", default="", help="the district's id")
@click.option("--place", default="", help="the guidance group's or the unit's id")
@click.option("--from", "since", type=_DAY, help="the first day (default: today)")
@click.option("--until", type=_DAY, help="the last day")
def give_role(
    login: str,
    role: str,
    district: str,
    place: str,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Give an account a role and print its number."""
    with _ledger() as ledger:
        by, account = acting(ledger), _account(ledger, login)
        given = _role(role, district, place, since, until)
        click.echo(ledger.accounts.give(account.id, given, by=by, at=datetime.now(UTC)))


@accounts.command("end-role")
@click.argument("number", type=int)
@click.option("--last", type=_DAY, help="its last day (default: yesterday, so at once)")
def end_role(number: int, last: datetime | None) -> None:
    """Let a role end with a day."""
    with _ledger() as ledger:
        now = datetime.now(UTC)
        ledger.accounts.take(number, last=_last(last, now), by=acting(ledger), at=now)


@accounts.command()
@click.argument("login")
@click.option("--reason", default="", help="why")
def end(login: str, reason: str) -> None:
    """End an account for good; it is signed out everywhere."""
    with _ledger() as ledger:
        account, now = _account(ledger, login), datetime.now(UTC)
        ledger.accounts.end(account.id, by=acting(ledger), at=now, reason=reason)


@accounts.command()
@click.argument("login")
def reset(login: str) -> None:
    """Print a new code for an account, which is signed out everywhere and no longer locked."""
    with _ledger() as ledger:
        account, now = _account(ledger, login), datetime.now(UTC)
        click.echo(ledger.accounts.reset(account.id, by=acting(ledger), at=now))


def _account(ledger: Ledger, login: str) -> Account:
    for account in ledger.accounts.listed(acting(ledger)):
        if account.login == login.strip().casefold():
            return account
    raise click.ClickException(WORDS.text("account.unknown", login=login))


def _role(
    role: str, district: str, place: str, since: datetime | None, until: datetime | None
) -> Role:
    first = since.date() if since else office_day(datetime.now(UTC))
    return Role(Door(role), district, first, place, until.date() if until else None)


def _last(told: datetime | None, now: datetime) -> date:
    return told.date() if told else office_day(now) - timedelta(days=1)


def account_json(account: Account) -> dict[str, object]:
    """One account of `accounts list --json`."""
    told = {"login": account.login, "name": account.name, "ended": account.is_ended}
    return {**told, "roles": [role_json(role) for role in account.roles]}


def role_json(role: Role) -> dict[str, object]:
    """One role of it."""
    until = role.valid_to.isoformat() if role.valid_to else ""
    told = {"number": role.seq, "role": str(role.door), "district": role.district_id}
    return {**told, "place": role.place, "from": role.valid_from.isoformat(), "until": until}
