"""Whether figures are of the week or since the launch: headings say it, and words around the table
only where they speak of the figures. Two readings hold the table."""

from __future__ import annotations

import pytest

from campaign import CUMULATIVE, KnownLayout
from loaders import Reading
from tests.loaders.drawn import Drawing, accepted, doubts, figures, issue, read, table

STUDY, TALKS = "study_session_count", "discussion_session_count"
BARE = "| 单位名称 | 集中学习 | 研讨交流 |\n| 区财政局 | 3 | 2 |\n| 西城街道 | 4 | 5 |"
WEEKLY = {"区财政局": {STUDY: 3, TALKS: 2}, "西城街道": {STUDY: 4, TALKS: 5}}
TOTALS = {
    unit: {slot + CUMULATIVE: value for slot, value in said.items()}
    for unit, said in WEEKLY.items()
}


def sheet(*lines: str, body: str = BARE, footer: str = "", name: str = "周报") -> Drawing:
    """Lines above a table with bare headings, and one below it."""
    above = "".join(f"| {line} | < | < |\n" for line in lines)
    return Drawing(above + body + (f"\n| {footer} | | |" if footer else ""), name=name)


def stored(reading: Reading) -> dict[str, dict[str, object]]:
    """The figures that go in, by unit and slot."""
    kept = accepted(reading)
    return {
        unit: {slot: value for slot, (value, _) in said.items()}
        for unit, said in figures(reading).items()
        if unit in kept
    }


DEADLINES = [
    "请于11月27日前报送", "报送截止时间：每周日17时前", "截止时间：11月24日12时", "填报截止：11月24日",
    "上报截止11月27日上午10时", "截止11月27日上报", "请各单位于每周五12:00前报综合组", "（11月27日截止）",
    "务必在11月27日（周一）前反馈", "截止日期：2023年11月26日", "报表截止日期：11月24日", "每周五下班前提交，逾期不候",
    "请于第9周周一前报送", "报送时限：截止至每周五",
]  # fmt: skip
COLLECTED = [
    "（数据截至2023年11月26日）", "数据截至11月26日24时", "统计时间：截至2023年11月26日", "以上数据均截至11月26日",
    "统计截至11月26日", "数据采集截至11月26日", "汇总数据截止11月26日", "信息截至11月26日", "统计口径：截至11月26日",
    "填报日期：2023年11月26日", "数据截止日期：11月26日", "统计截止时间：11月26日17时",
]  # fmt: skip
TOLD = [
    "以下为累计数", "截至11月26日累计", "（截至目前）", "单位：场次（累计）", "主题教育开展以来", "自主题教育启动之日起统计",
    "启动至今", "填累计数", "累积情况", "迄今完成情况", "截止目前完成情况", "从10月2日起统计",
]  # fmt: skip
OF_WEEK = [
    "（第8周）", "（第八周）", "（11月20日—11月26日）", "（11.20-11.26）", "本周情况", "2023年11月20日至11月26日", "一周工作情况",
    "本期情况", "当周情况", "（11月20日—24日）",
]  # fmt: skip


@pytest.mark.parametrize("line", DEADLINES + COLLECTED)
@pytest.mark.parametrize("place", ["line", "title", "footer"])
def test_a_deadline_and_a_day_of_collecting_say_nothing_of_the_figures(
    line: str, place: str
) -> None:
    title = f"情况统计表（第8周）{line if place == 'title' else ''}"
    lines = (title, line) if place == "line" else (title,)
    reading = read(sheet(*lines, footer=line if place == "footer" else ""))
    assert stored(reading) == WEEKLY
    assert [t.weeks[0].number for t in reading.tables] == [8]


@pytest.mark.parametrize("line", ["截至11月26日", "截止2023年11月26日", "截止：11月26日"])
def test_a_bare_cut_off_leaves_the_figures_of_a_weekly_sheet_alone(line: str) -> None:
    for title in (f"周报（{line}）", f"情况统计表（第8周）（{line}）", f"本周情况统计表（{line}）"):
        reading = read(sheet(title), week=8)
        assert stored(reading) == WEEKLY


@pytest.mark.parametrize("line", ["截至11月26日情况统计表", "情况统计表（截止11月26日）"])
def test_a_bare_cut_off_where_nothing_speaks_of_weeks_is_asked_about(line: str) -> None:
    reading = read(sheet(line, name="Sheet1"), file_name="情况.xlsx")
    assert doubts(reading) == ["P13 Sheet1!A1"]
    assert stored(reading) == {}


@pytest.mark.parametrize("line", TOLD)
@pytest.mark.parametrize("place", ["line", "title", "footer"])
def test_words_of_the_figures_decide_alone_and_are_pointed_out(line: str, place: str) -> None:
    title = f"情况统计表{line if place == 'title' else ''}"
    lines = (title, line) if place == "line" else (title,)
    reading = read(sheet(*lines, footer=line if place == "footer" else ""), week=8)
    assert stored(reading) == TOTALS
    assert "L12" in {doubt.split()[0] for doubt in doubts(reading)}


@pytest.mark.parametrize("of_week", OF_WEEK)
@pytest.mark.parametrize("line", TOLD)
def test_words_of_the_figures_beside_a_word_of_week_hold_the_table(line: str, of_week: str) -> None:
    reading = read(sheet(f"情况统计表{of_week}", line), week=8)
    assert [doubt.split()[0] for doubt in doubts(reading)] == ["P12"]
    assert stored(reading) == {}
    assert reading.submissions == ()
    asked = table(reading).asked
    assert asked is not None
    assert set(asked.quantities.values()) == {STUDY, TALKS}


PLACES = {
    "title": sheet("情况统计表（第8周）", "以下为累计数"),
    "sheet": sheet("情况统计表", "以下为累计数", name="第8周"),
    "heading": sheet(
        "情况统计表", "以下为累计数", body=BARE.replace("集中学习", "集中学习（第8周）")
    ),
    "footer": sheet("情况统计表", "以下为累计数", footer="注：本表为本周数"),
    "own_column": sheet(
        "累计情况统计表", body=BARE.replace("| 集中学习", "| 本周集中学习")
    ),
    "sheet_name_says_total": sheet("情况统计表（第8周）", name="累计"),
    "footer_says_total": sheet("情况统计表（第8周）", footer="注：以上为累计数"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_the_word_of_week_may_stand_anywhere(place: str) -> None:
    assert stored(read(PLACES[place], week=8)) == {}


def test_the_file_s_name_is_a_word_of_week_too() -> None:
    reading = read(sheet("情况统计表", "以下为累计数"), file_name="第8周.xlsx")
    assert [doubt.split()[0] for doubt in doubts(reading)] == ["P12"]
    reading = read(sheet("情况统计表（第8周）", name="Sheet1"), file_name="累计情况.xlsx")
    assert [doubt.split()[0] for doubt in doubts(reading)] == ["P12"]


def test_headings_that_say_which_leave_nothing_to_ask() -> None:
    body = """
        | 单位名称 | 集中学习 | < | 研讨交流 | < |
        | ^ | 本周 | 累计 | 本周 | 累计 |
        | 区财政局 | 3 | 30 | 2 | 20 |
    """
    reading = read(sheet("累计情况统计表（第8周）", body=body.strip()))
    assert stored(reading) == {
        "区财政局": {STUDY: 3, STUDY + CUMULATIVE: 30, TALKS: 2, TALKS + CUMULATIVE: 20}
    }


PAIRED = """
| 单位名称 | 研讨交流 | < | 集中学习 |
| ^ | 本周 | 累计 | ^ |
| 区财政局 | 2 | 20 | 3 |
""".strip()


@pytest.mark.parametrize(
    "line",
    ["填表说明：1.“本周”填本周数，“累计”填启动以来数", "注：累计数为主题教育启动以来的数", "说明：“累计”指截至本周末的数",
     "备注：累计栏填启动以来数"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["line", "footer"])
def test_a_note_on_columns_that_say_which_they_are_is_not_of_the_others(
    line: str, place: str
) -> None:
    lines = ("情况统计表（第8周）", line) if place == "line" else ("情况统计表（第8周）",)
    reading = read(sheet(*lines, body=PAIRED, footer=line if place == "footer" else ""))
    assert stored(reading) == {"区财政局": {TALKS: 2, TALKS + CUMULATIVE: 20, STUDY: 3}}


def test_a_title_that_names_both_is_of_columns_that_say_both() -> None:
    reading = read(sheet("本周及累计情况统计表（第8周）", body=PAIRED))
    assert stored(reading) == {"区财政局": {TALKS: 2, TALKS + CUMULATIVE: 20, STUDY: 3}}


def test_a_note_on_all_figures_is_of_the_bare_ones_too() -> None:
    assert (
        stored(read(sheet("情况统计表（第8周）", body=PAIRED, footer="注：以上均为累计数"))) == {}
    )


def test_a_band_that_says_this_week_is_a_heading_and_decides() -> None:
    body = """
        | 单位名称 | 本周（11月20日—26日） | < |
        | ^ | 集中学习 | 研讨交流 |
        | 区财政局 | 3 | 2 |
    """
    reading = read(sheet("累计情况统计表", body=body.strip()), week=8)
    assert stored(reading) == {"区财政局": {STUDY: 3, TALKS: 2}}


def test_a_bare_column_beside_its_total_is_the_week_s() -> None:
    body = "| 单位名称 | 研讨交流 | 研讨交流累计 |\n| 区财政局 | 2 | 20 |"
    reading = read(sheet("累计情况统计表（第8周）", body=body))
    assert stored(reading) == {"区财政局": {TALKS: 2, TALKS + CUMULATIVE: 20}}


@pytest.mark.parametrize(
    "heading", ["研讨交流（截至10月22日）", "研讨交流本周累计", "研讨交流（今年以来累计）"]
)
def test_a_heading_that_may_be_either_holds_the_table(heading: str) -> None:
    reading = read(sheet("情况统计表（第3周）", body=BARE.replace("研讨交流", heading)))
    assert stored(reading) == {} or TALKS not in stored(reading)["区财政局"]


@pytest.mark.parametrize(
    "line", ["以下为本周数，非累计数", "只填本周数，不填累计数", "累计数由系统自动计算"]
)
def test_a_denied_total_is_none(line: str) -> None:
    assert stored(read(sheet("情况统计表（第8周）", line))) == WEEKLY


@pytest.mark.parametrize("line", ["今年以来工作情况", "截至第8周", "数据截至目前"])
def test_a_reach_of_another_span_is_always_asked_about(line: str) -> None:
    assert stored(read(sheet("情况统计表", line), week=8)) == {}


def layout_of(reading: Reading, *, cumulative: bool) -> dict[str, KnownLayout]:
    """The answer to the only question, as it is remembered."""
    asked = table(reading).asked
    assert asked is not None
    known = asked.answer(cumulative=cumulative)
    return {known.fingerprint: known}


@pytest.mark.parametrize("cumulative", [False, True])
def test_the_answer_is_remembered_for_sheets_that_say_the_same(cumulative: bool) -> None:
    known = layout_of(read(sheet("累计情况统计表（第8周）")), cumulative=cumulative)
    later = read(sheet("累计情况统计表（第9周）"), layouts=known)
    assert stored(later) == (TOTALS if cumulative else WEEKLY)
    assert [t.weeks[0].number for t in later.tables] == [9]


def test_the_answer_says_nothing_of_sheets_with_other_words() -> None:
    known = layout_of(read(sheet("累计情况统计表（第8周）")), cumulative=True)
    assert stored(read(sheet("情况统计表（第9周）"), layouts=known)) == WEEKLY
    assert stored(read(sheet("情况统计表（第9周）", "以下为累计数"), layouts=known)) == {}


def test_a_table_below_an_untitled_one_is_of_the_figures_the_sheet_speaks_of() -> None:
    second = "\n| | | |\n| | | |\n| 单位名称 | 专题党课 | 实地调研 |\n| 区教育局 | 1 | 1 |"
    reading = read(sheet("累计情况统计表", body=BARE + second), week=8)
    assert {
        slot for row in stored(reading).values() for slot in row if CUMULATIVE not in slot
    } == set()


def test_the_doubt_repeats_no_more_than_the_words_it_is_about() -> None:
    reading = read(sheet("情况统计表（第8周）", "填报人：张小三 以下为累计数"))
    found = issue(reading, "P12")
    assert (found.raw, found.params["a"], found.params["b"]) == ("累计", "累计", "第8周")
