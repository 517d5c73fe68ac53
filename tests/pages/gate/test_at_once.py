"""A connection to a socket that was made as Streamlit makes its own sends at once."""

from __future__ import annotations

import os
import socket

from pages.gate import send_at_once


def delays(connection: socket.socket) -> bool:
    return not connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_connections_made_after_it_do_not_wait_for_acknowledgements() -> None:
    with socket.socket(family=socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with socket.create_connection(listening.getsockname()):
            before, _ = listening.accept()
        send_at_once()
        with socket.create_connection(listening.getsockname()) as other:
            after, _ = listening.accept()
            with before, after:
                assert (delays(before), delays(after)) == (True, False)
            assert delays(other), "only what is listened on was touched"


def test_nothing_is_left_open_and_nothing_else_is_closed() -> None:
    with socket.socket(family=socket.AF_INET) as listening:
        listening.listen()
        before = os.listdir("/dev/fd")
        send_at_once()
        assert os.listdir("/dev/fd") == before
