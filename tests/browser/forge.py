"""A process that has loaded all that a dashboard is made of: each server asked for is a copy of it.

To load it takes two seconds of a core and more with the first page; a copy is there at once. It
then starts by Streamlit's own command, in a session, with words and an environment of its own.
Asked is a line of JSON on stdin, answered the number of the copy's process.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Server:
    """A started dashboard; it is no child of who asked for it."""

    pid: int

    def poll(self) -> int | None:
        """None while it runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self, seconds: float) -> None:
        """Until it has ended; raises TimeoutError."""
        until = time.monotonic() + seconds
        while self.poll() is None:
            if time.monotonic() > until:
                raise TimeoutError(f"the server {self.pid} does not end")
            time.sleep(0.02)


def serve(words: Sequence[str], environment: Mapping[str, str]) -> Server:
    """`streamlit` with these words, as a copy of the forge."""
    told, heard = _forge()
    told.write(json.dumps({"words": list(words), "environment": dict(environment)}) + "\n")
    told.flush()
    return Server(int(heard.readline()))


@cache
def _forge() -> tuple[IO[str], IO[str]]:
    """The pipes of this process's forge, which ends with it."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.forge"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdin is not None
    assert started.stdout is not None
    return started.stdin, started.stdout


def _load() -> None:
    import plotly.graph_objs
    import plotly.io  # noqa: F401
    from streamlit.web import cli  # noqa: F401

    from tests.house.seen import load_pages

    load_pages()


def _copy(told: Mapping[str, Any]) -> NoReturn:
    from streamlit.web import cli

    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.environ.clear()
    os.environ.update(told["environment"])
    sys.argv = ["streamlit", *told["words"]]
    code = 1
    try:
        cli.main(prog_name="streamlit")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    finally:
        os._exit(code)


def main() -> None:
    """Copy oneself as often as one is asked to."""
    _load()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a copy that ended
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _copy(json.loads(line))
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
