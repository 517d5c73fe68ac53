"""The head of a request goes in; whether it is for us and from a page of ours comes out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

_THIS_MACHINE = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?")
_PORTS = {"http": 80, "https": 443}


def is_our_host(headers: Headers) -> bool:
    """Whether the request names one of `server.allowedHosts`, once.

    Streamlit asks on the websocket only, and lets every name pass where the list is empty; here an
    empty list means this machine's names.
    """
    told = headers.getlist("host")
    if len(told) != 1:
        return False
    if config.get_option("server.allowedHosts"):
        return is_host_allowed(told[0])
    return _THIS_MACHINE.fullmatch(told[0].lower()) is not None


def is_our_page(headers: Headers) -> bool:
    """Whether no page sent the request, or one under the very name and port that it is sent to.

    Streamlit also accepts every page of this machine, and for a foreign one asks outside what this
    machine's public address is.
    """
    told = headers.getlist("origin")
    if not told:
        return True
    try:
        origin = urlsplit(told[0])
        host = urlsplit(f"//{headers.get('host', '')}")
        port = _PORTS.get(origin.scheme)
        return len(told) == 1 and (origin.hostname, origin.port or port) == (
            host.hostname,
            host.port or port,
        )
    except ValueError:
        return False
