"""Rows that are parts of a unit's week: its days with their total, its lines for 线上 and 线下 with
the 小计 of both."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import accepted, read, stored
from tests.loaders.weekly.test_not_counted import STUDY, TALKS

DAYS = """
    | 区财政局第4周学习情况 | < | < |
    | {} | 集中学习 | 研讨交流 |
    | {} | 1 | 0 |
    | {} | 2 | 1 |
    | 合计 | {} | 1 |
"""


@pytest.mark.parametrize(
    "days",
    [
        ("日期", "10月23日", "10月26日"),
        ("日期", "2023-10-23", "2023-10-26"),
        ("星期", "周一", "周四"),
    ],
)
def test_days_of_one_unit_are_their_total(days: tuple[str, ...]) -> None:
    reading = read(DAYS.format(*days, 3))
    assert stored(reading) == {"区财政局": {STUDY: 3.0, TALKS: 1.0}}


@pytest.mark.parametrize(
    "days", [(*("日期", "10月23日", "10月26日"), 4), (*("日期", "10月23日", "11月2日"), 3)]
)
def test_days_of_two_weeks_or_under_another_total_are_asked_about(days: tuple[object, ...]) -> None:
    assert accepted(read(DAYS.format(*days))) == []


def test_lines_of_parts_below_a_unit_are_read_by_their_subtotal() -> None:
    reading = read("""
        | 主题教育第4周情况 | < | < | < |
        | 单位 | 方式 | 集中学习 | 研讨交流 |
        | 区财政局 | 线上 | 1 | 0 |
        | ^ | 线下 | 2 | 1 |
        | ^ | 小计 | 3 | 1 |
        | 区教育局 | 线上 | 0 | 2 |
        | ^ | 线下 | 4 | 1 |
        | ^ | 小计 | 4 | 3 |
    """)
    assert stored(reading) == {
        "区财政局": {STUDY: 3.0, TALKS: 1.0},
        "区教育局": {STUDY: 4.0, TALKS: 3.0},
    }
