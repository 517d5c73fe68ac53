"""An answer that stays as it is for ever goes in packed; it is kept, and whoever asks for it next
gets it from here.

A first visit loads nine megabytes of Streamlit's scripts, and packing them took longer than drawing
the page: they are the same for everybody until the program is another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOR_EVER = "immutable"
"""What Streamlit's answers say whose names hold a sum of what is in them."""
_OF_PART = ("range", "if-range", "if-none-match", "if-modified-since")
"""Who asks so does not ask for the whole of it."""
MOST = 1 << 24
"""Bytes kept at most: all of Streamlit's scripts take seven million."""


@dataclass
class _Answer:
    """An answer's head, and the parts of its body as they came."""

    head: Message = field(default_factory=dict)
    parts: list[bytes] = field(default_factory=list)

    @property
    def is_to_keep(self) -> bool:
        """Whether it is whole, packed, and says that it never changes."""
        headers = Headers(raw=self.head.get("headers", []))
        is_packed = headers.get("content-encoding") == "gzip"
        is_same = _FOR_EVER in headers.get("cache-control", "")
        return self.head.get("status") == 200 and is_packed and is_same

    @property
    def size(self) -> int:
        """Bytes of the body."""
        return sum(map(len, self.parts))


class PackedOnce:
    """Stands before what packs answers."""

    def __init__(self, app: ASGIApp, *, most: int = MOST) -> None:
        self._app, self._left = app, most
        self._kept: dict[tuple[str, bytes], tuple[Message, Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, else pass on and keep the answer if it is one to be kept."""
        if not _asks_for_all(scope):
            await self._app(scope, receive, send)
            return
        at = scope["path"], scope["query_string"]
        if at not in self._kept:
            await self._passed_on(at, scope, receive, send)
            return
        head, body = self._kept[at]
        await send({**head, "headers": list(head["headers"])})  # what stands before adds its own
        await send(body)

    async def _passed_on(
        self, at: tuple[str, bytes], scope: Scope, receive: Receive, send: Send
    ) -> None:
        answer = _Answer()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.head = {**message, "headers": list(message["headers"])}
            elif answer.is_to_keep:
                answer.parts.append(bytes(message.get("body", b"")))
                if not message.get("more_body"):
                    self._keep(at, answer)
            await send(message)

        await self._app(scope, receive, noted)

    def _keep(self, at: tuple[str, bytes], answer: _Answer) -> None:
        if at not in self._kept and answer.size <= self._left:
            self._left -= answer.size
            body = {"type": "http.response.body", "body": b"".join(answer.parts)}
            self._kept[at] = answer.head, body


def _asks_for_all(scope: Scope) -> bool:
    """Whether it is a request for the whole of something by whom can unpack it."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    is_part = any(name in headers for name in _OF_PART)
    return not is_part and "gzip" in headers.get("accept-encoding", "")
