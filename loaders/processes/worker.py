"""A process that reads files: requests come in on one pipe, readings leave on another.

Started by `loaders.processes.pool`, never by a person. A file that makes a
parser abort or eat memory ends this process and nothing else.
"""

from __future__ import annotations

import gc
import os
import pickle
import re
import signal
import struct
import sys
import traceback
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any

from campaign import CampaignPack, Issue, Past, Roster
from loaders.entries import Hints, Reading
from loaders.files import inflates_too_far, read_or_refuse, unlock
from loaders.reader import read_workbook, refused_reading

MAX_GROWTH = 1 << 30
"""Ten times what a file may inflate to; two workers leave room on a machine of 4 GB."""
KEPT = 4
"""How many rosters a worker remembers: few districts are read at once, and sending one is slow."""
_HEAD = struct.Struct("<Q")


def send(pipe: IO[bytes], message: object) -> None:
    """Write one message: its length, then itself."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEAD.pack(len(content)) + content)
    pipe.flush()


def received(pipe: IO[bytes]) -> Any:
    """The next message; raises EOFError when the other side is gone."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    (length,) = _HEAD.unpack(head)
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return pickle.loads(content)


class _Desk:
    """Answers requests until the other side is gone."""

    def __init__(self, inward: IO[bytes], outward: IO[bytes]) -> None:
        self._inward, self._outward = inward, outward
        self._known: dict[str, tuple[Roster, CampaignPack]] = {}

    def serve(self) -> None:
        """Answer every request with its result and the memory used at most so far."""
        send(self._outward, ("ready", None, peak_memory()))
        while True:
            kind, *request = received(self._inward)
            answer = self._read(*request) if kind == "read" else self._unlock(*request)
            send(self._outward, ("done", answer, peak_memory()))

    def _read(
        self, known: tuple[str, bytes | None], files: list[tuple[bytes, str, dict[str, Any]]]
    ) -> list[Reading]:
        roster, pack = self._roster(*known)
        return [self._read_one(roster, pack, at, *file) for at, file in enumerate(files)]

    def _read_one(
        self,
        roster: Roster,
        pack: CampaignPack,
        at: int,
        data: bytes,
        file_name: str,
        given: dict[str, Any],
    ) -> Reading:
        try:
            hints = Hints(**given, earlier=partial(_Earlier, at, self._inward, self._outward))
            return read_workbook(data, file_name=file_name, roster=roster, pack=pack, hints=hints)
        except EOFError:
            raise
        except MemoryError:
            return refused_reading(file_name, data, inflates_too_far())
        except Exception as fault:  # noqa: BLE001 - a fault of ours: told by its place, never by a value
            place = _place(fault)
            return refused_reading(file_name, data, Issue("F16", params={"place": place}))

    def _unlock(self, data: bytes, password: str) -> bytes | Issue:
        return read_or_refuse(lambda: unlock(data, (password,)))

    def _roster(self, fingerprint: str, content: bytes | None) -> tuple[Roster, CampaignPack]:
        if content is not None:
            while len(self._known) >= KEPT:
                del self._known[next(iter(self._known))]
            self._known[fingerprint] = pickle.loads(content)
        return self._known[fingerprint]


class _Earlier(Mapping[str, Past]):
    """What was known before a week, asked of the other side a unit at a time: only it knows the
    ledger, and a sheet names few of a district's units."""

    def __init__(self, at: int, inward: IO[bytes], outward: IO[bytes], week: int) -> None:
        """`at` is the file's place in the request."""
        self._at, self._week, self._inward, self._outward = at, week, inward, outward

    def __getitem__(self, unit_id: str) -> Past:
        send(self._outward, ("earlier", (self._at, self._week, unit_id), 0))
        found: Past | None = received(self._inward)
        if found is None:
            raise KeyError(unit_id)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("earlier figures are asked for by unit")

    def __len__(self) -> int:
        raise TypeError("earlier figures are asked for by unit")


def _place(fault: Exception) -> str:
    """Where in the code a fault arose."""
    frames = traceback.extract_tb(fault.__traceback__)
    last = frames[-1]
    return f"{Path(last.filename).name}:{last.lineno} {type(fault).__name__}"


def peak_memory() -> int:
    """The most memory this process ever held, in bytes; 0 where the system does not say.

    Linux keeps the peak of the program that started this one in `ru_maxrss`: /proc tells its own.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return _peak_by_usage()
    told = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    return int(told[1]) * 1024 if told else _peak_by_usage()


def _peak_by_usage() -> int:
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _limit_memory() -> None:
    """Let this process grow by 1 GiB and no further; Windows has no such limit."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    status = Path("/proc/self/status")
    if status.exists():
        held = dict(line.split(":", 1) for line in status.read_text().splitlines())
        for limit, counted in ((resource.RLIMIT_AS, "VmSize"), (resource.RLIMIT_DATA, "VmData")):
            most = int(held[counted].split()[0]) * 1024 + MAX_GROWTH
            resource.setrlimit(limit, (most, most))


def main() -> None:
    """Serve the pipes this process was started with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inward, outward = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what a library prints goes nowhere: it may quote a cell
        os.dup2(quiet, stream)
    gc.collect()
    gc.freeze()
    _limit_memory()
    try:
        _Desk(inward, outward).serve()
    except (EOFError, BrokenPipeError):
        return
