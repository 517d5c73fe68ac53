"""The sheets of the field that were read wrong, drawn with figures of their own: a deadline or a
cut-off beside the table, a list with its weeks in a column, hidden and filtered."""

from __future__ import annotations

import pytest

from campaign import CUMULATIVE
from tests.loaders.drawn import Drawing, codes, doubts, read
from tests.loaders.sampled.plan import stored

STUDY, TALKS, SPEECHES = (
    "study_session_count",
    "discussion_session_count",
    "discussion_speaker_count",
)
HEADS = "| 序号 | 单位名称 | 集中学习 | 研讨交流 | 交流发言 | 备注 |"
ROWS = (
    "| 1 | 区财政局 | 4 | 1 | 6 | |\n| 2 | 西城街道 | 2 | 3 | 5 | |\n| 3 | 区教育局 | 7 | 2 | 8 | |"
)
FIGURES = {"区财政局": (4, 1, 6), "西城街道": (2, 3, 5), "区教育局": (7, 2, 8)}


def weekly(week: int, figures: dict[str, tuple[int, ...]] = FIGURES) -> dict[tuple, float]:  # type: ignore[type-arg]
    return {
        (week, unit, slot): float(value)
        for unit, row in figures.items()
        for slot, value in zip((STUDY, TALKS, SPEECHES), row, strict=False)
    }


TITLE = "云岭区主题教育工作进展情况统计表（第8周，11月20日—11月26日）"
SHEETS = {
    "cut-off day beside the sender": (TITLE, "填报单位：第二指导组 | | | 截止日期：2023年11月26日"),
    "day of collecting beside the sender": (TITLE, "填报单位：第二指导组 | | | （数据截至2023年11月26日）"),
    "deadline on a line": (TITLE, "报送截止时间：每周日17时前"),
    "time of counting on a line": (TITLE, "统计时间：截至2023年11月26日"),
    "day of collecting in the title": ("云岭区主题教育周报（第8周）（数据截至11月26日）", ""),
    "cut-off in a title without a week": ("云岭区主题教育周报（截止11月26日）", ""),
    "deadline beside the sender": (TITLE, "填报单位：第二指导组 | | | 报送截止时间：每周日17时前"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_a_weekly_sheet_with_a_cut_off_is_stored_as_of_its_week(name: str) -> None:
    title, line = SHEETS[name]
    lines = [f"| {title} | < | < | < | < | < |", *([f"| {line} |"] if line else []), HEADS, ROWS]
    reading = read("\n".join(lines))
    assert stored(reading) == weekly(8)
    assert [d for d in doubts(reading) if d[0] in "LP"] == []


def test_two_weeks_of_one_group_add_up_whatever_line_one_of_them_has() -> None:
    first = read(
        "\n".join(
            [
                f"| {TITLE.replace('8周，11月20日—11月26日', '7周，11月13日—11月19日')} |",
                HEADS,
                ROWS,
            ]
        )
    )
    lines = [
        f"| {TITLE} |",
        "| 填报单位：第二指导组 | | | 报送截止时间：每周日17时前 |",
        HEADS,
        ROWS,
    ]
    second = read("\n".join(lines))
    assert stored(first) | stored(second) == weekly(7) | weekly(8)


def test_a_column_of_one_week_names_it() -> None:
    rows = "| 1 | 第7周 | 区财政局 | 4 | 1 |\n| 2 | 第7周 | 西城街道 | 2 | 3 |"
    reading = read(
        f"| 云岭区主题教育工作进展情况统计表 |\n| 序号 | 周次 | 单位名称 | 集中学习 | 研讨交流 |\n{rows}"
    )
    assert stored(reading) == weekly(7, {"区财政局": (4, 1), "西城街道": (2, 3)})


def listed(title: str) -> Drawing:
    """Three weeks in one list, of which a filter shows the last."""
    rows = [
        f"| 第{week}周 | {unit} | {n + week} | {n} |"
        for week in (6, 7, 8)
        for n, unit in enumerate(FIGURES, start=1)
    ]
    return Drawing(
        "\n".join([f"| {title} |", "| 周次 | 单位名称 | 集中学习 | 研讨交流 |", *rows]),
        hidden_rows=range(3, 9),
    )


def test_a_filtered_list_of_weeks_goes_in_week_by_week_and_its_hidden_rows_are_told() -> None:
    reading = read(listed("云岭区主题教育周报表"))
    expected: dict[tuple[int, str, str], float] = {}
    for week in (6, 7, 8):
        expected |= weekly(week, {u: (n + week, n) for n, u in enumerate(FIGURES, start=1)})
    assert stored(reading) == expected
    assert sum(issue.code == "L06" for issue in reading.all_issues) == 6


def test_a_list_of_weeks_that_calls_itself_cumulative_is_one_question() -> None:
    reading = read(listed("云岭区主题教育周报累计表"))
    assert stored(reading) == {}
    assert {t.asked.key for t in reading.tables if t.asked} == {reading.tables[0].asked.key}  # type: ignore[union-attr]
    assert "P12" in codes(reading)
    asked = reading.tables[0].asked
    assert asked is not None
    known = asked.answer(cumulative=True)
    told = stored(read(listed("云岭区主题教育周报累计表"), layouts={known.fingerprint: known}))
    assert {slot for _, _, slot in told} == {STUDY + CUMULATIVE, TALKS + CUMULATIVE}
    assert {week for week, _, _ in told} == {6, 7, 8}
