"""When what a log or register tells of was done: not before the campaign, where it is a visit, not
after the sheet came, and not far from all other rows. The campaign begins on 2 October 2023."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.loaders.drawn import doubts, read, rows
from tests.loaders.registers.test_rows import launch, log


@pytest.mark.parametrize("day", ["10月1日", "9月26日", "2022年10月16日", "2022-10-16"])
def test_no_visit_is_dated_before_the_campaign(day: str) -> None:
    reading = log(f"{day} | 区财政局 | 走访 | 学习", "10月2日 | 应急局 | 走访 | 学习")
    assert rows(reading)["day"].tolist() == ["", "2023-10-02"]
    assert doubts(reading) == ["C29 周报!A3"]


FORTNIGHT = ["10月30日", "10月31日", "11月1日", "11月2日"]


@pytest.mark.parametrize(
    ("odd", "title", "told"),
    [
        ("12月5日", "督导工作台账", True),
        ("11月28日", "督导工作台账", False),  # 26 days from the nearest other visit
        ("12月15日", "督导工作台账（10月30日—11月12日）", True),
        ("11月20日", "督导工作台账（10月30日—11月12日）", False),
        ("2023-12-05", "督导工作台账", True),
    ],
)
def test_a_visit_dated_far_from_all_others_waits(odd: str, title: str, told: bool) -> None:
    lines = [f"{day} | 区财政局 | 走访 | 学习" for day in [*FORTNIGHT, odd]]
    head = [f"| {title} | < | < | < |", "| 日期 | 单位名称 | 督导方式 | 督导内容 |"]
    reading = read("\n".join([*head, *(f"| {line} |" for line in lines)]))
    assert doubts(reading) == (["C30 周报!A7"] if told else [])
    assert rows(reading)["accepted"].tolist() == [True] * 4 + [not told]


def test_what_else_was_done_may_lie_before_the_campaign_but_not_after_arrival() -> None:
    came = datetime(2023, 10, 20, 9, tzinfo=UTC)
    line = "区财政局 | 是（9月20日） | 是 | 是 | {} | 3/5"
    assert doubts(launch(line.format("9月25日"), received_at=came)) == []
    assert doubts(launch(line.format("10月21日"), received_at=came)) == ["C21 周报!E3"]


def test_a_day_alone_says_that_a_launch_was_held_and_none_says_nothing() -> None:
    head = "| 各单位动员部署会召开情况 | < | < |\n| 单位 | 召开时间 | 是否成立领导小组 |\n"
    reading = read(head + "| 区财政局 | 10月9日 | 是 |\n| 区教育局 | | 否 |")
    held = json.loads(rows(reading)["fields"][0])
    assert (held["launch_held"], held["launched_on"]) == (True, "2023-10-09")
    assert doubts(reading) == ["C20 周报!B4"]
