"""What the Containerfile says, done in a plain folder with the installed wheel, without an engine.

`.ci/wheel` says where the wheel is in INSTALLED; without it these are skipped by name.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from campaign import VERSION
from tests.browser.forge import ROOT

READY = f"ok {VERSION}".encode()
pytestmark = [pytest.mark.xdist_group("wheel")]
TEXT = (ROOT / "deployment" / "Containerfile").read_text(encoding="utf-8")
NOBODY = 65534


@dataclass(frozen=True)
class Container:
    """The folder in the place of the volume, the port in the place of 8501, what is set."""

    volume: Path
    port: int
    environment: dict[str, str]

    def start(self, words: list[str]) -> subprocess.Popen[bytes]:
        """One command of the file, as somebody who may write nothing but the volume."""
        program = shutil.which(words[0], path=self.environment["PATH"])
        assert program is not None
        who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        return subprocess.Popen(
            [program, *words[1:]],
            cwd=self.volume,
            env=self.environment,
            **who,  # type: ignore[call-overload]
        )


@pytest.fixture
def container() -> Iterator[Container]:
    """Everything the file sets, with folder and port of the test's own."""
    if "INSTALLED" not in os.environ:
        pytest.skip("no installed wheel here; .ci/wheel makes one")
    if os.geteuid() == 0 and not _is_open_to_all(Path(os.environ["INSTALLED"], "bin", "python")):
        pytest.skip("the interpreter lies where only root may read it")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    volume = Path(tempfile.mkdtemp(prefix="volume"))
    if os.geteuid() == 0:
        os.chown(volume, NOBODY, NOBODY)
    told = dict(re.findall(r"^ENV (\w+)=(.*)$", TEXT, re.MULTILINE))
    told = {name: value.replace("/srv/campaign", str(volume)) for name, value in told.items()}
    path = f"{os.environ['INSTALLED']}/bin:/usr/bin:/bin"
    yield Container(volume, port, {"PATH": path, "STUDY_DASHBOARD_PORT": str(port), **told})
    shutil.rmtree(volume)


def _is_open_to_all(program: Path) -> bool:
    """Whether anybody may run the program that a path leads to."""
    return all(place.stat().st_mode & 0o001 for place in program.resolve().parents)


def _words(instruction: str) -> list[str]:
    """The words of the last instruction of that name, written as a list."""
    found = re.findall(rf"^{instruction}\b.*?(\[.*\])$", TEXT, re.MULTILINE)
    return [str(word) for word in json.loads(found[-1])]


def test_it_starts_without_root_and_writes_nothing_but_its_volume(container: Container) -> None:
    server = container.start(_words("CMD"))
    try:
        until = time.monotonic() + 60
        while container.start(_health(container)).wait(30) != 0:
            assert server.poll() is None, "it ended by itself"
            assert time.monotonic() < until, "it never became well"
            time.sleep(0.5)
        with urlopen(f"http://127.0.0.1:{container.port}/readyz", timeout=20) as answer:
            assert answer.read() == READY + b"\nopen to the network; nobody signs in"
        assert (container.volume / "ledger.db").is_file()
    finally:
        server.terminate()
        server.wait(20)
    assert container.start(_health(container)).wait(30) != 0, "what is down is not well"


def _health(container: Container) -> list[str]:
    return [word.replace("8501", str(container.port)) for word in _words("HEALTHCHECK")]


def test_the_image_runs_as_nobody_in_particular_and_is_published_to_this_machine_only() -> None:
    assert re.search(r"^USER [1-9]\d+:[1-9]\d+$", TEXT, re.MULTILINE)
    said = "".join(line.strip("# \\\n") + " " for line in TEXT.splitlines() if line.startswith("#"))
    run = shlex.split(said[said.index("podman run") : said.index("`docker`")])
    assert run[run.index("-p") + 1] == "127.0.0.1:8501:8501"
    assert {"--read-only", "--cap-drop=all", "--security-opt=no-new-privileges"} <= set(run)
