"""A path goes in; a file to write comes out, which is there whole under its name, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the path that takes its name once it is written and on the disk.

    Only the account that writes it may read it. Raises ClickException for a name that is taken.
    """
    if path.exists():
        raise click.ClickException(f"{path} is there already; nothing was written")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
