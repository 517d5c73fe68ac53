"""Days, months and a plan beside what was done, weeks in a column of times, 总体: what figures reach."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import accepted, codes, doubts, read, stored


@pytest.mark.parametrize(
    ("days", "of_study", "is_read"),
    [
        ("周一 | 周二 | 周五 | 小计", "1 | 0 | 1 | 2", True),
        ("星期一 | 星期二 | 星期五 | 本周合计", "1 | 0 | 1 | 2", True),
        ("10月16日 | 10月17日 | 10月20日 | 合计", "1 | 0 | 1 | 2", True),
        ("10月13日 | 10月17日 | 10月20日 | 合计", "1 | 0 | 1 | 2", False),
        ("周一 | 周二 | 周五 | 小计", "1 | 0 | 1 | 5", False),
        ("周一 | 周二 | 周四 | 周五", "1 | 0 | 1 | 0", False),
    ],
)
def test_days_across_are_read_by_their_sum_alone(days: str, of_study: str, is_read: bool) -> None:
    reading = read(f"""
        | 区财政局主题教育周报（第3周） | | | | |
        | 项目 | {days} |
        | 集中学习 | {of_study} |
        | 研讨交流 | 0 | 1 | 0 | 1 |
    """)
    told = {"study_session_count": 2.0, "discussion_session_count": 1.0}
    assert stored(reading) == ({"区财政局": told} if is_read else {})
    assert "U01" not in codes(reading)


@pytest.mark.parametrize(
    ("week", "since"), [("本期数", "至今总数"), ("当期", "累计"), ("本期完成数", "开展以来")]
)
def test_the_period_and_since_the_launch_are_two_figures(week: str, since: str) -> None:
    reading = read(f"""
        | 主题教育周报（第3周） | | |
        | 单位 | 集中学习 | < |
        | ^ | {week} | {since} |
        | 区财政局 | 3 | 5 |
        | 西城街道 | 4 | 6 |
    """)
    assert stored(reading)["西城街道"] == {
        "study_session_count": 4.0,
        "study_session_count@cumulative": 6.0,
    }


@pytest.mark.parametrize(
    ("parts", "study"),
    [
        ("应开展 | 实开展", 3.0),
        ("应召开 | 已召开", 3.0),
        ("应开 | 已开", 3.0),
        ("已开展 | 未开展", 4.0),
        ("已完成 | 尚未完成", 4.0),
    ],
)
def test_what_was_done_is_read_beside_what_was_to_be_or_was_not(parts: str, study: float) -> None:
    reading = read(f"""
        | 主题教育周报（第3周） | | | |
        | 单位 | 集中学习 | < | 研讨交流 |
        | ^ | {parts} | ^ |
        | 区财政局 | 4 | 3 | 1 |
        | 西城街道 | 4 | 4 | 2 |
    """)
    assert stored(reading)["区财政局"]["study_session_count"] == study


def test_problems_done_and_not_done_are_no_problems_found() -> None:
    reading = read("""
        | 主题教育周报（第3周） | | | |
        | 单位 | 检视问题 | < | 研讨交流 |
        | ^ | 已完成 | 未完成 | ^ |
        | 区财政局 | 4 | 3 | 1 |
        | 西城街道 | 4 | 4 | 2 |
    """)
    assert stored(reading) == {}
    assert "L18" in codes(reading)


@pytest.mark.parametrize(
    ("sheet", "span"),
    [
        (
            """
            | 单位 | 集中学习（本月） | 研讨交流（本月） | 检视问题（本月） |
            | 区财政局 | 4 | 3 | 2 |
            """,
            "本月",
        ),
        (
            """
            | 单位 | 集中学习 | < | 检视问题 | < |
            | ^ | 本季度 | 本年 | 本季度 | 本年 |
            | 区财政局 | 4 | 9 | 2 | 3 |
            """,
            "本季度",
        ),
        (
            """
            | 项目 | 10月 | 11月 |
            | 集中学习 | 4 | 3 |
            | 研讨交流 | 2 | 3 |
            """,
            "10月",
        ),
    ],
)
def test_headings_of_a_month_alone_refuse_the_sheet_by_name(sheet: str, span: str) -> None:
    reading = read(f"""
        | 主题教育情况统计表 | | | | |
        {sheet.strip()}
    """)
    assert reading.refused is not None
    assert (reading.refused.code, reading.refused.raw) == ("L29", span)


@pytest.mark.parametrize(
    ("heading", "cells", "weeks"),
    [
        ("时间", ("10.2-10.8", "10月9日至10月15日"), [1, 2]),
        ("日期", ("第1周", "第2周"), [1, 2]),
        ("时间", ("10.2-10.12", "10.13-10.20"), []),
        ("时间", ("2023-10-06", "2023-10-13"), []),
    ],
)
def test_a_column_of_times_places_rows_where_it_holds_weeks(
    heading: str, cells: tuple[str, str], weeks: list[int]
) -> None:
    reading = read(f"""
        | 区财政局主题教育情况 | | |
        | {heading} | 集中学习 | 研讨交流 |
        | {cells[0]} | 4 | 3 |
        | {cells[1]} | 5 | 2 |
    """)
    told = [s.week for s in reading.submissions if s.week is not None]
    assert told == weeks
    assert len(accepted(reading)) == len(weeks)


@pytest.mark.parametrize(
    ("title", "is_asked"),
    [
        ("各单位主题教育总体情况", True),
        ("主题教育总体进展情况表", True),
        ("第3周各单位主题教育总体情况", False),
        ("本周主题教育总体情况", False),
        ("落实总体要求情况", False),
    ],
)
def test_a_title_of_the_whole_in_a_file_of_a_week_is_asked_about(
    title: str, is_asked: bool
) -> None:
    sheet = f"""
        | {title} | | |
        | 单位 | 集中学习 | 研讨交流 |
        | 区财政局 | 9 | 4 |
    """
    reading = read(sheet, file_name="第3周汇总.xlsx")
    assert accepted(reading) == ([] if is_asked else ["区财政局"])
    assert ("P13 周报!A1" in doubts(reading)) is is_asked
