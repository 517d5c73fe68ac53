"""What stands below, above and between the rows of a table is no row, and nobody in it is kept."""

from __future__ import annotations

import pytest

from loaders import Reading
from tests.loaders.drawn import NOBODY, accepted, doubts, read, table

HEAD = """
    | 周报表（第3周） | < | < | < | < |
    | 序号 | 单位名称 | 集中学习 | 研讨交流 | 检视问题 |
    | 1 | 区财政局 | 3 | 2 | 1 |
    | 2 | 西城街道 | 4 | 2 | 2 |
    | 3 | 区教育局 | 5 | 2 | 3 |
"""
UNITS = ["区财政局", "西城街道", "区教育局"]
NAMES = ("钱七", "张三丰", "李四光", "赵六", "孙八")

FOOTERS = [
    "| 填报科室：综合科 | | 审核：钱七 | | |",
    "| 填报部门：综合科 | 填报人：赵六 | 复核人：钱七 | 负责人：孙八 | |",
    "| | 填报人：赵六 | | 审核人：钱七 | |",
    "| 审核意见：同意上报 | | | 钱七 | |",
    "| 区教育局办公室 | | | 2023年10月20日 | |",
    "| | 区教育局 | | 2023年10月20日 | |",
    "| | | | | 2023年10月20日 |",
    "| | | | 2023-10-20 | |",
    "| | | |  年  月  日 | |",
    "| 编制 | | | 日期 | |",
    "| 审批 | 钱七 | | 日期 | |",
    "| 单位负责人签字： | | 张三丰 | 经办人： | 李四光 |",
    "| 主要领导（签字）： | | | 钱七 | |",
    "| 分管领导 | 钱七 | | | |",
    "| 制表：赵六 审核：钱七 | < | < | < | < |",
    "| 签发人：孙八 | | 校对：赵六 | | |",
    "| 联系人及电话：赵六 0911-2345678 | | | | |",
    "| 注：以上数据截至10月20日17时，研讨交流含线上2场。 | < | < | < | < |",
    "| 说明：集中学习按场次填。 | | | | |",
    "| | （盖章） | | | |",
    "| 承办科室：综合科 | | 经手人：赵六 | | |",
    "| 填表 钱七 | | 审核 赵六 | | |",
    "| 制表人 钱七 | | | | 2023.10.20 |",
    "| 主管领导签字：孙八 | | 填报日期：2023年10月20日 | | |",
]


def is_kept_nowhere(reading: Reading) -> bool:
    """Whether no name of a footer stands in what is kept: findings, entries, rows, the grid."""
    kept = repr([(s.tables, s.issues, s.grid, s.title) for s in reading.sheets])
    frames = [s.rows.to_csv() for s in reading.submissions]
    return not any(name in text for name in NAMES for text in (kept, *frames))


@pytest.mark.parametrize("known", [True, False], ids=["roster", "no roster"])
@pytest.mark.parametrize("footer", FOOTERS)
def test_a_line_that_signs_dates_or_explains_a_table_is_no_row(footer: str, known: bool) -> None:
    reading = read(HEAD + footer, **({} if known else {"roster": NOBODY}))  # type: ignore[arg-type]
    assert [e.raw_unit for t in reading.tables for e in t.entries] == UNITS
    assert accepted(reading) == UNITS
    assert table(reading).set_aside == {6: "footer"}
    assert is_kept_nowhere(reading)
    assert doubts(reading) == []


@pytest.mark.parametrize("above", ["| | | | | |\n", "| | 合计 | 12 | 6 | 6 |\n"])
@pytest.mark.parametrize("footer", FOOTERS)
def test_the_same_lines_below_a_blank_row_or_a_total(footer: str, above: str) -> None:
    reading = read(HEAD + above + footer)
    assert accepted(reading) == UNITS
    assert table(reading).set_aside[7] == "footer"
    assert is_kept_nowhere(reading)


def test_several_such_lines_are_none_of_them_rows() -> None:
    reading = read(HEAD + "\n".join(FOOTERS))
    assert accepted(reading) == UNITS
    assert set(table(reading).set_aside) == set(range(6, 6 + len(FOOTERS)))
    assert is_kept_nowhere(reading)


@pytest.mark.parametrize(
    "row",
    [
        "| 4 | 区人力资源和社会保障局 | | | |",
        "| 4 | 区人力资源和社会保障局 | / | 无 | 0 |",
        "| 4 | 区人力资源和社会保障局 | 三场 | 约20 | 待报 |",
    ],
)
def test_the_last_unit_without_figures_or_with_words_for_them_is_a_row(row: str) -> None:
    reading = read(HEAD + row)
    assert [e.raw_unit for t in reading.tables for e in t.entries][-1] == "区人力资源和社会保障局"


def test_an_unknown_unit_with_figures_at_the_end_is_still_asked_about() -> None:
    assert doubts(read(HEAD + "| 4 | 区无名局 | 1 | 2 | 3 |")) == ["U01 周报!B6"]


@pytest.mark.parametrize(
    "note",
    ["|  | （以下为9个镇） | | | |", "| 一、镇街 | | | | |", "| 镇街（9个） | < | < | < | < |",
     "| | 以下为街道： | | | |"],
)  # fmt: skip
def test_a_note_between_rows_heads_a_section(note: str) -> None:
    lines = HEAD.strip().splitlines()
    reading = read("\n".join([*lines[:4], note, lines[4]]))
    assert accepted(reading) == UNITS
    assert table(reading).set_aside == {5: "section"}
    assert doubts(reading) == []


@pytest.mark.parametrize(
    "row",
    [
        "| 自动编号 | 填单位全称 | 填整数，单位：场 | 填整数 | 个 |",
        "| 填写说明 | 请填全称 | 整数 | 整数 | 整数 |",
        "| 示例 | 区财政局 | 3 | 2 | 1 |",
        "| 例： | 某某局 | 3 | 2 | 1 |",
        "| | 示例：某某局 | 3 | 2 | 1 |",
        "| （示例） | XX局 | 2 | 2 | 2 |",
    ],
)
def test_a_row_that_says_or_shows_how_to_fill_in_is_none(row: str) -> None:
    lines = HEAD.strip().splitlines()
    reading = read("\n".join([*lines[:2], row, *lines[2:]]))
    assert accepted(reading) == UNITS
    assert table(reading).set_aside == {3: "placeholder"}
    assert doubts(reading) == []


@pytest.mark.parametrize("numbers", ["1 2 3 4 5 6 7 8 9 10", "一 二 三"])
def test_a_blank_template_of_row_numbers_is_refused_once(numbers: str) -> None:
    rows = "".join(f"| {number} | | | | |\n" for number in numbers.split())
    reading = read("\n".join(HEAD.strip().splitlines()[:2]) + "\n" + rows)
    assert reading.refused is not None
    assert reading.refused.code == "L11"
    assert doubts(reading) == ["L11"]


def test_row_numbers_left_over_below_the_units_are_blank() -> None:
    reading = read(HEAD + "| 4 | | | | |\n| 5 | | | | |\n| 填表人：赵六 | | | | |")
    assert accepted(reading) == UNITS
    assert table(reading).set_aside == {8: "footer"}


def test_a_number_under_a_merged_name_is_a_row_of_that_name() -> None:
    reading = read("""
        | 周报表（第3周） | < | < |
        | 序号 | 单位名称 | 集中学习 |
        | 1 | 区财政局 | 3 |
        | 2 | ^ | |
    """)
    assert [e.raw_unit for t in reading.tables for e in t.entries] == ["区财政局", "区财政局"]


@pytest.mark.parametrize(
    "block",
    ["| | 参数 | 数值 | | |\n| | 应报单位 | 45 | | |", "| | 截止时间 | 17 | | |"],
)
def test_a_block_of_parameters_below_a_blank_row_is_no_unit(block: str) -> None:
    reading = read(HEAD + "| | | | | |\n" + block)
    assert accepted(reading) == UNITS
    assert [e.raw_unit for t in reading.tables for e in t.entries] == UNITS
    assert doubts(reading) == []


def test_a_name_in_the_cell_beside_its_label_above_a_table_is_not_shown() -> None:
    lines = HEAD.strip().splitlines()
    label = "| 填报单位：第二指导组 | 填表人： | 钱七 | 电话 | 0911-2345678 |"
    reading = read("\n".join([lines[0], label, *lines[1:]]))
    assert accepted(reading) == UNITS
    assert is_kept_nowhere(reading)
    assert "2345678" not in repr(reading.sheets[0].grid)


def test_a_unit_that_signs_with_its_name_between_total_and_day_has_no_second_row() -> None:
    lines = "| | 合计 | 12 | 6 | 6 |\n| | 区财政局 | | | |\n| | | | 2023年10月20日 | |"
    reading = read(HEAD + lines)
    assert accepted(reading) == UNITS
    assert table(reading).set_aside == {6: "total", 7: "footer", 8: "footer"}
    assert doubts(reading) == []
