"""The gate and the sign-in before a server that greets everybody, on a ledger with accounts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from campaign import Door, Role, office_day
from ledger import Ledger
from ledger.accounts import passwords
from pages.door import opened, signed
from pages.gate import Gate, SecurityHeaders
from pages.signin import SignIn
from pages.signin import sign_in as module
from pages.signin.slowed import Slowed
from tests.ledger.drawn import OPERATOR
from tests.pages.conftest import url_of
from tests.pages.filled import own_ledger

OURS = "http://127.0.0.1:8501"
OWN = "秋收冬藏春华-2023"


async def _page(request: Request) -> HTMLResponse:
    told = [f"{name}: {value}" for name, value in request.headers.items()]
    return HTMLResponse("behind\n" + "\n".join(told))


async def _stream(socket: WebSocket) -> None:
    await socket.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await socket.send_bytes(await socket.receive_bytes())


@dataclass
class House:
    """The server with its ledger."""

    ledger: Ledger
    app: Starlette

    def browser(self) -> TestClient:
        """A browser that was never here; it follows no way by itself."""
        told = {"accept": "text/html", "origin": OURS}
        return TestClient(self.app, OURS, headers=told, follow_redirects=False)

    def account(self, login: str = "zhang", door: Door = Door.OFFICE, place: str = "") -> str:
        """An account with a role and a password of its own; its id."""
        now = opened.now()
        role = Role(door, "" if door is Door.ADMINISTRATOR else "own", office_day(now), place)
        id_, code = self.ledger.accounts.add(login, f"{login}办", by=OPERATOR, at=now, roles=[role])
        number = self.ledger.accounts.sign_in(login, code, at=now)
        self.ledger.accounts.change_password(number, code, OWN, at=now)
        return id_

    def signed_in(self, login: str = "zhang") -> TestClient:
        """A browser in which somebody signed in."""
        browser = self.browser()
        assert sign_in(browser, login).status_code == 303
        return browser


def sign_in(browser: TestClient, login: str = "zhang", password: str = OWN, **more: str):  # type: ignore[no-untyped-def]
    """The form, filled in and sent."""
    return browser.post("/signin", data={"login": login, "password": password, **more})


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house of one's own, with nobody in it."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", cheap)
    monkeypatch.setattr(module, "_slowed", Slowed())
    monkeypatch.setenv("DATABASE_URL", url_of(tmp_path))
    own_ledger(url_of(tmp_path)).close()
    ledger = opened.ledger()
    app = Starlette(
        routes=[
            WebSocketRoute("/_stcore/stream", _stream),
            Route("/{path:path}", _page, methods=["GET", "PUT", "DELETE", "POST"]),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(Gate, sitters=signed.SITTERS),
            Middleware(SignIn),
        ],
    )
    yield House(ledger, app)
    ledger.close()
