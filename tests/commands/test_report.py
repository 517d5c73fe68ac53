"""Papers read back: each of their numbers is the one `figures --as-of` prints."""

from __future__ import annotations

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
from tests.tries import IS_SOAK, in_soak

NAMED = re.compile(r"(?:Group|guidance group) \d+")
"""Numbers that are names."""
AT = datetime(2024, 1, 5, 4, 30, tzinfo=UTC)
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


def flat(told: object, name: str = "") -> dict[str, Any]:
    """Every value of a document by its path; a line of a list goes by its place and what it is of."""
    if isinstance(told, dict):
        return {k: v for key, it in told.items() for k, v in flat(it, f"{name}/{key}").items()}
    if not isinstance(told, list):
        return {name.lstrip("/"): told}
    found: dict[str, Any] = {}
    for line in (it for it in told if isinstance(it, dict)):
        place = line.get("place", "")
        names = [place["id"] if isinstance(place, dict) else place]
        names += [
            str(line[it]) for it in ("measure", "tier", "basis", "kind", "method") if it in line
        ]
        numbers = {k: v for k, v in line.items() if not isinstance(v, str | list) and k != "place"}
        found |= flat(numbers, "/".join((name, *filter(None, names))))
    return found


def figures_by_name(terminal: Terminal, week: str, revision: int) -> dict[str, Any]:
    """Every figure of the terminal's document by its path in it."""
    found: dict[str, Any] = {}
    for by in ("district", "group", "type"):
        asked = ("--by", by, "--week", week, "--as-of", str(revision))
        document = terminal.json("figures", *asked)
        found |= flat(document)
        for name in ("problems", "closed", "overdue"):
            found[f"letters/{name}"] = sum(letter[name] for letter in document["letters"])
        found["letters/letters"] = len(document["letters"])
    return found


def known_as(figure: str, known: dict[str, Any], district: str) -> Any:
    """What the terminal prints of a figure of a paper; None of one that it has by another name."""
    parts = figure.split("/")
    if parts[0] == "frequency" and parts[1] == district and parts[3] == "cumulative":
        return known.get(f"quantities/{parts[2]}/cumulative")
    if parts[:2] == ["start", "office_work"]:
        return known.get(f"start/office_work/{parts[3]}/{parts[2]}/times")
    if parts[:2] == ["start", "books"]:
        return known.get(f"start/books/{district}/{parts[2]}/{parts[3]}")
    if parts[0] == "methods":
        return known.get(f"methods/{district}/{parts[1]}/visits")
    if parts[0] == "standing" and parts[3] in ("n", "of"):
        parts[3] = {"n": "numerator", "of": "denominator"}[parts[3]]
    return known.get("/".join(parts))


def text_in(document: str) -> str:
    return re.sub("<[^>]+>", "", document)


def fields_in(paper: dict[str, Any], folder: Path) -> list[tuple[str, str]]:
    """Each number of a document with the figure it is; they are those of its list of sources, and
    none is typed."""
    docx, xlsx = (folder / it["file"] for it in paper["files"])
    with zipfile.ZipFile(docx) as file:
        document = file.read("word/document.xml").decode()
    fields = [(figure, text_in(inside)) for figure, inside in FIELD.findall(document)]
    assert len(fields) == paper["fields"] > 0
    assert re.findall(r"\d", NAMED.sub("", text_in(FIELD.sub("", document)))) == [], "typed"
    rows = list(openpyxl.load_workbook(xlsx).worksheets[0].values)[3:]
    assert sorted((row[2][:64], row[1]) for row in rows) == sorted(fields)
    assert all(said in sentence for sentence, said, *_ in rows)
    return fields


def compare(terminal: Terminal, told: dict[str, Any], folder: Path, lang: str) -> int:
    """The document's numbers against the terminal's; how many of them it has by the same name."""
    known, words, n = figures_by_name(terminal, told["week"], told["revision"]), wording(lang), 0
    for figure, said in fields_in(told, folder):
        value = known_as(figure, known, told["district"])
        if isinstance(value, int | float):
            share = figure.rpartition("/")[2] in ("value", "completion")
            assert said == (words.percent if share else words.number)(value), figure
            n += 1
    return n


@pytest.mark.parametrize("set_", ["district", pytest.param("replay", marks=in_soak)])
def test_every_number_of_a_paper_is_a_figure_of_its_cut(
    request: pytest.FixtureRequest, terminal: Terminal, tmp_path: Path, set_: str
) -> None:
    if set_ == "replay":
        terminal.json("sample", "--set", "replay")
    loaded = request.getfixturevalue("sample") if set_ == "district" else terminal
    copy, week = frozen(loaded, tmp_path, week=9)
    phases = [("phase", "en", 40), ("phase", "zh_CN", 40)]
    for kind, lang, least in [("weekly", "zh_CN", 90), *phases[: 2 if IS_SOAK else 1]]:
        folder = tmp_path / kind / lang
        asked = ("report", "--kind", kind, "--lang", lang, "--week", week, "--out")
        told = copy.json(*asked, folder)
        assert compare(copy, told, folder, lang) > least
        assert kind != "weekly" or told["characters"] <= 1500
        assert copy.json(*asked, folder / "again")["files"] == told["files"], (
            "drawn again, the same"
        )
    assert "there already" in copy.run(*asked, folder).output
    for kind in ("letters", "reminders"):
        asked = ("report", "--kind", kind, "--week", week, "--out", tmp_path / kind)
        papers = copy.json(*asked)["papers"] if set_ == "district" or kind == "letters" else []
        assert all(fields_in(paper, tmp_path / kind) for paper in papers)
        assert papers or kind == "reminders"


def test_a_week_that_was_never_frozen_gives_no_paper(sample: Terminal, tmp_path: Path) -> None:
    result = sample.run("report", "--kind", "weekly", "--week", "2023-W42", "--out", tmp_path / "o")
    assert result.exit_code == 1
    assert "尚未截止数据" in result.output
    assert not (tmp_path / "o").exists()


def test_a_visit_sheet_of_a_week_that_runs_says_so(sample: Terminal, tmp_path: Path) -> None:
    asked = ("report", "--kind", "visit", "--week", "2023-W42", "--out", tmp_path)
    (unit,) = sample.json("figures", "--by", "unit", "--week", "2023-W42")["attention"][:1]
    told = sample.json(*asked, "--unit", unit["unit_id"])
    assert told["is_frozen"] is False
    (docx,) = (tmp_path / it["file"] for it in told["files"] if it["file"].endswith("docx"))
    assert "本周尚未冻结" in zipfile.ZipFile(docx).read("word/document.xml").decode()


def test_a_visit_sheet_has_the_units_items_and_figures_of_the_cut(
    sample: Terminal, tmp_path: Path
) -> None:
    copy, week = frozen(sample, tmp_path, week=9)
    asked = ("report", "--kind", "visit", "--week", week, "--out")
    assert copy.run(*asked, str(tmp_path / "none")).exit_code, "a unit has to be named"
    revision = copy.json("figures", "--by", "district", "--week", week)["revision"]
    lines = copy.json("figures", "--by", "unit", "--week", week, "--as-of", str(revision))
    unit = max(lines["attention"], key=lambda line: len(line["reasons"]))
    told = copy.json(*asked, tmp_path / "out", "--unit", unit["unit_id"])
    docx, xlsx = (tmp_path / "out" / it["file"] for it in told["files"])
    rows = [row[:4] for row in list(openpyxl.load_workbook(xlsx).active.values)[3:]]
    told_of = [
        (figure.split("/")[2], value)
        for _, _, figure, value in rows
        if figure.startswith("attention/")
    ]
    assert told_of == [(it["code"], it["value"]) for it in unit["reasons"]]
    assert any(figure.startswith(f"frequency/{unit['unit_id']}/") for _, _, figure, _ in rows)
    printed = zipfile.ZipFile(docx).read("word/document.xml").decode()
    assert len(FIELD.findall(printed)) == told["fields"]
