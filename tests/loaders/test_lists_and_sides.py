"""Lists of activities, columns beside one unit's figures, two periods in a cell, headings
in English, codes without names: read, asked about or refused with a word that helps."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import accepted, codes, doubts, read, stored


@pytest.mark.parametrize(
    "rows",
    [
        """
        | 日期 | 活动类型 | 主题 | 参加人数 |
        | 10月16日 | 集中学习 | 原著 | 30 |
        | 10月18日 | 研讨交流 | 发展 | 12 |
        | 10月20日 | 集中学习 | 原著 | 28 |
        """,
        """
        | 单位 | 内容 | 时间 | 参加人数 |
        | 区财政局 | 专题党课 | 2023-10-16 | 30 |
        | 西城街道 | 研讨交流 | 2023-10-18 | 12 |
        | 西城街道 | 专题党课 | 2023-10-20 | 28 |
        """,
        """
        | 日期 | 活动类型 | 主题 | 参加人数 |
        | 10月16日 | 集中学习 | 原著 | 30 |
        | 10月18日 | 研讨交流 | 发展 | 12 |
        """,
        """
        | 活动 | 内容 | 地点 | 时间 |
        | 集中学习 | 原著 | 三楼 | 周一上午 |
        | 研讨交流 | 发展 | 二楼 | 周三下午 |
        """,
    ],
)
def test_a_list_of_single_activities_is_refused_by_name(rows: str) -> None:
    reading = read(f"""
        | 主题教育活动清单（第3周） | | | |
        {rows.strip()}
    """)
    assert reading.refused is not None
    assert reading.refused.code == "L27"


def test_figures_that_may_be_read_as_days_make_no_list_of_activities() -> None:
    reading = read("""
        | 周报表（第3周） | | |
        | 单位名称 | 西城街道 | 区财政局 |
        | 研讨交流 | 2 | 2.5 |
        | 集中学习 | 3 | 3.5 |
    """)
    assert reading.refused is None
    assert accepted(reading) == ["西城街道"]


def test_what_stands_beside_one_units_figures_is_no_unit() -> None:
    reading = read("""
        | 区财政局主题教育周报（第3周） | | | |
        | 项目 | 完成时间 | 次数 | 备注 |
        | 集中学习 | 2023-10-17 | 2 | |
        | 研讨交流 | 2023-10-18 | 1 | 线上 |
    """)
    assert stored(reading) == {
        "区财政局": {"study_session_count": 2.0, "discussion_session_count": 1.0}
    }


def test_the_week_and_since_the_launch_in_one_cell_are_two_figures() -> None:
    reading = read("""
        | 主题教育周报（第3周） | | |
        | 单位 | 集中学习（本周/累计） | 研讨交流 |
        | 区财政局 | '2/6 | 1 |
        | 西城街道 | '3/8 | 2 |
    """)
    assert stored(reading)["西城街道"] == {
        "study_session_count": 3.0,
        "study_session_count@cumulative": 8.0,
        "discussion_session_count": 2.0,
    }
    assert doubts(reading) == []


@pytest.mark.parametrize("beside", ["本周/上周", "完成/计划"])
def test_of_two_figures_in_a_cell_the_one_of_another_time_or_a_plan_is_left_out(
    beside: str,
) -> None:
    reading = read(f"""
        | 主题教育周报（第3周） | | |
        | 单位 | 集中学习（{beside}） | 研讨交流 |
        | 区财政局 | '2/1 | 1 |
        | 西城街道 | '3/4 | 2 |
    """)
    told = stored(reading)
    assert [told[name]["study_session_count"] for name in told] == [2.0, 3.0]
    assert "L04 周报!B2" in doubts(reading)


def test_a_cell_that_says_one_of_two_periods_is_asked_about() -> None:
    reading = read("""
        | 主题教育周报（第3周） | | |
        | 单位 | 集中学习（本周/累计） | 研讨交流 |
        | 区财政局 | '2/6 | 1 |
        | 西城街道 | 8 | 2 |
    """)
    assert accepted(reading) == []
    assert "P13" in codes(reading)


def test_headings_in_english_alone_are_read() -> None:
    reading = read("""
        | Weekly report (week 3) | | |
        | Unit | Group study | Discussion sessions |
        | 区财政局 | 2 | 1 |
        | 西城街道 | 3 | 2 |
    """)
    assert stored(reading)["区财政局"] == {
        "study_session_count": 2.0,
        "discussion_session_count": 1.0,
    }


def test_codes_without_names_say_whose_a_row_is_and_a_strange_one_is_asked_about() -> None:
    reading = read("""
        | 主题教育周报（第3周） | | |
        | 单位编码 | 集中学习 | 研讨交流 |
        | D001 | 2 | 1 |
        | D999 | 3 | 2 |
    """)
    assert stored(reading) == {
        "D001": {"study_session_count": 2.0, "discussion_session_count": 1.0}
    }
    assert doubts(reading) == ["U01 周报!A4"]


@pytest.mark.parametrize(
    ("title", "is_held"),
    [
        ("主题教育第3周考核得分表", True),
        ("主题教育第3周各单位排名", True),
        ("主题教育第3周目标任务分解表", True),
        ("主题教育第3周未完成情况统计表", True),
        ("各单位尚未开展学习情况统计（第3周）", True),
        ("没有召开研讨会单位统计表（第3周）", True),
        ("主题教育第3周较上周增减情况表", True),
        ("主题教育第3周支部平均情况表", True),
        ("主题教育完成率统计表（第3周）", True),
        ("主题教育周报（第3周）（作废）", True),
        ("主题教育周报（第3周）填报示例", True),
        ("主题教育第3周目标完成情况表", False),
        ("主题教育第3周完成及未完成情况统计表", False),
        ("主题教育考核指标完成情况（第3周）", False),
        ("主题教育任务推进情况表（第3周）", False),
    ],
)
def test_a_title_of_scores_targets_or_changes_holds_the_figures(title: str, is_held: bool) -> None:
    reading = read(f"""
        | {title} | | |
        | 单位 | 集中学习 | 研讨交流 |
        | 区财政局 | 9 | 4 |
        | 西城街道 | 8 | 5 |
    """)
    assert accepted(reading) == ([] if is_held else ["区财政局", "西城街道"])
    assert ("P37 周报!2" in doubts(reading)) is is_held


def test_a_title_of_changes_over_columns_of_the_week_is_read() -> None:
    reading = read("""
        | 主题教育第3周增减情况表 | | | |
        | 单位 | 集中学习 | < | < |
        | ^ | 上周 | 本周 | 增减 |
        | 区财政局 | 1 | 3 | 2 |
        | 西城街道 | 4 | 2 | -2 |
    """)
    assert stored(reading)["西城街道"] == {"study_session_count": 2.0}


@pytest.mark.parametrize(
    ("line", "heading", "is_held"),
    [
        ("单位：人次", "研讨交流", True),
        ("（单位：％）", "研讨交流", True),
        ("计量单位：小时", "研讨交流", True),
        ("单位：人次", "研讨交流（场次）", False),
        ("单位：人次", "研讨交流次数", False),
        ("单位：次", "研讨交流", False),
        ("单位：场次、人次", "研讨交流", False),
    ],
)
def test_a_sheet_counted_in_something_else_is_held(line: str, heading: str, is_held: bool) -> None:
    reading = read(f"""
        | 主题教育情况统计表（第3周） | |
        | | {line} |
        | 单位 | {heading} |
        | 区财政局 | 80 |
        | 西城街道 | 70 |
    """)
    assert accepted(reading) == ([] if is_held else ["区财政局", "西城街道"])
    assert ("L28 周报!B3" in doubts(reading)) is is_held
