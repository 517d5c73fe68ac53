"""A page's file and what its link says go in; the dashboard that draws it first comes out, without
a browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test
from streamlit.util import calc_hash

APP = Path(__file__).resolve().parents[2] / "pages" / "app.py"


def driven(page: str = "", *, seconds: float = 30, **said: str) -> AppTest:
    """The dashboard before its first run, as a browser that follows a link to one of `pages`.

    Without a page it begins where the viewer begins.
    """
    _look_once()
    app = AppTest.from_file(str(APP), default_timeout=seconds)
    for key, value in said.items():
        app.query_params[key] = value
    if page:
        app._page_hash = calc_hash(page.split("/")[1])  # `switch_page` knows it after a run only
    return app


@cache
def _look_once() -> None:
    """Every run would look for parts of pages in every package installed, and compile its scripts
    anew, which took as long as drawing; neither changes while tests run."""
    found = cache(manifest_scanner.scan_component_manifests)
    manifest_scanner.scan_component_manifests = found  # type: ignore[assignment]
    app_test.ScriptCache = cache(ScriptCache)  # type: ignore[assignment, misc]
