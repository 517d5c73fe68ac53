"""What each role gets of each page and endpoint of one running server; every cell is tried."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from campaign import Door, Role, office_day, wording
from ledger import Ledger, open_ledger
from pages.gate import SESSION
from tests.browser.conftest import serving
from tests.browser.provider import Provider, providing
from tests.ledger.drawn import OPERATOR
from tests.pages.filled import fill

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]
WORDS = wording("zh_CN")
PAGES = (
    *("overview", "coverage", "discussions", "inspections", "balance"),
    *("attention", "unit", "submit", "status", "quality", "record", "settings", "packs"),
    "accounts",
)
READS = {
    "leadership": set(PAGES[:7]),
    "groups": set(PAGES[:7]) | {"submit", "status", "quality"},
    "office": set(PAGES) - {"accounts"},
    "unit": {"unit", "submit"},
    "checker": set(PAGES[:7]) | {"quality", "record"},
    "administrator": {"accounts"},
    "": set[str](),
}
"""By role, the pages that are drawn; every other answers with a refusal. `` has no role."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Ledger, str]]:
    """A server with an account of each role; its address, its ledger and the district's id."""
    url = f"sqlite:///{tmp_path_factory.mktemp('people') / 'ledger.db'}"
    ledger, now = open_ledger(url), datetime.now(UTC)
    fill(ledger)
    district = ledger.districts()[0].id
    first = ledger.roster(district).units[0]
    places = {"groups": first.group_id, "unit": first.id}
    for login in READS:
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


def drawn(address: str, number: str, page: str, query: str = "") -> str | None:
    """All that the server sends of a page, as text; None where no websocket opens."""
    told = {"Cookie": f"{SESSION}={number}", "Origin": address}
    asked = BackMsg(rerun_script=ClientState(query_string=query, page_name=page))
    found = []
    try:
        with connect(
            address.replace("http", "ws") + "/_stcore/stream",
            additional_headers=told,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            proxy=None,
        ) as socket:
            socket.send(asked.SerializeToString())
            while True:
                message = ForwardMsg.FromString(socket.recv(timeout=60))  # type: ignore[arg-type]
                found.append(str(message))
                if message.WhichOneof("type") == "script_finished":
                    return (
                        "\n".join(found)
                        .encode()
                        .decode("unicode_escape")
                        .encode("latin-1", "ignore")
                        .decode("utf-8", "ignore")
                    )
    except InvalidStatus:
        return None


def is_refused(text: str | None) -> bool:
    keys = ("state.no_permission.title", "state.no_role.title", "state.signed_out.title")
    return text is None or any(WORDS.text(key) in text for key in keys)


@pytest.mark.parametrize("role", READS)
def test_each_role_gets_its_pages_and_no_other(house: tuple[str, Ledger, str], role: str) -> None:
    address, ledger, _ = house
    number = session(ledger, role)
    shown = {page: drawn(address, number, page) for page in PAGES}
    assert {page for page, text in shown.items() if not is_refused(text)} == READS[role]
    for page, text in shown.items():
        if role in ("leadership", "groups", "unit") and text:
            others = [f"名{other}" for other in READS if other not in ("", role)]
            assert not [name for name in others if name in text], f"{page} names an account"


@pytest.mark.parametrize("page", PAGES)
def test_without_a_session_no_page_no_websocket(house: tuple[str, Ledger, str], page: str) -> None:
    address, _, _ = house
    for number in ("", "x" * 43):
        assert drawn(address, number, page) is None
        head = {"Accept": "text/html", "Cookie": f"{SESSION}={number}"}
        assert httpx.get(f"{address}/{page}", headers=head).status_code == 303


ENDPOINTS = (
    ("GET", "/media/0123456789abcdef.csv"),
    ("PUT", "/_stcore/upload_file/a/b"),
    ("DELETE", "/_stcore/upload_file/a/b"),
    ("GET", "/_stcore/metrics"),
    ("GET", "/_stcore/script-health-check"),
    ("POST", "/_stcore/agent/mcp"),
    ("GET", "/auth/login"),
    ("GET", "/auth/logout"),
    ("GET", "/oauth2callback?code=a&state=b"),
    ("GET", "/signin/provider"),
    ("POST", "/signin"),
    ("POST", "/overview"),
)


@pytest.mark.parametrize("role", [*READS, None])
def test_no_role_gets_more_of_an_endpoint_than_another(
    house: tuple[str, Ledger, str], role: str | None
) -> None:
    address, ledger, _ = house
    head = {} if role is None else {"Cookie": f"{SESSION}={session(ledger, role)}"}
    for method, path in ENDPOINTS:
        answer = httpx.request(method, address + path, headers=head)
        assert answer.status_code in (401, 403, 404), (role, method, path, answer.status_code)
        foreign = {**head, "Origin": "http://evil.test"}
        assert httpx.request(method, address + path, headers=foreign).status_code == 403


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
    ledger.accounts.end(id_, by=OPERATOR, at=now)
    assert drawn(address, number, "record") is None


@pytest.fixture
def provider() -> Iterator[Provider]:
    """The tests' own identity provider."""
    with providing() as started:
        yield started


def test_an_identity_provider_signs_in_whom_the_ledger_knows(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, now = f"sqlite:///{tmp_path / 'ledger.db'}", datetime.now(UTC)
    ledger = open_ledger(url)
    fill(ledger)
    role = Role(Door.OFFICE, ledger.districts()[0].id, office_day(now))
    ledger.accounts.add("zhang", "张办", by=OPERATOR, at=now, roles=[role], with_code=False)
    secrets = tmp_path / "secrets.toml"
    told = {
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": "c" * 32,
        "client_id": "dashboard",
        "client_secret": "s" * 32,
        "server_metadata_url": f"{provider.address}/.well-known/openid-configuration",
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
    secrets.write_text("[auth]\n" + "\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
    monkeypatch.setenv("STUDY_DASHBOARD_SIGN_IN", "oidc")
    with serving(url) as address:
        browser: Any = httpx.Client(follow_redirects=True, headers={"Accept": "text/html"})
        page = browser.get(f"{address}/coverage?week=3")
        assert WORDS.text("signin.provider") in page.text
        assert "password" not in page.text
        answer = browser.get(f"{address}/signin/provider?next=/coverage?week=3")
        assert (answer.status_code, str(answer.url)) == (200, f"{address}/coverage?week=3")
        kept = {cookie.name: cookie.value for cookie in browser.cookies.jar}
        assert SESSION in kept
        assert not [name for name in kept if name.startswith("_streamlit_user")]
        assert not is_refused(drawn(address, kept[SESSION], "record"))
        ledger.accounts.sign_out(kept[SESSION], at=datetime.now(UTC))
        assert drawn(address, kept[SESSION], "record") is None
        replayed = [
            it.headers["location"]
            for it in answer.history
            if "oauth2callback" in it.headers.get("location", "")
        ]
        stranger: Any = httpx.Client(follow_redirects=False)
        assert SESSION not in stranger.get(replayed[-1]).cookies, "another browser's answer"
        provider.user = "stranger"
        other: Any = httpx.Client(follow_redirects=True, headers={"Accept": "text/html"})
        refused = other.get(f"{address}/signin/provider")
        assert WORDS.text("signin.provider.refused") in refused.text
        assert SESSION not in other.cookies
        signs = httpx.post(
            f"{address}/signin",
            data={"login": "zhang", "password": ""},
            headers={"Origin": address},
        )
        assert signs.status_code == 404
    ledger.close()
