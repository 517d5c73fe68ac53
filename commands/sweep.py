"""`sweep`: drop the original files whose days are over, for a scheduler."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from campaign import wording
from commands.opened import acting, opened_ledger
from commands.printed.plain import AS_JSON, tell


@click.command()
@AS_JSON
def sweep(as_json: bool) -> None:
    """Drop the original files that were kept long enough."""
    n = (ledger := opened_ledger()).record.sweep_originals(by=acting(ledger), now=datetime.now(UTC))
    tell({"dropped": n}, wording("zh_CN").text("terminal.swept", n=n), as_json=as_json)
