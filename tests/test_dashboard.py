"""The server around the pages: readiness with its reason."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.requests import Request

from campaign import VERSION
from dashboard import app, readyz, warm_up

REQUEST = Request({"type": "http"})


def test_the_server_is_ready_when_its_ledger_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.db'}")
    answer = readyz(REQUEST)
    assert (answer.status_code, answer.body) == (200, f"ok {VERSION}".encode())


def test_readiness_says_that_the_server_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.db'}")
    monkeypatch.setenv("STUDY_DASHBOARD_OPEN_TO_NETWORK", "1")
    answer = readyz(REQUEST)
    assert (answer.status_code, answer.body) == (
        200,
        f"ok {VERSION}\nopen to the network; nobody signs in".encode(),
    )


def test_the_server_is_not_ready_when_the_ledger_is_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ledger.db").write_bytes(b"this is not a database, " * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.db'}")
    answer = readyz(REQUEST)
    assert answer.status_code == 503
    assert answer.body.startswith(b"ledger: ")
    assert str(tmp_path).encode() not in answer.body


def test_the_script_lies_below_the_entry_so_that_no_page_is_served_without_the_router() -> None:
    script = app.script_path
    assert script.parts[-2:] == ("pages", "app.py")
    assert not (script.parent / "pages").exists()
    assert {file.name for file in script.parent.glob("*.py")} == {"__init__.py", "app.py"}


def test_a_started_server_sends_at_once_what_it_has_to_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a socket made as Streamlit makes its own; the browser's tests leave a loop behind."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.db'}")

    async def started(address: tuple[str, int]) -> None:
        async with warm_up(app):
            (await asyncio.to_thread(socket.create_connection, address)).close()

    with socket.socket(family=socket.AF_INET) as listening, ThreadPoolExecutor(1) as apart:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        apart.submit(asyncio.run, started(listening.getsockname())).result()
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
