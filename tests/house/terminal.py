"""Words of a command go in; the JSON document that it prints comes out, under the fixed clock."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from commands import command_line
from tests.house.clock import fixed_clock


def printed(url: str, *words: str | Path) -> dict[str, Any]:
    """The document of a command on the ledger at an address, faults in it or not."""
    with fixed_clock():
        result = CliRunner().invoke(
            command_line, [*map(str, words), "--json"], env={"DATABASE_URL": url}
        )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.stdout, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document
