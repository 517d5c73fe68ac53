"""A request and whoever knows the sessions go in; whether somebody sits behind it comes out.

A websocket outlives its handshake: each message of the browser is asked about anew. In the place of
one that nobody sits behind goes a plain look at the page, which says so; what was pressed is lost.
"""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from google.protobuf.message import DecodeError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from pages.gate.network import is_listed, network_of

SESSION = "study_session"
"""The cookie with a session's number."""
_NUMBER = re.compile(r"[A-Za-z0-9_-]{43}")
ACCOUNTS, PROVIDER, PROXY = "accounts", "oidc", "proxy"
WAYS = (ACCOUNTS, PROVIDER, PROXY)
VARIABLE = "STUDY_DASHBOARD_SIGN_IN"
_HEADER, _FROM, _SECRET = (
    f"STUDY_DASHBOARD_PROXY_{it}" for it in ("HEADER", "ADDRESSES", "SECRET")
)
SECRET_HEADER = "x-study-proxy-secret"
ANSWERED_FOR = "study_dashboard.answered_for"
"""In a request's scope behind the gate: the login that the reverse proxy answers for."""
CAME_FROM = "study_dashboard.came_from"
"""Likewise the address that the request comes from."""
_FORWARDED = "x-forwarded-for"
_LOOK = BackMsg(rerun_script=ClientState()).SerializeToString()


def way() -> str:
    """How people sign in, as the machine's keeper set it; empty where nothing is set.

    Raises ValueError for a way there is not: a slip of the pen must not open the doors.
    """
    told = os.environ.get(VARIABLE, "").strip().lower()
    if told and told not in WAYS:
        raise ValueError(f"{VARIABLE}={told!r}: {', '.join(WAYS)}")
    return told


def number_of(cookies: Mapping[str, str]) -> str:
    """The number of the session that a browser names; empty where it names none."""
    told = str(cookies.get(SESSION, ""))
    return told if _NUMBER.fullmatch(told) else ""


@dataclass(frozen=True)
class Sitters:
    """Who knows the sessions: whether anybody must sign in, and the login that a session is of
    (empty for none); `is_used` says that a person did something."""

    is_on: Callable[[], bool] = lambda: False
    login_of: Callable[[str, bool], str] = lambda number, is_used: ""  # noqa: ARG005

    async def has(self, asked: HTTPConnection, *, is_used: bool) -> bool:
        """Whether somebody sits behind a request."""
        number = number_of(asked.cookies)
        login = await run_in_threadpool(self.login_of, number, is_used) if number else ""
        return bool(login) and (way() != PROXY or login == answered_for(asked))

    def heard(self, asked: HTTPConnection, receive: Receive) -> Receive:
        """What the browser sends on a websocket, as long as somebody sits behind it."""

        async def hear() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                is_used = not _is_by_itself(message.get("bytes") or b"")
                if not await self.has(asked, is_used=is_used):
                    return {"type": "websocket.receive", "bytes": _LOOK}
            return message

        return hear


def _is_by_itself(content: bytes) -> bool:
    """Whether a message comes from a clock of the page and not from a person."""
    try:
        told = BackMsg.FromString(content)
    except DecodeError:
        return True
    is_run = told.WhichOneof("type") == "rerun_script"
    return not is_run or told.rerun_script.is_auto_rerun


def answered_for(asked: HTTPConnection) -> str:
    """The login that the reverse proxy answers for; empty from anybody else but the proxy."""
    name = os.environ.get(_HEADER, "").lower()
    told = asked.headers.getlist(name) if name else []
    is_one = way() == PROXY and len(told) == 1 and is_the_proxy(asked.client, asked.headers)
    return told[0].strip().casefold() if is_one else ""


def is_the_proxy(client: object, headers: Headers) -> bool:
    """Whether a request comes from the socket of the proxy, or knows the secret shared with it.

    Where both are set both must hold; where none is, nobody is the proxy.
    """
    addresses, secret = os.environ.get(_FROM, ""), os.environ.get(_SECRET, "")
    told = headers.get(SECRET_HEADER, "")
    is_from = not addresses or is_listed(client, addresses.split())
    knows = not secret or hmac.compare_digest(told.encode(), secret.encode())
    return bool(addresses or secret) and is_from and knows


def came_from(asked: HTTPConnection) -> str:
    """Where a request comes from: its socket's network, or that of the last address which the proxy
    names, as it added that itself; what anybody else says of addresses is not looked at."""
    told = str(asked.client[0]) if asked.client else ""
    if is_the_proxy(asked.client, asked.headers):
        told = asked.headers.get(_FORWARDED, "").rpartition(",")[2].strip() or told
    return network_of(told)


def keep_answer(asked: HTTPConnection) -> None:
    """Take what only the proxy may say off a request; behind the gate its answer is known, and
    nobody's own headers are taken for it."""
    names = {os.environ.get(_HEADER, "").lower().encode(), SECRET_HEADER.encode()}
    asked.scope[ANSWERED_FOR], asked.scope[CAME_FROM] = answered_for(asked), came_from(asked)
    head = asked.scope["headers"]
    asked.scope["headers"] = [(name, value) for name, value in head if name.lower() not in names]
