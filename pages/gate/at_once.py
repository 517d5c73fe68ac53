"""What this process listens on goes in; what it says over the connections made there leaves at
once."""

from __future__ import annotations

import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

_OPEN = Path("/dev/fd")
"""What a process has open, by number; Windows has no such folder, and nothing is set there."""


def send_at_once() -> None:
    """Set TCP_NODELAY on every socket listened on; a connection has it from there.

    asyncio sets it only where a socket was made with its protocol named, which Streamlit's is not:
    each burst of a page's parts then waits 40 ms for the browser to acknowledge the one before.
    """
    for name in os.listdir(_OPEN) if _OPEN.exists() else ():
        with suppress(OSError):  # the listing's own number is gone by now
            _set(int(name))


def _set(number: int) -> None:
    if not stat.S_ISSOCK(os.fstat(number).st_mode):
        return
    with socket.socket(fileno=os.dup(number)) as own:
        is_tcp = own.family in (socket.AF_INET, socket.AF_INET6)
        if is_tcp and own.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
