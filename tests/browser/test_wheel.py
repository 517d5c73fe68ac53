"""The built wheel, installed in an environment of its own and started in an empty folder.

`.ci/wheel` builds and installs it and says where in INSTALLED; without it these are skipped by name.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from campaign import VERSION
from tests.browser.conftest import settled
from tests.browser.forge import ROOT

READY = f"ok {VERSION}".encode()
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("wheel")]
_STRAY = '[browser]\ngatherUsageStats = true\n[server]\naddress = "0.0.0.0"\nallowedHosts = []\n'


@dataclass(frozen=True)
class Started:
    """The folder it was started in, its port and its process."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    def status(self, path: str, **headers: str) -> tuple[int, bytes]:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", path, headers=told)
            answer = connection.getresponse()
            return answer.status, answer.read()


@pytest.fixture(scope="module")
def command() -> str:
    """The installed console command."""
    if "INSTALLED" not in os.environ:
        pytest.skip("no installed wheel here; .ci/wheel makes one")
    return str(Path(os.environ["INSTALLED"]) / "bin" / "study-dashboard")


def _environment() -> dict[str, str]:
    ours = ("DATABASE_URL", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if name not in ours}


@contextmanager
def _running(command: str, folder: Path, *more: str) -> Iterator[Started]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [command, "run", "--port", str(port), *more], cwd=folder, env=_environment()
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Started(folder, port, process)
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def started(command: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """The dashboard, in a folder where nothing was."""
    with _running(command, tmp_path_factory.mktemp("empty")) as running:
        yield running


def _listening(port: int) -> set[str]:
    """The addresses, as the kernel writes them, at which something listens on the port."""
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            own, state = line.split()[1], line.split()[3]
            if own.endswith(f":{port:04X}") and state == "0A":
                found.add(own.partition(":")[0])
    return found


def test_it_is_ready_and_has_made_its_own_ledger(started: Started) -> None:
    assert started.status("/readyz") == (200, READY)
    assert (started.folder / "data" / "ledger.db").is_file()


def test_it_listens_on_this_machine_alone(started: Started) -> None:
    assert _listening(started.port) == {"0100007F"}


def test_it_refuses_a_foreign_host_and_a_proxy(started: Started) -> None:
    assert started.status("/", Host="evil.test")[0] == 400
    assert started.status("/", X_Forwarded_For="10.0.0.9")[0] == 403
    assert started.status("/_stcore/metrics")[0] == 404


def test_a_page_opens_and_nothing_is_told_to_anybody_else(
    started: Started, chromium: Browser
) -> None:
    own, asked = f"127.0.0.1:{started.port}", list[str]()
    page = chromium.new_page(locale="zh-CN")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"http://{own}/")
    settled(page)
    page.close()
    assert asked
    assert [url for url in asked if own not in url and not url.startswith(("data:", "blob:"))] == []


def test_the_settings_of_the_folder_it_stands_in_change_nothing(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(_STRAY, encoding="utf-8")
    with _running(command, tmp_path) as running:
        assert running.status("/readyz") == (200, READY)
        assert _listening(running.port) == {"0100007F"}
        assert running.status("/", Host="evil.test")[0] == 400


def test_the_ledger_may_be_elsewhere(command: str, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    url = f"sqlite:///{tmp_path / 'there' / 'own.db'}"
    with _running(command, folder, "--ledger", url) as running:
        assert running.status("/readyz") == (200, READY)
    assert (tmp_path / "there" / "own.db").is_file()
    assert list(folder.iterdir()) == []


def test_it_does_not_start_for_other_machines_unless_told_to(command: str, tmp_path: Path) -> None:
    with _running(command, tmp_path, "--address", "0.0.0.0") as running:
        assert running.process.wait(60) != 0
    more = ("--address", "0.0.0.0", "--open-to-network", "--name", "dashboard.example.gov")
    with _running(command, tmp_path, *more) as running:
        assert running.status("/readyz")[1].startswith(READY + b"\nopen to the network")
        assert running.status("/", Host="dashboard.example.gov")[0] == 200
        assert running.status("/", Host="evil.test")[0] == 400


def test_a_reading_process_of_the_wheel_reads_a_workbook(command: str, tmp_path: Path) -> None:
    """
    | 周报!D5 | #REF! |
    """
    book = tmp_path / "公式错误.xlsx"
    shutil.copy(ROOT / "sample_data" / "wrong" / book.name, book)
    told = subprocess.run(
        [command, "inspect", "--json", book.name],
        cwd=tmp_path,
        env=_environment(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    (file,) = json.loads(told.stdout)["files"]
    (table,) = file["sheets"][0]["tables"]
    assert (file["refused"], table["form"]) == (None, "weekly_report")
    assert "C01" in told.stdout.decode()
