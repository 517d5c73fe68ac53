"""What this program sealed, a later one checks as it was sealed: it may ask more of the campaign.

The later program has a sixth type among the others, another threshold, another rule, and a quantity
with two slots more.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ledger import Ledger, NewerLedger, open_ledger
from ledger.store.engine import reading_engine
from tests.ledger.conftest import NewAddress
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    OFFICE,
    TWO_UNITS,
    enter,
    hour,
    log,
    register,
    weekly,
)
from tests.ledger.store.later_program import SLOT, Said, made, running

VERIFIED = """
import json, sys
from ledger import open_ledger
ledger = open_ledger(sys.argv[1])
print(json.dumps([[f.check, f.is_note, {k: str(v) for k, v in f.params.items()}]
                  for f in ledger.record.verify()]))
"""
RESTORED = """
import json, sys
from ledger import open_ledger
from tests.ledger.drawn import OPERATOR
ledger = open_ledger(sys.argv[1])
with open(sys.argv[2], "rb") as file:
    brought = ledger.archives.restore(file, by=OPERATOR)
print(json.dumps([[it.district_id, it.earlier, it.n_figures, [f.check for f in it.faults]]
                  for it in brought]))
"""
ENTERED = """
import json, sys
from ledger import open_ledger
from tests.ledger.drawn import DISTRICT, OFFICE, UNITS, enter, weekly
from tests.ledger.store.later_program import SLOT
ledger = open_ledger(sys.argv[1])
enter(ledger, weekly("| unit | study_session_count | " + SLOT + " |\\n| 财政局 | 2 | 5 |", week=3))
panel = ledger.panel(DISTRICT.id, OFFICE)
week = panel.weeks[0]
at = [unit.id for unit in panel.units].index("财政局")
trace = ledger.trace(DISTRICT.id, OFFICE, unit_id="财政局", week=1, slot=SLOT)
history = ledger.history(DISTRICT.id, OFFICE, unit_id="财政局", week=1)
print(json.dumps({
    "was": chr(int(week.states[panel.slot_index[SLOT]][at])),
    "is": float(panel.values(SLOT)[2][at]),
    "trace": None if trace is None else [trace.value, str(trace.state)],
    "history": [str(version.states[SLOT]) for version in history],
    "faults": [fault.check for fault in ledger.record.verify()],
}))
"""


@pytest.fixture
def lived(ledger: Ledger) -> Ledger:
    """A ledger with reports, a correction, a held row, a log, a register, and cuts."""
    enter(ledger, weekly(TWO_UNITS + "| 水务局 | # | 1 |"))
    ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(6))
    ledger.record.reopen(DISTRICT.id, 1, by=OFFICE, at=hour(7), reason="补正")
    enter(ledger, weekly(CORRECTED, codes=["C04"]))
    enter(ledger, log("| unit | day | method |\n| 财政局 | 2023-10-03 | hear |"))
    enter(ledger, register("| unit | attendance |\n| 财政局 | 30 |"))
    ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(8))
    ledger.keep_panel(DISTRICT.id)
    return ledger


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Said]:
    """What scripts print in the later program."""
    with running(made(tmp_path_factory.mktemp("programs") / "later")) as told:
        yield told


def test_a_later_program_finds_nothing_wrong_with_what_was_sealed_before(
    lived: Ledger, url: str, said: Said
) -> None:
    lived.close()
    assert said(VERIFIED, url) == []


def test_a_later_program_restores_an_earlier_backup_and_says_so(
    lived: Ledger, new_address: NewAddress, said: Said, tmp_path: Path
) -> None:
    n_figures = _backed_up(lived, tmp_path / "backup.zip")
    lived.close()
    url = new_address(False)
    ((district, earlier, n, faults),) = said(RESTORED, url, str(tmp_path / "backup.zip"))
    assert (district, faults) == (DISTRICT.id, [])
    assert earlier
    assert n > n_figures, "the slots that came since are compared too"
    assert said(VERIFIED, url) == []


def test_a_slot_that_came_later_was_missing_before_and_is_known_since(
    lived: Ledger, url: str, said: Said
) -> None:
    lived.close()
    found: dict[str, Any] = said(ENTERED, url)
    assert found == {
        "was": "m",
        "is": 5.0,
        "trace": [None, "m"],
        "history": ["m", "m"],
        "faults": [],
    }
    with pytest.raises(NewerLedger, match=SLOT):
        open_ledger(url)


def test_a_target_that_another_program_asks_otherwise_is_worth_a_note(
    lived: Ledger, url: str, tmp_path: Path
) -> None:
    lived.close()
    later = made(tmp_path / "later")
    targets = later / "campaign" / "packs" / "c2023_ztjy" / "targets.csv"
    text = targets.read_text(encoding="utf-8")
    targets.write_text(
        text.replace(
            "discussion_session_count,section_team,pace,3",
            "discussion_session_count,section_team,pace,5",
        ),
        encoding="utf-8",
    )
    with running(later) as said:
        notes = said(VERIFIED, url)
    names = "targets.discussion_session_count/section_team.amount"
    assert [(check, is_note, told["names"]) for check, is_note, told in notes] == [
        ("pack_differs", True, names)
    ] * 2


def test_a_row_keeps_the_letters_it_was_written_with(lived: Ledger, url: str, said: Said) -> None:
    lived.close()
    before = _letters(url)
    said(VERIFIED, url)
    assert _letters(url) == before


def _letters(url: str) -> list[str]:
    engine = reading_engine(url)
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT states FROM fact ORDER BY 1")).scalars().all()
    engine.dispose()
    return list(found)


def _backed_up(ledger: Ledger, path: Path) -> int:
    """How many figures a backup tells of the district."""
    from json import loads
    from zipfile import ZipFile

    file = io.BytesIO()
    ledger.archives.back_up(file, at=hour(30))
    path.write_bytes(file.getvalue())
    with ZipFile(path) as archive:
        return len(loads(archive.read("figures.json"))[DISTRICT.id])
