"""The campaign of 2026, and one of another country, through every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign import load_pack
from commands.documents.forms import forms_page
from commands.documents.measures import measures_page
from tests.commands.conftest import Terminal
from tests.foreign_pack.any_pack import FOREIGN, LATEST, pack_named
from tests.foreign_pack.conftest import Entered
from tests.second_pack.told import spoken_words

_BOTH = pytest.mark.parametrize("pack_id", [LATEST, FOREIGN])


@_BOTH
def test_every_command_goes_its_way_and_says_nothing_of_2023(
    entered: Entered, sheets: Callable[[str], Path], tmp_path: Path, pack_id: str
) -> None:
    terminal, folder = entered(pack_id), sheets(pack_id)
    roster = folder / "1 roster.xlsx"
    said = [
        terminal.run(*words)
        for words in (
            ("inspect", "--pack", pack_id, "--roster", roster, folder),
            ("figures",),
            *(("figures", "--by", place, "--json") for place in ("type", "group", "unit")),
            ("verify",),
            ("sweep",),
            ("export", "--district", "own", "--out", tmp_path / "package.zip"),
            ("backup", "--out", tmp_path / "backup.zip"),
        )
    ]
    assert [result.exit_code for result in said] == [0] * len(said), [r.output for r in said]
    told = "\n".join(result.output for result in said)
    assert spoken_words(told, pack_id) == set()
    assert terminal.json("verify")["faults"] == []
    other = Terminal(tmp_path / "other" / "ledger.db")
    assert other.json("import", tmp_path / "package.zip")["faults"] == []
    assert other.json("figures") == terminal.json("figures")
    closed = other.run("archive", "--district", "own", "--out", tmp_path / "closed.zip")
    assert closed.exit_code == 0, closed.output
    third = Terminal(tmp_path / "third" / "ledger.db")
    back = third.json("restore", tmp_path / "backup.zip", "--into", f"sqlite:///{third.ledger}")
    assert [district["faults"] for district in back["districts"]] == [[]]


@_BOTH
def test_its_reference_pages_are_in_its_own_words(pack_id: str) -> None:
    pack = pack_named(pack_id)
    assert all(form.label.en in forms_page(pack) for form in pack.forms)
    assert spoken_words(measures_page(pack), pack_id) == set()


def test_sunday_weeks_have_their_own_deadline_and_zone(entered: Entered) -> None:
    entered(FOREIGN)
    week = load_pack(FOREIGN).calendar.week(2)
    assert (week.starts_on.isoweekday(), week.ends_on.isoweekday()) == (7, 6)
    assert load_pack(FOREIGN).calendar.deadline(week).isoformat() == "2026-01-17T18:00:00+00:00"
