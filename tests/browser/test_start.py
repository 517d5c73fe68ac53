"""Where the server starts, and what it then says of itself; one process a test."""

from __future__ import annotations

import os
import socket
import subprocess
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from campaign import VERSION
from ledger import open_ledger
from pages.gate.network import OPTION
from tests.browser.conftest import STREAMLIT, serving, settled
from tests.browser.forge import ROOT
from tests.pages.filled import fill

pytestmark = [pytest.mark.xdist_group("start")]


def _ends(tmp_path: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """How a start that is refused ends, and what it says."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    told = subprocess.run(
        [*STREAMLIT, "--server.port", str(port), *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return told.returncode, told.stdout + told.stderr


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_it_refuses_to_start_where_other_machines_would_reach_it(
    tmp_path: Path, address: str
) -> None:
    code, told = _ends(tmp_path, "--server.address", address)
    assert code != 0
    assert f"监听地址{address}不限于本机" in told
    assert OPTION in told
    assert "Traceback" not in told
    assert not (tmp_path / "ledger.db").exists(), "nothing was opened"


def test_the_variable_of_streamlit_does_not_get_around_it(tmp_path: Path) -> None:
    code, _ = _ends(tmp_path, STREAMLIT_SERVER_ADDRESS="0.0.0.0")
    assert code != 0


@pytest.mark.browser
def test_opened_it_starts_and_every_page_says_so(tmp_path: Path, chromium: Browser) -> None:
    """Also the pages that say what is missing: here there is no district yet. What a first visitor
    is told is shown once."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    with serving(url, OPTION) as address:
        context = chromium.new_context(locale="en-GB")
        page = context.new_page()
        page.goto(address)
        settled(page)
        expect(page.locator("p.open")).to_contain_text("Open to the network · nobody signs in")
        ledger = open_ledger(url)
        fill(ledger)
        ledger.close()
        page.goto(address)
        page.get_by_role("button", name="Understood").click()
        for path in ("/", "/coverage", "/submit", "/record?lang=zh_CN"):
            page.goto(address + path)
            settled(page)
            expect(page.locator("p.open")).to_be_visible()
            expect(page.locator(".first")).to_be_hidden()  # it was dismissed, once for all pages
        context.close()
        assert (
            _readyz(address, X_Forwarded_For="10.0.0.9")
            == f"ok {VERSION}\nopen to the network; nobody signs in".encode()
        )


@pytest.mark.browser
def test_closed_no_page_says_so_and_a_proxy_gets_nothing(tmp_path: Path, chromium: Browser) -> None:
    with serving(f"sqlite:///{tmp_path / 'ledger.db'}") as address:
        page = chromium.new_page()
        page.goto(address)
        settled(page)
        assert page.locator("p.open").count() == 0
        page.close()
        assert _readyz(address) == f"ok {VERSION}".encode()
        assert b"--open-to-network" in _readyz(address, X_Forwarded_Host="dashboard.example.gov")


def _readyz(address: str, **headers: str) -> bytes:
    connection = HTTPConnection(address.removeprefix("http://"), timeout=20)
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", "/readyz", headers=told)
    body = connection.getresponse().read()
    connection.close()
    return body
