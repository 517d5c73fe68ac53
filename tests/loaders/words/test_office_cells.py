"""Every value of an office's cells once, through a whole sheet: what it is read as, and its doubt.

The week is 5-11 June 2023; 区财政局 owes the sessions, 红星机械有限公司党支部 no lectures.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaign import Calendar, Roster, State
from tests.loaders.drawn import ROSTER, accepted, cell, codes, doubts, read

JUNE = Calendar(date(2023, 6, 5), 16, timedelta(hours=108), "Asia/Shanghai")
UNITS = Roster(tuple(replace(u, valid_from=JUNE.starts_on) for u in ROSTER.units))
HEAD = "| 周报表（6月5日—6月11日） | < | < |\n"
MOST_SESSIONS = 350  # more of a unit without subordinates are read and held (K21)
SESSIONS = "discussion_session_count"


def figure(value: str, quantity: str = "研讨交流", name: str = "区财政局"):  # type: ignore[no-untyped-def]
    return read(
        HEAD + f"| 单位名称 | {quantity} |\n| {name} | {value} |", calendar=JUNE, roster=UNITS
    )


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("'３", 3), ("3场次", 3), ("二十一", 21), ("廿一场", 21), ("两", 2), ("'1,234", 1234),
        ("1.2万", 12000), ("3 场", 3), ("十二", 12), ("无", 0), ("零", 0), ("0", 0),
        ("2.9999999999999996", 3),
    ],
)  # fmt: skip
def test_a_number_in_the_offices_ways_is_read(value: str, number: float) -> None:
    reading = figure(value)
    assert cell(reading, "区财政局", SESSIONS).value == number
    assert accepted(reading) == ([] if number > MOST_SESSIONS else ["区财政局"])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("约20", "C04"), ("20余", "C04"), ("十几", "C04"), ("若干", "C04"), ("≥5", "C04"),
        ("'3-5", "C13"), ("2+1", "C13"), ("5/7", "C13"), ("5（7）", "C13"), ("同上", "C04"),
        ("100余", "C04"), ("近百", "C04"), ("10多", "C04"), ("约100", "C04"), ("-3", "C07"),
        ("2.5", "C03"), ("TRUE", "C03"), ("#REF!", "C01"), ("=SUM(A1:B1)", "C02"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_holds_its_row_and_is_not_guessed(value: str, code: str) -> None:
    reading = figure(value)
    assert doubts(reading) == [f"{code} 周报!B3"]
    assert cell(reading, "区财政局", SESSIONS).value is None
    assert accepted(reading) == []


@pytest.mark.parametrize("value", ["/", "-", "—", "－", "不涉及", "无此项"])
def test_a_dash_is_not_applicable_and_asked_where_owed(value: str) -> None:
    owed, free = figure(value), figure(value, "专题辅导", "红星机械有限公司党支部")
    assert cell(owed, "区财政局", SESSIONS).state.value == "n"
    assert (doubts(owed), doubts(free)) == (["C16 周报!B3"], [])


@pytest.mark.parametrize("value", ["", "\u3000", "\u00a0"])
def test_a_blank_is_missing_where_owed(value: str) -> None:
    owed, free = figure(value), figure(value, "专题辅导", "红星机械有限公司党支部")
    assert cell(owed, "区财政局", SESSIONS).state.value == "m"
    assert cell(free, "红星机械有限公司党支部", "study_lecture_count").state.value == "n"
    assert (doubts(owed), doubts(free)) == (["C10 周报!B3"], [])
    assert accepted(owed) == ["区财政局"]


@pytest.mark.parametrize("value", ["待报", "正在统计"])
def test_a_figure_to_come_is_missing_with_its_note(value: str) -> None:
    reading = figure(value)
    assert doubts(reading) == ["C15 周报!B3"]
    assert cell(reading, "区财政局", SESSIONS).state.value == "m"


def dated(value: str):  # type: ignore[no-untyped-def]
    table = f"| 单位名称 | 填报日期 | 研讨交流 |\n| 区财政局 | {value} | 2 |"
    return read(HEAD + table, calendar=JUNE, roster=UNITS)


@pytest.mark.parametrize(
    "value",
    ["2023-06-08", "'20230608", "2023.6.8", "2023年6月8日（星期四）", "二〇二三年六月八日",
     "６月８日", "6月8日", "2023/6/8", "45085"],
)  # fmt: skip
def test_a_day_of_the_week_in_any_writing_is_that_day(value: str) -> None:
    assert doubts(dated(value)) == []


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("45089", "P02"), ("6月12日", "P02"), ("2023年6月", "C06"), ("2023年6月31日", "C05"),
        ("'2023-02-29", "C05"), ("第三周", "C05"), ("6月5日-9日", "C13"),
        ("12/06/2023", "C05"),
    ],
)  # fmt: skip
def test_a_day_that_is_none_or_another_weeks_holds_its_row(value: str, code: str) -> None:
    reading = dated(value)
    assert doubts(reading) == [f"{code} 周报!B3"]
    assert accepted(reading) == []


@pytest.mark.parametrize("value", ["免报", "（免报）", "本周免报", "已免报", "经批准免报"])
def test_who_need_not_report_says_so_in_the_cell(value: str) -> None:
    reading = figure(value)
    assert cell(reading, "区财政局", SESSIONS).state is State.EXEMPT
    assert accepted(reading) == ["区财政局"]


@pytest.mark.parametrize("value", ["申请免报", "免报（待批）"])
def test_who_only_asks_to_be_excused_is_not(value: str) -> None:
    assert accepted(figure(value)) == []


def excused(*lines: str, heading: str = "研讨交流 | 备注"):
    """A weekly sheet of two units, the second with a remark or a name as drawn."""
    return read("\n".join(["| 周报表（第3周） |", f"| 单位名称 | {heading} |", *lines]))


@pytest.mark.parametrize(
    "line",
    [
        "| 区财政局 | | 免报 |",
        "| 区财政局 | | （经批准免报） |",
        "| 区财政局 | / | 本周免报 |",
        "| 区财政局（免报） | | |",
        "| 区财政局 【免报】 | | 机构改革 |",
    ],
)
def test_a_whole_remark_or_a_word_behind_the_name_excuses_its_row(line: str) -> None:
    reading = excused("| 区教育局 | 2 | |", line)
    assert cell(reading, line.split("|")[1].strip(), SESSIONS).state is State.EXEMPT
    assert accepted(reading) == ["区教育局", line.split("|")[1].strip()]
    assert "C43" in codes(reading)


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("| 区财政局 | | 申请免报 |", State.MISSING),
        ("| 区财政局 | | 免报（待批） |", State.MISSING),
        ("| 区财政局 | | 上周免报，本周补报 |", State.MISSING),
        ("| 区财政局 | 待报 | 免报 |", State.MISSING),
        ("| 区财政局 | 3 | 免报 |", State.VALUE),
        ("| 区财政局 | 0 | 免报 |", State.ZERO),
    ],
)
def test_a_remark_that_asks_or_a_figure_beside_it_excuses_nothing(line: str, state: State) -> None:
    reading = excused("| 区教育局 | 2 | |", line)
    assert cell(reading, "区财政局", SESSIONS).state is state
    assert "C43" not in codes(reading)


@pytest.mark.parametrize("name", ["区财政局（申请免报）", "区财政局（待批）"])
def test_a_name_with_a_request_behind_it_waits_for_a_person(name: str) -> None:
    assert accepted(excused("| 区教育局 | 2 | |", f"| {name} | | |")) == ["区教育局"]
