"""Files go in; readings come out in their order, made by worker processes that may die.

The one place below the pages that starts processes and looks at a clock: a file that makes a
parser abort, run for ever or eat all memory must not take the dashboard with it. A worker serves
many files; one that dies is replaced and the file is tried once more by itself.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from threading import Event, Lock, Timer, local
from typing import Any

from campaign import CampaignPack, Issue, Memory, Past, Roster
from loaders.entries import Hints, Reading
from loaders.processes.worker import KEPT, received, send
from loaders.reader import refused_reading

# A file at the limits takes 8 s on a busy machine of two cores: longer means it never ends.
SECONDS = 20.0
N_WORKERS = 2  # a convention: as many as the cores of an office's small machine
_START_SECONDS = 60.0  # a worker starts in under 3 s; this ends one that would never come
# A unit's workbook is some 10 KB, so that sending costs more than reading. A parcel over which a
# worker ends is read again file by file, and the first four of each worker are shared out evenly.
_SMALL, _TOGETHER, _ONE_BY_ONE = 1 << 18, 8, 4
_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
_LOG = logging.getLogger(__name__)
_Known = tuple[str, bytes]


@dataclass(frozen=True)
class Upload:
    """A file to read: its name, its bytes or why they cannot be had, what is known besides."""

    file_name: str
    content: bytes | Issue
    hints: Hints = field(default_factory=Hints)


def _parcels(uploads: Iterable[Upload], n_workers: int) -> Iterator[list[Upload]]:
    """The files in their order, to be sent together: one by one at first, so that every worker has
    something to do, then several small ones at a time."""
    parcel: list[Upload] = []
    weight = 0
    for n_sent, upload in enumerate(uploads):
        is_refused = isinstance(upload.content, Issue)
        size = _SMALL if isinstance(upload.content, Issue) else len(upload.content)
        if parcel and weight + size > _SMALL:
            yield parcel
            parcel, weight = [], 0
        parcel.append(upload)
        weight += size
        most = 1 if is_refused or n_sent < _ONE_BY_ONE * n_workers else _TOGETHER
        if len(parcel) >= most:
            yield parcel
            parcel, weight = [], 0
    if parcel:
        yield parcel


@Memory()
def _packed(roster: Roster, pack: CampaignPack) -> _Known:
    """The roster and pack packed for sending, once for as long as they stay the same."""
    content = pickle.dumps((replace(roster), pack), protocol=pickle.HIGHEST_PROTOCOL)
    return hashlib.sha256(content).hexdigest(), content


def _request(parcel: Sequence[Upload], known: _Known) -> tuple[tuple[Any, ...], tuple[Hints, ...]]:
    """What is asked of a worker, and what answers its questions about earlier weeks."""
    names = [f.name for f in fields(Hints) if f.name != "earlier"]
    files = [
        (upload.content, upload.file_name, {name: getattr(upload.hints, name) for name in names})
        for upload in parcel
    ]
    return ("read", known, files), tuple(upload.hints for upload in parcel)


def _logged(reading: Reading) -> Reading:
    """The reading; a fault of the program's own is noted with its place."""
    if reading.refused and reading.refused.code == "F16":
        _LOG.error("reading failed at %s", reading.refused.params["place"])
    return reading


class _DeadError(Exception):
    """The worker ended before it answered."""


class _LateError(Exception):
    """The worker did not answer in time and was ended."""


class Workers:
    """A small pool of worker processes, started when first needed; usable from many threads."""

    def __init__(self, n: int = N_WORKERS, *, seconds: float = SECONDS) -> None:
        self._n, self._seconds = n, seconds
        self._threads = ThreadPoolExecutor(n, thread_name_prefix="reading")
        self._mine, self._lock = local(), Lock()
        self._all: list[_Worker] = []
        self.peak_memory = 0
        """The most memory any worker ever held, in bytes."""

    def read(
        self, uploads: Iterable[Upload], *, roster: Roster, pack: CampaignPack
    ) -> Iterator[Reading]:
        """A reading for each file, in their order, as they are done. Never raises for bad input:
        a file that ends its worker twice is refused (F03), one that takes too long too (F13)."""
        known = _packed(roster, pack)
        under_way: deque[Future[list[Reading]]] = deque()
        for parcel in _parcels(uploads, self._n):
            under_way.append(self._threads.submit(self._readings, parcel, known))
            if len(under_way) > 2 * self._n:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()

    def read_one(self, upload: Upload, *, roster: Roster, pack: CampaignPack) -> Reading:
        """The reading of one file."""
        return next(self.read([upload], roster=roster, pack=pack))

    def unlocked(self, data: bytes, password: str) -> bytes | Issue:
        """The bytes of an encrypted workbook without its password, or F04."""
        request = ("unlock", data, password)
        found: bytes | Issue = self._threads.submit(self._answer, request, ()).result()
        return found

    def close(self) -> None:
        """End the workers; the next file would start new ones."""
        with self._lock:
            workers, self._all = self._all, []
        for worker in workers:
            worker.end()

    def _readings(self, parcel: Sequence[Upload], known: _Known) -> list[Reading]:
        """A reading for each file; where one of several ends the worker, each is read alone."""
        if len(parcel) > 1:
            try:
                found = self._worker().answer(*_request(parcel, known), seconds=self._seconds)
            except (_LateError, _DeadError):
                return [self._reading(upload, known) for upload in parcel]
            return [_logged(reading) for reading in found]
        return [self._reading(upload, known) for upload in parcel]

    def _reading(self, upload: Upload, known: _Known) -> Reading:
        name, data = upload.file_name, upload.content
        if isinstance(data, Issue):
            return refused_reading(name, b"", data)
        answer = self._answer(*_request([upload], known))
        return (
            refused_reading(name, data, answer) if isinstance(answer, Issue) else _logged(*answer)
        )

    def _answer(self, request: tuple[Any, ...], hints: Sequence[Hints]) -> Any:
        for _ in range(2):
            try:
                return self._worker().answer(request, hints, seconds=self._seconds)
            except _LateError:
                return Issue("F13")
            except _DeadError:
                continue
        return Issue("F03")

    def _worker(self) -> _Worker:
        """This thread's own worker, a new one where there is none or it died."""
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None or not worker.is_alive:
            worker = self._mine.worker = _Worker(self)
            with self._lock:
                self._all = [w for w in self._all if w.is_alive] + [worker]
        return worker


class _Worker:
    """One process and what it remembers."""

    def __init__(self, pool: Workers) -> None:
        self._pool = pool
        self._remembered: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from loaders.processes.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env=_environment(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._inward, self._outward = self._process.stdout, self._process.stdin
        self._within(_START_SECONDS, lambda: self._next(()))

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def answer(self, request: tuple[Any, ...], hints: Sequence[Hints], *, seconds: float) -> Any:
        """The answer to one request; raises _DeadError or _LateError, and then is dead."""
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
            self._pool.peak_memory = max(self._pool.peak_memory, peak)
            if kind != "earlier":
                return content
            place, week, unit_id = content
            if (place, week) not in asked:
                asked[place, week] = hints[place].earlier(week)
            send(self._outward, asked[place, week].get(unit_id))

    def _within(self, seconds: float, work: Any) -> Any:
        late = Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            return work()
        except (EOFError, OSError) as error:
            self.end()
            raise _LateError if late.is_set() else _DeadError from error
        except BaseException:
            self.end()  # the pipes may hold half a message
            raise
        finally:
            timer.cancel()

    def _unknown(self, known: _Known) -> tuple[str, bytes | None]:
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


def _environment() -> dict[str, str]:
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


@cache
def workers() -> Workers:
    """The process's own pool, ended with the process."""
    pool = Workers()
    atexit.register(pool.close)
    return pool
