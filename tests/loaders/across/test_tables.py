"""Units across the sheets of a file, the files of a drop, and the levels of the district."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign import Past, Roster
from loaders import shared_units
from tests.loaders.drawn import (
    ROSTER,
    Drawing,
    accepted,
    codes,
    doubts,
    issue,
    read,
    unit,
    workbook,
)

HEAD = "| 周报表（第3周） | < |\n| 单位名称 | 集中学习 |\n"
LAUNCH = "| 动员部署情况统计表 | < | < |\n| 单位名称 | 动员会召开 | 召开日期 |\n"
LEDGER = "| 问题整改台账 | < | < | < | < | < | < |\n| 问题编号 | 责任单位 | 问题来源 | 问题表现 | 整改措施 | 整改时限 | 整改进展 |\n"


def launch(line: str, name: str) -> Drawing:
    return Drawing(LAUNCH + f"| {line} |", name=name)


def test_a_launch_on_two_sheets_that_differ_is_held_on_both() -> None:
    book = workbook(
        launch("区财政局 | 是 | 2023-10-08", "一"),
        launch("财政局 | 否 | ", "二"),
        launch("区教育局 | 是 | 2023-10-09", "三"),
    )
    reading = read(book)
    assert doubts(reading) == ["U06 一!A3", "U06 二!A3"]
    assert accepted(reading) == ["区教育局"]
    frames = [s.rows for s in reading.submissions]
    assert [f["accepted"].tolist() for f in frames] == [[False], [False], [True]]
    assert [f["fields"].tolist() for f in frames][:2] == [["{}"], ["{}"]]


def test_a_launch_that_stands_alike_on_two_sheets_counts_once() -> None:
    book = workbook(*(launch("区财政局 | 是 | 2023-10-08", name) for name in ("一", "二")))
    reading = read(book)
    assert "U07" in codes(reading)
    assert accepted(reading) == ["区财政局"]
    assert len(reading.submissions) == 1


def test_a_numbered_problem_on_two_sheets_is_one_line() -> None:
    line = "| {} | 区财政局 | 自查 | {} | 抓落实 | 2023-12-01 | 整改中 |"
    one, two = (Drawing(LEDGER + line.format(1, text), name=text) for text in ("甲", "乙"))
    other = Drawing(LEDGER + line.format(2, "丙"), name="丙")
    assert doubts(read(workbook(one, two), file_name="台账.xlsx")) == ["U17 甲!B3", "U17 乙!B3"]
    assert doubts(read(workbook(one, other), file_name="台账.xlsx")) == []


def test_files_of_one_drop_that_report_the_same_units_are_told() -> None:
    a = read(HEAD + "| 区财政局 | 1 |\n| 区教育局 | 2 |", file_name="a.xlsx")
    b = read(HEAD + "| 财政局 | 3 |", file_name="b.xlsx")
    c = read(HEAD.replace("第3周", "第4周") + "| 区财政局 | 1 |", file_name="c.xlsx")
    d = read(HEAD + "| 区教育局 | 2 |", file_name="d.xlsx")
    told = [
        [(i.code, i.params["names"], i.params["file"]) for i in found]
        for found in shared_units([a, b, c, d])
    ]
    assert told == [
        [("U19", "区财政局", "b.xlsx"), ("U20", "区教育局", "d.xlsx")],
        [("U19", "区财政局", "a.xlsx")],
        [],
        [("U20", "区教育局", "a.xlsx")],
    ]


PARENT = replace(unit("p01", "区卫健局", children=2), scope="including")
CHILD = replace(unit("c01", "区医院", "second_tier"), parent_id="p01")
GRANDCHILD = replace(unit("g01", "区医院门诊部", "grassroots"), parent_id="c01")
FAMILY = Roster((*ROSTER.units, PARENT, CHILD, GRANDCHILD), {}, ("云岭区",))


@pytest.mark.parametrize("below", ["区医院", "区医院门诊部"])
def test_a_unit_that_reports_for_others_that_report_too_is_asked(below: str) -> None:
    reading = read(HEAD + f"| 区卫健局 | 5 |\n| {below} | 2 |", roster=FAMILY)
    assert doubts(reading) == ["U16 周报!A3"]
    assert issue(reading, "U16").params["names"] == below
    assert accepted(reading) == ["区卫健局", below]


def test_a_subordinate_unit_that_reported_before_counts_too() -> None:
    reading = read(HEAD + "| 区卫健局 | 5 |", roster=FAMILY, earlier=lambda _: {"c01": Past()})
    assert doubts(reading) == ["U16 周报!A3"]
    assert doubts(read(HEAD + "| 区卫健局 | 5 |", roster=FAMILY)) == []


def test_a_unit_that_reports_for_itself_only_is_let_be() -> None:
    own = Roster((*ROSTER.units, replace(PARENT, scope="own"), CHILD), {}, ("云岭区",))
    assert doubts(read(HEAD + "| 区卫健局 | 5 |\n| 区医院 | 2 |", roster=own)) == []


def test_a_cell_with_two_units_is_held_and_both_are_named() -> None:
    reading = read(HEAD + "| 区财政局、教育局 | 3 |\n| 区财政局、某某局 | 2 |")
    assert doubts(reading) == ["U18 周报!A3", "U01 周报!A4"]
    assert issue(reading, "U18").params["a"] == "区财政局、区教育局"
    assert accepted(reading) == []
