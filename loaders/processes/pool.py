"""Files go in; readings come out in their order, made by worker processes that may die.

The one place below the pages that starts processes and looks at a clock: a file that makes a
parser abort, run for ever or eat all memory must not take the dashboard with it. A worker serves
many files; one that dies is replaced and the file is tried once more by itself.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from threading import Lock, local
from typing import Any, TypeVar

from campaign import CampaignPack, Issue, Memory, Roster
from loaders.entries import Hints, Reading
from loaders.files import inflates_too_far, read_or_refuse, unlock
from loaders.processes.process import DeadError, HugeError, Known, LateError, WorkerProcess
from loaders.processes.worker import read_or_gone
from loaders.reader import refused_reading

# A file at the limits takes 8 s on a busy machine of two cores: longer means it never ends.
SECONDS = 20.0
N_WORKERS = 2  # a convention: as many as the cores of an office's small machine
# A unit's workbook is some 10 KB, so that sending costs more than reading. A parcel over which a
# worker ends is read again file by file, and the first four of each worker are shared out evenly.
_SMALL, _TOGETHER, _ONE_BY_ONE = 1 << 18, 8, 4
_Result = TypeVar("_Result")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Upload:
    """A file to read: its name, its bytes, where they lie or why they cannot be had, and what is
    known besides. Bytes that lie on disk are read by the worker alone."""

    file_name: str
    content: bytes | Path | Issue
    hints: Hints = field(default_factory=Hints)


def _parcels(uploads: Iterable[Upload], n_workers: int) -> Iterator[list[Upload]]:
    """The files in their order, to be sent together: one by one at first, so that every worker has
    something to do, then several small ones at a time."""
    parcel: list[Upload] = []
    weight = 0
    for n_sent, upload in enumerate(uploads):
        is_refused = isinstance(upload.content, Issue)
        size = _size(upload.content)
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
def _packed(roster: Roster, pack: CampaignPack) -> Known:
    """The roster and pack packed for sending, once for as long as they stay the same."""
    content = pickle.dumps((replace(roster), pack), protocol=pickle.HIGHEST_PROTOCOL)
    return hashlib.sha256(content).hexdigest(), content


def _size(content: bytes | Path | Issue) -> int:
    """How many bytes a file has; those of one that cannot be had are not worth company."""
    if isinstance(content, bytes):
        return len(content)
    try:
        return _SMALL if isinstance(content, Issue) else content.stat().st_size
    except OSError:
        return _SMALL


def _request(parcel: Sequence[Upload], known: Known) -> tuple[tuple[Any, ...], tuple[Hints, ...]]:
    """What is asked of a worker, and what answers its questions about earlier weeks."""
    names = [f.name for f in fields(Hints) if f.name != "earlier"]
    files = [
        (upload.content, upload.file_name, {name: getattr(upload.hints, name) for name in names})
        for upload in parcel
    ]
    return ("read", known, files), tuple(upload.hints for upload in parcel)


def _logged(found: _Result | Issue) -> _Result | Issue:
    """What was found; a fault of the program's own is noted with its place."""
    if isinstance(found, Issue) and found.code == "F16":
        _LOG.error("reading failed at %s", found.params["place"])
    return found


def _logged_reading(reading: Reading) -> Reading:
    _logged(reading.refused)
    return reading


def _unlocked(file: Path, password: str) -> bytes | Issue:
    """In a worker: the workbook without its password."""
    data = read_or_gone(file)
    if isinstance(data, Issue):
        return data
    return read_or_refuse(lambda: unlock(data, (password,)))


class _Late:
    """How many files of one call took too long, and how many may."""

    def __init__(self, most: int | None) -> None:
        self._most, self._lock, self.n = most, Lock(), 0

    @property
    def is_over(self) -> bool:
        """Whether no more of the call is to be read."""
        return self._most is not None and self.n >= self._most

    def note(self, answer: Issue) -> None:
        """Counts a file that took too long."""
        with self._lock:
            self.n += answer.code == "F13"


class Workers:
    """A small pool of worker processes, started when first needed; usable from many threads."""

    def __init__(
        self, n: int = N_WORKERS, *, seconds: float = SECONDS, limit_themselves: bool = True
    ) -> None:
        """`limit_themselves` is for systems and tests where a process knows no limit of its own:
        each is watched from here in any case."""
        self._n, self._seconds, self._limit_themselves = n, seconds, limit_themselves
        self._threads = ThreadPoolExecutor(n, thread_name_prefix="reading")
        self._mine, self._lock = local(), Lock()
        self._all: list[WorkerProcess] = []
        self.peak_memory = 0
        """The most memory any worker ever held, in bytes."""

    def read(
        self,
        uploads: Iterable[Upload],
        *,
        roster: Roster,
        pack: CampaignPack,
        most_late: int | None = None,
    ) -> Iterator[Reading]:
        """A reading for each file, in their order, as they are done. Never raises for bad input:
        a file that ends its worker twice is refused (F03), and so is one that takes too long (F13)
        or too much memory (F06), or is gone (F24).

        After `most_late` files that took too long the rest is refused unread (F26): a drop of
        hundreds would keep everybody else waiting for hours.
        """
        known = _packed(roster, pack)
        under_way: deque[Future[list[Reading]]] = deque()
        late = _Late(most_late)
        for parcel in _parcels(uploads, self._n):
            under_way.append(self._threads.submit(self._readings, parcel, known, late))
            if len(under_way) > 2 * self._n:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()

    def read_one(self, upload: Upload, *, roster: Roster, pack: CampaignPack) -> Reading:
        """The reading of one file."""
        return next(self.read([upload], roster=roster, pack=pack))

    def unlocked(self, file: Path, password: str) -> bytes | Issue:
        """The bytes of an encrypted workbook without its password, or F04."""
        found: bytes | Issue = self.result_of(_unlocked, file, password)
        return found

    def result_of(self, work: Callable[..., _Result], *arguments: Any) -> _Result | Issue:
        """What a function of a module gives when it is called in a worker, or why it could not be
        had there: F13, F06, F03, or F16 for a fault of its own. It may not change anything but the
        files it is told of, for it may be called twice."""
        request = ("call", work, arguments)
        found: _Result | Issue = self._threads.submit(self._answer, request, ()).result()
        return _logged(found)

    def close(self) -> None:
        """End the workers; the next file would start new ones."""
        with self._lock:
            workers, self._all = self._all, []
        for worker in workers:
            worker.end()

    def _readings(self, parcel: Sequence[Upload], known: Known, late: _Late) -> list[Reading]:
        """A reading for each file; where one of several ends the worker, each is read alone."""
        if len(parcel) > 1 and not late.is_over:
            try:
                found = self._worker().answer(*_request(parcel, known), seconds=self._seconds)
            except DeadError:
                return [self._reading(upload, known, late) for upload in parcel]
            return [_logged_reading(reading) for reading in found]
        return [self._reading(upload, known, late) for upload in parcel]

    def _reading(self, upload: Upload, known: Known, late: _Late) -> Reading:
        name, data = upload.file_name, upload.content
        if isinstance(data, Issue):
            return refused_reading(name, b"", data)
        if late.is_over:
            return refused_reading(name, b"", Issue("F26", params={"n": late.n}))
        answer = self._answer(*_request([upload], known))
        if not isinstance(answer, Issue):
            return _logged_reading(*answer)
        late.note(answer)
        found = read_or_gone(data)
        return refused_reading(name, b"" if isinstance(found, Issue) else found, answer)

    def _answer(self, request: tuple[Any, ...], hints: Sequence[Hints]) -> Any:
        for _ in range(2):
            try:
                return self._worker().answer(request, hints, seconds=self._seconds)
            except LateError:
                return Issue("F13")
            except HugeError:
                return inflates_too_far()
            except DeadError:
                continue
        return Issue("F03")

    def _worker(self) -> WorkerProcess:
        """This thread's own worker, a new one where there is none or it died."""
        worker: WorkerProcess | None = getattr(self._mine, "worker", None)
        if worker is None or not worker.is_alive:
            worker = self._mine.worker = WorkerProcess(
                self._tell, limits_itself=self._limit_themselves
            )
            with self._lock:
                self._all = [w for w in self._all if w.is_alive] + [worker]
        return worker

    def _tell(self, peak: int) -> None:
        self.peak_memory = max(self.peak_memory, peak)


@cache
def workers() -> Workers:
    """The process's own pool, ended with the process."""
    pool = Workers()
    atexit.register(pool.close)
    return pool
