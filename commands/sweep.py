"""`sweep`: drop the original files whose days are over, for a scheduler."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import click

from campaign import wording
from commands.opened import acting, opened_ledger


@click.command()
@click.option("--json", "as_json", is_flag=True, help="one JSON document and nothing else")
def sweep(as_json: bool) -> None:
    """Drop the original files that were kept long enough."""
    n = (ledger := opened_ledger()).record.sweep_originals(by=acting(ledger), now=datetime.now(UTC))
    words = wording("zh_CN").text("terminal.swept", n=n)
    click.echo(json.dumps({"dropped": n}) if as_json else words)
