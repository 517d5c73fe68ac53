"""Which week the words around a table claim. Week 1 starts on Monday 2 October 2023."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.words.period import claims_of, period, reporting_date
from tests.loaders.drawn import PACK, Drawing, accepted, doubts, issue, read, workbook

CALENDAR = PACK.calendar


def weeks(text: str) -> list[int | None]:
    return [c.week for c in claims_of(text, calendar=CALENDAR, address=None) if c.strong]


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("周报表（第3周）", 3), ("周报表（第三周）", 3), ("周报（第 ３ 周）", 3),
        ("第十二周周报", 12),
        ("周报（10月16日—10月22日）", 3), ("周报（10月16日-22日）", 3),
        ("2023年10月16日至10月22日", 3),
        ("10.16-10.22周报", 3), ("2023.10.16—2023.10.22", 3), ("截至10月20日", 3),
        ("截止2023年10月20日", 3), ("12月25日—12月31日", 13), ("1月1日—1月7日", 14),
        ("2023-10-16至2023-10-22", 3), ("二〇二三年十月十六日至二十二日", 3), ("十月十六日—十月二十二日", 3),
        ("报告周次：3", 3), ("周次: 12周", 12), ("12月30日—12月31日", 13),
    ],
)  # fmt: skip
def test_a_week_is_named_by_number_or_days(text: str, week: int) -> None:
    assert weeks(text) == [week]


@pytest.mark.parametrize(
    "text",
    ["周报表", "一周工作", "2023-10-20", "日期：2023-10-20", "2023/10/20", "附件1-3", "V2-1-3",
     "电话：0472-2158-315", "共3周", "2023年10月20日", "10:30-11:30", "编号 10-11-12", "3.5"],
)  # fmt: skip
def test_other_numbers_claim_no_week(text: str) -> None:
    assert weeks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "请于第9周周一前报送", "请于11月27日前报送", "报送截止11月27日12时", "截止11月27日上报",
        "（11月27日截止）", "上报截止时间为11月27日上午10时", "填报截止：11月24日",
        "务必在11月27日（周一）前反馈", "11月24日18:00之前提交", "截止日期：2023年11月26日",
        "于每周日17时前", "11月24日下班前报综合组",
    ],
)  # fmt: skip
def test_a_deadline_claims_no_week(text: str) -> None:
    assert claims_of(text, calendar=CALENDAR, address=None) == []
    named = claims_of(f"第8周周报（{text}）", calendar=CALENDAR, address=None)
    assert [c.week for c in named] == [8]


def test_a_cut_off_early_in_a_week_only_suggests_it() -> None:
    reading = read(sheet("周报表（截至10月16日）"))
    assert doubts(reading) == ["P07 周报!3"]
    assert week_of(sheet("周报表（截至10月20日）")) == [3]
    assert week_of(sheet("周报表（第2周）（数据截至10月16日）")) == [2]


@pytest.mark.parametrize(
    "text", ["第20周", "10月2日—10月22日", "8月1日—8月7日", "截至2024年6月3日"]
)
def test_days_of_no_one_week_are_a_claim_that_cannot_stand(text: str) -> None:
    assert weeks(text) == [None]


def test_the_day_of_filling_in_only_suggests_a_week() -> None:
    (claim,) = claims_of("填报时间：2023年10月20日", calendar=CALENDAR, address=None)
    assert (claim.week, claim.strong) == (3, False)


def test_a_year_is_taken_from_the_campaign() -> None:
    assert reporting_date("填报时间：10月20日", calendar=CALENDAR) == date(2023, 10, 20)
    assert reporting_date("填报时间：1月5日", calendar=CALENDAR) == date(2024, 1, 5)
    assert reporting_date("填报时间：2月30日", calendar=CALENDAR) is None


def test_agreement_stands_and_disagreement_asks() -> None:
    claims = [
        *claims_of("第3周", calendar=CALENDAR, address=None),
        *claims_of("10月16日—10月22日", calendar=CALENDAR, address=None),
    ]
    found = period(claims, calendar=CALENDAR, chosen=None)
    assert found.week == CALENDAR.week(3)
    odd = [*claims, *claims_of("第4周", calendar=CALENDAR, address=None)]
    asked = period(odd, calendar=CALENDAR, chosen=None)
    assert asked.week is None
    assert asked.issue is not None
    assert asked.issue.params == {"a": "第3周", "b": "第4周", "weeks": (3, 4)}
    assert period(odd, calendar=CALENDAR, chosen=4).issue is not None
    assert period(odd, calendar=CALENDAR, chosen=4, stands=True).week == CALENDAR.week(4)


def sheet(title: str, *, reporting_line: str = "") -> str:
    return f"| {title} | |\n| {reporting_line} | |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |"


def week_of(
    *drawings: str | Drawing, file_name: str = "周报.xlsx", week: int | None = None
) -> list[int | None]:
    reading = read(workbook(*drawings), file_name=file_name, week=week)
    return [t.weeks[0].number if t.weeks else None for t in reading.tables]


def test_title_sheet_name_and_file_name_each_name_the_week() -> None:
    assert week_of(sheet("周报（第3周）")) == [3]
    assert week_of(Drawing(sheet("周报"), name="第3周")) == [3]
    assert week_of(sheet("周报"), file_name="第3周周报（最终版）(1).xlsx") == [3]
    assert week_of(sheet("周报"), week=3) == [3]


def test_a_file_name_against_the_title_holds_every_row_at_the_title() -> None:
    reading = read(sheet("周报表（第3周）"), file_name="第4周周报.xlsx")
    assert doubts(reading) == ["P01 周报!A1"]
    assert accepted(reading) == []
    assert reading.submissions == ()
    assert reading.refused is None
    assert issue(reading, "P01").params == {"a": "第3周", "b": "第4周", "weeks": (3, 4)}


def test_title_days_against_the_title_number_hold_every_row() -> None:
    reading = read(sheet("周报表（第3周，10月23日—10月29日）"))
    assert doubts(reading) == ["P01 周报!A1"]
    assert accepted(reading) == []


def test_the_chosen_week_against_the_title_holds_every_row() -> None:
    reading = read(sheet("周报表（第3周）"), week=4)
    assert doubts(reading) == ["P01 周报!A1"]
    assert accepted(reading) == []


def test_a_week_chosen_before_the_sheet_was_seen_stands_against_no_title() -> None:
    reading = read(sheet("周报表（第3周）"), file_name="第4周周报.xlsx", week=4)
    assert doubts(reading) == ["P01 周报!A1"]
    assert accepted(reading) == []


@pytest.mark.parametrize("week", [3, 4, 5])
def test_a_week_chosen_as_the_answer_stands(week: int) -> None:
    reading = read(
        sheet("周报表（第3周）"), file_name="第4周周报.xlsx", week=week, week_stands=True
    )
    assert accepted(reading) == ["区财政局"]
    assert [t.weeks[0].number for t in reading.tables] == [week]


def test_headings_of_another_week_than_the_title_hold_every_row() -> None:
    reading = read("""
        | 周报表（第3周） | < |
        | 单位名称 | 研讨交流 | < |
        | ^ | 本周（10月9日—10月15日） | 累计 |
        | 区财政局 | 2 | 5 |
    """)
    assert doubts(reading) == ["P01 周报!A1"]


def test_without_any_word_on_the_week_rows_are_held() -> None:
    reading = read(sheet("主题教育情况表"))
    assert doubts(reading) == ["P07 周报!3"]
    assert accepted(reading) == []
    assert reading.submissions == ()


def test_a_week_outside_the_campaign_is_refused_at_its_words() -> None:
    assert doubts(read(sheet("周报表（第20周）"))) == ["P06 周报!A1"]


def test_one_sheet_a_week_in_one_workbook() -> None:
    books = [Drawing(sheet(f"周报（第{n}周）"), name=f"第{n}周") for n in (1, 2, 3)]
    assert week_of(*books) == [1, 2, 3]
    assert week_of(*books, file_name="第二组周报（第3周）.xlsx") == [1, 2, 3]


def test_a_stale_title_beside_the_sheet_name_is_still_asked() -> None:
    drawing = Drawing(sheet("周报（第2周）"), name="第3周")
    assert week_of(drawing, file_name="第3周.xlsx") == [None]


@pytest.mark.parametrize(
    ("filled", "doubt", "taken"),
    [("2023年10月20日", ["P08 周报!A2"], ["区财政局"]), ("2023年10月16日", ["P07 周报!3"], [])],
)
def test_a_day_of_filling_in_alone_suggests_the_week_unless_it_is_early_in_one(
    filled: str, doubt: list[str], taken: list[str]
) -> None:
    reading = read(
        workbook(f"""
            | 工作进展情况周报表                 | <                |
            | 填报单位：第二指导组 填报时间：{filled} | <                |
            | 单位名称                           | 研讨交流（场次） |
            | 区财政局                           | 2                |
        """)
    )
    assert [d for d in doubts(reading) if d.startswith("P")] == doubt
    assert accepted(reading) == taken


@pytest.mark.parametrize("text", ["第3-4周", "第三、四周工作情况", "第3至第4周", "第3—4周周报"])
def test_two_weeks_in_one_title_are_two_claims_and_hold_the_table(text: str) -> None:
    assert set(weeks(text)) == {3, 4}
    drawing = f"| {text} |\n| 填报时间：2023年10月27日 |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |"
    assert accepted(read(drawing)) == []


@pytest.mark.parametrize(
    "title",
    ["10月份主题教育开展情况统计表", "十月份情况统计表", "2023年10月统计表", "第四季度情况统计表"],
)
def test_a_month_is_no_week_whatever_day_it_was_filled_in(title: str) -> None:
    reading = read(sheet(title, reporting_line="填报时间：2023年10月20日"))
    assert doubts(reading) == ["P07 周报!3"]
    assert accepted(reading) == []
    assert doubts(read(sheet(title), week=3)) == ["P01 周报!A1"], (
        "a week chosen against it is asked"
    )
    assert accepted(read(sheet(title), week=3, week_stands=True)) == ["区财政局"]


@pytest.mark.parametrize(
    "title", ["10月份周报表（第3周）", "周报表（10月16日—10月22日）", "9月启动以来情况统计表"]
)
def test_a_month_beside_a_week_takes_nothing_from_it(title: str) -> None:
    assert week_of(sheet(title, reporting_line="填报时间：2023年10月20日")) == [3]
