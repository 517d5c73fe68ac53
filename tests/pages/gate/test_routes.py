"""Every endpoint that Streamlit serves is decided, each by name."""

from __future__ import annotations

from unittest.mock import MagicMock

import pytest
from streamlit import config
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from pages.gate.routes import ENDPOINTS, SOCKET, Who, endpoint_of, path_below

READ, NO_WAY = frozenset({"GET", "HEAD"}), frozenset[str]()
DECIDED = {
    "/_stcore/health": (Who.EVERYBODY, READ),
    "/_stcore/host-config": (Who.EVERYBODY, READ),
    "/_stcore/stream": (Who.EVERYBODY, {SOCKET}),
    "/_stcore/upload_file/{session_id}/{file_id}": (Who.SESSION, {"PUT", "DELETE"}),
    "/media/{file_id:path}": (Who.OWNER, READ),
    "": (Who.EVERYBODY, READ),  # the mount of pages, scripts and styles
    "/_stcore/metrics": (Who.EVERYBODY, NO_WAY),
    "/_stcore/script-health-check": (Who.EVERYBODY, NO_WAY),
    "/_stcore/bidi-components/{path:path}": (Who.EVERYBODY, NO_WAY),
    "/_stcore/agent/interact": (Who.EVERYBODY, NO_WAY),
    "/_stcore/agent/openapi.json": (Who.EVERYBODY, NO_WAY),
    "/_stcore/agent/mcp": (Who.EVERYBODY, NO_WAY),
    "/component/{path:path}": (Who.EVERYBODY, NO_WAY),
    "/app/static/{path:path}": (Who.EVERYBODY, NO_WAY),
    "/auth/login": (Who.EVERYBODY, READ),  # where people sign in by a provider, else none
    "/auth/logout": (Who.EVERYBODY, NO_WAY),
    "/oauth2callback": (Who.EVERYBODY, READ),
}


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every path of Streamlit's, with all that can be switched on switched on."""
    on, others = (
        ("server.enableStaticServing", "server.scriptHealthCheckEnabled"),
        config.get_option,
    )
    monkeypatch.setattr(config, "get_option", lambda key: key in on or others(key))
    return {str(getattr(route, "path", "?")) for route in create_streamlit_routes(MagicMock())}


def test_every_path_that_streamlit_serves_is_in_this_list(served: set[str]) -> None:
    assert served == set(DECIDED)


@pytest.mark.parametrize("path", DECIDED)
def test_each_is_decided_as_the_list_says(path: str) -> None:
    endpoint = endpoint_of(path_below(path, base=""))
    assert (endpoint.who, set(endpoint.methods)) == (DECIDED[path][0], set(DECIDED[path][1]))


def test_what_a_later_version_adds_below_its_own_names_is_closed() -> None:
    for path in ("/_stcore/new", "/_stcore/stream/x", "/_stcore/health/x", "/component/a/b.html"):
        assert endpoint_of(path_below(path, base=None)).methods == NO_WAY


@pytest.mark.parametrize("base", ["study", "/study/"])
def test_below_a_base_path_the_same_is_decided(base: str) -> None:
    assert endpoint_of(path_below("/study/_stcore/metrics", base=base)).methods == NO_WAY
    assert endpoint_of(path_below("/study/media/x.csv", base=base)).who is Who.OWNER
    assert endpoint_of(path_below("/study/overview", base=base)) is ENDPOINTS[-1]


@pytest.mark.parametrize("path", ["//_stcore/metrics", "/_stcore/metrics/", "//media/x"])
def test_a_slash_more_opens_nothing(path: str) -> None:
    assert endpoint_of(path_below(path, base="")) is not ENDPOINTS[-1]
