"""No answer leaves without the headers that keep foreign pages and scripts out."""

from __future__ import annotations

import pytest
from starlette.types import Message, Receive, Scope, Send

from pages.gate import SecurityHeaders


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
