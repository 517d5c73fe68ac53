"""Figures against each other, against last week's totals, and against the total row."""

from __future__ import annotations

import pytest

from campaign import Past
from tests.loaders.drawn import accepted, codes, doubts, issue, read, table


def sheet(headings: str, *lines: str) -> str:
    return "\n".join(
        ["| 周报表（第3周） |", f"| 单位名称 | {headings} |", *(f"| {line} |" for line in lines)]
    )


def totals(
    *lines: str, headings: str = "集中学习 | 研讨交流"
) -> tuple[list[str], list[bool | None]]:
    reading = read(sheet(headings, *lines))
    return doubts(reading), [t.agrees for t in table(reading).totals]


@pytest.mark.parametrize(
    ("headings", "figures", "doubt"),
    [
        ("集中学习 | 其中：中心组学习", "2 | 3", "K02 周报!C3"),
        ("研讨交流本周 | 研讨交流累计", "3 | 2", "K02 周报!C3"),
        ("检视问题累计 | 完成整改累计", "3 | 5", "K02 周报!C3"),
        ("读书班天数", "8", "K02 周报!B3"),
        ("已开展学习的党组织数", "13", "K02 周报!B3"),
        ("研讨交流 | 交流发言（人次）", "3 | 2", "K08 周报!C3"),
    ],
)
def test_a_figure_beyond_its_bound_is_found(headings: str, figures: str, doubt: str) -> None:
    reading = read(sheet(headings, f"西城街道 | {figures}"))
    assert doubts(reading) == [doubt]
    assert accepted(reading) == ([] if doubt.startswith("K02") else ["西城街道"])


@pytest.mark.parametrize(
    ("headings", "figures"),
    [
        ("集中学习 | 其中：中心组学习", "3 | 3"),
        ("检视问题 | 完成整改", "3 | 5"),  # this week's closed ones may be older
        ("读书班天数本周 | 读书班天数累计", "7 | 9"),
        ("研讨交流 | 交流发言（人次）", "3 | 0"),
        ("集中学习累计 | 其中：中心组学习累计", "5 | 5"),
    ],
)
def test_a_figure_within_its_bound_is_not_doubted(headings: str, figures: str) -> None:
    assert doubts(read(sheet(headings, f"西城街道 | {figures}"))) == []


def test_a_total_that_falls_since_last_week_is_asked_about() -> None:
    def earlier(week: int) -> dict[str, Past]:
        assert week == 3
        return {"u01": Past(totals={"discussion_session_count@cumulative": 9.0})}

    for number, expected in (("8", ["K05 周报!B3"]), ("9", []), ("10", [])):
        reading = read(sheet("研讨交流累计", f"区财政局 | {number}"), earlier=earlier)
        assert doubts(reading) == expected
        assert accepted(reading) == ["区财政局"]


def test_a_total_row_that_adds_up_agrees() -> None:
    assert totals("区财政局 | 2 | 1", "西城街道 | 1 | 1", "合计 | 3 | 2") == ([], [True])


def test_a_total_row_that_differs_is_shown_with_both_numbers() -> None:
    reading = read(sheet("研讨交流", "区财政局 | 117", "合计 | 120"))
    assert issue(reading, "K01").params == {"t": "120", "s": "117", "d": "3", "col": "B"}
    assert str(issue(reading, "K01").address) == "周报!B4"
    assert accepted(reading) == ["区财政局"]
    assert [t.agrees for t in table(reading).totals] == [False]


def test_a_total_above_the_data_adds_what_follows() -> None:
    assert totals("合计 | 3 | 2", "区财政局 | 2 | 1", "西城街道 | 1 | 1") == ([], [True])
    found = table(read(sheet("研讨交流", "合计 | 3", "区财政局 | 3"))).totals[0]
    assert found.position == "above data"


def test_subtotals_add_their_part_and_the_total_adds_all() -> None:
    lines = (
        "区财政局 | 2 | 1",
        "科级小计 | 2 | 1",
        "西城街道 | 1 | 1",
        "镇街小计 | 1 | 1",
        "合计 | 3 | 2",
    )
    assert totals(*lines) == ([], [True, True, True])
    wrong = (*lines[:3], "镇街小计 | 3 | 2", "合计 | 3 | 2")
    assert totals(*wrong)[1] == [True, True, True]  # reads as a running total of all rows so far


def test_part_totals_called_total_are_compared_with_their_part() -> None:
    lines = ("区财政局 | 2 | 1", "合计 | 2 | 1", "西城街道 | 1 | 1", "合计 | 1 | 1", "总计 | 3 | 2")
    assert totals(*lines) == ([], [True, True, True])


def test_part_totals_may_stand_above_their_part() -> None:
    lines = (
        "合计 | 3 | 2",
        "科级小计 | 2 | 1",
        "区财政局 | 2 | 1",
        "镇街小计 | 1 | 1",
        "西城街道 | 1 | 1",
    )
    assert totals(*lines) == ([], [True, True, True])


def test_a_total_counts_a_repeated_row_once() -> None:
    assert totals("区财政局 | 2 | 1", "区财政局 | 2 | 1", "合计 | 2 | 1") == ([], [True])


def test_a_total_is_not_compared_where_a_cell_is_held() -> None:
    found, agrees = totals("区财政局 | 约2 | 1", "西城街道 | 1 | 1", "合计 | 3 | 2")
    assert (found, agrees) == (["C04 周报!B3"], [True])


def test_a_total_counts_rows_whose_unit_is_held() -> None:
    assert totals("未知单位 | 2 | 1", "西城街道 | 1 | 1", "合计 | 3 | 2")[1] == [True]


def test_a_total_without_a_result_or_with_an_error_is_a_note() -> None:
    reading = read(sheet("集中学习 | 研讨交流", "区财政局 | 2 | 1", "合计 | =SUM(B3:B3) | #REF!"))
    assert doubts(reading) == []
    assert {"C18", "C19"} <= set(codes(reading))
    assert table(reading).totals[0].agrees is None


def test_a_total_that_is_blank_or_words_is_not_compared() -> None:
    assert totals("区财政局 | 2 | 1", "合计 |  | 见附件") == ([], [None])


def test_half_days_add_up_without_noise() -> None:
    lines = ("区财政局 | 0.5", "西城街道 | 2.5", "区应急管理局 | 1.5", "合计 | 4.5")
    assert totals(*lines, headings="读书班天数") == ([], [True])
