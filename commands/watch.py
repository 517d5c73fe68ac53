"""A shared folder goes in; again and again, the files in it that lie still and were not seen yet
come out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from commands.files import files_in

_Look = dict[Path, tuple[int, int]]
"""By file, its size and when it was last written."""


def new_files(
    folders: Sequence[Path], *, every: float, rounds: int | None = None
) -> Iterator[list[Path]]:
    """Every `every` seconds the files that have not changed since the look before and are new, or
    were written again, since they were given out; for ever, or so many `rounds`.

    A file that is still being copied is left for a later look; none is moved or removed.
    """
    before, given = _Look(), _Look()
    for turn in count():
        now = _seen(folders)
        still = {path: told for path, told in now.items() if before.get(path) == told}
        if fresh := sorted(path for path, told in still.items() if given.get(path) != told):
            yield fresh
            given |= {path: still[path] for path in fresh}
        if rounds is not None and turn + 1 >= rounds:
            return
        before = now
        time.sleep(every)


def _seen(folders: Sequence[Path]) -> _Look:
    found = _Look()
    for path in files_in(folders):
        with suppress(OSError):  # gone since it was listed
            told = path.stat()
            found[path] = told.st_size, told.st_mtime_ns
    return found
