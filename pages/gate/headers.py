"""An answer goes in; it leaves with the headers that keep foreign pages and scripts out, and a page
with the scripts it will need."""

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


_EARLY = {"Html.*.js": "high", "PlotlyChart.*.js": "low"}
"""Scripts that every page needs, and how urgently: the first brings the page's own look, without
which its fields stand about; the second draws charts, is a third of a first visit, and must not
keep the others waiting."""


def _early() -> str:
    """Where the browser finds these scripts: it begins to fetch them with the page, not when the
    first part arrives that needs them."""
    scripts = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return ", ".join(
        f"<./static/js/{file.name}>; rel=modulepreload; fetchpriority={urgency}"
        for pattern, urgency in _EARLY.items()
        for file in sorted(scripts.glob(pattern))
    )


class SecurityHeaders:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._early = app, _early()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer's head is completed on its way back."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():  # a form of ours says its own
                    headers.setdefault(name, value)
                if self._early and headers.get("content-type", "").startswith("text/html"):
                    headers.setdefault("Link", self._early)
            await send(message)

        await self._app(scope, receive, complete)
