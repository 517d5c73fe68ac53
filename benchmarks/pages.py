"""How long the overview's rerun takes in a real browser, against an empty page of the same server.

Two servers of the same kind and one browser with a page of each; the pages take turns. A rerun is
timed inside the page, from the key that asks for it until the page says that its script has ended.
The overview shows the sample district. Needs a Chromium.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, WARM = 25, 4
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
_READY = "[data-testid=stApp][data-test-script-state=notRunning]"
EMPTY = """
from pathlib import Path
import streamlit as st
app = st.App(Path(__file__).parent / "page.py")
"""
_WATCH = """
() => {
  const app = document.querySelector("[data-testid=stApp]");
  const state = () => app.getAttribute("data-test-script-state");
  let begun = false;
  window.rerunTook = null;
  document.addEventListener("keydown", () => { window.rerunFrom = performance.now(); },
                            {once: true, capture: true});
  new MutationObserver((_, watcher) => {
    if (state() !== "notRunning") begun = true;
    else if (begun) { watcher.disconnect(); window.rerunTook = performance.now() - rerunFrom; }
  }).observe(app, {attributes: true, attributeFilter: ["data-test-script-state"]});
}
"""


def run() -> Iterator[str]:
    """One line a page: milliseconds, and how many times the empty page."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        yield "overview rerun: not measured, no Chromium found"
        return
    with ExitStack() as open_now:
        folder = Path(open_now.enter_context(TemporaryDirectory()))
        url = f"sqlite:///{folder / 'ledger.db'}"
        fill(url)
        empty = serving(empty_page(folder), folder, url=url)
        overview = serving(ROOT / "dashboard.py", ROOT, url=url)
        servers = {"empty page": empty, "overview": overview}
        addresses = {
            name: open_now.enter_context(server).address for name, server in servers.items()
        }
        times = _times(open_now.enter_context(sync_playwright()), found, addresses)
    floor = median(times["empty page"])
    for name, own in times.items():
        yield f"{name} rerun: {median(own):.0f} ms = {median(own) / floor:.2f} x an empty page"


def _times(playwright: Playwright, found: str, addresses: dict[str, str]) -> dict[str, list[float]]:
    """The milliseconds of every rerun, by page."""
    browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
    try:
        return _measured({name: _opened(browser, at) for name, at in addresses.items()})
    finally:
        browser.close()


def _measured(pages: dict[str, Page]) -> dict[str, list[float]]:
    """The pages in turn; the first rounds only warm up."""
    times: dict[str, list[float]] = {name: [] for name in pages}
    for number in range(WARM + ROUNDS):
        for name, page in pages.items():
            page.bring_to_front()
            page.wait_for_timeout(150)
            page.evaluate(_WATCH)
            page.keyboard.press("r")
            page.wait_for_function("window.rerunTook !== null", timeout=20_000)
            if number >= WARM:
                times[name].append(float(page.evaluate("window.rerunTook")))
    return times


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page.goto(address)
    page.wait_for_selector(_READY, timeout=60_000)
    page.wait_for_timeout(3000)
    return page


def empty_page(folder: Path) -> Path:
    """The script of a server with one page and nothing on it, set as the dashboard's is."""
    (folder / "page.py").write_text("", encoding="utf-8")
    (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit", dirs_exist_ok=True)
    return folder / "empty.py"


def fill(url: str, *size: str) -> None:
    """Enter the sample district into a ledger, or a set of another `size`, in the words of
    `commands sample`."""
    command = [sys.executable, "-m", "commands", "sample", *(size or ("--set", "district"))]
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


@dataclass(frozen=True)
class Server:
    """A server that runs: where, and as which process."""

    address: str
    pid: int

    def cpu_seconds(self) -> float:
        """What the process has used of the cores so far, without its workers."""
        told = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(
    script: Path, folder: Path, *, url: str, arguments: Sequence[str] = ()
) -> Iterator[Server]:
    """A server on a free port of this machine; `arguments` are the dashboard's own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ("--server.port", str(port), "--server.headless", "true")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options, "--", *arguments],
        cwd=folder,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address)
        yield Server(address, server.pid)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urlopen(f"{address}/_stcore/health", timeout=1).close()
        except (URLError, OSError):
            time.sleep(0.15)
        else:
            return
    raise RuntimeError("the server did not answer")


if __name__ == "__main__":
    for line in run():
        print(line)
