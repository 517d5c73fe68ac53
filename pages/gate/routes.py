"""A path goes in; who may have what the server holds there comes out.

Every endpoint of Streamlit 1.67 is decided here, and one that a later version adds below its own
names is closed until it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

SOCKET = "a websocket"
"""In the place of a method."""
UPLOADS = "PUT"
"""The method by which a file comes in; nothing else may."""
_READ = frozenset({"GET", "HEAD"})
_FORM = _READ | {"POST"}
PROVIDER_LOGIN, PROVIDER_ANSWER = "auth/login", "oauth2callback"
"""Streamlit's own way to an identity provider and back."""


class Who(Enum):
    """Who is answered."""

    EVERYBODY = auto()
    """Whoever the gate lets in; where people sign in, who did."""
    OWNER = auto()
    """The browser that the download was made for."""
    SESSION = auto()
    """The browser of the session that the address names."""


@dataclass(frozen=True)
class Endpoint:
    """A path of the server without its first slash; one that ends in a slash is all below it."""

    path: str
    who: Who
    methods: frozenset[str] = _READ
    is_free: bool = False
    """Whether it answers before anybody signed in: it has nothing of the ledger."""

    def is_at(self, path: str) -> bool:
        """Whether a path is this endpoint's."""
        return path.startswith(self.path) if self.path[-1:] in ("", "/") else path == self.path


def _closed(path: str) -> Endpoint:
    """An endpoint that answers nobody."""
    return Endpoint(path, Who.EVERYBODY, frozenset())


ENDPOINTS = (
    Endpoint(
        "_stcore/health", Who.EVERYBODY, is_free=True
    ),  # the page asks before it opens its websocket
    Endpoint(
        "_stcore/host-config", Who.EVERYBODY, is_free=True
    ),  # the page does not start without it
    Endpoint("_stcore/stream", Who.EVERYBODY, frozenset({SOCKET})),  # the websocket of every page
    Endpoint("_stcore/upload_file/", Who.SESSION, frozenset({UPLOADS, "DELETE"})),
    _closed("_stcore/"),  # metrics, script-health-check, agent, bidi-components
    Endpoint("media/", Who.OWNER),
    _closed("component/"),  # no page has a component of its own
    _closed("app/static/"),
    Endpoint(PROVIDER_LOGIN, Who.EVERYBODY, is_free=True),  # closed unless people sign in by one
    _closed("auth/"),
    Endpoint(PROVIDER_ANSWER, Who.EVERYBODY, is_free=True),
    Endpoint("signin", Who.EVERYBODY, _FORM, is_free=True),
    Endpoint("signin/password", Who.EVERYBODY, _FORM, is_free=True),  # asks for a session itself
    Endpoint("signin/provider", Who.EVERYBODY, is_free=True),
    Endpoint("static/", Who.EVERYBODY, is_free=True),  # Streamlit's scripts and styles
    Endpoint("readyz", Who.EVERYBODY, is_free=True),
    Endpoint("", Who.EVERYBODY),  # pages
)
"""The first that a path is at decides."""


def path_below(path: str, *, base: str | None) -> str:
    """The path of a request as the table writes it; `base` is `server.baseUrlPath`."""
    below, base = path.lstrip("/"), (base or "").strip("/")
    return below.removeprefix(f"{base}/").lstrip("/") if base else below


def endpoint_of(below: str) -> Endpoint:
    """The endpoint that a path belongs to."""
    return next(it for it in ENDPOINTS if it.is_at(below))
