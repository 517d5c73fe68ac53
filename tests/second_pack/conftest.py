"""The second campaign, entered by the commands as its office would enter it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Terminal
from tests.second_pack.sheets import PACK_ID, know_the_pack, written

RECEIVED = "2023-03-24T10:00"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its workbooks."""
    made = tmp_path_factory.mktemp("sheets")
    written(made)
    return made


@pytest.fixture(scope="session")
def entered(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal at a ledger with every workbook in it."""
    know_the_pack()
    terminal = Terminal(tmp_path_factory.mktemp("ledger") / "ledger.db")
    terminal.json("ingest", "--pack", PACK_ID, "--received", RECEIVED, folder)
    return terminal
