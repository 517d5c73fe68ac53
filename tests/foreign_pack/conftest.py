"""Ledgers of other campaigns, entered by the commands from the packs' own blank forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.commands.conftest import Terminal
from tests.foreign_pack.any_pack import LATEST, pack_named, written

Entered = Callable[[str], Terminal]


@pytest.fixture(scope="session")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Entered:
    """By pack, a terminal at a ledger with two weeks of it, all that came read without a stop."""

    @cache
    def filled(pack_id: str) -> Terminal:
        folder = tmp_path_factory.mktemp("sheets")
        calendar = pack_named(pack_id).calendar
        locale = "zh_CN" if pack_id == LATEST else "en"
        written(pack_id, folder, locale=locale)
        terminal = Terminal(tmp_path_factory.mktemp("ledger") / "ledger.db")
        received = calendar.deadline(calendar.week(2)).isoformat()
        done = terminal.json("ingest", "--pack", pack_id, "--received", received, folder)
        for file in done["files"]:
            assert file["submissions"], (file["file"], file["issues"])
        return terminal

    return filled


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """By pack, a folder with its filled forms."""

    def made(pack_id: str) -> Path:
        folder = tmp_path_factory.mktemp("again")
        written(pack_id, folder, locale="zh_CN" if pack_id == LATEST else "en")
        return folder

    return made
