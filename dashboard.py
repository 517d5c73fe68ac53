"""The server: `pages/app.py` as its only script, with headers, compression, /readyz and warm-up.

The script lies one level below this file on purpose: beside an entry script Streamlit would serve
a folder named `pages` by itself, and a deep link would then skip the router.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ledger import LedgerTrouble
from pages.door import opened, states

_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

# Streamlit imports plotly with the first chart; the others come with the first page.
_LOADED_EARLY = (
    "plotly.io",
    "plotly.graph_objs",
    "pages.drawn",
)


class SecurityHeaders:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer's head is completed on its way back."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, complete)


def readyz(request: Request) -> PlainTextResponse:  # noqa: ARG001 - the route hands it in
    """200 when the ledger opens and its schema is current, else 503 with the reason."""
    reason = opened.unready()
    return PlainTextResponse(reason or "ok", status_code=503 if reason else 200)


@asynccontextmanager
async def warm_up(app: st.App) -> AsyncIterator[None]:  # noqa: ARG001 - the server hands it in
    """Load what the first visitor would wait for, then take it out of garbage collection.

    Streamlit collects all generations after every run; frozen objects are not walked again.
    """
    for name in _LOADED_EARLY:
        import_module(name)
    try:
        opened.warm_up()
    except LedgerTrouble as trouble:  # the pages say so, and serve as soon as it is over
        states.logged(trouble)
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    Path(__file__).resolve().parent / "pages" / "app.py",
    routes=[Route("/readyz", readyz)],
    middleware=[Middleware(GZipMiddleware, minimum_size=1000), Middleware(SecurityHeaders)],
    lifespan=warm_up,
    on_script_error=states.on_error,
)

if __name__ == "__main__":
    app.run()
