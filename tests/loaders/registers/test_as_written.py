"""Logs and ledgers as offices write them: words where numbers are asked for, progress with a remark,
ticks, merged leaders, a unit's own ledger without a column for it."""

from __future__ import annotations

import json

import pytest

from loaders import Reading
from tests.loaders.drawn import accepted, codes, doubts, entries, read, rows, table

LEDGER = "序号 | 责任单位 | 问题来源 | 问题表现 | 整改措施 | 整改时限 | 整改进展"
PROBLEM = "区财政局 | 自查检视 | 理论学习不够系统 | 制定学习计划 | 2023-11-30"


def ledger(progress: str, heads: str = LEDGER) -> Reading:
    return read(f"""
        | 主题教育整改台账 | < | < | < | < | < | < |
        | {heads} |
        | 1 | {PROBLEM} | {progress} |
    """)


def told(reading: Reading) -> list[dict[str, object]]:
    return [json.loads(fields) for fields in rows(reading)["fields"]]


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        ("已完成。制定学习计划1份。", "claimed_done"),
        ("正在推进，召开会议2次", "in_progress"),
        ("已完成；建立台账", "claimed_done"),
    ],
)
def test_a_state_with_a_remark_behind_it_is_that_state(progress: str, state: str) -> None:
    reading = ledger(progress)
    assert told(reading)[0]["progress"] == state
    assert "C09" in codes(reading)


@pytest.mark.parametrize(
    "progress",
    [
        "未完成，原因是人手不足",
        "完成80%",
        "正在推进，已完成两项",
        "已完成，但效果不明显",
        "已完成，尚待核查",
        "八成",
    ],
)
def test_a_remark_that_may_take_it_back_holds_the_row(progress: str) -> None:
    assert doubts(ledger(progress)) == ["C17 周报!G3"]


def test_a_state_may_be_ticked_under_its_own_heading() -> None:
    reading = read(f"""
        | 主题教育整改台账 | < | < | < | < | < | < | < | < |
        | {LEDGER} | < | < |
        | ^ | ^ | ^ | ^ | ^ | ^ | 已完成 | 正在整改 | 未启动 |
        | 1 | {PROBLEM} | √ | | |
        | 2 | {PROBLEM.replace("财政", "教育")} | | √ | |
        | 3 | {PROBLEM.replace("区财政局", "西城街道")} | √ | | √ |
    """)
    assert [fields.get("progress") for fields in told(reading)] == [
        "claimed_done",
        "in_progress",
        None,
    ]
    assert accepted(reading) == ["区财政局", "区教育局"]
    assert doubts(reading) == ["C13 周报!I6"]


def test_a_closing_with_its_day_is_a_closing() -> None:
    reading = read(f"""
        | 主题教育整改台账 | < | < | < | < | < | < | < |
        | {LEDGER} | 是否销号 |
        | 1 | {PROBLEM} | 已完成 | 是（11月10日） |
    """)
    assert told(reading)[0]["is_closed"] is True


@pytest.mark.parametrize(
    "title", ["区财政局检视问题清单及整改台账", "云岭区财政局整改台账", "区财政局问题整改清单"]
)
def test_a_units_own_ledger_names_it_in_the_title(title: str) -> None:
    reading = read(f"""
        | {title} | < | < | < | < | < |
        | 序号 | 问题来源 | 问题表现 | 整改措施 | 整改时限 | 整改进展 |
        | 1 | 自查检视 | 理论学习不够系统 | 制定学习计划 | 2023-11-30 | 正在整改 |
    """)
    assert rows(reading)["unit_id"].tolist() == ["u01"]
    assert reading.submissions[0].source.sender == "u01"


def test_a_ledger_without_units_and_without_a_title_of_one_is_held() -> None:
    reading = read("""
        | 主题教育整改台账 | < | < | < | < | < |
        | 序号 | 问题来源 | 问题表现 | 整改措施 | 整改时限 | 整改进展 |
        | 1 | 自查检视 | 理论学习不够系统 | 制定学习计划 | 2023-11-30 | 正在整改 |
    """)
    assert table(reading).submission is None
    assert "L02" in codes(reading)


@pytest.mark.parametrize(
    ("said", "is_number"),
    [
        ("1.学习计划不够细；2.研讨准备不足。", False),
        ("学习计划不够细", False),
        ("发现2个问题", True),
        ("约3条", True),
    ],
)
def test_points_listed_in_words_are_no_number(said: str, *, is_number: bool) -> None:
    reading = read(f"""
        | 第二指导组督导工作台账 | < | < | < | < |
        | 日期 | 被指导单位 | 督导方式 | 督导内容 | 发现问题 |
        | 2023-10-17 | 区财政局 | 听取汇报 | 理论学习 | {said} |
    """)
    assert accepted(reading) == ([] if is_number else ["区财政局"])
    assert ("C41 周报!E3" in doubts(reading)) is not is_number


@pytest.mark.parametrize(
    "day", ["周五（10.20）", "星期五10月20日", "10月20日（星期五）", "10.20下午"]
)
def test_a_visits_day_may_stand_with_its_weekday(day: str) -> None:
    reading = read(f"""
        | 第二指导组督导工作台账 | < | < | < | < |
        | 日期 | 被指导单位 | 督导方式 | 督导内容 | 发现问题数 |
        | {day} | 区财政局 | 听取汇报 | 理论学习 | 2 |
    """)
    assert entries(reading)["区财政局"].values["day"].value == "2023-10-20"


def test_a_launch_may_be_told_in_a_sentence_and_a_plan_is_none() -> None:
    reading = read("""
        | 主题教育动员部署情况统计表 | < | < | < |
        | 序号 | 单位名称 | 领导小组成立情况 | 动员部署会 |
        | 1 | 区财政局 | 10月8日成立 | 已于10月9日召开 |
        | 2 | 区教育局 | 已成立 | 拟于10月20日召开 |
    """)
    values = entries(reading)["区财政局"].values
    assert values["launched_on"].value == "2023-10-09"
    assert values["leading_group_on"].value == "2023-10-08"
    assert accepted(reading) == ["区财政局"]
    assert "C17 周报!D4" in doubts(reading)


def test_a_leader_merged_over_several_points_is_each_ones() -> None:
    reading = read("""
        | 领导干部联系点台账 | < | < | < |
        | 序号 | 包抓领导代号 | 联系点单位 | 到点指导次数 |
        | 1 | L01 | 区财政局 | 2 |
        | ^ | ^ | 西城街道 | 1 |
        | 2 | L02 | 区教育局 | 3 |
    """)
    leaders = {unit: e.values["leader"].value for unit, e in entries(reading).items()}
    assert leaders == {"区财政局": "L01", "西城街道": "L01", "区教育局": "L02"}


def test_rows_whose_every_figure_is_in_doubt_do_not_go_in_empty() -> None:
    reading = read("""
        | 学习用书配发情况统计表 | < | < | < | < |
        | 单位 | 《选编》 | < | 《摘编》 | < |
        | ^ | 应配 | 已配 | 应配 | 已配 |
        | 区财政局 | 45 | 45 | 40 | 38 |
        | 西城街道 | 60 | 52 | 50 | 50 |
    """)
    assert accepted(reading) == []
    assert set(doubts(reading)) == {f"L03 周报!{letter}3" for letter in "BCDE"}


@pytest.mark.parametrize(
    ("title", "is_held"),
    [
        ("安全生产检查问题整改台账", True),
        ("环保督察反馈问题清单及整改台账", True),
        ("主题教育检视问题整改台账", False),
        ("巡察反馈问题整改台账", False),
        ("区信访局问题整改台账", False),
    ],
)
def test_a_ledger_of_another_undertaking_is_none_of_this_campaign(
    title: str, *, is_held: bool
) -> None:
    reading = read(f"""
        | {title} | < | < | < | < | < | < |
        | {LEDGER} |
        | 1 | {PROBLEM} | 正在整改 |
    """)
    assert accepted(reading) == ([] if is_held else ["区财政局"])
    assert ("P39 周报!2" in doubts(reading)) is is_held


@pytest.mark.parametrize(
    ("title", "is_held"),
    [
        ("第二指导组下周督导安排", True),
        ("第二指导组督导计划表", True),
        ("第二指导组督导工作台账", False),
        ("第二指导组督导情况及下周安排", False),
    ],
)
def test_visits_that_are_planned_are_none(title: str, *, is_held: bool) -> None:
    reading = read(f"""
        | {title} | < | < | < |
        | 日期 | 被指导单位 | 督导方式 | 督导内容 |
        | 2023-10-17 | 区财政局 | 听取汇报 | 理论学习 |
    """)
    assert accepted(reading) == ([] if is_held else ["区财政局"])


def test_the_day_of_reporting_is_not_the_day_of_the_visit() -> None:
    reading = read("""
        | 第二指导组督导工作台账 | < | < | < | < |
        | 上报日期 | 督导日期 | 被指导单位 | 督导方式 | 督导内容 |
        | 2023-10-20 | 2023-10-17 | 区财政局 | 听取汇报 | 理论学习 |
    """)
    assert entries(reading)["区财政局"].values["day"].value == "2023-10-17"
