"""The gate before every endpoint: a request goes in; it is refused here or goes on.

Asked of each, of websockets as of pages: did it come from this machine, or is the server open to
the network; is it for one of our names; did one of our own pages send it; does somebody sit behind
it, where people sign in; may this browser have it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from campaign import LOCALES, wording
from pages.gate import network
from pages.gate.cookie import base, cookie
from pages.gate.hosts import is_our_host, is_our_page
from pages.gate.owners import owns_download, owns_session
from pages.gate.routes import (
    PROVIDER_ANSWER,
    PROVIDER_LOGIN,
    SOCKET,
    UPLOADS,
    Endpoint,
    Who,
    endpoint_of,
    path_below,
)
from pages.gate.seal import COOKIE, browser_of, new_browser
from pages.gate.sitting import PROVIDER, Sitters, keep_answer, way
from pages.gate.uploads import Uploads

_POLICY_VIOLATION = 1008
_OF_PROVIDERS = (PROVIDER_LOGIN, PROVIDER_ANSWER, "signin/provider")
_OWNS = {Who.OWNER: owns_download, Who.SESSION: owns_session}


@dataclass(frozen=True)
class Refusal:
    """What the answer says (`gate.<code>`) and its status."""

    code: str
    status: HTTPStatus

    @property
    def text(self) -> str:
        """The sentence in both languages: a bare answer does not know its reader's."""
        return said(self.code)


_FAR = Refusal("far", HTTPStatus.FORBIDDEN)
_HOST = Refusal("host", HTTPStatus.BAD_REQUEST)
_ORIGIN = Refusal("origin", HTTPStatus.FORBIDDEN)
_NOTHING = Refusal("nothing", HTTPStatus.NOT_FOUND)
_OTHER = Refusal("other", HTTPStatus.FORBIDDEN)
_NOBODY = Refusal("nobody", HTTPStatus.UNAUTHORIZED)


def said(code: str, **params: object) -> str:
    """A sentence of the gate, a line a language."""
    return "\n".join(wording(locale).text(f"gate.{code}", **params) for locale in LOCALES)


class Gate:
    """Stands before the whole server; `is_open` says whether it serves other machines though nobody
    signs in, `sitters` who did."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        is_open: Callable[[], bool] = network.is_open,
        sitters: Sitters | None = None,
    ) -> None:
        self._app = app
        self._is_open = is_open()
        self._sitters = sitters or Sitters()
        self._uploads = Uploads()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on; the answer gives the browser its name where it has none."""
        if scope["type"] == "lifespan":
            await self._start(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        # Never `asked.url`: it is put together with the Host that whoever asks has written.
        path = path_below(scope["path"], base=base())
        endpoint = endpoint_of(path)
        signs = await run_in_threadpool(self._sitters.is_on)
        refusal = self._refusal(asked, path, endpoint, signs=signs)
        if refusal is None and signs and not endpoint.is_free:
            refusal = await self._unseated(asked)
            receive = self._sitters.heard(asked, receive)
        keep_answer(asked)
        if refusal is _NOBODY and _is_page(asked, endpoint):
            await _to_sign_in(asked)(scope, receive, send)
        elif refusal is None and asked.scope.get("method") == UPLOADS:
            await self._take(asked, receive, _named(asked, endpoint, send))
        elif refusal is None:
            await self._app(scope, receive, _named(asked, endpoint, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            answer = PlainTextResponse(refusal.text, status_code=refusal.status)
            await answer(scope, receive, send)

    async def _take(self, asked: HTTPConnection, receive: Receive, send: Send) -> None:
        """Let an upload in, counted; what asks for the body meets the refusal and answers with it,
        or it is answered here where it was refused unread."""
        browser = browser_of(asked.cookies)
        try:
            with self._uploads.counted(receive, browser=browser, headers=asked.headers) as counted:
                await self._app(asked.scope, counted, send)
        except HTTPException as refusal:
            answer = PlainTextResponse(said("room"), status_code=refusal.status_code)
            await answer(asked.scope, receive, send)

    async def _start(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the server start where it may listen; else say why not, which ends it."""
        address = config.get_option("server.address")
        signs = await run_in_threadpool(self._sitters.is_on)
        if network.may_start(address, is_open=self._is_open or signs):
            await self._app(scope, receive, send)
            return
        await receive()
        told = said("start", address=address or "0.0.0.0", option=network.OPTION)
        await send({"type": "lifespan.startup.failed", "message": told})

    async def _unseated(self, asked: HTTPConnection) -> Refusal | None:
        is_used = asked.scope["type"] == "http"  # a page opens its websocket again by itself
        return None if await self._sitters.has(asked, is_used=is_used) else _NOBODY

    def _refusal(
        self, asked: HTTPConnection, path: str, endpoint: Endpoint, *, signs: bool
    ) -> Refusal | None:
        if not (signs or self._is_open or network.is_from_here(asked.client, asked.headers)):
            return _FAR
        if not is_our_host(asked.headers):
            return _HOST
        if not is_our_page(asked.headers):
            return _ORIGIN
        is_way = endpoint.path not in _OF_PROVIDERS or (signs and way() == PROVIDER)
        if not is_way or asked.scope.get("method", SOCKET) not in endpoint.methods:
            return _NOTHING
        owns = _OWNS.get(endpoint.who)
        below = path.removeprefix(endpoint.path)
        return None if owns is None or owns(below, browser_of(asked.cookies)) else _OTHER


def _is_page(asked: HTTPConnection, endpoint: Endpoint) -> bool:
    """Whether a person asks for a page, who can be shown where to sign in."""
    is_read = asked.scope.get("method") == "GET" and not endpoint.path
    return is_read and "text/html" in asked.headers.get("accept", "")


def _to_sign_in(asked: HTTPConnection) -> RedirectResponse:
    """The way to sign in, in the language asked for, and after that back to what was asked for."""
    query = asked.scope.get("query_string", b"").decode("latin-1")
    wanted = quote(asked.scope["path"] + (f"?{query}" if query else ""), safe="")
    lang = asked.query_params.get("lang", "")
    told = f"&lang={quote(lang, safe='')}" if lang else ""
    return RedirectResponse(f"{base()}/signin?next={wanted}{told}", HTTPStatus.SEE_OTHER)


def _named(asked: HTTPConnection, endpoint: Endpoint, send: Send) -> Send:
    """Sends an answer; a page's or the health's gives a name to a browser that has none, and a
    download is not to be kept by anything on its way."""
    has_name = bool(browser_of(asked.cookies))

    async def complete(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if endpoint.who is Who.OWNER:
                headers["Cache-Control"] = "private, no-store"
            is_page = headers.get("content-type", "").startswith("text/html")
            if not has_name and (is_page or endpoint.path == "_stcore/health"):
                headers.append("Set-Cookie", _cookie(asked))
        await send(message)

    return complete


def _cookie(asked: HTTPConnection) -> str:
    """A new name, for as long as the browser is open. Lax, because the first request after a link
    in a message comes from elsewhere and must not be taken for another browser's."""
    return cookie(asked.scope, COOKIE, new_browser())
