"""Figures against each other, against earlier weeks and against other units, by the pack's rules."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from campaign import Past
from tests.loaders.drawn import accepted, codes, doubts, issue, read

WEEK = "集中学习 | 中心组学习 | 读书班天数 | 专题辅导 | 研讨交流 | 交流发言 | 专题党课 | 实地调研"
SLOTS = (
    "study_session_count",
    "center_group_study_count",
    "reading_class_days",
    "study_lecture_count",
    "discussion_session_count",
    "discussion_speaker_count",
    "party_lecture_count",
    "research_visit_count",
)


def sheet(headings: str, *lines: str) -> str:
    return "\n".join(
        ["| 周报表（第3周） |", f"| 单位名称 | {headings} |", *(f"| {line} |" for line in lines)]
    )


def past(**known: Past):  # type: ignore[no-untyped-def]
    return lambda _: known


def test_attendances_beyond_thirty_a_session_are_asked_about() -> None:
    headings = "研讨交流 | 交流发言（人次）"
    assert doubts(read(sheet(headings, "区财政局 | 3 | 91"))) == ["K10 周报!C3"]
    assert doubts(read(sheet(headings, "区财政局 | 3 | 90"))) == []
    assert accepted(read(sheet(headings, "区财政局 | 3 | 91"))) == ["区财政局"]


@pytest.mark.parametrize(
    ("now", "median", "doubted"),
    [(10, 2, True), (9, 2, False), (5, 1, False), (6, 1, True), (30, 0, False)],
)
def test_a_jump_needs_five_times_the_units_middle_and_more_than_five(
    now: int, median: float, doubted: bool
) -> None:
    known = Past(medians={"study_session_count": median})
    reading = read(sheet("集中学习", f"区财政局 | {now}"), earlier=past(u01=known))
    assert ("K04" in codes(reading)) is doubted
    if doubted:
        assert issue(reading, "K04").params["x"] == f"{now / median:g}"


def test_without_earlier_weeks_nothing_is_a_jump() -> None:
    assert doubts(read(sheet("集中学习", "区财政局 | 300"))) == []


def test_a_row_like_last_weeks_is_asked_about() -> None:
    figures = (3.0, 1.0, 2.0, 1.0, 2.0, 5.0, 0.0, 0.0)
    line = "区财政局 | " + " | ".join(f"{f:g}" for f in figures)
    known = Past(last_week=dict(zip(SLOTS, figures, strict=True)))
    reading = read(sheet(WEEK, line), earlier=past(u01=known))
    assert doubts(reading) == ["K06 周报!A3"]
    assert issue(reading, "K06").params["n"] == 6
    other = Past(last_week={**known.last_week, "research_visit_count": 1.0})
    assert doubts(read(sheet(WEEK, line), earlier=past(u01=other))) == []


def test_four_figures_alike_are_too_few_to_say_anything() -> None:
    line = "区财政局 | 3 | 1 | 2 | 1 | 0 | 0 | 0 | 0"
    known = Past(last_week=dict(zip(SLOTS, (3.0, 1.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0), strict=True)))
    assert doubts(read(sheet(WEEK, line), earlier=past(u01=known))) == []


def test_units_with_the_same_telling_row_are_named() -> None:
    figures = "3 | 1 | 2 | 1 | 2 | 5 | 0 | 0"
    ones = "1 | 1 | 1 | 1 | 1 | 1 | 1 | 1"
    reading = read(
        sheet(WEEK, f"区财政局 | {figures}", f"西城街道 | {figures}", f"区教育局 | {ones}")
    )
    assert doubts(reading) == ["K07 周报!A3", "K07 周报!A4"]
    assert [i.params["names"] for i in reading.all_issues if i.code == "K07"] == [
        "西城街道",
        "区财政局",
    ]
    assert accepted(reading) == ["区财政局", "西城街道", "区教育局"]
    same_ones = read(sheet(WEEK, f"区财政局 | {ones}", f"西城街道 | {ones}"))
    assert doubts(same_ones) == []


def test_three_whole_tens_are_noted() -> None:
    reading = read(sheet("集中学习 | 研讨交流 | 实地调研", "区财政局 | 10 | 20 | 30"))
    assert "K11" in codes(reading)
    assert doubts(reading) == []
    assert "K11" not in codes(
        read(sheet("集中学习 | 研讨交流 | 实地调研", "区财政局 | 10 | 20 | 3"))
    )


@pytest.mark.parametrize(
    ("rate", "doubted"), [("50%", False), ("50.4%", False), ("51%", True), ("103%", False)]
)
def test_a_typed_rate_is_compared_and_never_read(rate: str, doubted: bool) -> None:
    reading = read(sheet("已开展学习的党组织数 | 学习覆盖率", f"西城街道 | 6 | '{rate}"))
    assert doubts(reading) == (["K03 周报!C3"] if doubted else [])
    assert "L14" in codes(reading)
    assert accepted(reading) == ["西城街道"]


def test_a_day_outside_the_week_holds_its_row() -> None:
    reading = read(
        sheet(
            "填报日期 | 集中学习",
            "区财政局 | 10月20日 | 1",
            "西城街道 | 10月23日 | 1",
            "区教育局 | 10月 | 1",
        )
    )
    assert doubts(reading) == ["P02 周报!B4", "C06 周报!B5"]
    assert accepted(reading) == ["区财政局"]


def test_a_file_after_the_deadline_is_late_and_goes_in() -> None:
    drawing = sheet("集中学习", "区财政局 | 1")
    zone = ZoneInfo("Asia/Shanghai")
    noon, later = (datetime(2023, 10, 20, 12, m, tzinfo=zone) for m in (0, 1))
    assert doubts(read(drawing, received_at=noon)) == []
    assert doubts(read(drawing, received_at=later)) == ["P03"]
    assert accepted(read(drawing, received_at=later)) == ["区财政局"]


def test_one_number_of_a_sample_check_asks_for_the_other() -> None:
    head = "| 督导工作台账 | < | < | < | < | < |\n| 日期 | 单位名称 | 督导方式 | 督导内容 | 上报数 | 核实数 |\n"
    line = "| 2023-10-16 | 区财政局 | 抽查 | 学习 | {} | {} |"
    assert doubts(read(head + line.format(3, ""))) == ["K12 周报!F3"]
    assert doubts(read(head + line.format("", 3))) == ["K12 周报!E3"]
    assert doubts(read(head + line.format(3, 3))) == []
    assert doubts(read(head + line.format("", ""))) == []


def test_more_books_than_due_are_asked_about_and_go_in() -> None:
    drawing = "| 读本配发 | < | < |\n| 单位 | 应配 | 已配 |\n| 区财政局 | 10 | 12 |"
    assert doubts(read(drawing)) == ["K09 周报!C3"]
    assert accepted(read(drawing)) == ["区财政局"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("2 | 12", []),
        ("2 | 13", ["K23 周报!C4"]),
        ("2 | 11", ["K23 周报!C4"]),
        ("2 | 9", ["K05 周报!C4"]),  # it fell: that is said, and once
        (" | 13", []),  # the week is what they differ by
    ],
)
def test_a_total_is_the_one_before_and_the_week(cells: str, told: list[str]) -> None:
    known = Past(
        totals={"study_session_count@cumulative": 10.0},
        so_far={"study_session_count@cumulative": 10.0},
    )
    drawn = f"""
    | 周报表（第3周） |
    | 单位名称 | 集中学习 |      |
    |          | 本周     | 累计 |
    | 区财政局 | {cells}         |
    """
    reading = read(drawn, earlier=past(u01=known))
    assert [d for d in doubts(reading) if d[:3] in ("K23", "K05")] == told
    missing = Past(totals=known.totals)
    assert "K23" not in codes(read(drawn, earlier=past(u01=missing)))


def test_a_figure_that_stands_until_the_next_is_no_jump() -> None:
    """Organisations that study now are as many as there are; 9 after 1 is no five weeks' work."""
    known = Past(medians={"study_org_covered": 1.0, "study_session_count": 1.0})
    reading = read(
        sheet("集中学习 | 已开展学习的党组织数", "区财政局 | 9 | 9"), earlier=past(u01=known)
    )
    assert [d for d in doubts(reading) if d.startswith("K04")] == ["K04 周报!B3"]
