"""The sample district, written and loaded once for all tests of the commands."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from campaign import Door, Viewer, wording
from commands import command_line
from figures import LIGHT
from pages.door import opened
from pages.door.filters import Filters
from pages.door.view import View, view_of
from tests.commands.said import PACK
from tests.tries import in_soak

LEADER = Viewer(Door.LEADERSHIP)


@dataclass(frozen=True)
class Terminal:
    """Runs commands against one ledger file."""

    ledger: Path

    def run(self, *words: str | Path) -> Result:
        """The result of one command; a traceback is raised."""
        env: Mapping[str, str] = {"DATABASE_URL": f"sqlite:///{self.ledger}"}
        with patch("commands.ingest.fresh_id", return_value="own"):
            result = CliRunner().invoke(command_line, [str(w) for w in words], env=env)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def json(self, *words: str | Path) -> dict[str, Any]:
        """The document a command prints with --json, which must be all of stdout."""
        result = self.run(*words, "--json")
        ends = (0, 3, 4) if words[0] == "ingest" else (0,)  # what waits or is refused is an answer
        assert result.exit_code in ends, result.output
        document: dict[str, Any] = json.loads(result.stdout)
        return document


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "ledger.db")


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Writes a workbook into the test's folder."""
    folder = tmp_path / "sent"
    folder.mkdir()

    def written(name: str, content: bytes) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return written


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A fresh ledger with the sample district loaded from a terminal."""
    found = Terminal(tmp_path_factory.mktemp("sample") / "ledger.db")
    assert found.json("sample", "--set", "district")["district"] == "sample"
    return found


@pytest.fixture
def looked(sample: Terminal, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """What a viewer looks at in a week, through filters."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{sample.ledger}")
    district = next(d for d in opened.ledger().districts() if d.id == "sample")

    def look(week: int, viewer: Viewer = LEADER, **kept: str) -> View:
        scope = opened.panel_of(district, viewer)
        return view_of(
            words=wording("zh_CN"),
            viewer=viewer,
            district=district,
            pack=PACK,
            palette=LIGHT,
            filters=Filters(PACK.calendar.week(week), **kept),
            latest=scope.weeks[-1].week,
            scope=scope,
        )

    return look


@pytest.fixture(params=["young", pytest.param("district", marks=in_soak)])
def loaded(request: pytest.FixtureRequest, terminal: Terminal) -> Terminal:
    """A sample in a ledger, the young one in every run."""
    if request.param == "district":
        return cast("Terminal", request.getfixturevalue("sample"))
    terminal.json("sample", "--set", "young")
    return terminal


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample district's workbooks."""
    folder = tmp_path_factory.mktemp("sent")
    terminal = Terminal(folder / "none.db")
    assert terminal.json("sample", "--set", "district", "--workbooks", folder)["workbooks"] > 200
    return folder


@pytest.fixture(autouse=True)
def _no_default_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A command that forgot its ledger would write beside the code."""
    monkeypatch.chdir(tmp_path)
    yield
    assert os.listdir(tmp_path) == [] or not (tmp_path / "data").exists()
