"""What browsers upload is counted while it comes in; beyond a browser's or the server's room it is
refused with 413.

Streamlit keeps every upload whole in its own memory until the page has put it away, and bounds no
more than one file. What it holds is looked at anew for each upload: nothing here can go stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import cast

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from pages.gate.seal import browser_of

MAX_EACH = 200 * 2**20
"""What one browser may have in the server's memory: as much as a drop may hold."""
MAX_ALL = 512 * 2**20
"""All browsers together: two full drops at once, and room for the small ones beside them."""


@dataclass
class Uploads:
    """The uploads on their way in, by browser; served by one loop, so nothing is locked."""

    each: int = MAX_EACH
    everybody: int = MAX_ALL
    coming: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def counted(self, receive: Receive, *, browser: str, headers: Headers) -> Iterator[Receive]:
        """The same request, refused as soon as more came than there is room for; one that says
        beforehand that it will be too large is refused unread. Raises HTTPException (413)."""
        held, everything = held_by(browser)
        n_bytes, said = 0, headers.get("content-length", "")
        self._refuse(browser, held, everything, more=int(said) if said.isdecimal() else 0)

        async def receive_counted() -> Message:
            nonlocal n_bytes
            message = await receive()
            more = len(message.get("body", b""))
            self._refuse(browser, held, everything, more=more)
            n_bytes += more
            self.coming[browser] += more
            return message

        try:
            yield receive_counted
        finally:
            self.coming[browser] -= n_bytes
            self.coming += Counter()  # those with nothing on its way are forgotten

    def _refuse(self, browser: str, held: int, everything: int, *, more: int) -> None:
        own, total = held + self.coming[browser], everything + self.coming.total()
        if own + more > self.each or total + more > self.everybody:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def held_by(browser: str) -> tuple[int, int]:
    """How many bytes of a browser's uploads the server holds, and of everybody's."""
    if not runtime.exists():
        return 0, 0
    server, own, everything = runtime.get_instance(), 0, 0
    kept = cast(MemoryUploadedFileManager, server.uploaded_file_mgr)
    for session, files in list(kept.file_storage.items()):
        n_bytes = sum(len(file.data) for file in files.values())
        client = server.get_client(session)
        context = client.client_context if client else None
        everything += n_bytes
        own += n_bytes if context and browser_of(context.cookies) == browser else 0
    return own, everything
