"""An answer goes in; it leaves with the headers that keep foreign pages and scripts out, and a page
with the word that charts will be drawn on it."""

from __future__ import annotations

from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


def _charts() -> str:
    """Where the browser finds what draws charts: it begins to fetch that with the page, not when
    the first chart arrives, which is the largest part of a first visit."""
    scripts = Path(streamlit.__file__).parent / "static" / "static" / "js"
    found = sorted(file.name for file in scripts.glob("PlotlyChart.*.js"))
    return ", ".join(f"<./static/js/{name}>; rel=modulepreload" for name in found)


class SecurityHeaders:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._charts = app, _charts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer's head is completed on its way back."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():  # a form of ours says its own
                    headers.setdefault(name, value)
                if self._charts and headers.get("content-type", "").startswith("text/html"):
                    headers.setdefault("Link", self._charts)
            await send(message)

        await self._app(scope, receive, complete)
