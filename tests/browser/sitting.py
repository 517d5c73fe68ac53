"""Somebody signed in before a running server, without a browser: what a page sends and hands out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from campaign import wording
from pages.gate import SESSION

WORDS = wording("zh_CN")
STREAMLIT: Any = ["streamlit"]


class Page:
    """A websocket of who signed in: what the server sends of a page, as text, the buttons it has
    and the files it would hand out."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.session = ""
        self.buttons, self.files = set[str](), list[str]()

    def _heard(self) -> ForwardMsg:
        return ForwardMsg.FromString(self._socket.recv(timeout=60))  # type: ignore[arg-type]

    def look(self, page: str, query: str = "", pressed: set[str] | None = None) -> str:
        """Draw a page, with presses of these buttons."""
        asked = BackMsg(rerun_script=ClientState(query_string=query, page_name=page))
        for id_ in pressed or ():
            asked.rerun_script.widget_states.widgets.add(id=id_, trigger_value=True)
        self._socket.send(asked.SerializeToString())
        found, (self.buttons, self.files) = list[str](), (set(), [])
        while (message := self._heard()).WhichOneof("type") != "script_finished":
            found.append(str(message))
            self.session = message.new_session.initialize.session_id or self.session
            element = message.delta.new_element
            self.buttons |= {element.button.id} - {""}
            self.files += [it for it in [element.download_button.deferred_file_id] if it]
        told = "\n".join(found).encode().decode("unicode_escape")
        return told.encode("latin-1", "ignore").decode("utf-8", "ignore")

    def file(self, id_: str) -> str:
        """Have a file made, as a press on its button does; the path it is handed out at."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = "1"
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = id_
        self._socket.send(asked.SerializeToString())
        while (message := self._heard()).WhichOneof("type") != "backend_operation_response":
            pass
        assert not message.backend_operation_response.error_msg
        return message.backend_operation_response.deferred_file.url


@contextmanager
def sitting(address: str, number: str) -> Iterator[Page]:
    """Who signed in, before the pages."""
    told = {"Cookie": f"{SESSION}={number}", "Origin": address}
    at = address.replace("http", "ws") + "/_stcore/stream"
    with connect(
        at, additional_headers=told, subprotocols=STREAMLIT, max_size=None, proxy=None
    ) as socket:
        yield Page(socket)


def drawn(address: str, number: str, page: str, query: str = "") -> str | None:
    """All that the server sends of a page, as text; None where no websocket opens."""
    try:
        with sitting(address, number) as opened:
            return opened.look(page, query)
    except InvalidStatus:
        return None


def is_refused(text: str | None) -> bool:
    keys = ("state.no_permission.title", "state.no_role.title", "state.signed_out.title")
    return text is None or any(WORDS.text(key) in text for key in keys)
