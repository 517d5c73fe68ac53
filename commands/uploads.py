"""Paths go in; the files in them, ready for the reading processes, come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders import Hints, Upload, files_within


def uploads_in(paths: Iterable[Path], hints: Hints) -> Iterator[Upload]:
    """Each file, and each member of a zip as `outer.zip/member`."""
    for path in paths:
        for name, content in files_within(path.read_bytes(), file_name=path.name):
            yield Upload(name, content, hints)


def passwords_in(path: Path | None) -> tuple[str, ...]:
    """The passwords of a text file, one a line; none without a file."""
    return tuple(path.read_text(encoding="utf-8").splitlines()) if path else ()
