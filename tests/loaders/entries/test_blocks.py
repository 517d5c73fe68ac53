"""A subtotal is compared with its own block, and accused of nothing it may not have added."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import NOBODY, doubts, read, table

TITLE = "| 周报（第3周） | < | < | < |\n| 类别 | 单位名称 | 研讨交流 | 集中学习 |"


def agreed(drawing: str) -> dict[int, bool | None]:
    """Of each total row whether it agrees."""
    return {t.row: t.agrees for t in table(read(drawing)).totals}


def test_a_subtotal_under_a_merged_category_adds_that_category() -> None:
    drawing = (
        TITLE
        + """
        | 机关 | 区财政局 | 2 | 3 |
        | 镇街 | 西城街道 | 4 | 5 |
        | ^ | 区教育局 | 3 | 4 |
        | ^ | 小计 | 7 | 9 |
        | 合计 | < | 9 | 12 |
    """
    )
    assert agreed(drawing) == {6: True, 7: True}
    assert doubts(read(drawing)) == []


def test_a_subtotal_right_below_a_merged_category_adds_it() -> None:
    drawing = (
        TITLE
        + """
        | 机关 | 区财政局 | 2 | 3 |
        | 镇街 | 西城街道 | 4 | 5 |
        | ^ | 区教育局 | 3 | 4 |
        | | 小计 | 7 | 9 |
        | 合计 | < | 9 | 12 |
    """
    )
    assert agreed(drawing) == {6: True, 7: True}


@pytest.mark.parametrize("note", ["| | （以下为2个镇） | | |", "| | | | |"])
def test_a_subtotal_adds_the_rows_next_to_it_that_it_fits(note: str) -> None:
    drawing = (
        TITLE
        + f"""
        | 1 | 区财政局 | 2 | 3 |
        | 2 | 区应急管理局 | 1 | 1 |
        {note}
        | 3 | 西城街道 | 4 | 5 |
        | 4 | 区教育局 | 3 | 4 |
        | | 小  计 | 7 | 9 |
        | | 共  计 | 10 | 13 |
    """
    )
    assert agreed(drawing) == {8: True, 9: True}
    assert doubts(read(drawing)) == []


def test_a_wrong_subtotal_is_told_against_its_own_block() -> None:
    drawing = (
        TITLE
        + """
        | 机关 | 区财政局 | 2 | 3 |
        | 镇街 | 西城街道 | 4 | 5 |
        | ^ | 区教育局 | 3 | 4 |
        | ^ | 小计 | 8 | 9 |
        | 合计 | < | 9 | 12 |
    """
    )
    told = [i for i in read(drawing).all_issues if i.code == "K01"]
    assert [(str(i.address), i.params["t"], i.params["s"]) for i in told] == [("周报!C6", "8", "7")]


def test_a_subtotal_wrong_in_one_of_three_columns_is_told_against_the_rows_it_nearly_fits() -> None:
    drawing = """
        | 周报（第3周） | < | < | < |
        | 单位名称 | 研讨交流 | 集中学习 | 检视问题 |
        | 区财政局 | 2 | 3 | 1 |
        | 西城街道 | 4 | 5 | 2 |
        | 区教育局 | 3 | 4 | 3 |
        | 小计 | 7 | 10 | 5 |
        | 区应急管理局 | 1 | 1 | 1 |
        | 小计 | 1 | 1 | 1 |
        | 合计 | 10 | 13 | 7 |
    """
    told = [i for i in read(drawing).all_issues if i.code == "K01"]
    assert [(str(i.address), i.params["s"]) for i in told] == [("周报!C6", "9")]


def test_a_subtotal_of_nobody_knows_which_rows_is_not_accused() -> None:
    drawing = """
        | 周报（第3周） | < | < |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 4 | 5 |
        | 区教育局 | 3 | 4 |
        | 小计 | 50 | 61 |
        | 区应急管理局 | 1 | 1 |
        | 小计 | 1 | 1 |
        | 合计 | 10 | 13 |
    """
    assert agreed(drawing) == {6: None, 8: True, 9: True}
    assert doubts(read(drawing)) == []


def test_the_only_subtotal_at_the_end_adds_all_rows() -> None:
    drawing = """
        | 周报（第3周） | < | < |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 4 | 5 |
        | 小计 | 7 | 9 |
    """
    assert agreed(drawing) == {5: False}


def test_subtotals_that_lead_add_the_rows_below_them() -> None:
    drawing = """
        | 周报（第3周） | < | < |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 机关小计 | 6 | 8 |
        | 区财政局 | 2 | 3 |
        | 区应急管理局 | 4 | 5 |
        | 街道小计 | 9 | 4 |
        | 西城街道 | 3 | 4 |
    """
    told = [i for i in read(drawing).all_issues if i.code == "K01"]
    assert agreed(drawing) == {3: True, 6: False}
    assert [(str(i.address), i.params["s"]) for i in told] == [("周报!B6", "3")]


def test_a_category_merged_over_the_whole_table_is_no_block_of_its_subtotals() -> None:
    drawing = (
        TITLE
        + """
        | 第二指导组 | 区财政局 | 2 | 3 |
        | ^ | 区应急管理局 | 1 | 1 |
        | ^ | 小计 | 3 | 4 |
        | ^ | 西城街道 | 4 | 5 |
        | ^ | 小计 | 4 | 5 |
    """
    )
    assert agreed(drawing) == {5: True, 7: True}


def test_the_same_holds_in_a_table_of_no_form() -> None:
    drawing = """
        | 分类 | 站点 | 用水量 | 用电量 |
        | 东片 | 甲站 | 2 | 3 |
        | 西片 | 乙站 | 4 | 5 |
        | ^ | 丙站 | 3 | 4 |
        | ^ | 小计 | 7 | 9 |
        | 合计 | < | 9 | 12 |
    """
    reading = read(drawing, roster=NOBODY, any_table=True)
    assert {t.row: t.agrees for t in table(reading).totals} == {5: True, 6: True}
    assert "K01" not in {i.code for i in reading.all_issues}


def test_headings_of_groups_that_carry_their_sums_are_set_aside_and_not_accused() -> None:
    drawing = """
        | 周报（第3周） | < | < |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 一、机关 | 3 | 6 |
        | 区财政局 | 1 | 2 |
        | 区应急管理局 | 2 | 4 |
        | 二、街道 | 5 | 26 |
        | 西城街道 | 5 | 26 |
    """
    assert agreed(drawing) == {3: True, 6: True}
    assert doubts(read(drawing)) == ["L15 周报!A3", "L15 周报!A6"]
