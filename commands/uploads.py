"""Paths go in; the files in them, ready for the reading processes, come out."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path

from campaign import Issue
from loaders import Hints, Upload, files_within, workers


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
