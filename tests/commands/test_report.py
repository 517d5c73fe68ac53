"""The weekly bulletin read back: each of its numbers is the one `figures --as-of` prints."""

from __future__ import annotations

import os
import re
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from campaign import wording
from ledger import open_ledger
from tests.commands.conftest import Terminal
from tests.ledger.drawn import OFFICE

WORDS, AT = wording("zh_CN"), datetime(2024, 1, 5, 4, 30, tzinfo=UTC)
FIELD = re.compile(r'<w:sdt><w:sdtPr><w:tag w:val="(.*?)"/></w:sdtPr>(.*?)</w:sdt>')


def frozen(sample: Terminal, folder: Path, *, week: int) -> tuple[Terminal, str]:
    """A copy of a sample's ledger with a frozen week, and that week."""
    copy = Terminal(folder / "frozen.db")
    with (
        closing(sqlite3.connect(sample.ledger)) as old,
        closing(sqlite3.connect(copy.ledger)) as new,
    ):
        old.backup(new)
    with closing(open_ledger(f"sqlite:///{copy.ledger}")) as ledger:
        district = ledger.districts()[0]
        ledger.record.freeze(district.id, week, by=OFFICE, at=AT)
        return copy, district.calendar.week(week).iso


def figures_by_name(terminal: Terminal, week: str, revision: int) -> dict[str, float]:
    """Every figure a bulletin may name, as the terminal prints it."""
    found: dict[str, float] = {}
    for by in ("district", "group", "type"):
        asked = ("--by", by, "--week", week, "--as-of", str(revision))
        document = terminal.json("figures", *asked)
        for line in document["standing"]:
            for part in ("numerator", "denominator", "value"):
                found[f"standing/{line['place']['id']}/{line['measure']}/{part}"] = line[part]
        for name, line in document["quantities"].items():
            found |= {f"quantities/{name}/{part}": value for part, value in line.items()}
    return found


def text_in(document: str) -> str:
    return re.sub("<[^>]+>", "", document)


def compare(terminal: Terminal, told: dict[str, Any], folder: Path) -> None:
    """The document's numbers against the terminal's, and the list of sources against both."""
    docx, xlsx = (folder / it["file"] for it in told["files"])
    with zipfile.ZipFile(docx) as file:
        document = file.read("word/document.xml").decode()
    known = figures_by_name(terminal, told["week"], told["revision"])
    fields = [(figure, text_in(inside)) for figure, inside in FIELD.findall(document)]
    assert len(fields) == told["fields"] > 100
    assert re.findall(r"\d", text_in(FIELD.sub("", document))) == [], "a number that is no field"
    for figure, said in fields:
        if "/" in figure:
            share = figure.startswith("standing") and figure.endswith("value")
            assert said == (WORDS.percent if share else WORDS.number)(known[figure]), figure
    rows = list(openpyxl.load_workbook(xlsx).worksheets[0].values)[3:]
    assert [(row[2], row[1]) for row in rows] == fields
    for sentence, said, figure, value, *_ in rows:
        assert said in sentence
        assert "/" not in figure or value == known[figure]


@pytest.mark.parametrize("set_", ["district", pytest.param("replay", marks=pytest.mark.skipif(not os.environ.get("SOAK"), reason="SOAK=1 loads the replay set"))])  # fmt: skip
def test_every_number_of_a_bulletin_is_a_figure_of_its_cut(
    request: pytest.FixtureRequest, terminal: Terminal, tmp_path: Path, set_: str
) -> None:
    if set_ == "replay":
        terminal.json("sample", "--set", "replay")
    loaded = request.getfixturevalue("sample") if set_ == "district" else terminal
    copy, week = frozen(loaded, tmp_path, week=9)
    asked = ("report", "--kind", "weekly", "--week", week, "--out")
    told = copy.json(*asked, tmp_path / "once")
    compare(copy, told, tmp_path / "once")
    assert told["characters"] <= 1500
    assert copy.json(*asked, tmp_path / "again")["files"] == told["files"], "drawn again, the same"
    assert "there already" in copy.run(*asked, tmp_path / "once").output


def test_a_week_that_was_never_frozen_gives_no_paper(sample: Terminal, tmp_path: Path) -> None:
    result = sample.run("report", "--kind", "weekly", "--week", "2023-W42", "--out", tmp_path / "o")
    assert result.exit_code == 1
    assert "尚未截止数据" in result.output
    assert not (tmp_path / "o").exists()
