"""Who has no session gets nothing, who has one gets it for as long as it is one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from pages.door import opened
from pages.gate import SESSION
from tests.ledger.drawn import OPERATOR
from tests.pages.signin.conftest import OURS, OWN, House, sign_in

STREAM = OURS.replace("http", "ws") + "/_stcore/stream"
PRESSED = BackMsg(rerun_script=ClientState(query_string="pressed")).SerializeToString()
LOOK = BackMsg(rerun_script=ClientState()).SerializeToString()


def heard(browser: TestClient, message: bytes = PRESSED) -> bytes | None:
    """What the server behind the gate hears of a message; None where no websocket opens."""
    told = {"cookie": "; ".join(f"{c.name}={c.value}" for c in browser.cookies.jar)}
    try:
        with browser.websocket_connect(STREAM, headers=told) as socket:
            socket.send_bytes(message)
            return socket.receive_bytes()
    except WebSocketDisconnect:
        return None


def number(browser: TestClient) -> str:
    return str(browser.cookies.get(SESSION, ""))


def test_while_there_is_no_account_all_is_as_it_was(house: House) -> None:
    told = TestClient(house.app, OURS, client=("127.0.0.1", 1)).get("/coverage")
    assert told.text.startswith("behind")
    assert house.browser().get("/coverage").status_code == 403, "this machine alone"


@pytest.mark.parametrize("way", ["accounts", "oidc", "proxy"])
def test_where_it_is_set_nobody_looks_even_before_the_first_account(
    house: House, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("STUDY_DASHBOARD_SIGN_IN", way)
    assert house.browser().get("/coverage").status_code == 303
    if way == "accounts":
        assert "accounts add" in house.browser().get("/signin").text


def test_a_slip_of_the_pen_opens_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDY_DASHBOARD_SIGN_IN", "acounts")
    with pytest.raises(ValueError, match="acounts"):
        house.browser().get("/coverage")


def test_without_a_session_nothing_answers_but_the_form_and_what_has_no_figures(
    house: House,
) -> None:
    house.account()
    browser = house.browser()
    told = browser.get("/coverage?week=3&door=office")
    assert told.status_code == 303
    assert told.headers["location"] == "/signin?next=%2Fcoverage%3Fweek%3D3%26door%3Doffice"
    told = browser.get("/coverage?lang=zh_CN")
    assert told.headers["location"] == "/signin?next=%2Fcoverage%3Flang%3Dzh_CN&lang=zh_CN"
    for path in ("/media/x.csv", "/_stcore/upload_file/a/b", "/_stcore/metrics", "/anything"):
        for method in ("GET", "PUT", "DELETE", "POST"):
            answer = browser.request(method, path, headers={"accept": "*/*"})
            assert answer.status_code in (401, 403, 404), (method, path)
            assert "behind" not in answer.text
    assert heard(browser) is None
    for path in ("/static/js/x.js", "/_stcore/health", "/readyz"):
        assert browser.get(path).text.startswith("behind")


def test_signing_in_leads_on_to_what_was_asked_for(house: House) -> None:
    house.account()
    browser = house.browser()
    told = sign_in(browser, next="/coverage?week=3")
    assert (told.status_code, told.headers["location"]) == (303, "/coverage?week=3")
    (line,) = [c for c in told.headers.get_list("set-cookie") if c.startswith(SESSION)]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(line.split("; "))
    assert "expires" not in line.lower()
    assert browser.get("/coverage").text.startswith("behind")
    assert heard(browser) == PRESSED


@pytest.mark.parametrize(
    "wanted", ["//evil.test", "https://evil.test", "/\\evil.test", "/x\r\nSet-Cookie: a=b", "x", ""]
)
def test_it_leads_nowhere_else(house: House, wanted: str) -> None:
    house.account()
    assert sign_in(house.browser(), next=wanted).headers["location"] == "/"


def test_behind_tls_the_number_is_never_sent_in_the_clear(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.account()
    monkeypatch.setenv("STUDY_DASHBOARD_BEHIND_TLS", "1")
    assert "; Secure" in sign_in(house.browser()).headers["set-cookie"]


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://127.0.0.1:3000", None])
def test_a_form_of_another_page_is_refused(house: House, origin: str | None) -> None:
    house.account()
    for path in ("/signin", "/signin/password"):
        browser = house.browser()
        del browser.headers["origin"]
        told = {"origin": origin} if origin else {}
        answer = browser.post(path, data={"login": "zhang", "password": OWN}, headers=told)
        assert answer.status_code == 403
        assert not number(browser)


def test_a_session_that_was_planted_or_seen_before_is_not_taken_over(house: House) -> None:
    house.account()
    planted = "p" * 43
    browser = house.browser()
    fields = {"login": "zhang", "password": OWN}
    browser.post("/signin", data=fields, headers={"cookie": f"{SESSION}={planted}"})
    assert number(browser) not in ("", planted)
    other = house.browser()
    other.cookies.set(SESSION, planted)
    assert other.get("/coverage").status_code == 303
    before = number(browser)
    sign_in(browser)
    assert number(browser) not in (before, planted)
    assert house.ledger.accounts.sitting(before, at=opened.now()) is None


def test_a_number_replayed_after_signing_out_opens_nothing(house: House) -> None:
    house.account()
    browser = house.signed_in()
    replayed = house.browser()
    replayed.cookies.set(SESSION, number(browser))
    assert replayed.get("/coverage").text.startswith("behind")
    house.ledger.accounts.sign_out(number(browser), at=opened.now())
    for one in (browser, replayed):
        assert one.get("/coverage").status_code == 303
        assert one.get("/media/x.csv").status_code in (401, 403)
        assert heard(one) is None


def test_on_an_open_websocket_what_is_pressed_after_the_end_is_lost(house: House) -> None:
    house.account()
    browser = house.signed_in()
    told = {"cookie": f"{SESSION}={number(browser)}"}
    with browser.websocket_connect(STREAM, headers=told) as socket:
        socket.send_bytes(PRESSED)
        assert socket.receive_bytes() == PRESSED
        house.ledger.accounts.sign_out(number(browser), at=opened.now())
        socket.send_bytes(PRESSED)
        assert socket.receive_bytes() == LOOK


def test_a_clock_of_the_page_keeps_no_session_alive(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.account()
    browser = house.signed_in()
    by_itself = BackMsg(rerun_script=ClientState(is_auto_rerun=True)).SerializeToString()
    start = opened.now()
    told = {"cookie": f"{SESSION}={number(browser)}"}
    with browser.websocket_connect(STREAM, headers=told) as socket:
        for minute in range(5, 31, 5):
            monkeypatch.setattr(
                opened, "now", lambda minute=minute: start + timedelta(minutes=minute - 1)
            )
            socket.send_bytes(by_itself)
            assert socket.receive_bytes() == by_itself
        monkeypatch.setattr(opened, "now", lambda: start + timedelta(minutes=31))
        socket.send_bytes(by_itself)
        assert socket.receive_bytes() == LOOK


def test_the_same_words_whether_there_is_such_a_login_or_not(house: House) -> None:
    house.account()
    answers = [sign_in(house.browser(), login, "wrong-wrong") for login in ("zhang", "nobody")]
    assert answers[0].status_code == answers[1].status_code == 401
    assert answers[0].text == answers[1].text


def test_who_guesses_is_told_to_wait(house: House) -> None:
    house.account()
    told = [sign_in(house.browser(), password="wrong-wrong").status_code for _ in range(7)]
    assert told == [401] * 5 + [429] * 2
    assert sign_in(house.browser()).status_code == 429


def test_a_code_opens_nothing_until_it_is_replaced(house: House) -> None:
    now = opened.now()
    _, code = house.ledger.accounts.add("li", "李办", by=OPERATOR, at=now)
    browser = house.browser()
    told = sign_in(browser, "li", code, next="/coverage")
    assert told.status_code == 200
    assert "/signin/password" in told.text
    assert browser.get("/coverage").status_code == 303
    assert heard(browser) is None
    first = number(browser)
    fields = {"old": code, "new": OWN, "again": OWN, "next": "/coverage"}
    assert "不一致" in browser.post("/signin/password", data=fields | {"again": "x"}).text
    short = {"new": "kurz", "again": "kurz"}
    assert "不符合要求" in browser.post("/signin/password", data=fields | short).text
    told = browser.post("/signin/password", data=fields)
    assert (told.status_code, told.headers["location"]) == (303, "/coverage")
    assert number(browser) != first


def test_what_is_sent_is_bounded_and_shown_as_text(house: House) -> None:
    house.account()
    browser = house.browser()
    assert browser.post("/signin", content=b"a" * 5000).status_code == 413
    assert browser.post("/signin", content=b"&".join([b"a=1"] * 99)).status_code == 401
    assert browser.post("/signin", content=b"\xff\xfe").status_code == 401
    told = browser.get('/signin?next=/"><script>x</script>&lang=en')
    assert "<script>" not in told.text
    assert "Sign in" in told.text
    assert "default-src 'none'" in told.headers["content-security-policy"]
    assert told.headers["referrer-policy"] == "same-origin"


HEADER = {"STUDY_DASHBOARD_SIGN_IN": "proxy", "STUDY_DASHBOARD_PROXY_HEADER": "X-Remote-User"}


@pytest.mark.parametrize(
    ("told", "sent", "client", "enters"),
    [
        ({"ADDRESSES": "10.0.0.2"}, {}, "10.0.0.2", True),
        ({"ADDRESSES": "10.0.0.2"}, {}, "10.0.0.9", False),
        ({"SECRET": "s" * 20}, {"x-study-proxy-secret": "s" * 20}, "10.0.0.9", True),
        ({"SECRET": "s" * 20}, {"x-study-proxy-secret": "s" * 19}, "10.0.0.9", False),
        ({"SECRET": "s" * 20}, {}, "10.0.0.9", False),
        ({"SECRET": "s" * 20, "ADDRESSES": "10.0.0.2"}, {}, "10.0.0.2", False),
        ({}, {}, "10.0.0.2", False),
    ],
)
def test_a_header_is_believed_from_the_proxy_alone(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    told: dict[str, str],
    sent: dict[str, str],
    client: str,
    enters: bool,
) -> None:
    house.account()
    for name, value in {**HEADER, **{f"STUDY_DASHBOARD_PROXY_{k}": told[k] for k in told}}.items():
        monkeypatch.setenv(name, value)
    head = {"accept": "text/html", "x-remote-user": "ZHANG", **sent}
    browser = TestClient(house.app, OURS, client=(client, 1), headers=head, follow_redirects=False)
    assert browser.get("/coverage").status_code == 303
    answer = browser.get("/signin?next=/coverage")
    assert (answer.status_code == 303) is enters
    page = browser.get("/coverage")
    assert page.text.startswith("behind") is enters
    assert "x-remote-user" not in page.text, "behind the gate nobody can mistake it"
    assert (heard(browser) == PRESSED) is enters
    assert browser.post("/signin", data={"login": "zhang", "password": OWN}).status_code in (
        403,
        404,
    )
    if enters:  # the proxy now answers for somebody else, or is passed by
        for other in ({"x-remote-user": "li"}, {"x-remote-user": ""}):
            assert browser.get("/coverage", headers=other).status_code == 303
        twice = [("x-remote-user", "zhang"), ("x-remote-user", "li"), *sent.items()]
        browser.headers.pop("x-remote-user")
        assert browser.get("/coverage", headers=twice).status_code in (303, 401)
