"""`run` starts the server of this program with its own settings, and says nothing in its place."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

import dashboard
from commands import command_line
from commands.run import server_settings
from pages.gate.network import OPTION, is_open


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the server was started with, instead of starting it."""
    told: list[dict[str, object]] = []
    monkeypatch.setattr("sys.argv", list(sys.argv))
    monkeypatch.setenv("DATABASE_URL", "sqlite:///unused.db")
    monkeypatch.setattr(
        dashboard.app, "run", lambda config: told.append({**config, "open": is_open()})
    )
    return told


def test_without_a_word_it_is_for_this_machine(started: list[dict[str, object]]) -> None:
    assert CliRunner().invoke(command_line, ["run"]).exit_code == 0
    own = ["127.0.0.1", "localhost"]
    assert started == [
        {
            "server.port": 8501,
            "server.address": "127.0.0.1",
            "server.allowedHosts": own,
            "open": False,
        }
    ]
    assert sys.argv == [dashboard.__file__], "Streamlit reads the settings beside this file"


def test_options_and_variables_say_the_same(
    started: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["--port", "8600", "--address", "10.0.0.9", "--name", "a.example", "--name", "b.example"]
    CliRunner().invoke(command_line, ["run", *said, OPTION])
    for name, value in {
        "PORT": "8600",
        "ADDRESS": "10.0.0.9",
        "NAMES": "a.example b.example",
        "OPEN_TO_NETWORK": "1",
    }.items():
        monkeypatch.setenv(f"STUDY_DASHBOARD_{name}", value)
    assert CliRunner().invoke(command_line, ["run"]).exit_code == 0
    assert started[0] == started[1]
    assert started[0]["open"] is True
    assert started[0]["server.port"] == 8600


def test_an_address_of_one_machine_is_one_of_its_names_and_every_address_is_none() -> None:
    told = server_settings(port=1, address="10.0.0.9", names=("a.example",))
    assert told["server.allowedHosts"] == ["127.0.0.1", "localhost", "a.example", "10.0.0.9"]
    for every in ("0.0.0.0", "::"):
        told = server_settings(port=1, address=every, names=())
        assert told["server.allowedHosts"] == ["127.0.0.1", "localhost"]


def test_the_ledger_is_the_one_that_was_named(
    started: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    monkeypatch.setenv("DATABASE_URL", "sqlite:///one.db")
    CliRunner().invoke(command_line, ["run", "--ledger", "sqlite:///other.db"])
    assert os.environ["DATABASE_URL"] == "sqlite:///other.db"
    assert len(started) == 1
