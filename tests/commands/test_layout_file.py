"""`--layout` and `--write-layout`: what was found where, corrected in a small file, remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger import open_ledger
from tests.commands.conftest import Terminal
from tests.commands.test_ingest import TWO_READINGS
from tests.commands.test_inspect import REPORT, ROSTER, only
from tests.loaders.drawn import workbook

Save = Callable[[str, bytes], Path]
TALKS, STUDY = "discussion_session_count", "study_session_count"
OF_NO_REPORT = workbook(REPORT.replace("云岭区", "全省"))
WRITTEN = """\
[[table]]
file = "周报.xlsx"
sheet = "周报"
form = "weekly_report"
header_rows = [3, 4]
unit_column = "B"
# last_row = 7
[table.columns]
A = ""  # 序号
C = "discussion_session_count"  # 研讨交流（场次）/本周
D = "discussion_session_count@cumulative"  # 研讨交流（场次）/累计
"""
ODD = "| 云岭区周报表（第{}周） |\n| 填报单位：第二指导组 |\n| 名单 | 谈体会 | 读书 |\n| 区财政局 | 5 | 6 |"
SAID = """
[[table]]
sheet = "周报"
form = "weekly_report"
header_rows = [3, 3]
unit_column = "A"
[table.columns]
B = "discussion_session_count"
C = "study_session_count@cumulative"
"""


def values(document: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = only(document)["entries"][0]["values"]
    return {slot: value["value"] for slot, value in told.items()}


def test_what_was_found_is_written_and_gives_the_same_when_given_back(
    terminal: Terminal, save: Save, tmp_path: Path
) -> None:
    report, out = save("周报.xlsx", workbook(REPORT)), tmp_path / "layout.toml"
    before = values(terminal.json("inspect", report, "--write-layout", out))
    text = out.read_text(encoding="utf-8")
    assert text.partition("[[table]]")[2] == WRITTEN.partition("[[table]]")[2]
    assert "张" not in text
    assert values(terminal.json("inspect", report, "--layout", out)) == before
    again = terminal.run("inspect", report, "--write-layout", out)
    assert again.exit_code == 1
    out.write_text(text.replace('C = "discussion', 'C = "study', 1), encoding="utf-8")
    told = values(terminal.json("inspect", report, "--layout", out))
    assert told == {STUDY: 2, f"{TALKS}@cumulative": 5}


def layouts(terminal: Terminal) -> int:
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        (district,) = ledger.districts()
        return len(ledger.layouts(district.id))


def test_a_layout_is_remembered_for_next_week_unless_once(terminal: Terminal, save: Save) -> None:
    terminal.json("ingest", save("z名册.xlsx", workbook(ROSTER)))
    said = save("layout.toml", SAID.encode())
    now = save("a.xlsx", workbook(ODD.format(3)))
    for words in (("--dry-run",), ("--once",)):
        (file,) = terminal.json("ingest", now, "--layout", said, *words)["files"]
        assert [sent["week"] for sent in file["submissions"]] == [3]
        assert layouts(terminal) == 0
    terminal.json("ingest", now, "--layout", said)
    terminal.json("ingest", now, "--layout", said)
    assert layouts(terminal) == 1
    (file,) = terminal.json("ingest", save("b.xlsx", workbook(ODD.format(4))))["files"]
    assert [sent["week"] for sent in file["submissions"]] == [4]


def test_an_answer_on_figures_is_remembered_unless_once(terminal: Terminal, save: Save) -> None:
    terminal.json("ingest", save("z名册.xlsx", workbook(ROSTER)))
    path = save("a.xlsx", TWO_READINGS)
    terminal.json("ingest", path, "--figures", "cumulative", "--once")
    assert layouts(terminal) == 0
    terminal.json("ingest", path, "--figures", "cumulative")
    assert layouts(terminal) == 1
    assert "P12" not in [i["code"] for i in terminal.json("ingest", path)["files"][0]["issues"]]


def test_a_table_called_something_else_is_taken_or_left_as_said(
    terminal: Terminal, save: Save
) -> None:
    terminal.json("ingest", save("z名册.xlsx", workbook(ROSTER)))
    path = save("a.xlsx", OF_NO_REPORT)
    for answer, n in (("take", 1), ("leave", 0)):
        (file,) = terminal.json("ingest", path, "--doubtful-tables", answer, "--once")["files"]
        assert sum(len(sent["new"]) + len(sent["same"]) for sent in file["submissions"]) == n
    assert layouts(terminal) == 0


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('B = "discussion', 'B = "', "has no _session_count"),
        ('C = "study_session_count@cumulative"', f'C = "{TALKS}"', "twice"),
        ("[3, 3]", "[1, 1]", "no headings"),
        ("[3, 3]", "[4, 3]", "not in order"),
        ('"weekly_report"', '"nothing"', "not a layout"),
        ('unit_column = "A"', 'unit_column = "B"', "twice|figures"),
        ('sheet = "周报"', 'sheet = "别的"', "no headings"),
        ('sheet = "周报"', 'file = "c.xlsx"\nsheet = "周报"', "not one of the files"),
        ("[[table]]", "[table]", "not a layout"),
        (SAID, "x", "Expected"),
        (SAID, "", "no .*table"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    terminal: Terminal, save: Save, old: str, new: str, why: str
) -> None:
    path = save("a.xlsx", workbook(ODD.format(3)))
    result = terminal.run(
        "inspect", path, "--layout", save("l.toml", SAID.replace(old, new).encode())
    )
    assert result.exit_code == 1
    assert re.search(why, result.output), result.output


def test_a_unit_column_of_figures_and_an_end_that_nothing_tells_are_refused(
    terminal: Terminal, save: Save
) -> None:
    path = save("a.xlsx", workbook(ODD.format(3) + "\n| 李明华 | 1 | 2 |"))
    figures = SAID.replace('unit_column = "A"', 'unit_column = "C"').replace("C = ", "A = ")
    for text, why in (
        (figures.replace("study_session_count@cumulative", ""), "holds figures"),
        (SAID.replace("[table.columns]", "last_row = 4\n[table.columns]"), "tells the end"),
    ):
        result = terminal.run("inspect", path, "--layout", save("l.toml", text.encode()))
        assert why in result.output
