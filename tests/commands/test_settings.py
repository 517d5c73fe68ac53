"""`settings`: set, tried, exported and imported again from a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commands.command_line import command_line
from tests.pages.filled import filled_ledger


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A filled ledger that the commands open."""
    found = f"sqlite:///{tmp_path / 'ledger.db'}"
    filled_ledger(found).close()
    monkeypatch.setenv("DATABASE_URL", found)
    return found


def run(*words: str) -> Result:
    return CliRunner().invoke(command_line, ["settings", *words])


def told(*words: str) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.usefixtures("url")
def test_what_is_set_is_tried_kept_shown_and_goes_round_as_a_file(tmp_path: Path) -> None:
    wanted = ("set", "threshold", "review_budget", "2", "--from-week", "3", "--reason", "人手")
    tried = told(*wanted, "--try")
    assert tried["revision"] is None
    assert len(tried["weeks"]) == 3
    assert told("show")["settings"] == []
    assert told(*wanted)["revision"]
    told("set", "threshold", "review_budget", "5", "--from-week", "5")
    told("set", "work", "4", "0.6")
    (first, *_, last) = told("show")["settings"]
    assert (first["name"], first["says"]) == ("work", 0.6)
    assert (last["key"], last["week"], last["says"], last["why"]) == ("review_budget", 3, 2, "人手")
    file = tmp_path / "settings.json"
    assert run("export", str(file)).exit_code == 0
    assert len(json.loads(file.read_text("utf-8"))["settings"]) == 3
    again = run("import", str(file))
    assert again.exit_code == 1
    assert "没有改动" in again.output
    by_hand = tmp_path / "own.toml"
    by_hand.write_text('[[settings]]\nname = "deadline"\nkey = "2"\nsays = 2023-10-16T18:00:00\n')
    assert told("import", str(by_hand))["revision"]


@pytest.mark.usefixtures("url")
def test_what_cannot_be_set_is_said(tmp_path: Path) -> None:
    refused = run("set", "threshold", "review_budget", '"many"')
    assert refused.exit_code == 1
    assert "不是这里应填的内容" in refused.output
    file = tmp_path / "figures.json"
    file.write_text("{}", encoding="utf-8")
    assert "不是设置文件" in run("import", str(file)).output
