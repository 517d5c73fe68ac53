"""One worker process seen from outside: requests go to it, answers come back, or it is ended.

Its time and its memory are watched from here, on every system: where a process cannot be held to
its memory from within, this is the only limit there is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

from campaign import Past
from loaders.entries import Hints
from loaders.processes.memory import MAX_GROWTH, held_memory
from loaders.processes.worker import KEPT, received, send

Known = tuple[str, bytes]
"""A roster and pack: their fingerprint and both packed."""
_START_SECONDS = 60.0  # a worker starts in under 3 s; this ends one that would never come
_LOOK_SECONDS = 0.05
"""Between two looks at a worker's memory: what can be touched meanwhile is some 100 MB."""
_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")


class DeadError(Exception):
    """The worker ended before it answered."""


class LateError(DeadError):
    """The worker did not answer in time and was ended."""


class HugeError(DeadError):
    """The worker took more memory than it may, or its answer did, and was ended."""


class _Watch:
    """Looks at a process until it is told to stop; ends it beyond its time or memory."""

    def __init__(self, process: subprocess.Popen[bytes], *, seconds: float, most: int) -> None:
        self._process, self._until, self._most = process, monotonic() + seconds, most
        self._over = Event()
        self.verdict: type[DeadError] = DeadError
        Thread(target=self._look, name="watch", daemon=True).start()

    def _look(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            late, huge = monotonic() > self._until, held_memory(self._process.pid) > self._most
            if late or huge:
                self.verdict = HugeError if huge else LateError
                self._process.kill()
                return

    def stop(self) -> None:
        """What was waited for has come."""
        self._over.set()


class WorkerProcess:
    """One process and what it remembers; `told` is called with its peak memory at each answer."""

    def __init__(self, told: Callable[[int], None], *, limits_itself: bool) -> None:
        self._told = told
        self._remembered: list[str] = []
        start = f"from loaders.processes.worker import main; main(limits_itself={limits_itself})"
        self._process = subprocess.Popen(
            [sys.executable, "-c", start],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env=environment(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._inward, self._outward = self._process.stdout, self._process.stdin
        self._most = 2 * MAX_GROWTH
        self._within(_START_SECONDS, lambda: self._next(()))
        self._most = held_memory(self.pid) + MAX_GROWTH

    @property
    def pid(self) -> int:
        """The number the system knows the process by."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def answer(self, request: tuple[Any, ...], hints: Sequence[Hints], *, seconds: float) -> Any:
        """The answer to one request; raises DeadError or a kind of it, and then is dead."""
        if request[0] == "read":
            request = ("read", self._unknown(request[1]), *request[2:])

        def asked() -> Any:
            send(self._outward, request)
            return self._next(hints)

        return self._within(seconds, asked)

    def _next(self, hints: Sequence[Hints]) -> Any:
        """The next answer; questions about earlier figures are answered meanwhile."""
        asked: dict[tuple[int, int], Mapping[str, Past]] = {}
        while True:
            kind, content, peak = received(self._inward)
            self._told(peak)
            if kind != "earlier":
                return content
            place, week, unit_id = content
            if (place, week) not in asked:
                asked[place, week] = hints[place].earlier(week)
            send(self._outward, asked[place, week].get(unit_id))

    def _within(self, seconds: float, work: Callable[[], Any]) -> Any:
        watch = _Watch(self._process, seconds=seconds, most=self._most)
        try:
            return work()
        except OverflowError as error:
            self.end()
            raise HugeError from error
        except (EOFError, OSError) as error:
            self.end()
            raise watch.verdict from error
        except BaseException:
            self.end()  # the pipes may hold half a message
            raise
        finally:
            watch.stop()

    def _unknown(self, known: Known) -> tuple[str, bytes | None]:
        """The roster's fingerprint, with its content unless the process remembers it."""
        fingerprint, content = known
        if fingerprint in self._remembered:
            return fingerprint, None
        self._remembered = [*self._remembered[-(KEPT - 1) :], fingerprint]
        return fingerprint, content

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._inward, self._outward):
            try:
                pipe.close()
            except OSError:
                continue  # what was not yet written has nobody to read it


def environment() -> dict[str, str]:
    """What a worker may know of its surroundings: no address of a ledger, no secret."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    return {
        "PYTHONPATH": str(_ROOT),
        "PYTHONUTF8": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        **one_thread,
        **passed_on,
    }
