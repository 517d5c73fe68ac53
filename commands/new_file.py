"""A path goes in; a file to write comes out, which is there whole under its name, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from ledger import whole_file


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name once it is written; raises ClickException for a taken name."""
    try:
        with whole_file(path) as file:
            yield file
    except FileExistsError as error:
        raise click.ClickException(str(error)) from error
