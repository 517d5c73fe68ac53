"""`verify` and `sweep`: words, JSON and exit status, on the district sample too."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing

from campaign import VERSION
from tests.commands.conftest import Terminal
from tests.commands.test_ingest import Save, report
from tests.commands.test_inspect import ROSTER
from tests.loaders.drawn import workbook


def test_the_sample_district_is_as_it_must_be(sample: Terminal) -> None:
    document = sample.json("verify")
    assert document["faults"] == []
    (told,) = document["districts"]
    assert set(told) == {"district", "revision", "head", "short"}
    assert told["revision"] > 300
    assert told["short"].replace(" ", "") == told["head"][:12]


def test_a_damaged_ledger_ends_with_status_1_and_says_where(terminal: Terminal, save: Save) -> None:
    terminal.json("ingest", save("r.xlsx", workbook(ROSTER)), save("w.xlsx", report(3, "2", "1")))
    clean = terminal.run("verify")
    assert (clean.exit_code, clean.output) == (0, "台账核验无误。\n")
    with closing(sqlite3.connect(terminal.ledger)) as connection:
        connection.execute("UPDATE cur SET study_session_count = 8 WHERE study_session_count = 2")
        connection.commit()
    result = terminal.run("verify")
    assert result.exit_code == 1
    assert "第3周" in result.output
    assert "study_session_count" in result.output
    printed = terminal.run("verify", "--json")
    assert printed.exit_code == 1
    (fault,) = json.loads(printed.stdout)["faults"]
    assert set(fault) == {"check", "district", "note", "params", "message"}
    assert (fault["check"], fault["params"]["week"]) == ("cur_wrong", 3)


def test_a_person_that_an_older_program_kept_is_not_said(terminal: Terminal, save: Save) -> None:
    terminal.json("ingest", save("r.xlsx", workbook(ROSTER)))
    with closing(sqlite3.connect(terminal.ledger)) as connection:
        name, other = "第3周-李卫东13812345678.xlsx", zlib.compress(b"other")
        connection.execute("UPDATE original SET packed = ?, file_name = ?", (other, name))
        connection.commit()
    for arguments in (("verify",), ("verify", "--json")):
        output = terminal.run(*arguments).output
        assert "第3周-（已隐去）.xlsx" in output
        assert "李卫东" not in output
        assert "1381234" not in output


def test_an_unknown_district_is_refused_in_words(terminal: Terminal) -> None:
    result = terminal.run("verify", "--district", "other")
    assert result.exit_code == 1
    assert "does not hold district 'other'" in result.output


def test_what_is_entered_keeps_its_original_and_a_sweep_leaves_it(
    terminal: Terminal, save: Save
) -> None:
    terminal.json("ingest", save("r.xlsx", workbook(ROSTER)))
    with closing(sqlite3.connect(terminal.ledger)) as connection:
        assert connection.execute("SELECT file_name FROM original").fetchall() == [("r.xlsx",)]
    assert terminal.json("sweep") == {"dropped": 0}
    assert terminal.run("sweep").output == "到期原件已删除0份。\n"


def test_the_invented_sheets_of_a_sample_are_not_kept(sample: Terminal) -> None:
    with closing(sqlite3.connect(sample.ledger)) as connection:
        assert connection.execute("SELECT count(*) FROM original").fetchone() == (0,)


def test_the_version_is_said_alone(terminal: Terminal) -> None:
    assert terminal.run("--version").output == f"{VERSION}\n"
