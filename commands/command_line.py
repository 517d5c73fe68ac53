"""The commands' common entry: `study-dashboard NAME …`, or `python -m commands NAME …`."""

from __future__ import annotations

from typing import Any

import click

from campaign import VERSION, PackFault, wording
from commands.accounts import accounts
from commands.backup import backup, restore
from commands.document import document
from commands.figures import figures
from commands.ingest import ingest
from commands.inspect import inspect
from commands.opened import AS, take_packs
from commands.package import archive, export, import_package
from commands.report import report
from commands.rules import rules
from commands.run import run
from commands.sample import sample
from commands.settings import settings
from commands.settle import settle
from commands.sweep import sweep
from commands.verify import verify
from ledger import LedgerTrouble, NotAllowed


class _Telling(click.Group):
    """Says what is wrong with the ledger where a command meets it; a traceback says a bug."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(context)
        except LedgerTrouble as trouble:
            raise click.ClickException(str(trouble)) from trouble
        except NotAllowed as refusal:
            raise click.ClickException(str(refusal)) from refusal
        except PackFault as fault:
            said = wording("zh_CN").issue(fault.issue)
            raise click.ClickException(f"{fault.issue.code} {said}") from fault


@click.group(cls=_Telling)
@click.version_option(VERSION, "--version", message="%(version)s")
@click.option("--as", AS, help="act as this account; without it as the machine's operator")
def command_line(as_login: str | None) -> None:  # noqa: ARG001 - read from the context
    """Read, enter and print the figures of a study campaign."""
    take_packs()


for command in (
    *(run, inspect, ingest, sample, figures, report, document, verify, sweep),
    *(rules, settings, settle, accounts),
    *(backup, restore, export, import_package, archive),
):
    command_line.add_command(command)
