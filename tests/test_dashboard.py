"""The server around the pages: headers on every answer, readiness with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from dashboard import SecurityHeaders, app, readyz

REQUEST = Request({"type": "http"})


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"x"})


def test_every_answer_gets_the_security_headers() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    # Nothing here waits, so the answer is complete after one step, without an event loop.
    with pytest.raises(StopIteration):
        SecurityHeaders(_answer)({"type": "http"}, receive, send).send(None)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "http:" not in headers["content-security-policy"]
    assert sent[1]["body"] == b"x"


def test_the_server_is_ready_when_its_ledger_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'ledger.db'}")
    answer = readyz(REQUEST)
    assert (answer.status_code, answer.body) == (200, b"ok")


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
