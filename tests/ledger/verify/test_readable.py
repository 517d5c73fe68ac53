"""Whatever stands in a ledger, `verify` says what cannot be read and where, and ends in words."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from campaign import LOCALES, wording
from ledger import LedgerTrouble, open_ledger
from tests.ledger.drawn import DISTRICT, OFFICE, hour
from tests.ledger.kept import unpacked

BROKEN = {
    "text that is no text": ("submission", "file_name", "CAST(x'fffe41' AS TEXT)", "text"),
    "half a time": ("submission", "received_at", "'2023-13-'", "day"),
    "a time without its zone's day": ("audit", "at", "'soon'", "day"),
    "a number where a time is due": ("cut", "at", "x'00'", "kind"),
    "words where a figure is due": ("fact", "study_session_count", "'two'", "kind"),
    "bytes where words are due": ("entry", "fields", "x'7b'", "kind"),
    "words where a sheet is due": ("grid", "packed", "'sheet'", "kind"),
    "a day that is none": ("membership", "valid_from", "'2023-02-30'", "day"),
    "a district's first day": ("district", "starts_on", "'Monday'", "day"),
    "a district's number of weeks": ("district", "n_weeks", "'many'", "kind"),
    "letters that are no letters": ("cur", "states", "CAST(x'ff' AS TEXT)", "text"),
    "a doubt's words": ("finding", "params", "CAST(x'c3' AS TEXT)", "text"),
    "what was asked": ("asked", "content", "x'5b'", "kind"),
    "a name people confirmed": ("alias", "raw", "CAST(x'e4b8' AS TEXT)", "text"),
}
WRONG = {
    "a moved deadline that is no JSON": "UPDATE district SET moved = '{'",
    "a pack that is not there": "UPDATE district SET pack_id = 'none'",
    "a form that is not there": "UPDATE submission SET form = 'none'",
    "letters there are not": "UPDATE cur SET states = '????'",
    "a line of no JSON": "UPDATE audit SET new = '['",
    "locked weeks that are no numbers": "UPDATE district SET locked_weeks = 'all'",
    "fields of no JSON": "UPDATE entry SET fields = '['",
    "a zone there is not": "UPDATE district SET zone = 'Mars/Olympus'",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with everything in it, brought to this version."""
    file = unpacked("0005", tmp_path)
    ledger = open_ledger(f"sqlite:///{file}")
    ledger.record.freeze(DISTRICT.id, 3, by=OFFICE, at=hour(900))
    assert ledger.record.verify() == ()
    ledger.close()
    return file


def done(path: Path, statement: str) -> None:
    """Change the file behind the ledger's back."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(statement).rowcount > 0
        connection.commit()


def told(path: Path) -> list[tuple[str, dict[str, object]]]:
    """What `verify` says, sayable in both languages."""
    ledger = open_ledger(f"sqlite:///{path}")
    faults = ledger.record.verify()
    ledger.close()
    for locale in LOCALES:
        for fault in faults:
            assert "{" not in fault.words(wording(locale))
            assert "Traceback" not in fault.words(wording(locale))
    return [(fault.check, dict(fault.params)) for fault in faults]


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_named_with_its_place(name: str, path: Path) -> None:
    table, column, value, problem = BROKEN[name]
    done(path, f"UPDATE {table} SET {column} = {value}")
    found = told(path)
    places = [
        (check, at["table"], at["column"]) for check, at in found if check.startswith("unreadable_")
    ]
    assert (f"unreadable_{problem}", table, column) in places
    assert {place[1:] for place in places} == {(table, column)}, "nothing else is named"


@pytest.mark.parametrize("name", WRONG)
def test_what_can_be_read_and_makes_no_sense_ends_in_words(name: str, path: Path) -> None:
    done(path, WRONG[name])
    assert told(path)


def test_a_page_that_is_torn_out_is_told_in_words(path: Path) -> None:
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    chosen = random.Random(7)
    for _ in range(12):
        page = chosen.randrange(1, len(content) // size)
        torn = bytearray(content)
        torn[page * size : (page + 1) * size] = bytes(size)
        path.write_bytes(torn)
        with suppress(LedgerTrouble):  # which has its words
            told(path)
