"""Who may sign in, how often it may be tried, and how long a session lasts; on both engines."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Thread

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from campaign import Door, Role, Viewer
from ledger import AccountRefused, Ledger, NotAllowed, SignInRefused, open_ledger
from ledger.accounts import passwords, sessions
from ledger.store import account_tables
from ledger.store.engine import reading_engine
from tests.ledger.drawn import DISTRICT, OFFICE, OPERATOR, hour

AT = hour(10)
OWN = "秋收冬藏春华-2023"


def later(minutes: float) -> datetime:
    return AT + timedelta(minutes=minutes)


def group(place: str = "g01", until: date | None = None) -> Role:
    return Role(Door.GROUPS, DISTRICT.id, AT.date(), place=place, valid_to=until)


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost nothing, but where their cost is what is looked at."""
    if "stands_in_the_ledger" not in request.node.name:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        monkeypatch.setattr(passwords, "_HASHER", cheap)


@pytest.fixture
def code(ledger: Ledger) -> str:
    """The code of an account `zhang` of group g01."""
    id_, code = ledger.accounts.add("Zhang", "张办", by=OPERATOR, at=AT)
    ledger.accounts.give(id_, group(), by=OPERATOR, at=AT)
    return code


@pytest.fixture
def number(ledger: Ledger, code: str) -> str:
    """A session of who has a password of their own."""
    first = ledger.accounts.sign_in("zhang", code, at=AT)
    return ledger.accounts.change_password(first, code, OWN, at=AT)


def waits(ledger: Ledger, login: str, password: str, at: datetime) -> timedelta:
    with pytest.raises(SignInRefused) as refused:
        ledger.accounts.sign_in(login, password, at=at)
    return refused.value.wait


def test_a_code_signs_in_to_be_replaced_and_then_no_longer(ledger: Ledger, code: str) -> None:
    first = ledger.accounts.sign_in(" ZHANG ", code, at=AT)
    account = ledger.accounts.sitting(first, at=AT)
    assert account is not None
    assert (account.name, account.must_change) == ("张办", True)
    own = ledger.accounts.change_password(first, code, OWN, at=AT)
    account = ledger.accounts.sitting(own, at=AT)
    assert account is not None
    assert not account.must_change
    assert ledger.accounts.sitting(first, at=AT) is None, "a new session, none is carried over"
    assert waits(ledger, "zhang", code, AT) == timedelta(0)
    assert ledger.accounts.sign_in("zhang", OWN, at=AT)
    assert ledger.record.verify() == ()


def test_a_code_that_was_not_used_in_three_days_is_over(ledger: Ledger, code: str) -> None:
    waits(ledger, "zhang", code, AT + timedelta(hours=73))
    assert ledger.accounts.sign_in("zhang", code, at=AT + timedelta(hours=71))


@pytest.mark.parametrize("new", ["short-1", "aaaaaaaaaaaa", "my-zhang-2023", "x" * 129, OWN])
def test_what_is_no_password_is_refused(ledger: Ledger, number: str, new: str) -> None:
    with pytest.raises(AccountRefused):
        ledger.accounts.change_password(number, OWN, new, at=AT)


def test_changing_needs_the_old_password_and_ends_other_sessions(
    ledger: Ledger, number: str
) -> None:
    other = ledger.accounts.sign_in("zhang", OWN, at=AT)
    with pytest.raises(SignInRefused):
        ledger.accounts.change_password(number, "wrong-wrong", "春生夏长秋实-2024", at=AT)
    ledger.accounts.change_password(number, OWN, "春生夏长秋实-2024", at=AT)
    assert [ledger.accounts.sitting(it, at=AT) for it in (other, number)] == [None, None]


def test_nobody_can_tell_whether_there_is_such_a_login(ledger: Ledger, code: str) -> None:  # noqa: ARG001
    for login in ("zhang", "nobody"):
        told = [waits(ledger, login, "wrong-wrong", AT) for _ in range(6)]
        assert told == [timedelta(0)] * 5 + [timedelta(seconds=5)]


def test_guessing_is_slowed_down_and_then_locked_until_the_time_is_over_or_a_new_code(
    ledger: Ledger, code: str
) -> None:
    at, n = AT, 0
    while n < sessions.LOCKED:
        wait = waits(ledger, "zhang", "wrong-wrong", at)
        at, n = at + wait, n + (not wait)
    assert waits(ledger, "zhang", code, at) == timedelta(minutes=15), "the right one waits too"
    assert waits(ledger, "zhang", code, at + timedelta(minutes=14)) == timedelta(minutes=1)
    lines = ledger.accounts.audit(OPERATOR, last=9)
    assert [line["action"] for line in lines] == ["lock_account", "give_role", "add_account"]
    (account,) = ledger.accounts.listed(OPERATOR)
    fresh = ledger.accounts.reset(account.id, by=OPERATOR, at=at)
    assert ledger.accounts.sign_in("zhang", fresh, at=at)
    assert ledger.record.verify() == ()


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr(passwords, "is_right", lambda *it: bool(looked_at.append(it[1])))

    def guess(n: int) -> None:
        waits(ledger, "zhang", f"guess-{n}", AT)

    threads = [Thread(target=guess, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looked_at) == sessions.FREE + 1


def test_a_session_ends_when_it_is_idle_and_lives_on_when_it_is_used(
    ledger: Ledger, number: str
) -> None:
    accounts = ledger.accounts
    assert accounts.sitting(number, at=later(29))
    assert accounts.sitting(number, at=later(31)) is None, "looking on is not using"
    assert accounts.sitting(number, at=later(29), is_used=True)
    accounts.sign_out("flush", at=AT)  # what was sent before it is written
    assert accounts.sitting(number, at=later(58))
    assert accounts.sitting(number, at=later(60)) is None


def test_a_session_is_over_after_a_day_of_work_however_much_it_is_used(
    ledger: Ledger, number: str
) -> None:
    for minute in range(20, 720, 20):
        assert ledger.accounts.sitting(number, at=later(minute), is_used=True)
        ledger.accounts.sign_out("flush", at=AT)
    assert ledger.accounts.sitting(number, at=later(721), is_used=True) is None


def test_a_session_that_was_ended_or_invented_is_none(ledger: Ledger, number: str) -> None:
    assert ledger.accounts.sitting(number[:-1], at=AT) is None
    assert ledger.accounts.sitting("", at=AT) is None
    ledger.accounts.sign_out(number, at=AT)
    assert ledger.accounts.sitting(number, at=AT) is None


def test_no_password_and_no_number_stands_in_the_ledger(url: str, code: str, number: str) -> None:
    engine, told = reading_engine(url), ""
    with engine.connect() as connection:
        for table in account_tables.ALL:
            told += repr(connection.execute(sa.select(table)).all())
        (secret,) = connection.scalars(sa.select(account_tables.account.c.secret))
    engine.dispose()
    assert all(it not in told for it in (code, OWN, number))
    assert secret.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_account_that_ended_signs_in_no_more_and_is_out_at_once(
    ledger: Ledger, number: str
) -> None:
    (account,) = ledger.accounts.listed(OPERATOR)
    ledger.accounts.end(account.id, by=OPERATOR, at=AT, reason="调离")
    assert ledger.accounts.sitting(number, at=AT) is None
    waits(ledger, "zhang", OWN, AT)
    with pytest.raises(AccountRefused):
        ledger.accounts.reset(account.id, by=OPERATOR, at=AT)


def test_a_role_holds_through_its_last_day(ledger: Ledger, number: str) -> None:
    account = ledger.accounts.sitting(number, at=AT)
    assert account is not None
    (role,) = account.roles_on(AT.date())
    ledger.accounts.take(role.seq, last=AT.date(), by=OPERATOR, at=AT)
    account = ledger.accounts.sitting(number, at=AT)
    assert account is not None
    assert [r.place for r in account.roles_on(AT.date())] == ["g01"]
    assert account.roles_on(AT.date() + timedelta(days=1)) == ()
    assert ledger.record.verify() == ()


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (replace(group(), place=""), "role"),
        (replace(group(), door=Door.OFFICE), "role"),
        (replace(group(), door=Door.OPERATOR, place=""), "role"),
        (replace(group(), door=Door.ADMINISTRATOR, place=""), "role"),
        (replace(group(), valid_to=AT.date() - timedelta(days=1)), "role"),
        (replace(group(), district_id="nowhere"), "district"),
    ],
)
def test_a_role_says_all_it_must_and_nothing_else(ledger: Ledger, role: Role, code: str) -> None:
    id_, _ = ledger.accounts.add("li", "李办", by=OPERATOR, at=AT)
    with pytest.raises(AccountRefused) as refused:
        ledger.accounts.give(id_, role, by=OPERATOR, at=AT)
    assert refused.value.code == code


def test_the_last_administrator_stays(ledger: Ledger) -> None:
    role = Role(Door.ADMINISTRATOR, "", AT.date())
    first, _ = ledger.accounts.add("wang", "王办", by=OPERATOR, at=AT)
    number = ledger.accounts.give(first, role, by=OPERATOR, at=AT)
    for act in (
        lambda: ledger.accounts.end(first, by=OPERATOR, at=AT),
        lambda: ledger.accounts.take(number, last=AT.date(), by=OPERATOR, at=AT),
    ):
        with pytest.raises(AccountRefused, match="last"):
            act()
    second, _ = ledger.accounts.add("zhao", "赵办", by=OPERATOR, at=AT)
    ledger.accounts.give(second, role, by=OPERATOR, at=AT)
    ledger.accounts.end(first, by=OPERATOR, at=AT)


def test_a_login_is_taken_once_and_said_by_what_can_be_read(ledger: Ledger, code: str) -> None:  # noqa: ARG001
    for login, name in (("ZHANG", "x"), ("", "x"), ("li", " "), ("l\ni", "x"), ("x" * 41, "x")):
        with pytest.raises(AccountRefused):
            ledger.accounts.add(login, name, by=OPERATOR, at=AT)


def test_only_who_gives_accounts_sees_any(ledger: Ledger, code: str) -> None:  # noqa: ARG001
    for viewer in (OFFICE, Viewer(Door.LEADERSHIP), Viewer(Door.CHECKER), Viewer(None)):
        assert ledger.accounts.listed(viewer) == ()
        assert ledger.accounts.audit(viewer, last=9) == ()
        with pytest.raises(NotAllowed):
            ledger.accounts.add("li", "李办", by=viewer, at=AT)
    assert len(ledger.accounts.listed(Viewer(Door.ADMINISTRATOR))) == 1


@pytest.mark.parametrize("with_accounts", [False, True])
def test_a_backup_takes_accounts_along_only_if_asked(
    ledger: Ledger, new_address: object, number: str, with_accounts: bool
) -> None:
    file = io.BytesIO()
    ledger.accounts.sign_in("zhang", OWN, at=AT)
    ledger.archives.back_up(file, at=AT, with_accounts=with_accounts)
    assert (b"account" in file.getvalue()) is with_accounts
    other = open_ledger(new_address(False))  # type: ignore[operator]
    other.archives.restore(file, by=OPERATOR)
    assert other.accounts.are_any() is with_accounts
    assert other.record.verify() == ()
    assert other.accounts.sitting(number, at=AT) is None, "nobody is signed in there"
    if with_accounts:
        assert other.accounts.sign_in("zhang", OWN, at=AT)
    other.close()


def test_a_line_left_out_at_the_end_is_told(ledger: Ledger, url: str, code: str) -> None:  # noqa: ARG001
    (account,) = ledger.accounts.listed(OPERATOR)
    ledger.accounts.reset(account.id, by=OPERATOR, at=AT)
    engine, line = sa.create_engine(url), account_tables.account_line
    with engine.begin() as connection:
        last = connection.scalar(sa.select(sa.func.max(line.c.seq)))
        connection.execute(sa.delete(line).where(line.c.seq == last))
    engine.dispose()
    assert [fault.check for fault in ledger.record.verify()] == ["account_unlike"]
