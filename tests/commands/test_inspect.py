"""`inspect --json`: exactly the document that terminals and schedulers are promised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Terminal
from tests.loaders.drawn import Drawing, workbook

ROSTER = """
    | 云岭区参学单位名册 |
    | 单位名称 | 单位类别 | 所属指导组 |
    | 区财政局 | 科级单位 | 二组 |
    | 西城街道 | 科级单位 | 二组 |
"""
REPORT = """
    | 云岭区周报表（第3周） | < | < | < |
    | 填报单位：第二指导组 | | 填报时间：2023年10月20日 | |
    | 序号 | 单位名称 | 研讨交流（场次） | < |
    | ^ | ^ | 本周 | 累计 |
    | 1 | 财政局 | 2 | 5 |
    | 2 | 西城街道 | 约1 | / |
    | | 合计 | 2 | 5 |
    | 填表人：张某某 | | | |
"""
Save = Callable[[str, bytes], Path]
TALKS = "discussion_session_count"


def only(document: dict[str, Any]) -> dict[str, Any]:
    (file,) = document["files"]
    (sheet,) = file["sheets"]
    (table,) = sheet["tables"]
    found: dict[str, Any] = table
    return found


@pytest.fixture
def report(save: Save) -> Path:
    return save("周报.xlsx", workbook(REPORT))


@pytest.fixture
def roster(save: Save) -> Path:
    return save("名册.xlsx", workbook(ROSTER))


def test_a_file_a_sheet_and_a_table_have_exactly_their_keys(
    terminal: Terminal, report: Path
) -> None:
    document = terminal.json("inspect", report)
    assert set(document) == {"files"}
    (file,) = document["files"]
    assert set(file) == {"file", "sha256", "kind", "refused", "issues", "sheets"}
    assert (file["file"], file["kind"], file["refused"]) == ("周报.xlsx", "xlsx", None)
    (sheet,) = file["sheets"]
    assert set(sheet) == {"sheet", "hidden", "title", "reporting_date", "issues", "tables"}
    assert (sheet["title"], sheet["reporting_date"]) == ("云岭区周报表（第3周）", "2023-10-20")
    assert set(only(document)) == {
        "form", "confidence", "layout", "weeks", "header_rows", "first_data_row", "last_data_row",
        "column_range", "columns", "unit_column", "n_data_rows", "units", "sums_over_data_rows",
        "total_row", "totals", "excluded_rows", "entries", "issues",
    }  # fmt: skip


def test_a_table_is_told_in_rows_and_columns_as_on_the_sheet(
    terminal: Terminal, report: Path
) -> None:
    table = only(terminal.json("inspect", report))
    assert (table["form"], table["layout"], table["weeks"]) == (
        "weekly_report",
        "row",
        ["2023-W42"],
    )
    assert (table["header_rows"], table["first_data_row"], table["last_data_row"]) == ([3, 4], 5, 6)
    assert table["column_range"] == [1, 4]
    assert table["columns"] == [
        "序号",
        "单位名称",
        "研讨交流（场次）/本周",
        "研讨交流（场次）/累计",
    ]
    assert table["unit_column"] == {"index": 2, "name": "单位名称", "fill_down": False}
    assert (table["n_data_rows"], table["units"]) == (2, ["财政局", "西城街道"])
    assert table["sums_over_data_rows"] == {
        "研讨交流（场次）/本周 [col 3]": 2,
        "研讨交流（场次）/累计 [col 4]": 5,
    }
    assert table["total_row"] == {
        "exists": True,
        "row": 7,
        "label": "合计",
        "position": "below data",
    }
    assert table["totals"] == [
        {"row": 7, "label": "合计", "position": "below data", "agrees": True}
    ]
    assert set(table["excluded_rows"]) == {"7", "8"}


def test_entries_carry_value_state_cell_and_raw_by_quantity(
    terminal: Terminal, report: Path, roster: Path
) -> None:
    table = only(terminal.json("inspect", report, "--roster", roster))
    first, second = table["entries"]
    assert first == {
        "row": 5, "unit": "区财政局", "raw_unit": "财政局", "week": "2023-W42", "accepted": True,
        "values": {
            TALKS: {"value": 2, "state": "value", "cell": "周报!C5", "raw": "2"},
            TALKS + "@cumulative": {"value": 5, "state": "value", "cell": "周报!D5", "raw": "5"},
        },
    }  # fmt: skip
    assert isinstance(first["values"][TALKS]["value"], int)
    assert second["accepted"] is False
    assert second["values"][TALKS] == {
        "value": None,
        "state": "held",
        "cell": "周报!C6",
        "raw": "约1",
    }
    assert second["values"][TALKS + "@cumulative"]["state"] == "na"


def test_an_issue_has_code_severity_cell_raw_message_and_remedy(
    terminal: Terminal, report: Path
) -> None:
    issues = only(terminal.json("inspect", report))["issues"]
    held = next(i for i in issues if i["code"] == "C04")
    assert held == {
        "code": "C04", "severity": "error", "cell": "周报!C6", "raw": "约1",
        "message": "“约1”不是准确数。", "remedy": "请填准确数；没有请填0。",
    }  # fmt: skip
    assert {"error", "warning", "note"} >= {i["severity"] for i in issues}


def test_messages_are_in_english_when_asked(terminal: Terminal, report: Path) -> None:
    issues = only(terminal.json("inspect", report, "--lang", "en"))["issues"]
    assert all(ord(c) < 0x3000 for i in issues for c in i["remedy"])


def test_without_a_roster_units_are_null_and_never_doubted(
    terminal: Terminal, report: Path
) -> None:
    table = only(terminal.json("inspect", report))
    assert {e["unit"] for e in table["entries"]} == {None}
    assert not [i for i in table["issues"] if i["code"].startswith("U")]


@pytest.mark.parametrize(
    ("value", "state"),
    [("3", "value"), ("0", "zero"), ("", "missing"), ("/", "na"), ("约3", "held")],
)
def test_a_state_is_one_of_its_words(
    terminal: Terminal, save: Save, value: str, state: str
) -> None:
    sheet = f"| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | {value} |"
    (entry,) = only(terminal.json("inspect", save("a.xlsx", workbook(sheet))))["entries"]
    assert entry["values"][TALKS]["state"] == state


def test_a_refused_file_says_why_and_has_no_sheets(terminal: Terminal, save: Save) -> None:
    (file,) = terminal.json("inspect", save("空.xlsx", b""))["files"]
    assert file["refused"] == {"code": "F01", "message": "空文件。"}
    assert file["sheets"] == []
    assert [i["code"] for i in file["issues"]] == ["F01"]


def test_a_hidden_sheet_is_listed_without_tables(terminal: Terminal, save: Save) -> None:
    book = workbook(REPORT, Drawing(REPORT, name="上周", hidden=True))
    (file,) = terminal.json("inspect", save("a.xlsx", book))["files"]
    assert [(s["sheet"], s["hidden"], len(s["tables"])) for s in file["sheets"]] == [
        ("周报", False, 1), ("上周", True, 0),
    ]  # fmt: skip


def test_the_week_can_be_given(terminal: Terminal, save: Save) -> None:
    path = save("a.xlsx", workbook("| 周报 |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |"))
    assert only(terminal.json("inspect", path))["weeks"] == []
    assert only(terminal.json("inspect", path, "--week", "2023-W42"))["weeks"] == ["2023-W42"]
    assert terminal.run("inspect", path, "--week", "2019-W01").exit_code == 2


@pytest.mark.usefixtures("roster")
def test_a_folder_is_all_its_workbooks(terminal: Terminal, report: Path) -> None:
    document = terminal.json("inspect", report.parent)
    assert [f["file"] for f in document["files"]] == ["名册.xlsx", "周报.xlsx"]


def test_a_file_of_no_units_is_no_roster(terminal: Terminal, report: Path) -> None:
    result = terminal.run("inspect", report, "--roster", report)
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_for_a_person_the_doubts_are_listed(terminal: Terminal, report: Path) -> None:
    assert "C04 周报!C6" in terminal.run("inspect", report).output


CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(p for p in CORPUS.glob("*/*") if p.suffix != ".json" and p.is_file())


@pytest.mark.skipif(not FILES, reason="the corpus of other people's workbooks is not here")
@pytest.mark.parametrize("path", FILES or [None], ids=lambda p: p.name if p else "absent")
def test_other_peoples_workbooks_are_read_or_refused_by_code(
    terminal: Terminal, path: Path
) -> None:
    (file,) = terminal.json("inspect", path)["files"]
    assert file["refused"] is None or file["refused"]["code"][0] in "FGL"
    for sheet in file["sheets"]:
        for table in sheet["tables"]:
            assert table["confidence"] < 0.75
            assert not any(
                entry["accepted"] for entry in table["entries"] if table["form"] == "weekly_report"
            )
