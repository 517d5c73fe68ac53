"""Sheets as people leave them: lost merges, lines that look like headings, stray cells, totals under
the district's name. Each once cost a wrong row."""

from __future__ import annotations

import re
from dataclasses import replace

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
    assert table(reading).set_aside == {3: "numbering", 6: "stray"}
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
    assert table(reading).set_aside == {7: "stray"}


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


def by_week(reading: Reading) -> dict[int, dict[str, list[object]]]:
    """Week → unit text → its figures, left to right."""
    return {
        t.weeks[0].number: {e.raw_unit: [v.value for v in e.values.values()] for e in t.entries}
        for t in reading.tables
    }


def test_weeks_may_stand_under_their_quantity() -> None:
    reading = read("""
        | 10月份主题教育情况统计表 | | | | | | |
        | 单位名称 | 研讨交流 | < | < | 专题辅导 | < | < |
        | ^ | 第1周 | 第2周 | 累计 | 第1周 | 第2周 | 累计 |
        | 区财政局 | 9 | 1 | 10 | 2 | 0 | 2 |
        | 西城街道 | 0 | 2 | 2 | 1 | 3 | 4 |
    """)
    assert by_week(reading) == {
        1: {"区财政局": [9, 2], "西城街道": [0, 1]},
        2: {"区财政局": [1, 0], "西城街道": [2, 3]},
    }
    second = table(read_first(reading))
    assert [v.column for v in second.entries[0].values.values()] == [2, 5]


def read_first(reading: Reading) -> Reading:
    """The reading with the first of its tables alone."""
    sheet = replace(reading.sheets[0], tables=reading.tables[:1])
    return replace(reading, sheets=(sheet,))


def test_one_weeks_column_is_never_taken_for_the_chosen_week() -> None:
    drawing = """
        | 情况统计表 | | |
        | 单位名称 | 研讨交流 | < |
        | ^ | 第1周 | 第2周 |
        | 区财政局 | 9 | 1 |
        | 西城街道 | 0 | 2 |
    """
    assert by_week(read(drawing, week=2)).get(2) == {"区财政局": [1], "西城街道": [2]}


def test_weeks_alone_are_of_the_quantity_the_title_names_and_asked() -> None:
    reading = read("""
        | 各单位研讨交流情况统计表 | | | |
        | 序号 | 单位名称 | 第三周 | 第四周 |
        | 1 | 区财政局 | 9 | 1 |
        | 2 | 西城街道 | 0 | 2 |
        | | 合计 | 9 | 3 |
    """)
    assert by_week(reading) == {
        3: {"区财政局": [9], "西城街道": [0]},
        4: {"区财政局": [1], "西城街道": [2]},
    }
    assert doubts(reading) == ["L20 周报!C2", "L20 周报!D2"]


@pytest.mark.parametrize("title", ["各单位情况统计表", "研讨交流计划表", "集中学习和研讨交流情况"])
def test_weeks_alone_under_a_title_that_names_no_one_quantity_are_no_report(title: str) -> None:
    reading = read(f"""
        | {title} | | |
        | 单位名称 | 第三周 | 第四周 |
        | 区财政局 | 9 | 1 |
        | 西城街道 | 0 | 2 |
    """)
    assert reading.submissions == ()


def test_weeks_side_by_side_may_have_lost_their_merges() -> None:
    reading = as_csv("""
        进展情况统计表||||
        单位名称|第一周||第二周|
        |研讨交流|专题党课|研讨交流|专题党课
        区财政局|2|9|5|1
        西城街道|1|4|3|0
    """)
    assert by_week(reading) == {
        1: {"区财政局": [2, 9], "西城街道": [1, 4]},
        2: {"区财政局": [5, 1], "西城街道": [3, 0]},
    }


def test_numbered_tables_under_each_other_share_the_title_above_the_first() -> None:
    reading = read("""
        | 云岭区周报表（第3周） | |
        | 表一 科级单位 | |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
        | 西城街道 | 3 |
        | | |
        | 表二 学校 | |
        | 单位名称 | 研讨交流 |
        | 第十一小学党支部 | 1 |
        | 区教育局 | 4 |
    """)
    assert [t.header_rows for t in reading.tables] == [(3,), (8,)]
    assert [[w.number for w in t.weeks] for t in reading.tables] == [[3], [3]]
    assert accepted(reading) == ["区财政局", "西城街道", "第十一小学党支部", "区教育局"]
    assert doubts(reading) == ["P08 周报!A1"]


def test_a_table_that_adds_up_the_others_is_told_and_counted_once() -> None:
    parts = """
        | 云岭区周报表（第3周） | |
        | 表一 | |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
        | 西城街道 | 3 |
        | | |
        | 表二 | |
        | 单位名称 | 研讨交流 |
        | {} | {} |
        | {} | {} |
        | | |
        | 表三 合计 | |
        | 单位名称 | 研讨交流 |
        {}
    """
    listed = ("区财政局", 2), ("西城街道", 3), ("区教育局", 4), ("第十一小学党支部", 1)
    whole = "\n".join(f"| {name} | {n} |" for name, n in listed)
    once = read(parts.format("区教育局", 4, "第十一小学党支部", 1, whole))
    assert "L16 周报!13" in doubts(once)
    assert accepted(once) == ["区财政局", "西城街道", "区教育局", "第十一小学党支部"]
    added = read(parts.format("区财政局", 1, "西城街道", 4, "| 区财政局 | 3 |\n| 西城街道 | 7 |"))
    assert "L16 周报!13" in doubts(added)
    assert accepted(added) == []


def test_subtotals_without_a_word_are_found_by_their_sums() -> None:
    leading = read("""
        | 周报表（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 机关 | 5 | 7 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 3 | 4 |
        | 学校 | 5 | 9 |
        | 第十一小学党支部 | 1 | 4 |
        | 区教育局 | 4 | 5 |
    """)
    assert accepted(leading) == ["区财政局", "西城街道", "第十一小学党支部", "区教育局"]
    assert doubts(leading) == ["L15 周报!A3", "L15 周报!A6"]
    assert [(t.row, t.agrees, t.is_grand) for t in table(leading).totals] == [
        (3, True, False),
        (6, True, False),
    ]
    following = read("""
        | 周报表（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 3 | 4 |
        | | 5 | 7 |
        | 第十一小学党支部 | 1 | 4 |
        | 区教育局 | 4 | 5 |
        | | 5 | 9 |
        | | 10 | 16 |
    """)
    assert accepted(following) == ["区财政局", "西城街道", "第十一小学党支部", "区教育局"]
    assert [(t.row, t.agrees, t.is_grand) for t in table(following).totals] == [
        (5, True, False),
        (8, True, False),
        (9, True, True),
    ]


def test_an_unknown_unit_whose_figures_are_no_sum_is_held() -> None:
    reading = read("""
        | 周报表（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 3 | 4 |
        | 区文体局 | 5 | 6 |
        | 区教育局 | 4 | 5 |
    """)
    assert doubts(reading) == ["U01 周报!A5"]
    assert table(reading).totals == ()


@pytest.mark.parametrize("name", ["云岭区云岭区财政局", "区财政局区财政局"])
def test_a_name_written_twice_in_its_cell_is_the_unit(name: str) -> None:
    reading = read(f"| 周报表（第3周） | |\n| 单位名称 | 研讨交流 |\n| {name} | 2 |")
    assert [e.unit_id for e in table(reading).entries] == ["u01"]


@pytest.mark.parametrize(
    "headings",
    ["序号|责任单位|项目名称|完成时限", "单位|事项|进展情况|办结时间", "编号|单位名称|具体事项|来源|完成情况", "日期|类别|次数|内容"],
)  # fmt: skip
def test_a_list_of_tasks_of_another_office_is_none_of_the_forms(headings: str) -> None:
    cells = [
        "2023年11月30日" if re.search("时|日期", name) else "培训" if name == "类别" else "区财政局"
        for name in headings.split("|")
    ]
    reading = read(
        f"| 重点项目推进表 |\n| {headings} |\n| {'|'.join(cells)} |\n| {'|'.join(cells)} |"
    )
    assert reading.submissions == ()
    assert [t.form for t in reading.tables] in ([], [None])


def test_column_numbers_with_one_left_out_are_no_row() -> None:
    reading = read("""
        | 周报表（第3周） | | | |
        | 序号 | 单位名称 | 研讨交流 | 集中学习 |
        | 甲 | 乙 | 1 | 3 |
        | 1 | 区财政局 | 2 | 3 |
    """)
    assert table(reading).set_aside == {3: "numbering"}


def test_a_number_in_a_heading_is_neither_kept_nor_shown() -> None:
    reading = read("""
        | 周报表（第3周） | | |
        | 单位名称 | 联系电话13812345678 | 研讨交流 |
        | 区财政局 | 无 | 3 |
    """)
    (submission,) = reading.submissions
    assert "13812345678" not in repr(reading)
    assert "13812345678" not in submission.grid.to_json()
    assert "G03 周报!B2" in doubts(reading)
    assert accepted(reading) == ["区财政局"]


def test_the_days_of_the_rows_suggest_the_week() -> None:
    drawing = """
        | 周报表 | | |
        | 单位名称 | 填报日期 | 研讨交流 |
        | 区财政局 | 2023-10-18 | 4 |
        | 西城街道 | {} | 5 |
    """
    reading = read(drawing.format("2023-10-20"))
    assert [w.number for w in table(reading).weeks] == [3]
    assert doubts(reading) == ["P08 周报!B4"]
    for other in ("2023-10-27", "2023-10-16"):  # another week; a Monday may report the week before
        assert doubts(read(drawing.format(other))) == ["P07 周报!2"]


def test_the_third_week_of_a_month_is_no_third_week_of_the_campaign() -> None:
    drawing = "| 周报表（11月第3周） | |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 3 |"
    assert doubts(read(drawing)) == ["P07 周报!2"]
    assert [w.number for w in table(read(drawing, week=7)).weeks] == [7]


def test_days_without_dots_name_the_week() -> None:
    reading = read(
        "| 单位名称 | 研讨交流 |\n| 区财政局 | 3 |", file_name="周报20231016-20231022.xlsx"
    )
    assert [w.number for w in table(reading).weeks] == [3]


def test_two_rows_under_one_merged_name_are_parts_and_none_is_dropped() -> None:
    reading = read("""
        | 周报表（第3周） | | |
        | 单位名称 | 时段 | 研讨交流 |
        | 区财政局 | 上半周 | 1 |
        | ^ | 下半周 | 1 |
        | 西城街道 | 全周 | 2 |
    """)
    assert accepted(reading) == ["西城街道"]
    assert "U07" not in codes(reading)


def test_a_share_and_a_column_that_contradict_it_hold_the_row() -> None:
    reading = read("""
        | 动员部署（启动）情况 |                |                       |            |
        | 单位名称             | 动员会召开     | 支部启动数/应启动数   | 支部启动数 |
        | 区财政局             | 是             | '3/5                  | 4          |
        | 区教育局             | 是             | '3/5                  | 3          |
    """)
    assert [(i.code, str(i.address)) for i in reading.all_issues if i.code == "K13"] == [
        ("K13", "周报!D3")
    ]
    assert [entry.accepted for entry in table(reading).entries] == [False, True]
