"""Sheets as people leave them: lost merges, lines that look like headings, stray cells, totals under
the district's name. Each once cost a wrong row."""

from __future__ import annotations

import pytest

from loaders import Hints, Reading, read_workbook
from tests.loaders.drawn import NOBODY, PACK, ROSTER, accepted, codes, doubts, figures, read, table
from tests.loaders.written import csv_text


def as_csv(text: str) -> Reading:
    """What is read in lines of cells between bars saved as text, where no merge is kept."""
    rows = [[cell.strip() for cell in line.strip().split("|")] for line in text.strip().split("\n")]
    return read_workbook(
        csv_text(rows).encode("gb18030"),
        file_name="周报.csv",
        roster=ROSTER,
        pack=PACK,
        hints=Hints(),
    )


def test_the_line_of_sender_and_date_is_no_upper_row_of_the_header() -> None:
    reading = read("""
        | 云岭区周报表（第3周） | | |
        | 填报单位：第二指导组 | | 填报时间：2023年10月20日 |
        | 单位名称 | 研讨交流 | 其他情况 |
        | 区财政局 | 2 | 已学 |
        | 西城街道 | 1 | 未学 |
    """)
    assert table(reading).header_rows == (3,)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert doubts(reading) == ["L04 周报!C3"]


def test_a_header_that_lost_its_merges_keeps_the_units_column() -> None:
    reading = as_csv("""
        云岭区周报表（第3周）| | |
        序号|单位名称|学习教育|检视整改
        ||研讨交流（场次）|检视问题（个）
        1|区财政局|2|5
        2|西城街道|1|0
    """)
    assert table(reading).header_rows == (2, 3)
    assert accepted(reading) == ["区财政局", "西城街道"]


def test_a_header_of_three_rows_that_lost_its_merges_is_one_table() -> None:
    reading = as_csv("""
        云岭区周报表（第3周）| | | | | |
        序号|指导组|参学单位|学习教育||检视整改|
        |||研讨交流||发现问题|
        |||本周|累计|本周|累计
        1|第二指导组|区财政局|2|4|5|9
        2|第二指导组|西城街道|1|3|0|2
    """)
    assert table(reading).header_rows == (2, 3, 4)
    assert table(reading).form == "weekly_report"
    assert accepted(reading) == ["区财政局", "西城街道"]


def test_cells_beside_a_table_are_no_part_of_its_rows() -> None:
    reading = read("""
        | 周报表（第3周） | | | | |
        | 单位名称 | 研讨交流 | 集中学习 | | |
        | 甲 | 1 | 2 | | 是 |
        | 区财政局 | 2 | 3 | | 否 |
        | 西城街道 | 1 | 4 | | 其他 |
        | | | | | 待定 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert table(reading).set_aside == {3: "numbering", 6: "footer"}
    assert doubts(reading) == []


@pytest.mark.parametrize("at", ["| 77 | | |", "| | | 77 |"])
def test_a_stray_number_far_below_is_no_row(at: str) -> None:
    reading = read(f"""
        | 周报表（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 1 | 4 |
        | | | |
        | | | |
        {at}
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert table(reading).set_aside == {7: "footer"}


def test_the_day_of_sending_below_a_table_is_no_row() -> None:
    reading = read("""
        | 周报表 | | |
        | 序号 | 单位名称 | 研讨交流 |
        | 1 | 区财政局 | 2 |
        | 报送日期：10月19日 | | |
    """)
    assert accepted(reading) == ["区财政局"]
    assert table(reading).set_aside == {4: "footer"}


@pytest.mark.parametrize("name", ["| | 云岭区 |", "| 云岭区 | < |", "| 云岭区 | |"])
@pytest.mark.parametrize("roster", [ROSTER, NOBODY])
def test_the_districts_own_row_is_a_total_though_it_differs(name: str, roster: object) -> None:
    reading = read(
        f"""
        | 云岭区周报表（第3周） | | |
        | 序号 | 单位名称 | 研讨交流 |
        | 1 | 区财政局 | 2 |
        | 2 | 西城街道 | 约3 |
        {name} 9 |
        """,
        roster=roster,  # type: ignore[arg-type]
    )
    assert [t.row for t in table(reading).totals] == [5]
    assert set(figures(reading)) == {"区财政局", "西城街道"}
    assert not {"U01", "U09", "L15"} & set(codes(reading))


def test_a_unit_that_reports_a_percentage_next_to_a_subtotal_is_not_set_aside() -> None:
    reading = read("""
        | 周报表（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 1 |
        | 小计 | 2 | 1 |
        | 西城街道 | '80% | 1 |
        | 区教育局 | 3 | 1 |
    """)
    assert set(figures(reading)) == {"区财政局", "西城街道", "区教育局"}
    assert accepted(reading) == ["区财政局", "区教育局"]
    assert "C03 周报!B5" in doubts(reading)
