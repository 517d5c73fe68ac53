"""Of which figure a log's checks were."""

from __future__ import annotations

from tests.loaders.drawn import codes, read, table
from tests.loaders.registers.test_rows import LOG, told


def test_a_logs_checks_are_asked_about_once_for_all_logs_with_these_headings() -> None:
    """The visit of the third week checked the running total of the week before."""
    question = table(read(LOG)).checks
    assert question is not None
    assert "checked_figure" not in told(read(LOG))[0]
    answer = question.answer("study_session_count@cumulative", weeks_before=1)
    again = read(LOG, layouts={question.key: answer})
    assert table(again).checks is None
    first, second, _ = told(again)
    assert (first["checked_figure"], first["checked_week"]) == ("study_session_count@cumulative", 2)
    assert "checked_figure" not in second, "nothing was checked there"


def test_a_log_that_names_the_figure_is_asked_nothing() -> None:
    reading = read("""
        | 第二指导组督导工作台账 | < | < | < | < | < | < | < |
        | 日期 | 单位名称 | 督导方式 | 督导内容 | 上报数 | 核实数 | 核实指标 | 核实周次 |
        | 2023-10-16 | 区财政局 | 随机抽查 | 学习 | 3 | 2 | 研讨交流（累计） | 第3周 |
        | 2023-10-16 | 应急局 | 随机抽查 | 学习 | 3 | 2 | 不知 | 第99周 |
    """)
    assert table(reading).checks is None
    first, second = told(reading)
    assert (first["checked_figure"], first["checked_week"]) == (
        "discussion_session_count@cumulative",
        3,
    )
    assert "checked_figure" not in second
    assert "checked_week" not in second
    assert "C25" in codes(reading)
