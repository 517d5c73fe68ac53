"""Which column names the units: the one that holds the roster's names, whatever stands over it."""

from __future__ import annotations

import pytest

from campaign import Issue
from loaders.words.column_words import is_category
from tests.loaders.drawn import NOBODY, accepted, cell, codes, doubts, issue, read, table

STUDY = "study_session_count"
UNITS = ["区财政局", "西城街道", "区教育局"]


@pytest.mark.parametrize("known", [True, False], ids=["roster", "no roster"])
def test_one_heading_over_categories_and_names_means_the_names(known: bool) -> None:
    drawing = """
        | 周报表（第3周） | < | < | < |
        | 单位名称 | < | 本周开展情况 | < |
        | ^ | < | 集中学习 | 检视问题 |
        | 机关 | 区财政局 | 2 | 3 |
        | 镇街和事业单位 | 西城街道 | 4 | 5 |
        | ^ | 区教育局 | 3 | 4 |
    """
    reading = read(drawing) if known else read(drawing, roster=NOBODY)
    assert [e.raw_unit for t in reading.tables for e in t.entries] == UNITS
    assert accepted(reading) == UNITS
    assert table(reading).unit_column == 2
    assert doubts(reading) == []


@pytest.mark.parametrize("known", [True, False], ids=["roster", "no roster"])
def test_one_heading_over_numbers_and_names_means_the_names(known: bool) -> None:
    drawing = """
        | 周报表（第3周） | < | < |
        | 单位名称 | < | 集中学习 |
        | 1 | 区财政局 | 2 |
        | 2 | 西城街道 | 4 |
        | 3 | 区教育局 | 3 |
    """
    reading = read(drawing) if known else read(drawing, roster=NOBODY)
    assert accepted(reading) == UNITS
    assert doubts(reading) == []


@pytest.mark.parametrize("known", [True, False], ids=["roster", "no roster"])
@pytest.mark.parametrize("first", ["序号", "", "备注"])
def test_a_blank_heading_over_names_is_the_column_of_names(first: str, known: bool) -> None:
    drawing = f"""
        | 周报表（第3周） | < | < | < |
        | {first} | | 集中学习 | 检视问题 |
        | 1 | 区财政局 | 2 | 3 |
        | 2 | 西城街道 | 4 | 5 |
        | 3 | 区教育局 | 3 | 4 |
    """
    reading = read(drawing) if known else read(drawing, roster=NOBODY)
    assert accepted(reading) == UNITS
    assert issue(reading, "L19").params["col"] == "B"
    assert doubts(reading) == []


@pytest.mark.parametrize("heading", ["单位", "类别", "单位类别", "片区", ""])
def test_categories_left_of_the_names_are_no_units(heading: str) -> None:
    reading = read(f"""
        | 周报表（第3周） | < | < | < |
        | {heading} | 名称 | 集中学习 | 检视问题 |
        | 机关 | 区财政局 | 2 | 3 |
        | 镇街 | 西城街道 | 4 | 5 |
        | 机关 | 区教育局 | 3 | 4 |
    """)
    assert accepted(reading) == UNITS
    assert cell(reading, "西城街道", STUDY).value == 4


def test_names_under_a_heading_no_form_knows_are_read_and_noted() -> None:
    reading = read("""
        | 周报表（第3周） | < | < |
        | 参学对象 | 集中学习 | 检视问题 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 4 | 5 |
        | 区教育局 | 3 | 4 |
    """)
    assert accepted(reading) == UNITS
    assert issue(reading, "L19").raw == "参学对象"


def test_without_a_roster_two_different_lists_of_names_are_not_chosen_between() -> None:
    reading = read(
        """
        | 周报表（第3周） | < | < |
        | 单位 | 名称 | 集中学习 |
        | 甲局 | 东村 | 2 |
        | 乙局 | 西村 | 4 |
        """,
        roster=NOBODY,
    )
    assert table(reading).unit_column == 1


def test_two_columns_of_units_under_one_heading_are_still_both_asked_about() -> None:
    reading = read("""
        | 周报表（第3周） | < | < | < |
        | 单位名称 | 集中学习 | 检视问题 | 单位名称 |
        | 区财政局 | 2 | 3 | 区应急管理局 |
        | 西城街道 | 4 | 5 | 幸福社区党支部 |
        | 区教育局 | 3 | 4 | 第十一小学党支部 |
    """)
    assert accepted(reading) == []
    assert "L03" in codes(reading)


def test_rows_of_a_units_own_sheet_with_other_words_are_not_taken_for_units() -> None:
    reading = read("""
        | 填报单位：区财政局 | 第3周 | |
        | 科室 | 集中学习 | 检视问题 |
        | 综合科 | 2 | 3 |
    """)
    assert accepted(reading) == ["区财政局"]


@pytest.mark.parametrize(
    "category", ["机关", "镇街和事业单位", "区直部门", "一、区直机关", "第三组"]
)
def test_a_category_among_the_names_is_asked_about_and_never_offered_as_an_alias(
    category: str,
) -> None:
    reading = read(f"""
        | 周报表（第3周） | < | < |
        | 单位名称 | 集中学习 | 检视问题 |
        | 区财政局 | 2 | 3 |
        | {category} | 4 | 5 |
    """)
    asked: Issue = issue(reading, "U01")
    assert asked.params["candidates"] == ()


@pytest.mark.parametrize(
    "name", ["区财政局", "西城街道", "南山镇", "幸福社区党支部", "区直机关工委", "第十一小学党支部"]
)
def test_a_name_is_no_category(name: str) -> None:
    assert not is_category(name)


@pytest.mark.parametrize("heading", ["学校", "学校名称", "乡镇（街道）", "企业名称", "社区"])
@pytest.mark.parametrize("known", [True, False], ids=["roster", "no roster"])
def test_a_kind_of_unit_over_the_names_is_a_heading_for_units(heading: str, known: bool) -> None:
    drawing = f"""
        | 周报表（第3周） | < | < |
        | {heading} | 集中学习 | 检视问题 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 4 | 5 |
        | 区教育局 | 3 | 4 |
    """
    reading = read(drawing) if known else read(drawing, roster=NOBODY)
    assert accepted(reading) == UNITS
    assert doubts(reading) == []


def test_a_log_may_call_those_visited_as_others_call_the_group() -> None:
    reading = read("""
        | 第二指导组督导工作台账（10月16日—10月29日） | < | < | < | < |
        | 日期 | 督导单位 | 督导方式 | 督导内容 | 意见建议 |
        | 10月16日 | 区财政局 | 听取汇报 | 学习 | 加强研讨质量 |
        | 10月17日 | 西城街道 | 随机抽查 | 调研 | 2 |
        | 10月18日 | 区教育局 | 座谈访谈 | 学习 | 3-5 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert {d for d in doubts(reading) if not d.startswith("U08")} == {"C41 周报!E3", "C13 周报!E5"}
