"""A fresh server a file and a real Chromium before it.

Where no Chromium is found the journeys are skipped by name; under CI its absence is a failure.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from ledger import Ledger
from tests.browser.forge import Server, serve
from tests.browser.tabs import Tabs
from tests.pages.filled import copied, fill
from tests.pages.logged import log_visits

STREAMLIT = (sys.executable, "-m", "streamlit", "run", "dashboard.py")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Two hidden pages of the address bar take an eighth of each visit; the others are those that
    # Playwright switches off, of which only the last list counts.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,AvoidUnnecessaryBeforeUnloadCheckSync,PaintHolding,"
    "DestroyProfileOnBrowserClose,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,"
    "PreconnectToSearch,LensOverlay,ThirdPartyStoragePartitioning,SpareRendererForSitePerProcess",
)
# Under a page's own path the client also asks for these two, and is answered at the root.
KNOWN_404 = ("_stcore/health", "_stcore/host-config")
Visit = Callable[..., Page]
expect.set_options(timeout=30_000)  # milliseconds: what is drawn late on a busy machine is drawn


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium found, and CI needs one")
        pytest.skip("no Chromium found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def serving(url: str, *arguments: str) -> Iterator[str]:
    """A fresh dashboard on a free port of this machine; the address it answers at.

    `arguments` are the dashboard's own, such as `--open-to-network`.
    """
    with started(url, *arguments) as (address, _):
        yield address


@contextmanager
def started(url: str, *arguments: str) -> Iterator[tuple[str, Server]]:
    """The same with its process, which may be ended meanwhile."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["run", "dashboard.py", "--server.port", str(port), "--", *arguments]
    server = serve(words, {**os.environ, "DATABASE_URL": url})
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server)
        yield address, server
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(60)  # it ends when its pages have: seconds, minutes on a loaded machine


def _wait(address: str, server: Server) -> None:
    # Only the health of the server is asked for: the first page request belongs to the test.
    for _ in range(200):
        assert server.poll() is None, "the server ended by itself"
        try:
            urlopen(f"{address}/_stcore/health", timeout=1).close()
        except (URLError, OSError):
            time.sleep(0.15)
        else:
            return
    raise AssertionError("the server did not answer")


@contextmanager
def filled(factory: pytest.TempPathFactory, *entering: Callable[[Ledger], object]) -> Iterator[str]:
    """A fresh server on a ledger that was filled so."""
    url = f"sqlite:///{factory.mktemp('served') / 'ledger.db'}"
    copied(url, *entering).close()
    with serving(url) as served:
        yield served


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[str]:  # noqa: ARG001
    """A fresh server on the small ledger of the page tests."""
    with filled(tmp_path_factory, fill) as served:
        yield served


@pytest.fixture(scope="session")
def only_read(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[str]:  # noqa: ARG001
    """The same for all files that change nothing in it; they belong to the group "reading"."""
    with filled(tmp_path_factory, fill) as served:
        yield served


@pytest.fixture(scope="session")
def with_logs(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[str]:  # noqa: ARG001
    """The same with two groups' guidance logs, for files of the group "logs"."""
    with filled(tmp_path_factory, fill, log_visits) as served:
        yield served


@pytest.fixture(scope="session")
def tabs(chromium: Browser) -> Tabs:
    """The browsers of all visitors so far."""
    return Tabs(chromium)


@pytest.fixture
def visit(tabs: Tabs, address: str) -> Iterator[Visit]:
    """Opens a path as a new visitor; at the end no request may have left for another host, and
    nothing but the two known answers may have been complained about."""
    foreign: list[str] = []
    complaints: list[str] = []
    pages: list[Page] = []
    told: tuple[tuple[Any, Callable[[Any], None]], ...] = (
        ("request", lambda request: _note_foreign(request, address, foreign)),
        ("console", lambda message: _note_complaint(message, complaints)),
        ("pageerror", lambda error: complaints.append(str(error))),
    )

    def open_path(path: str, *, locale: str = "zh-CN", width: int = 1366, **more: object) -> Page:
        page = tabs.take(locale=locale, width=width, **more)
        pages.append(page)
        for event, note in told:
            page.on(event, note)
        page.goto(address + path)
        settled(page)
        return page

    yield open_path
    for page in pages:
        for event, note in told:
            page.remove_listener(event, note)
        tabs.give_back(page)
    assert foreign == []
    assert complaints == []


def settled(page: Page) -> None:
    """Wait until the script has run and its page is drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30000)
    page.wait_for_selector(".st-key-masthead", state="attached", timeout=30000)
    assert page.locator("[data-testid=stException]").count() == 0


def _note_foreign(request: Request, address: str, foreign: list[str]) -> None:
    ours = (address, address.replace("http", "ws", 1), "data:", "blob:")
    if not request.url.startswith(ours):
        foreign.append(request.url)


def _note_complaint(message: ConsoleMessage, complaints: list[str]) -> None:
    place = str(message.location.get("url", ""))
    if message.type == "error" and not place.endswith(KNOWN_404):
        complaints.append(f"{message.text} {place}")
