"""A name and a value go in; a cookie that no script can read and no other site send comes out."""

from __future__ import annotations

import os

from starlette.types import Scope
from streamlit import config

TLS = "STUDY_DASHBOARD_BEHIND_TLS"
"""Set where a proxy in front speaks TLS: the server itself is spoken to without it."""


def base() -> str:
    """The path that the server lies below, with a slash before it; empty for none."""
    told = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{told}" if told else ""


def is_behind_tls(scope: Scope) -> bool:
    """Whether the browser speaks TLS, as far as the machine's keeper or the socket say."""
    return scope.get("scheme") in ("https", "wss") or bool(os.environ.get(TLS, "").strip())


def cookie(scope: Scope, name: str, value: str) -> str:
    """For as long as the browser is open. Lax, because the first request after a link in a message
    comes from elsewhere and must not be taken for another browser's; a form sent from elsewhere
    is refused by its origin. An empty value takes the cookie away."""
    secure = "; Secure" if is_behind_tls(scope) else ""
    ends = "" if value else "; Max-Age=0"
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{ends}"
