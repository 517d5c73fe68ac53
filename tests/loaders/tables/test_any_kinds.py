"""Tables of no form as offices make them: names, measures, remarks, outlines, titles in between."""

from __future__ import annotations

import pytest

from loaders import TableReading
from tests.loaders.drawn import NOBODY, read


def tables(drawing: str) -> tuple[TableReading, ...]:
    """The tables read on a sheet of no form."""
    return read(drawing, roster=NOBODY, any_table=True).tables


def aside(drawing: str) -> dict[int, str]:
    """What the only table's rows that are no data are."""
    (found,) = tables(drawing)
    return dict(found.set_aside)


@pytest.mark.parametrize(
    ("heads", "first", "second", "third", "named"),
    [
        ("品名 | 单位 | 数量", "A4纸 | 包 | 50", "签字笔 | 盒 | 20", "文件夹 | 个 | 100", 1),
        ("项目 | 单位 | 数量", "土方 | 立方 | 50", "护栏 | 米 | 20", "门窗 | 樘 | 100", 1),
        ("片区 | 单位 | 数量", "东片 | 一厂 | 50", "东片 | 二厂 | 20", "西片 | 三厂 | 100", 2),
        ("序号 | 单位 | 数量", "1 | 一厂 | 50", "2 | 二厂 | 20", "3 | 三厂 | 100", 2),
    ],
)
def test_measures_under_the_word_for_units_are_no_names(
    heads: str, first: str, second: str, third: str, named: int
) -> None:
    (found,) = tables(f"""
        | {heads} |
        | {first} |
        | {second} |
        | {third} |
    """)
    assert found.unit_column == named


def test_remarks_name_no_rows() -> None:
    (found,) = tables("""
        | 日期 | 进水量 | 出水量 | 备注 |
        | 2023-10-01 | 100 | 95 | |
        | 2023-10-02 | 110 | 102 | |
        | 2023-10-03 | 98 | 94 | 检修 |
        | 月累计 | 308 | 291 | |
    """)
    assert found.unit_column == 1
    assert dict(found.set_aside) == {5: "total"}


def test_a_column_of_numbers_says_which_rows_add_which() -> None:
    (found,) = tables("""
        | 序号 | 项目名称 | 建设单位 | 总投资 | 完成 |
        | 一 | 续建项目 | | 300 | 60 |
        | 1 | 东大街改造 | 住建局 | 100 | 35 |
        | 2 | 污水厂 | 水务局 | 200 | 25 |
        | 二 | 新建项目 | | 50 | 5 |
        | 1 | 文化广场 | 文旅局 | 50 | 5 |
        | | 总计 | | 350 | 65 |
    """)
    assert dict(found.set_aside) == {2: "total", 5: "total", 7: "total"}
    assert [total.agrees for total in found.totals] == [True] * 3


def test_lone_rows_over_the_same_names_head_blocks() -> None:
    assert aside("""
        | 类型 | 数量 | 金额 |
        | 一季度 | | |
        | 货物 | 10 | 100 |
        | 服务 | 5 | 50 |
        | 二季度 | | |
        | 货物 | 12 | 130 |
        | 服务 | 6 | 55 |
    """) == {2: "section", 5: "section"}


def test_lone_rows_among_other_names_are_units_without_figures() -> None:
    assert (
        aside("""
        | 单位 | 数量 | 金额 |
        | 东站 | | |
        | 西站 | 10 | 100 |
        | 南站 | | |
        | 北站 | 12 | 130 |
    """)
        == {}
    )


def test_a_title_that_goes_on_from_the_page_before_is_no_row() -> None:
    (found,) = tables("""
        | 社区人口表 | | |
        | 社区 | 户数 | 人口 |
        | 东 | 10 | 30 |
        | 西 | 20 | 50 |
        | 社区人口表（续） | | |
        | 社区 | 户数 | 人口 |
        | 南 | 15 | 40 |
        | 北 | 12 | 33 |
    """)
    assert found.n_data_rows == 4


def test_a_total_called_the_whole_is_one_where_it_agrees() -> None:
    assert aside("""
        | 时段 | 报警 | 出警 |
        | 0:00-8:00 | 5 | 5 |
        | 8:00-16:00 | 12 | 12 |
        | 16:00-24:00 | 9 | 8 |
        | 全天 | 26 | 25 |
    """) == {5: "total"}


@pytest.mark.parametrize("word", ["上月", "上月：", "去年同期", "上期合计数"])
def test_an_earlier_total_beside_a_total_is_no_row(word: str) -> None:
    found = aside(f"""
        | 科室 | 门诊 | 住院 |
        | 内科 | 100 | 20 |
        | 外科 | 80 | 30 |
        | 合计 | 180 | 50 |
        | {word} | 170 | 45 |
    """)
    assert set(found) == {4, 5}


def test_a_number_and_a_name_above_each_header_are_titles() -> None:
    found = tables("""
        | 表1 | 各校学生数 | |
        | 学校 | 男生 | 女生 |
        | 一小 | 300 | 280 |
        | 二小 | 250 | 240 |
        | | | |
        | 表2 | 各校教师数 | |
        | 学校 | 男教师 | 女教师 |
        | 一小 | 10 | 30 |
        | 二小 | 8 | 25 |
    """)
    assert [(t.header_rows[0], t.n_data_rows) for t in found] == [(2, 2), (7, 2)]


def test_days_numbered_across_are_headings() -> None:
    (found,) = tables("""
        | 10月考勤 | | | | | | |
        | 科室 | 1 | 2 | 3 | 4 | 5 | 合计 |
        | 一科 | 8 | 8 | 7 | 8 | 8 | 39 |
        | 二科 | 5 | 5 | 5 | 4 | 5 | 24 |
        | 三科 | 3 | 3 | 3 | 3 | 3 | 15 |
    """)
    assert (found.header_rows[-1], found.n_data_rows) == (2, 3)


def test_parts_below_the_last_total_go_on_to_the_end() -> None:
    assert aside("""
        | 类别 | 人数 | 金额 |
        | 城市低保 | 100 | 500 |
        | 农村低保 | 300 | 900 |
        | 合计 | 400 | 1400 |
        | 其中：老年人 | 150 | 500 |
        | 残疾人 | 80 | 300 |
    """) == {4: "total", 5: "part", 6: "part"}
