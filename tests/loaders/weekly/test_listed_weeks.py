"""A column of weeks, or of the days of the activities, decides the week of each row; several weeks
in one list are several submissions. A title, a name or a person that contradicts holds the list."""

from __future__ import annotations

import pytest

from campaign import PLACING
from loaders import Reading
from tests.loaders.drawn import (
    PACK,
    Drawing,
    accepted,
    codes,
    doubts,
    issue,
    read,
    workbook,
)

STUDY = "study_session_count"
UNITS = ("区财政局", "西城街道", "区教育局")


def listed(
    *weeks: str, title: str = "工作进展情况统计表", heading: str = "周次", total: str = ""
) -> str:
    """Every unit in every week; the figure of unit u in the w-th week is 10w + u."""
    lines = [f"| {title} | < | < |", f"| {heading} | 单位名称 | 集中学习 |"]
    for w, week in enumerate(weeks, start=1):
        lines += [f"| {week} | {name} | {10 * w + u} |" for u, name in enumerate(UNITS)]
    return "\n".join([*lines, *([total] if total else [])])


def stored(reading: Reading) -> dict[int, list[float]]:
    """The figures that go in, by the week they are stored under."""
    return {
        sent.week or 0: sent.rows.loc[sent.rows["accepted"], STUDY].tolist()
        for sent in reading.submissions
        if sent.n_accepted
    }


WRITTEN = [
    ("第7周", "第8周"), ("第七周", "第八周"), ("7", "8"), ("'7", "'8"), ("7周", "8周"), ("七", "八"), ("第 ７ 周", "第 ８ 周"),
    ("11月13日—11月19日", "11月20日—11月26日"), ("11.13-11.19", "11.20-11.26"), ("2023-11-13", "2023-11-20"),
    ("第7周（11月13日—19日）", "第8周（11月20日—26日）"),
]  # fmt: skip
HEADINGS = [
    "周次",
    "所属周",
    "所属周次",
    "报告周",
    "填报周次",
    "统计周次",
    "第几周",
    "周 次",
    "工作周次",
]


@pytest.mark.parametrize("weeks", WRITTEN)
def test_each_week_of_a_list_is_a_submission_of_its_own(weeks: tuple[str, str]) -> None:
    assert stored(read(listed(*weeks))) == {7: [10, 11, 12], 8: [20, 21, 22]}


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_column_may_bear_any_of_its_names(heading: str) -> None:
    assert stored(read(listed("第7周", heading=heading))) == {7: [10, 11, 12]}


@pytest.mark.parametrize(
    "heading", ["活动日期", "活动时间", "开展日期", "学习日期", "会议日期", "召开时间"]
)
@pytest.mark.parametrize("day", ["2023-11-15", "11月15日", "2023.11.15", "11月15日 14:30"])
def test_the_day_of_an_activity_places_its_row(heading: str, day: str) -> None:
    reading = read(listed(day, day.replace("15", "22", 1), heading=heading))
    assert stored(reading) == {7: [10, 11, 12], 8: [20, 21, 22]}


@pytest.mark.parametrize("heading", ["填报日期", "填报时间", "报送日期", "填表日期"])
def test_the_day_of_filling_in_places_no_row(heading: str) -> None:
    reading = read(listed("2023-11-15", "2023-11-22", heading=heading), week=8)
    assert [t.weeks[0].number for t in reading.tables] == [8]
    assert stored(read(listed("2023-11-15", "2023-11-22", heading=heading))) == {}


def test_a_merged_week_is_that_of_every_row_it_spans() -> None:
    body = listed("第7周", "^", "^").replace("第7周 | 西城", "^ | 西城")
    drawn = "\n".join(
        line.replace("第7周", "^") if 3 < n < 6 else line
        for n, line in enumerate(body.splitlines(), start=1)
    )
    reading = read(drawn.replace("| 1", "| 1"))
    assert {t.weeks[0].number for t in reading.tables} == {7}


def test_rows_hidden_by_a_filter_are_read_and_told() -> None:
    drawing = Drawing(listed("第6周", "第7周", "第8周"), hidden_rows=range(3, 9))
    reading = read(drawing)
    assert stored(reading) == {6: [10, 11, 12], 7: [20, 21, 22], 8: [30, 31, 32]}
    assert "L06" in codes(reading)


HOLDS = [
    "情况统计表（第8周）", "情况统计表（第7周）", "情况统计表（第7—8周）", "情况统计表（第6周至第9周）", "情况统计表（11月13日—11月26日）",
    "情况统计表（10月2日—12月31日）", "11月份情况统计表", "情况统计表", "第四季度情况统计表",
    "情况统计表（11月20日—26日）", "情况统计表（请于11月27日前报送）",
]  # fmt: skip
CONTRADICTS = [
    "情况统计表（第9周）", "情况统计表（第1—6周）", "情况统计表（11月27日—12月3日）", "情况统计表（第9—12周）", "10月份情况统计表",
    "情况统计表（第二周）", "情况统计表（截至11月3日）", "情况统计表（12月4日—12月31日）", "十二月情况统计表", "情况统计表 填报时间：11月3日",
]  # fmt: skip


@pytest.mark.parametrize("title", HOLDS)
def test_a_title_that_names_one_of_the_weeks_or_holds_them_all_agrees(title: str) -> None:
    reading = read(listed("第7周", "第8周", title=title))
    assert stored(reading) == {7: [10, 11, 12], 8: [20, 21, 22]}


@pytest.mark.parametrize("title", CONTRADICTS)
def test_a_title_of_other_weeks_holds_the_list(title: str) -> None:
    reading = read(listed("第7周", "第8周", title=title))
    assert stored(reading) == {}
    assert reading.submissions == ()
    assert "P01" in codes(reading)


def test_names_of_sheet_and_file_contradict_like_a_title() -> None:
    drawing = Drawing(listed("第7周", "第8周"), name="第9周")
    assert stored(read(drawing)) == {}
    assert stored(read(listed("第7周"), file_name="第9周.xlsx")) == {}
    assert stored(read(listed("第7周"), file_name="第7周.xlsx")) == {7: [10, 11, 12]}


@pytest.mark.parametrize(("week", "goes_in"), [(7, True), (8, True), (9, False), (6, False)])
def test_a_week_chosen_beforehand_is_one_of_the_list_s_or_a_question(
    week: int, goes_in: bool
) -> None:
    reading = read(listed("第7周", "第8周"), week=week)
    assert stored(reading) == ({7: [10, 11, 12], 8: [20, 21, 22]} if goes_in else {})
    assert ("P01" in codes(reading)) is not goes_in


def test_the_answer_is_the_list_s_week_or_the_one_week_of_all() -> None:
    several = listed("第7周", "第8周", title="情况统计表（第9周）")
    answered = read(several, week=7, week_stands=True)
    assert stored(answered) == {7: [10, 11, 12], 8: [20, 21, 22]}
    assert stored(read(several, week=9, week_stands=True)) == {}
    one = listed("第7周", title="情况统计表（第9周）")
    assert stored(read(one, week=9, week_stands=True)) == {9: [10, 11, 12]}
    assert stored(read(one, week=7, week_stands=True)) == {7: [10, 11, 12]}


@pytest.mark.parametrize("word", ["", "下周", "第99周", "7、8", "第7-8周", "11月第3周", "待定"])
def test_a_row_whose_week_cannot_be_told_is_held_at_its_cell(word: str) -> None:
    drawn = listed("第7周", "第8周").replace("| 第8周 | 区教育局", f"| {word} | 区教育局")
    reading = read(drawn)
    assert stored(reading) == {7: [10, 11, 12], 8: [20, 21]}
    assert issue(reading, "P14").address is not None
    assert str(issue(reading, "P14").address) == "周报!A8"


def test_a_blank_week_is_the_one_that_title_and_rows_name() -> None:
    drawn = listed("第7周", title="情况统计表（第7周）").replace(
        "| 第7周 | 区教育局", "| | 区教育局"
    )
    assert stored(read(drawn)) == {7: [10, 11, 12]}
    assert stored(read(listed("", title="情况统计表（第7周）"))) == {7: [10, 11, 12]}


def test_an_hour_places_nothing_where_the_title_names_the_week() -> None:
    drawn = listed("下午3点", heading="活动时间", title="情况统计表（第7周）")
    assert stored(read(drawn)) == {7: [10, 11, 12]}


@pytest.mark.parametrize(("sum_", "doubt"), [(96, []), (97, ["K01 周报!C9"])])
def test_a_total_of_the_whole_list_is_compared_with_the_whole_list(
    sum_: int, doubt: list[str]
) -> None:
    reading = read(listed("第7周", "第8周", total=f"| 合计 | | {sum_} |"))
    assert [d for d in doubts(reading) if d.startswith("K01")] == doubt
    assert stored(reading) == {7: [10, 11, 12], 8: [20, 21, 22]}


def test_every_row_of_a_list_is_accounted_for_once() -> None:
    reading = read(listed("第7周", "第8周", total="| 合计 | | 96 |"))
    rows = [e.row for t in reading.tables for e in t.entries]
    aside = [row for t in reading.tables for row in t.set_aside]
    assert sorted([*rows, *aside]) == list(range(3, 10))
    assert "L08" not in codes(reading)
    assert "L16" not in codes(reading)


def test_weeks_of_a_list_that_are_sums_of_others_are_no_total_of_them() -> None:
    lines = ["| 情况统计表 | < | < |", "| 周次 | 单位名称 | 集中学习 |"]
    for week, factor in (("第6周", 1), ("第7周", 2), ("第8周", 3)):
        lines += [f"| {week} | {name} | {factor * (u + 1)} |" for u, name in enumerate(UNITS)]
    reading = read("\n".join(lines))
    assert stored(reading) == {6: [1, 2, 3], 7: [2, 4, 6], 8: [3, 6, 9]}
    assert "L16" not in codes(reading)


ACROSS = """
    | {title} | < | < |
    | 单位名称 | 第7周 | 第8周 |
    | ^ | 集中学习 | 集中学习 |
    | 区财政局 | 1 | 2 |
    | 西城街道 | 3 | 4 |
"""


@pytest.mark.parametrize(
    "title", ["情况统计表（第8周）", "情况统计表（第7—8周）", "11月情况统计表"]
)
def test_weeks_across_agree_with_a_title_that_names_one_or_holds_all(title: str) -> None:
    assert stored(read(ACROSS.format(title=title))) == {7: [1, 3], 8: [2, 4]}


def test_weeks_across_against_the_title_or_a_person_are_a_question() -> None:
    assert stored(read(ACROSS.format(title="情况统计表（第9周）"))) == {}
    assert stored(read(ACROSS.format(title="情况统计表"), week=9)) == {}
    assert stored(read(ACROSS.format(title="情况统计表"), week=8)) == {7: [1, 3], 8: [2, 4]}


@pytest.mark.parametrize("chosen", [None, 8])
def test_a_sheet_filled_in_before_its_week_begins_is_a_question(chosen: int | None) -> None:
    title = "情况统计表" if chosen else "情况统计表（第8周）"
    drawing = (
        f"| {title} |\n| 填报时间：2023年10月20日 |\n| 单位名称 | 集中学习 |\n| 区财政局 | 2 |"
    )
    reading = read(drawing, week=chosen)
    assert accepted(reading) == []
    assert "P01" in codes(reading)
    assert accepted(read(drawing.replace("10月20日", "11月27日"), week=chosen)) == ["区财政局"]


def test_weeks_on_several_sheets_stay_apart() -> None:
    book = workbook(
        Drawing(listed("第6周"), name="一"), Drawing(listed("第7周", "第8周"), name="二")
    )
    assert stored(read(book)) == {6: [10, 11, 12], 7: [10, 11, 12], 8: [20, 21, 22]}


def test_no_blank_form_asks_for_the_week_of_a_row() -> None:
    form = PACK.form["weekly_report"]
    assert {f.kind for f in form.fields if f.kind in PLACING} == set(PLACING)
    assert PACK.form_version("weekly_report") == "0639a608"
