"""A process that opens what people sent: requests come in on one pipe, answers leave on another.

Started by `loaders.processes.process`, never by a person. A file that makes a parser abort or eat
memory ends this process and nothing else. Besides reading it does any work it is handed: a function
of a module, by its name, and what it is to be called with. So whoever opens a sender's bytes for
another purpose has it done here, and this package need not know of it. The function's
module is loaded here: it had better need little.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any

from campaign import CampaignPack, Issue, Past, Roster
from loaders.entries import Hints, Reading
from loaders.files import inflates_too_far
from loaders.processes.memory import limit_memory, peak_memory
from loaders.reader import read_workbook, refused_reading

KEPT = 4
"""How many rosters a worker remembers: few districts are read at once, and sending one is slow."""
MAX_ANSWER = 1 << 26
"""Bytes of one message: what is read of the largest workbook takes a fraction of it."""
_HEAD = struct.Struct("<Q")


def send(pipe: IO[bytes], message: object) -> None:
    """Write one message: its length, then itself."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEAD.pack(len(content)) + content)
    pipe.flush()


def received(pipe: IO[bytes]) -> Any:
    """The next message; raises EOFError when the other side is gone, OverflowError for a message
    that is longer than any answer may be."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    (length,) = _HEAD.unpack(head)
    if length > MAX_ANSWER:
        raise OverflowError(length)
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
            answer = self._read(*request) if kind == "read" else _done(*request)
            send(self._outward, ("done", answer, peak_memory()))

    def _read(
        self, known: tuple[str, bytes | None], files: list[tuple[bytes | Path, str, dict[str, Any]]]
    ) -> list[Reading]:
        roster, pack = self._roster(*known)
        return [self._read_one(roster, pack, at, *file) for at, file in enumerate(files)]

    def _read_one(
        self,
        roster: Roster,
        pack: CampaignPack,
        at: int,
        content: bytes | Path,
        file_name: str,
        given: dict[str, Any],
    ) -> Reading:
        data = read_or_gone(content)
        if isinstance(data, Issue):
            return refused_reading(file_name, b"", data)
        try:
            hints = Hints(**given, earlier=partial(_Earlier, at, self._inward, self._outward))
            return read_workbook(data, file_name=file_name, roster=roster, pack=pack, hints=hints)
        except EOFError:
            raise
        except Exception as fault:  # noqa: BLE001 - a fault of ours: told by its place, never by a value
            return refused_reading(file_name, data, _told(fault))

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


def read_or_gone(content: bytes | Path) -> bytes | Issue:
    """A file's bytes; F24 where it is no longer there, or may not be read."""
    try:
        return content if isinstance(content, bytes) else content.read_bytes()
    except OSError:
        return Issue("F24")


def _done(work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """What the work gives, or the issue it ended with."""
    try:
        return work(*arguments)
    except Exception as fault:  # noqa: BLE001 - a fault of ours: told by its place, never by a value
        return _told(fault)


def _told(fault: Exception) -> Issue:
    """F06 where the memory was not enough; else F16 with where in the code a fault arose."""
    if isinstance(fault, MemoryError):
        return inflates_too_far()
    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno} {type(fault).__name__}"
    return Issue("F16", params={"place": place})


def main(*, limits_itself: bool = True) -> None:
    """Serve the pipes this process was started with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inward, outward = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what a library prints goes nowhere: it may quote a cell
        os.dup2(quiet, stream)
    gc.collect()
    gc.freeze()
    if limits_itself:
        limit_memory()
    try:
        _Desk(inward, outward).serve()
    except (EOFError, BrokenPipeError):
        return
