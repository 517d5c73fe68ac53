"""The server: `pages/app.py` as its only script, with gate, headers, /readyz and warm-up.

The script lies one level below this file on purpose: beside an entry script Streamlit would serve
a folder named `pages` by itself, and a deep link would then skip the router.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from campaign import VERSION, PackFault
from ledger import LedgerTrouble
from pages.door import opened, signed, states
from pages.gate import Gate, PackedOnce, SecurityHeaders, is_open, send_at_once
from pages.signin import SignIn

# Streamlit imports plotly with the first chart; the others come with the first page.
_LOADED_EARLY = (
    "plotly.io",
    "plotly.graph_objs",
    "pages.drawn",
)

COMPRESSION = 4
"""Of 1 to 9: what a first visit loads is a twentieth larger than at 9, and is made in a third of
the time, in which nobody else is answered."""
TIDY_SECONDS = 15.0
"""A walk over all of a server's objects takes a tenth or two of a second; a page that was closed
waits so long at most to be let go."""


def readyz(request: Request) -> PlainTextResponse:  # noqa: ARG001 - the route hands it in
    """200 when the ledger opens, else 503 with the reason; with the version of the program. A
    second line where the server was opened to the network."""
    reason = opened.unready()
    told = [f"{reason or 'ok'} {VERSION}"]
    told += ["open to the network; nobody signs in"] if is_open() and not signed.is_on() else []
    return PlainTextResponse("\n".join(told), status_code=503 if reason else 200)


@asynccontextmanager
async def warm_up(app: st.App) -> AsyncIterator[None]:  # noqa: ARG001 - the server hands it in
    """Load what the first visitor would wait for, then take it out of garbage collection."""
    send_at_once()
    for name in _LOADED_EARLY:
        import_module(name)
    try:
        opened.warm_up()
    except (LedgerTrouble, PackFault) as trouble:  # pages say so, and serve as soon as it is over
        states.logged(trouble)
    _tidy()
    keeping = asyncio.create_task(_keep_tidy())
    yield
    keeping.cancel()


def _tidy() -> None:
    """Let go what nothing refers to, and take the rest out of the collections until the next."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


async def _keep_tidy() -> None:
    """Once a while in which anybody looked, in place of Streamlit's walk after each run (`runner.
    postScriptGC` is off)."""
    seen = _collections()
    while True:
        await asyncio.sleep(TIDY_SECONDS)
        if _collections() != seen:
            _tidy()
            seen = _collections()


def _collections() -> int:
    """How often young objects were walked: that happens only where something was made."""
    return int(gc.get_stats()[0]["collections"])


app = st.App(
    Path(__file__).resolve().parent / "pages" / "app.py",
    routes=[Route("/readyz", readyz)],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Gate, sitters=signed.SITTERS),
        Middleware(SignIn),
        Middleware(PackedOnce),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=COMPRESSION),
    ],
    lifespan=warm_up,
    on_script_error=states.on_error,
)

if __name__ == "__main__":
    app.run()
