"""Paths as typed go in; the files they mean come out, once or again and again as they come, and
ready for the reading processes."""

from __future__ import annotations

import atexit
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache, partial
from itertools import count
from pathlib import Path

from campaign import Issue
from loaders import Hints, Upload, files_within, workers

_NOT_REPORTS = frozenset({".csv", ".json", ".md", ".txt"})


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and every file below a folder named, in the order of their names.

    Files beside the workbooks of a folder (.csv, .json, .md, .txt) and hidden ones are left out;
    a file named itself never is.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (entry for entry in path.rglob("*") if entry.is_file())
            found += sorted(entry for entry in inside if _is_report(entry))
        else:
            found.append(path)
    return found


def _is_report(path: Path) -> bool:
    return not path.name.startswith(".") and path.suffix.lower() not in _NOT_REPORTS


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


def uploads_in(paths: Iterable[Path], hints: Hints) -> Iterator[Upload]:
    """Each file, and each member of a zip as `outer.zip/member`. Zips are unpacked by a worker
    into a folder that is gone when the command ends."""
    for path in paths:
        into = Path(tempfile.mkdtemp(dir=_folder()))
        unpacked = partial(files_within, file_name=path.name, into=into)
        pieces = workers().result_of(unpacked, path.absolute())
        if isinstance(pieces, Issue):
            yield Upload(path.name, pieces, hints)
            continue
        for piece in pieces:
            yield Upload(piece.file_name, piece.content, hints)


@cache
def _folder() -> str:
    """Where this command unpacks, readable by nobody else."""
    folder = tempfile.TemporaryDirectory(prefix="unpacked-")
    atexit.register(folder.cleanup)
    return folder.name


def passwords_in(path: Path | None) -> tuple[str, ...]:
    """The passwords of a text file, one a line; none without a file."""
    return tuple(path.read_text(encoding="utf-8").splitlines()) if path else ()
