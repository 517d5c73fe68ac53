"""The commands' common entry: `python -m commands NAME …`."""

from __future__ import annotations

import click

from commands.document import document
from commands.figures import figures
from commands.ingest import ingest
from commands.inspect import inspect
from commands.sample import sample
from commands.sweep import sweep
from commands.verify import verify


@click.group()
def command_line() -> None:
    """Read, enter and print the figures of a study campaign."""


for command in (inspect, ingest, sample, figures, document, verify, sweep):
    command_line.add_command(command)
