"""What is refused never reaches the server behind the gate; what passes comes back named."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from pages.gate import Gate
from pages.gate.seal import COOKIE

OURS = {"host": "127.0.0.1:8501"}
HERE = ("127.0.0.1", 50000)


async def _server(scope: Scope, receive: Receive, send: Send) -> None:
    """Behind the gate: greets every page and websocket, and starts."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    elif scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
    else:
        kind = (b"content-type", b"text/html; charset=utf-8")
        await send({"type": "http.response.start", "status": 200, "headers": [kind]})
        await send({"type": "http.response.body", "body": b"behind"})


def asked(scope: dict[str, Any], *, is_open: bool = False) -> list[Message]:
    """Everything that is sent back."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Message) -> None:
        sent.append(message)

    answer = Gate(_server, is_open=lambda: is_open)(scope, receive, send)
    with ThreadPoolExecutor(1) as apart:  # a browser's test may run a loop in this thread
        apart.submit(asyncio.run, answer).result()
    return sent


def request(
    path: str = "/", *, method: str = "GET", client: object = HERE, **headers: str
) -> dict[str, Any]:
    """A request as the server hands it in."""
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in {**OURS, **headers}.items()]
    told = {"type": "http", "method": method, "path": path, "scheme": "http", "query_string": b""}
    return {
        **told,
        "headers": raw,
        "client": client,
        "server": ("127.0.0.1", 8501),
        "root_path": "",
    }


def status(scope: dict[str, Any], *, is_open: bool = False) -> int:
    return int(asked(scope, is_open=is_open)[0]["status"])


def cookies(sent: list[Message]) -> list[str]:
    return [v.decode() for k, v in sent[0]["headers"] if k == b"set-cookie"]


def test_a_page_passes() -> None:
    assert asked(request("/overview"))[1]["body"] == b"behind"


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        (request(host="evil.test"), 400),
        (request("/_stcore/health", host="evil.test"), 400),
        (request("/static/js/index.js", host="evil.test"), 400),
        (request("/readyz", host="evil.test"), 400),
        (request(origin="http://localhost:3000"), 403),
        (request(x_forwarded_for="10.0.0.9"), 403),
        (request(client=("10.0.0.9", 1)), 403),
        (request("/_stcore/metrics"), 404),
        (request("/_stcore/agent/mcp", method="POST"), 404),
        *((request(path), 404) for path in ("/auth/login", "/oauth2callback", "/signin/provider")),
        (request("/media/abc.csv"), 403),
        (request("/_stcore/upload_file/a/b", method="PUT"), 403),
        (request("/_stcore/upload_file/a/b", method="DELETE"), 403),
        (request("/", method="POST"), 404),
        (request("/_stcore/stream"), 404),
    ],
)
def test_what_may_not_pass_is_refused_in_both_languages(scope: dict[str, Any], code: int) -> None:
    start, body = asked(scope)
    assert start["status"] == code
    assert body["body"].decode().count("\n") == 1
    assert b"behind" not in body["body"]


def test_the_host_cannot_write_another_path_than_the_request_has() -> None:
    """`HTTPConnection.url` would put this Host and the path together."""
    assert status(request("/_stcore/metrics", host="127.0.0.1/x?")) == 400
    assert status(request("/_stcore/metrics", host="127.0.0.1:8501")) == 404


def test_a_websocket_of_a_foreign_host_or_page_or_elsewhere_is_closed_before_it_opens() -> None:
    def socket(path: str = "/_stcore/stream", **told: str) -> dict[str, Any]:
        scope = {**request(path, **told), "type": "websocket", "scheme": "ws"}
        del scope["method"]
        return scope

    assert asked(socket())[0]["type"] == "websocket.accept"
    assert asked(socket(origin="http://127.0.0.1:8501"))[0]["type"] == "websocket.accept"
    for refused in (
        socket(host="evil.test"),
        socket(origin="http://localhost:3000"),
        socket(forwarded="for=10.0.0.9"),
        socket("/_stcore/other"),
        socket("/"),
    ):
        assert asked(refused) == [{"type": "websocket.close", "code": 1008}]


def test_an_open_server_takes_other_machines_and_proxies_and_still_asks_for_its_name() -> None:
    assert status(request(client=("10.0.0.9", 1), x_forwarded_for="10.0.0.9"), is_open=True) == 200
    assert status(request(host="evil.test"), is_open=True) == 400


def test_a_browser_gets_a_name_once_that_scripts_cannot_read() -> None:
    (cookie,) = cookies(asked(request("/")))
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert cookies(asked(request("/", cookie=cookie.partition(";")[0]))) == []
    assert len(cookies(asked(request("/", cookie=f"{COOKIE}=mine")))) == 1


def test_over_https_the_name_is_never_sent_in_the_clear() -> None:
    (cookie,) = cookies(asked({**request("/"), "scheme": "https"}))
    assert cookie.endswith("; Secure")


def _start(address: str | None, monkeypatch: pytest.MonkeyPatch, *, is_open: bool) -> Message:
    others = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda key: address if key == "server.address" else others(key)
    )
    return asked({"type": "lifespan"}, is_open=is_open)[0]


@pytest.mark.parametrize("address", ["0.0.0.0", "10.0.0.9", "", None])
def test_the_server_does_not_start_on_another_address(
    address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _start(address, monkeypatch, is_open=False)
    assert told["type"] == "lifespan.startup.failed"
    assert (address or "0.0.0.0") in told["message"]
    assert "--open-to-network" in told["message"]


def test_it_starts_on_its_own_or_when_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _start("127.0.0.1", monkeypatch, is_open=False)["type"] == "lifespan.startup.complete"
    assert _start("0.0.0.0", monkeypatch, is_open=True)["type"] == "lifespan.startup.complete"
