"""What each role gets of each page, file, act and endpoint of one running server, as docs/roles.md
says: every cell of it is tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from campaign import ROLES, Door, Role, menu, office_day, rights_of
from ledger import Ledger, NotAllowed, open_ledger
from pages.door.signed import LOOK_EVERY
from pages.gate import SESSION
from tests.browser.conftest import serving
from tests.browser.sitting import WORDS, drawn, is_refused, sitting
from tests.ledger.drawn import OPERATOR
from tests.ledger.test_rights import unsaid, writes
from tests.pages.filled import fill

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]
PAGES = tuple(line.name for line in menu())
DOCS = Path(__file__).parents[2] / "docs" / "roles.md"
LOGINS = (*map(str, ROLES), "")
"""An account of each role; the last has none."""
ANY = httpx.Client()
"""A browser that keeps nothing: who asks stands in each request."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Ledger, str]]:
    """A server with an account of each role; its address, its ledger and the district's id."""
    url = f"sqlite:///{tmp_path_factory.mktemp('people') / 'ledger.db'}"
    ledger, now = open_ledger(url), datetime.now(UTC)
    fill(ledger)
    district = ledger.districts()[0].id
    first = ledger.roster(district).units[0]
    places = {"groups": first.group_id, "unit": first.id}
    for login in LOGINS:
        role = Role(
            Door(login or "office"),
            "" if login == "administrator" else district,
            office_day(now),
            places.get(login, ""),
        )
        roles = [role] if login else []
        ledger.accounts.add(login or "nobody", f"名{login}", by=OPERATOR, at=now, roles=roles)
    with serving(url) as address:
        yield address, ledger, district
    ledger.close()


def session(ledger: Ledger, login: str) -> str:
    """The number of a session of who has set a password of their own."""
    now = datetime.now(UTC)
    account = next(a for a in ledger.accounts.listed(OPERATOR) if a.login == (login or "nobody"))
    if account.must_change:
        code = ledger.accounts.reset(account.id, by=OPERATOR, at=now)
        number = ledger.accounts.sign_in(account.login, code, at=now)
        return ledger.accounts.change_password(number, code, "秋收冬藏春华-2023", at=now)
    return ledger.accounts.let_in(account.login, at=now)


def table(n: int) -> dict[str, list[bool]]:
    """The n-th table of docs/roles.md: by the name in its first cell, whether each column may."""
    part = DOCS.read_text(encoding="utf-8").split("\n## ")[n]
    lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return {one[0].split("`")[1].strip("/"): [it != "—" for it in one[1:]] for one in lines[2:]}


def of_roles(n: int) -> dict[str, set[str]]:
    """By role, what the n-th table grants it."""
    rows = table(n)
    return {str(door): {it for it, may in rows.items() if may[at]} for at, door in enumerate(ROLES)}


Pressed = dict[tuple[str, str], set[str]]
"""The buttons by role and page."""


def test_each_role_gets_its_pages_and_files_and_no_other(house: tuple[str, Ledger, str]) -> None:
    """Every cell: the page; the first file it hands out, asked for by its maker and by each other;
    each press of a page, sent by who has no such button."""
    address, ledger, district = house
    numbers = {role: session(ledger, role) for role in LOGINS}
    before, reads, buttons = state(ledger, district), of_roles(1), Pressed()
    for role in LOGINS:
        with sitting(address, numbers[role]) as page:
            read = set()
            for name in PAGES:
                text = page.look(name)
                buttons[role, name] = page.buttons
                if not is_refused(text):
                    read.add(name)
                    handed = [address + page.file(file) for file in page.files[:1]]
                    assert all(its_own(url, role, numbers) for url in handed), name
                    assert role not in ("leadership", "groups", "unit") or not named(text, role)
        assert read == reads.get(role, set())
    for role in LOGINS:
        press_what_others_have(address, role, numbers[role], buttons)
    assert len(set().union(*buttons.values())) > 10
    assert state(ledger, district) == before


def its_own(url: str, role: str, numbers: Mapping[str, str]) -> bool:
    """Whether a file is answered to its maker alone."""
    asked = {other: given(url, number) for other, number in numbers.items()}
    return {it for it, code in asked.items() if code == 200} == {role} and given(url, "") != 200


def named(text: str, role: str) -> list[str]:
    """The accounts of others that a page names."""
    return [it for it in LOGINS if it not in ("", role) and f"名{it}" in text]


def press_what_others_have(address: str, role: str, number: str, buttons: Pressed) -> None:
    own = set().union(*(ids for (of, _), ids in buttons.items() if of == role))
    with sitting(address, number) as page:
        for name in PAGES:
            foreign = set().union(*(ids for (_, at), ids in buttons.items() if at == name)) - own
            if foreign:
                page.look(name, pressed=foreign)
            own |= foreign


def state(ledger: Ledger, district: str) -> tuple[object, ...]:
    """What stands written, of the district and of accounts; who signed in is not counted."""
    lines = ledger.accounts.audit(OPERATOR, last=10**6)
    acts = [line["seq"] for line in lines if line["action"] not in ("sign_in", "sign_out")]
    return ledger.record.head(district), len(ledger.districts()), acts


def given(url: str, number: str) -> int:
    head = {"Cookie": f"{SESSION}={number}"} if number else {}
    return ANY.get(url, headers=head).status_code


def test_each_act_is_done_by_whom_the_table_says_and_refused_to_all_others(
    house: tuple[str, Ledger, str],
) -> None:
    """By the accounts of the running server, in their roles, on the ledger itself: what a page
    offers no press for, too. Nothing is handed in but who asks, so what is allowed then fails."""
    _, ledger, district = house
    accounts = {account.login: account for account in ledger.accounts.listed(OPERATOR)}
    before, rows = state(ledger, district), table(2)
    for at, door in enumerate((*ROLES, Door.OPERATOR)):
        account = accounts.get(str(door))
        viewer = account.viewer(account.roles[0]) if account else OPERATOR
        done = set()
        for name, method in writes(ledger).items():
            sent = unsaid(method)
            sent |= {"district_id": district} if "district_id" in sent else {}
            sent |= {"follows": district} if name == "add_district" else {}
            with pytest.raises(Exception) as raised:  # noqa: PT011 - of any kind
                method(**{**sent, "by": viewer})
            if not isinstance(raised.value, NotAllowed):
                done.add(name)
        allowed = {right for right, may in rows.items() if may[at]}
        assert len(done) == len(allowed), (door, done ^ allowed)
        assert allowed == set(map(str, rights_of(door)))
    assert state(ledger, district) == before


@pytest.mark.parametrize("page", PAGES)
def test_without_a_session_no_page_no_websocket(house: tuple[str, Ledger, str], page: str) -> None:
    address, _, _ = house
    for number in ("", "x" * 43):
        assert drawn(address, number, page) is None
        head = {"Accept": "text/html", "Cookie": f"{SESSION}={number}"}
        assert httpx.get(f"{address}/{page}", headers=head).status_code == 303


def test_each_endpoint_answers_whom_the_table_says(house: tuple[str, Ledger, str]) -> None:
    address, ledger, _ = house
    rows = {path: may for path, may in table(3).items() if not path.startswith("_stcore/stream")}
    for role in [*LOGINS, None]:
        number = "" if role is None else session(ledger, role)
        browser: Any = httpx.Client(cookies={SESSION: number} if number else {})
        for path, (nobody, somebody) in rows.items():
            if path in ("media/*", "_stcore/upload_file/*"):
                continue  # of one's own: with the pages, and below
            answer = browser.get(f"{address}/{path.replace('*', 'index.html')}")
            is_of_gate = any(
                WORDS.text(f"gate.{it}") in answer.text for it in ("nothing", "nobody")
            )
            answers = answer.status_code in (200, 404) and not is_of_gate
            assert answers is (somebody if number else nobody), (role, path, answer.status_code)
        for method, path in REFUSED:
            answer = browser.request(method, address + path)
            assert answer.status_code in (401, 403, 404), (role, method, path, answer.status_code)
            foreign = {"Origin": "http://evil.test"}
            assert browser.request(method, address + path, headers=foreign).status_code == 403


def test_an_upload_goes_into_a_page_of_one_s_own(house: tuple[str, Ledger, str]) -> None:
    address, ledger, _ = house
    numbers = {role: session(ledger, role) for role in LOGINS}
    with sitting(address, numbers["office"]) as page:
        page.look("submit")
        at = f"{address}/_stcore/upload_file/{page.session}/f1"
        for role, number in [*numbers.items(), ("", "")]:
            browser: Any = httpx.Client(cookies={SESSION: number})
            browser.get(f"{address}/_stcore/health")
            token = {"X-Xsrftoken": browser.cookies.get("_streamlit_xsrf", "")}
            sent = browser.put(at, headers=token, files={"file": ("a.csv", b"1")})
            assert (sent.status_code == 204) is (role == "office" and bool(number)), role


REFUSED = (
    ("GET", "/media/0123456789abcdef.csv"),
    ("PUT", "/_stcore/upload_file/a/b"),
    ("DELETE", "/_stcore/upload_file/a/b"),
    ("POST", "/_stcore/agent/mcp"),
    ("GET", "/auth/login"),
    ("GET", "/oauth2callback?code=a&state=b"),
    ("GET", "/signin/provider"),
    ("POST", "/signin"),
    ("POST", "/overview"),
)


BEYOND = {
    "groups": ("door=office", "door=leadership", "seat=g99", "door=groups&seat=g02"),
    "unit": ("door=office", "door=groups&seat=g01", "door=administrator", "seat=nowhere"),
    "leadership": ("door=office", "door=operator", "district=nowhere"),
    "administrator": ("door=office", "door=leadership"),
    "checker": ("door=office",),
    "office": ("door=administrator", "door=cellar", "district=nowhere"),
}


@pytest.mark.parametrize("role", BEYOND)
def test_what_a_link_asks_beyond_the_account_is_refused(
    house: tuple[str, Ledger, str], role: str
) -> None:
    address, ledger, _ = house
    number = session(ledger, role)
    for query in BEYOND[role]:
        for page in ("overview", "submit", "accounts", "record"):
            assert is_refused(drawn(address, number, page, query)), (query, page)


def test_a_role_that_ended_is_gone_at_the_next_run(house: tuple[str, Ledger, str]) -> None:
    address, ledger, district = house
    now = datetime.now(UTC)
    role = Role(Door.OFFICE, district, office_day(now))
    id_, code = ledger.accounts.add("guest", "借调", by=OPERATOR, at=now, roles=[role])
    number = ledger.accounts.sign_in("guest", code, at=now)
    assert drawn(address, number, "record") is None, "a code opens nothing"
    number = ledger.accounts.change_password(number, code, "秋收冬藏春华-2023", at=now)
    assert not is_refused(drawn(address, number, "record"))
    given_role = next(it for it in ledger.accounts.listed(OPERATOR) if it.id == id_).roles[0]
    with sitting(address, number) as page:
        assert not is_refused(page.look("record"))
        last = office_day(now) - timedelta(days=1)
        ledger.accounts.take(given_role.seq, last=last, by=OPERATOR, at=now)
        assert is_refused(page.look("record")), "an open page looks by itself every few seconds"
    assert LOOK_EVERY <= 15
    ledger.accounts.end(id_, by=OPERATOR, at=now)
    assert drawn(address, number, "record") is None
