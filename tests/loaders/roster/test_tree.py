"""Rosters whose units stand a level a column, each under the one above it."""

from __future__ import annotations

from tests.loaders.drawn import NOBODY, codes, read, rows

FILLED = """
    | 基层党组织名册 |
    | 序号 | 指导组 | 党委 | 党总支 | 党支部 | 类别 |
    | 1 | 第三指导组 | 区教育局党委 | | | 科级领导班子 |
    | 2 | 第三指导组 | 区教育局党委 | 第一中学党总支 | | 二级单位 |
    | 3 | 第三指导组 | 区教育局党委 | 第一中学党总支 | 高一党支部 | 基层党组织 |
    | 4 | 第四指导组 | 区卫健局党委 | | | 科级领导班子 |
"""
INDENTED = """
    | 单位名册 |
    | 一级单位 | 二级单位 | 三级单位 | 类别 | 指导组 |
    | 区教育局 | | | 科级领导班子 | 三组 |
    | | 第一中学 | | 二级单位 | 三组 |
    | | | 高一支部 | 基层党组织 | 三组 |
    | | 第二中学 | | 二级单位 | 三组 |
    | 区卫健局 | | | 科级领导班子 | 四组 |
    | | 区医院 | | 二级单位 | 四组 |
"""


def parents(drawn: str) -> dict[str, str]:
    frame = rows(read(drawn, roster=NOBODY))
    assert frame["accepted"].all()
    return dict(zip(frame["name"], frame["parent_id"], strict=True))


def test_the_deepest_name_of_a_row_is_its_unit_and_the_one_before_its_parent():
    assert parents(FILLED) == {
        "区教育局党委": "",
        "第一中学党总支": "区教育局党委",
        "高一党支部": "第一中学党总支",
        "区卫健局党委": "",
    }


def test_levels_written_once_hold_for_the_rows_below_until_the_next_of_their_level():
    assert parents(INDENTED) == {
        "区教育局": "",
        "第一中学": "区教育局",
        "高一支部": "第一中学",
        "第二中学": "区教育局",
        "区卫健局": "",
        "区医院": "区卫健局",
    }


def test_one_above_without_a_row_of_its_own_is_pointed_out_at_its_cell():
    drawn = """
        | 单位名册 |
        | 一级单位 | 二级单位 | 类别 | 指导组 |
        | 区教育局 | 第一中学 | 二级单位 | 三组 |
        | | 第二中学 | 二级单位 | 三组 |
    """
    reading = read(drawn, roster=NOBODY)
    told = [str(issue.address) for issue in reading.all_issues if issue.code == "U22"]
    assert set(told) == {"周报!A3"}
    assert rows(reading)["parent_id"].tolist() == ["", ""]


def test_numbers_under_the_same_headings_stay_how_many_are_below():
    drawn = """
        | 单位名册 |
        | 单位名称 | 类别 | 指导组 | 党委 | 党总支 | 党支部 |
        | 区教育局 | 科级领导班子 | 三组 | 1 | 2 | 13 |
    """
    frame = rows(read(drawn, roster=NOBODY))
    assert frame["sub_org_total"].tolist() == [16]


def test_a_level_with_a_number_in_it_is_no_level():
    drawn = FILLED.replace("第一中学党总支 | | 二级单位", "2 | | 二级单位")
    assert "L02" in codes(read(drawn, roster=NOBODY))


def test_one_column_of_names_under_such_a_heading_is_that_of_the_units():
    drawn = """
        | 党支部名册 |
        | 序号 | 党支部 | 类别 | 指导组 |
        | 1 | 高一党支部 | 基层党组织 | 三组 |
    """
    assert parents(drawn) == {"高一党支部": ""}
