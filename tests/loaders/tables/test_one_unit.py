"""Sheets of one unit, and sheets whose units stand on several lines each: an indicator a line, with
its measure, letters or weeks across; the unit in the title or on a line; parts on one sheet."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from campaign import CUMULATIVE
from tests.loaders.drawn import codes, doubts, read
from tests.loaders.sampled.plan import stored

STUDY, TALKS, FOUND, DONE = (
    "study_session_count",
    "discussion_session_count",
    "problem_found_count",
    "rect_done_count",
)
FIELD_CASES = Path(__file__).parents[4] / "shared" / "field_cases"


def week_and_so_far(unit: str, figures: dict[str, tuple[float, float]], week: int = 8) -> dict:  # type: ignore[type-arg]
    return {
        (week, unit, slot + since): pair[at]
        for slot, pair in figures.items()
        for at, since in enumerate(("", CUMULATIVE))
    }


FIGURES = {STUDY: (3.0, 21.0), TALKS: (2.0, 9.0), FOUND: (4.0, 12.0)}
NAMES = (("集中学习", "研讨交流", "检视问题"), ("1.集中学习场次数", "2.研讨交流次数", "3.查摆问题数"),
         ("①开展集中学习", "②交流研讨会", "③梳理检视问题"))  # fmt: skip
HEADS = (("指标", "计量单位", "本周", "累计"), ("项目", "单位", "本周数", "累计数"), ("统计指标", "", "本期", "自启动以来累计"))  # fmt: skip
TITLES = (
    "区财政局主题教育工作进展（第8周）", "云岭区财政局主题教育情况统计表（第8周）", "附件1：区财政局第8周工作情况统计表",
)  # fmt: skip
LINES = (
    "填报单位：区财政局",
    "填报机构：区财政局",
    "报送单位：区财政局",
    "单位：区财政局",
    "单位名称：区财政局",
)


def one_unit(title: str, line: str, names: tuple[str, ...], heads: tuple[str, ...]) -> str:
    measures = ("场", "次", "个") if heads[1] else ("", "", "")
    rows = [f"| {title} | < | < | < |"]
    rows += [f"| {line} | | | |"] if line else []
    rows += ["| " + " | ".join(heads) + " |", "| 甲 | 乙 | 1 | 2 |"]
    rows += [
        f"| {name} | {measure} | {week:.0f} | {so_far:.0f} |"
        for name, measure, (week, so_far) in zip(names, measures, FIGURES.values(), strict=True)
    ]
    return "\n".join([*rows, "| 填表人：李某 | | 审核人：赵某 | |"])


@pytest.mark.parametrize(("names", "heads"), list(product(NAMES, HEADS)))
def test_a_units_own_sheet_is_its_units_by_title_or_line(
    names: tuple[str, ...], heads: tuple[str, ...]
) -> None:
    for title in TITLES:
        reading = read(one_unit(title, "", names, heads))
        assert (stored(reading), "L23" in codes(reading)) == (
            week_and_so_far("区财政局", FIGURES),
            True,
        )
    for line in LINES:
        reading = read(one_unit("主题教育工作进展（第8周）", line, names, heads))
        assert (stored(reading), "L23" in codes(reading)) == (
            week_and_so_far("区财政局", FIGURES),
            False,
        )


@pytest.mark.parametrize(
    "title",
    ["主题教育工作进展（第8周）", "区财政局机关服务中心主题教育（第8周）", "区财政局、区教育局主题教育（第8周）",
     "区应急管理局第一支队主题教育（第8周）", "市财政局主题教育（第8周）"],
)  # fmt: skip
def test_where_no_unit_can_be_told_it_is_asked(title: str) -> None:
    reading = read(one_unit(title, "", NAMES[0], HEADS[0]))
    assert stored(reading) == {}
    assert "U01" in codes(reading)


def test_what_the_figures_count_is_no_unit() -> None:
    reading = read(one_unit("主题教育工作进展（第8周）", "单位：场次、个", NAMES[0], HEADS[0]))
    assert stored(reading) == {}


def test_figures_of_one_unit_stand_at_their_own_cells() -> None:
    reading = read(one_unit(TITLES[0], "", NAMES[0], HEADS[0]))
    (entry,) = reading.tables[0].entries
    places = {slot: str(value.address("周报")) for slot, value in entry.values.items()}
    assert places == {STUDY: "周报!C4", STUDY + CUMULATIVE: "周报!D4", TALKS: "周报!C5",
                      TALKS + CUMULATIVE: "周报!D5", FOUND: "周报!C6", FOUND + CUMULATIVE: "周报!D6"}  # fmt: skip


def test_weeks_across_of_one_unit_are_a_submission_each() -> None:
    reading = read("""
        | 区财政局主题教育工作进展情况统计表 | < | < | < |
        | 指标 | 计量单位 | 第7周 | 第8周 |
        | 集中学习 | 场 | 1 | 2 |
        | 研讨交流 | 次 | 4 | 5 |
    """)
    assert stored(reading) == {
        (7, "区财政局", STUDY): 1, (7, "区财政局", TALKS): 4,
        (8, "区财政局", STUDY): 2, (8, "区财政局", TALKS): 5,
    }  # fmt: skip


STACKED = """
    | 主题教育工作进展（第8周） | < | < | < |
    | 填报单位：区财政局 | | | |
    | 指标 | 计量单位 | 本周 | 累计 |
    | 集中学习 | 场 | 3 | 21 |
    | 研讨交流 | 次 | 2 | 9 |
    | {line} | | | |
    | 指标 | 计量单位 | 本周 | 累计 |
    | 集中学习 | 场 | 5 | 22 |
    | 研讨交流 | 次 | 6 | 19 |
"""


def test_units_one_below_the_other_keep_their_own_figures() -> None:
    reading = read(STACKED.format(line="填报单位：西城街道"))
    assert stored(reading) == week_and_so_far(
        "区财政局", {STUDY: (3, 21), TALKS: (2, 9)}
    ) | week_and_so_far("西城街道", {STUDY: (5, 22), TALKS: (6, 19)})
    places = [str(e.values[TALKS].address("周报")) for t in reading.tables for e in t.entries]
    assert places == ["周报!C5", "周报!C9"]


def test_a_second_unit_that_is_not_known_is_not_the_first_one() -> None:
    reading = read(STACKED.format(line="填报单位：区甲乙局"))
    assert stored(reading) == week_and_so_far("区财政局", {STUDY: (3, 21), TALKS: (2, 9)})
    assert "U01" in codes(reading)


def test_two_blocks_of_the_same_indicators_without_a_name_are_held() -> None:
    reading = read(STACKED.format(line=""))
    assert stored(reading) == {}
    assert {d.split()[0] for d in doubts(reading)} & {"L03", "U06"}


def test_parts_of_indicators_are_one_sheet() -> None:
    reading = read("""
        | 主题教育情况统计表（第8周） | < | < | < |
        | 填报单位：区财政局 | | | |
        | 一、学习情况 | < | < | < |
        | 指标 | 单位 | 本周 | 累计 |
        | 集中学习 | 场 | 3 | 20 |
        | 研讨交流 | 次 | 2 | 9 |
        | 二、整改情况 | < | < | < |
        | 指标 | 单位 | 本周 | 累计 |
        | 检视问题 | 个 | 4 | 12 |
        | 完成整改 | 个 | 1 | 7 |
    """)
    expected = {STUDY: (3, 20), TALKS: (2, 9), FOUND: (4, 12), DONE: (1, 7)}
    assert stored(reading) == week_and_so_far("区财政局", expected)
    assert doubts(reading) == []


def test_a_part_of_something_else_is_told_and_not_read() -> None:
    reading = read("""
        | 主题教育情况统计表（第8周） | < | < | < | < |
        | 填报单位：区财政局 | | | | |
        | 第一部分：学习情况 | < | < | < | < |
        | 序号 | 项目 | < | 本周 | 累计 |
        | 1 | 集中学习场次 | | 3 | 20 |
        | 2 | 研讨交流场次 | | 2 | 9 |
        | 第二部分：参加人员构成 | < | < | < | < |
        | 序号 | 人员类别 | < | 人数 | |
        | ^ | ^ | ^ | 合计 | |
        | 1 | 党员 | | 30 | |
        | 2 | 群众 | | 12 | |
    """)
    assert stored(reading) == week_and_so_far("区财政局", {STUDY: (3, 20), TALKS: (2, 9)})
    assert doubts(reading) == ["L22 周报!7"]


@pytest.mark.parametrize("other", ["计划", "上周", "目标数", "完成率"])
def test_beside_what_was_done_another_figure_is_left_out(other: str) -> None:
    done = "完成" if other in ("计划", "目标数") else "本周"
    reading = read(f"""
        | 区财政局主题教育工作进展（第8周） | < | < | < |
        | 指标 | {other} | {done} | 累计 |
        | 集中学习 | 5 | 3 | 21 |
        | 研讨交流 | 6 | 2 | 9 |
    """)
    assert stored(reading) == week_and_so_far("区财政局", {STUDY: (3, 21), TALKS: (2, 9)})
    assert doubts(reading) == ["L04 周报!B2", "L04 周报!B2"]


def test_a_part_under_other_headings_is_no_week_of_the_first_part() -> None:
    reading = read("""
        | 区财政局主题教育情况统计表（第8周） | < | < |
        | 一、学习 | 累计 | 本周 |
        | 集中学习 | 21 | 3 |
        | 研讨交流 | 9 | 2 |
        | 二、整改 | 数量 | 占比 |
        | 检视问题 | 5 | 50% |
        | 完成整改 | 6 | 60% |
    """)
    assert stored(reading) == week_and_so_far("区财政局", {STUDY: (3, 21), TALKS: (2, 9)})
    assert "U01" in codes(reading)


def test_a_section_of_indicators_is_no_indicator() -> None:
    reading = read("""
        | 区财政局主题教育情况统计表（第8周） | < | < | < |
        | 指标 | 单位 | 本周 | 累计 |
        | 一、学习 | | | |
        | 1.集中学习 | 场 | 3 | 21 |
        | 2.研讨交流 | 次 | 2 | 9 |
        | 二、检视问题 | | | |
        | 3.检视问题 | 个 | 4 | 12 |
        | 4.完成整改 | 个 | | |
    """)
    assert stored(reading) == week_and_so_far("区财政局", FIGURES)
    assert doubts(reading) == ["C10 周报!C8", "C10 周报!D8"]
