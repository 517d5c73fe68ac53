"""Rosters that are no table of a unit a row: several units in a cell, groups or types as headings
over them, beside them or before a colon, and types told by ticks."""

from __future__ import annotations

import pytest

from loaders import read_workbook
from tests.loaders.drawn import NOBODY, PACK, Drawing, codes, doubts, read, rows, workbook
from tests.loaders.roster.test_rows import sheet

GROUPS = {
    "区教育局": "g01",
    "区卫健局": "g01",
    "区财政局": "g02",
    "区审计局": "g02",
    "东河街道": "g03",
}
LISTED = sheet(
    "序号 | 组别 | 组长 | 联系单位 | 家数",
    "1 | 第一指导组 | 王某某 | 区教育局、区卫健局 | 2",
    "2 | 第二指导组 | 李某某 | 区财政局；区审计局 | 2",
    "3 | 第三指导组 | 赵某某 | 东河街道 | 1",
)
OVER = """
    | 指导组分组名单 |
    | 第一指导组（2家） | 第二指导组 | 第三指导组 |
    | 区教育局 | 区财政局 | 东河街道 |
    | 区卫健局 | 区审计局 | |
"""
NUMBERED = """
    | 序号 | 第一组 | 序号 | 第二组 | 序号 | 第三组 |
    | 1 | 区教育局 | 1 | 区财政局 | 1 | 东河街道 |
    | 2 | 区卫健局 | 2 | 区审计局 | | |
"""
LABELLED = """
    | 巡回指导组分组情况 |
    | 组别 | 第一组 | 第二组 | 第三组 |
    | 组长 | 王某某 | 李某某 | 赵某某 |
    | 联系单位 | 区教育局 | 区财政局 | 东河街道 |
    | ^ | 区卫健局 | 区审计局 | |
"""
NAMED = """
    | 指导组 | 指导单位 | 备注 |
    | 第一指导组 | 区教育局\\n区卫健局 | 含二级单位 |
    | 第二指导组 | 区财政局\\n区审计局 | |
    | 第三指导组 | 东河街道 | |
"""
SPACED = sheet(
    "组别 | 联系单位",
    "第一指导组 | 区教育局 区卫健局",
    "第二指导组 | 1.区财政局 2.区审计局",
    "第三指导组 | 东河街道",
)
BESIDE = """
    | 第一指导组 | 2 | 区教育局 | 区卫健局 |
    | 第二指导组 | 2 | 区财政局、区审计局 | |
    | 第三指导组 | 1 | 东河街道 | |
"""
AFTER = """
    | 第一指导组（2家）：区教育局、区卫健局 |
    | 第二指导组：联系单位：区财政局、区审计局。 |
    | 第三指导组：东河街道 |
"""


def told(drawn: str, column: str) -> dict[str, str]:
    frame = rows(read(drawn, roster=NOBODY))
    return dict(zip(frame["name"], frame[column], strict=True))


@pytest.mark.parametrize("drawn", [LISTED, OVER, NUMBERED, LABELLED, NAMED, SPACED, BESIDE, AFTER])
def test_each_unit_is_a_row_of_its_group_and_only_its_type_is_asked(drawn: str):
    assert told(drawn, "group_id") == GROUPS
    reading = read(drawn, roster=NOBODY)
    assert [(asked.role, asked.units) for asked in reading.asked_words] == [("type", (*GROUPS,))]
    assert "L02" not in codes(reading)


def test_a_cell_read_as_several_units_is_told_with_their_number():
    noted = [i for i in read(LISTED, roster=NOBODY).all_issues if i.code == "U28"]
    assert [(str(i.address), i.params["n"]) for i in noted] == [("周报!D3", 2), ("周报!D4", 2)]


def test_a_unit_opens_the_cell_that_lists_it():
    (table,) = read(BESIDE, roster=NOBODY).tables
    cells = [entry.values["name"] for entry in table.entries]
    assert {cell.raw: (cell.row, cell.column) for cell in cells} == {
        "区教育局": (1, 3),
        "区卫健局": (1, 4),
        "区财政局": (2, 3),
        "区审计局": (2, 3),
        "东河街道": (3, 3),
    }


@pytest.mark.parametrize(
    "cell", ["区教育局、区卫健局等12家单位", "区教育局、区卫健局等"], ids=["counted", "open"]
)
def test_a_list_that_names_only_some_of_its_units_is_held(cell: str):
    drawn = sheet("组别 | 联系单位", f"第一指导组 | {cell}", "第二指导组 | 区财政局、区审计局")
    reading = read(drawn, roster=NOBODY)
    assert [d for d in doubts(reading) if d.startswith("U27")] == ["U27 周报!B3", "U27 周报!B4"]
    assert not rows(reading)["accepted"].any()


@pytest.mark.parametrize(
    "drawn",
    [
        "| 第一指导组 | 12 | 5 |\n| 第二指导组 | 8 | 3 |",
        "| 第一指导组 | 第二指导组 |\n| 12 | 5 |",
        "| 第一指导组 | 3 | 区教育局 | 区卫健局 |\n| 第二指导组 | 1 | 区财政局 | |",
        "| 第一指导组：组长：王某某，联络员：李某某 |\n| 第二指导组：组长：赵某某，联络员：钱某某 |",
        "| 第一指导组：区教育局、区卫健局等5家 |\n| 第二指导组：区财政局、区审计局 |",
        "| 第一指导组 | 张晓明 | 李国强 |\n| 第二指导组 | 王建军 | 赵丽华 |",
    ],
    ids=["figures", "figures below", "another number", "persons", "open", "persons beside"],
)
def test_what_is_no_list_of_units_makes_none(drawn: str):
    assert read(drawn, roster=NOBODY).submissions == ()
    assert set(codes(read(drawn, roster=NOBODY))).isdisjoint({"U26", "U28"})


TICKED = """
    | 参学单位名册 |
    | 序号 | 单位名称 | 单位类别 | < | < | 所属指导组 |
    | ^ | ^ | 县处级领导班子 | 科级领导班子 | 基层党组织 | ^ |
    | 1 | 区人民法院 | √ | | | 一组 |
    | 2 | 区财政局 | | √ | | 一组 |
    | 3 | 南山社区党支部 | | | √ | 二组 |
"""


def test_a_type_told_by_a_tick_is_the_heading_of_its_column():
    types = ["county_team", "section_team", "grassroots"]
    assert [*told(TICKED, "type_id").values()] == types
    flat = sheet(
        "单位名称 | 县处级领导班子 | 科级领导班子 | 基层党组织 | 指导组",
        "区人民法院 | √ | | | 一组",
        "区财政局 | | √ | | 一组",
        "南山社区党支部 | | | √ | 二组",
    )
    assert [*told(flat, "type_id").values()] == types
    (table,) = read(TICKED, roster=NOBODY).tables
    assert [(r.values["type"].row, r.values["type"].column) for r in table.entries] == [
        (3, 3),
        (3, 4),
        (3, 5),
    ]


def test_two_ticks_of_a_unit_or_none_are_asked():
    drawn = TICKED.replace("区财政局 | | √ |", "区财政局 | √ | √ |")
    (asked,) = read(drawn, roster=NOBODY).asked_words
    assert (asked.word, asked.units) == ("", ("区财政局",))


def test_a_group_told_by_a_tick_is_the_heading_of_its_column():
    drawn = sheet(
        "单位名称 | 单位类别 | 第一指导组 | 第二指导组",
        "区人民法院 | 县处级领导班子 | √ | ",
        "区财政局 | 科级领导班子 | | √",
    )
    assert [*told(drawn, "group_id").values()] == ["g01", "g02"]


def test_a_roster_without_groups_is_one_question_and_an_answer_lets_it_in():
    drawn = sheet("序号 | 单位名称 | 单位类别 | 支部数", "1 | 区财政局 | 科级单位 | 3")
    reading = read(drawn, roster=NOBODY)
    assert doubts(reading) == ["U29 周报!2"]
    (asked,) = reading.asked_words
    assert (asked.role, asked.units) == ("group", ("区财政局",))
    assert set(asked.among) == {group.id for group in PACK.groups}
    answered = read(drawn, roster=NOBODY, told_units={(asked.role, "区财政局"): "g07"})
    assert rows(answered)["group_id"].tolist() == ["g07"]
    assert rows(answered)["accepted"].all()


def test_a_list_that_tells_neither_types_nor_groups_may_be_of_anything():
    assert "L01" in codes(read(sheet("序号 | 单位名称", "1 | 区财政局"), roster=NOBODY))


def test_titles_of_parts_with_their_number_are_no_units():
    drawn = sheet(
        "序号 | 单位名称 | 联系组",
        "一 | 县处级领导班子（2家） | ",
        "1 | 区人民法院 | 一组",
        "2 | 区人民检察院 | 一组",
        "二 | 科级领导班子 | ",
        "3 | 区财政局 | 二组",
    )
    assert told(drawn, "type_id") == {
        "区人民法院": "county_team",
        "区人民检察院": "county_team",
        "区财政局": "section_team",
    }


def test_a_column_left_blank_says_as_little_as_none():
    drawn = sheet("单位名称 | 单位类别 | 指导组 | 支部数", "区财政局 | | 一组 | ")
    assert doubts(read(drawn, roster=NOBODY)) == ["U25 周报!2", "U26 周报!2"]


TYPED = sheet("单位名称 | 单位类别 | 支部数", "区财政局 | 科级单位 | 3", "区教育局 | 科级单位 | 9")
GROUPED = "| 分组名单 |\n| 第一指导组 | 第二指导组 |\n| 区教育局 | 区财政局 |"


@pytest.mark.parametrize("turned", [False, True])
def test_two_lists_of_a_file_tell_each_other_what_they_leave_out(turned: bool):
    drawn = [Drawing(TYPED, name="名册"), Drawing(GROUPED, name="分组")]
    content = workbook(*drawn[:: -1 if turned else 1])
    reading = read_workbook(content, file_name="名册.xlsx", roster=NOBODY, pack=PACK)
    assert reading.asked_words == ()
    for listed in reading.submissions:
        frame = listed.rows.set_index("name")
        assert frame["accepted"].all()
        assert frame["group_id"].to_dict() == {"区财政局": "g02", "区教育局": "g01"}
    last = reading.submissions[-1].rows.set_index("name")
    assert last["sub_org_total"].to_dict() == {"区财政局": 3, "区教育局": 9}
    first = reading.submissions[0].rows["name"].tolist()
    assert last.sort_values("sort_no").index.tolist() == first
