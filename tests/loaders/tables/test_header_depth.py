"""How deep a header is: told by merges that reach down and by what the rows below hold."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import accepted, doubts, figures, issue, read, rows, table

STUDY, TALKS, SPEECHES = (
    "study_session_count",
    "discussion_session_count",
    "discussion_speaker_count",
)
FOUND, LECTURES = "problem_found_count", "party_lecture_count"


def values(drawing: str) -> dict[str, dict[str, object]]:
    """What was read, cells without an answer left out."""
    return {
        unit: {slot: value for slot, (value, _) in slots.items() if value is not None}
        for unit, slots in figures(read(drawing)).items()
    }


def test_sessions_and_persons_under_every_quantity_are_columns_of_their_own() -> None:
    drawing = """
        | 周报表（第3周） | < | < | < | < | < | < | < |
        | 序号 | 单位名称 | 集中学习 | < | 研讨交流 | < | 专题党课 | < |
        | ^ | ^ | 场次 | 人次 | 场次 | 人次 | 场次 | 人次 |
        | 1 | 区财政局 | 1 | 40 | 2 | 20 | 1 | 60 |
        | 2 | 西城街道 | 2 | 41 | 3 | 21 | 1 | 61 |
    """
    assert values(drawing) == {
        "区财政局": {STUDY: 1, TALKS: 2, LECTURES: 1},
        "西城街道": {STUDY: 2, TALKS: 3, LECTURES: 1},
    }
    assert table(read(drawing)).header_rows == (2, 3)
    assert doubts(read(drawing)) == ["L04 周报!D3", "L04 周报!F3", "L04 周报!H3"]


def test_one_quantity_with_columns_below_it_is_not_dropped_between_its_neighbours() -> None:
    drawing = """
        | 周报表（第3周） | < | < | < | < |
        | 单位名称 | 集中学习 | 研讨交流 | < | 检视问题 |
        | ^ | ^ | 场次 | 人次 | ^ |
        | 区财政局 | 1 | 2 | 20 | 4 |
        | 西城街道 | 2 | 3 | 21 | 5 |
    """
    assert values(drawing) == {
        "区财政局": {STUDY: 1, TALKS: 2, FOUND: 4},
        "西城街道": {STUDY: 2, TALKS: 3, FOUND: 5},
    }
    assert len(read(drawing).tables) == 1


@pytest.mark.parametrize("merged", ["^", "", "/"])
def test_a_row_of_measure_words_is_a_level_of_the_header(merged: str) -> None:
    drawing = f"""
        | 周报表（第3周） | < | < | < | < |
        | 序号 | 单位名称 | 集中学习 | 研讨交流 | 检视问题 |
        | {merged} | {merged} | （场次） | 场次 | 个数 |
        | 1 | 区财政局 | 3 | 2 | 1 |
        | 2 | 西城街道 | 4 | 0 | 2 |
    """
    assert values(drawing) == {
        "区财政局": {STUDY: 3, TALKS: 2, FOUND: 1},
        "西城街道": {STUDY: 4, TALKS: 0, FOUND: 2},
    }
    assert doubts(read(drawing)) == []


@pytest.mark.parametrize(
    ("below", "at"),
    [
        ("上周 | 本周 | 增减", 1),
        ("上周 | 本周 | 较上周增减", 1),
        ("本周 | 本月 | 本年", 0),
        ("计划 | 完成 | 完成率", 1),
        ("应开展 | 已开展 | 开展率", 1),
        ("目标 | 实际 | 差额率", 1),
        ("总数 | 线上 | 线下", 0),
        ("线上 | 线下 | 合计", 2),
        ("人次 | 场次 | 上期", 1),
    ],
)
def test_under_a_quantity_only_the_column_of_the_week_is_read(below: str, at: int) -> None:
    drawing = f"""
        | 周报表（第3周） | < | < | < | < |
        | 单位名称 | 研讨交流 | < | < | 检视问题 |
        | ^ | {below} | ^ |
        | 区财政局 | 7 | 8 | 9 | 1 |
        | 西城街道 | 4 | 5 | 6 | 2 |
    """
    assert values(drawing) == {
        "区财政局": {TALKS: (7, 8, 9)[at], FOUND: 1},
        "西城街道": {TALKS: (4, 5, 6)[at], FOUND: 2},
    }
    assert accepted(read(drawing)) == ["区财政局", "西城街道"]
    others = [f"L04 周报!{'BCD'[place]}3" for place in range(3) if place != at]
    assert doubts(read(drawing)) == others


@pytest.mark.parametrize("below", ["线上 | 线下", "甲类 | 乙类", "人次 | 人数", "计划 | 完成率"])
def test_a_quantity_of_whose_columns_none_is_understood_is_asked_about(below: str) -> None:
    reading = read(f"""
        | 周报表（第3周） | < | < | < |
        | 单位名称 | 集中学习 | 研讨交流 | < |
        | ^ | ^ | {below} |
        | 区财政局 | 1 | 2 | 3 |
        | 西城街道 | 2 | 4 | 5 |
    """)
    assert accepted(reading) == []
    asked = issue(reading, "L18")
    assert (str(asked.address), asked.params["col"]) == ("周报!C3", "研讨交流")
    assert asked.params["a"] == below.replace(" | ", "、")


def test_a_known_column_beside_one_nobody_can_name_is_confirmed() -> None:
    reading = read("""
        | 周报表（第3周） | < | < |
        | 单位名称 | 研讨交流 | < |
        | ^ | 场次 | 东片 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 4 | 5 |
    """)
    assert doubts(reading) == ["L12 周报!B3", "L04 周报!C3"]


def test_a_heading_over_other_quantities_is_no_quantity_itself() -> None:
    drawing = """
        | 周报表（第3周） | < | < | < |
        | 单位名称 | 专题学习 | < | < |
        | ^ | 专题辅导 | 研讨交流 | 交流发言 |
        | 区财政局 | 1 | 2 | 3 |
        | 西城街道 | 2 | 4 | 5 |
    """
    assert accepted(read(drawing)) == ["区财政局", "西城街道"]
    assert doubts(read(drawing)) == []


def test_a_done_column_without_a_plan_beside_it_is_not_guessed() -> None:
    reading = read("""
        | 周报表（第3周） | < | < | < |
        | 单位名称 | 集中学习 | 研讨交流 | < |
        | ^ | ^ | 完成 | 其他 |
        | 区财政局 | 1 | 2 | 3 |
        | 西城街道 | 2 | 4 | 5 |
    """)
    assert accepted(reading) == []
    assert "L18 周报!C3" in doubts(reading)


def test_a_rate_under_a_quantity_is_not_compared_with_another_ones() -> None:
    reading = read("""
        | 周报表（第3周） | < | < | < | < |
        | 单位名称 | 集中学习 | < | 检视问题 | 完成整改 |
        | ^ | 完成率 | 场次 | ^ | ^ |
        | 区财政局 | 50% | 2 | 8 | 2 |
        | 西城街道 | 50% | 4 | 5 | 1 |
    """)
    assert doubts(reading) == ["L04 周报!B3"]


def test_a_measure_that_counts_another_thing_is_asked_about_in_its_row_too() -> None:
    reading = read("""
        | 周报表（第3周） | < | < | < |
        | 序号 | 单位名称 | 集中学习 | 研讨交流 |
        | 计量单位 |  | 场次 | 人次 |
        | 1 | 区财政局 | 1 | 20 |
        | 2 | 西城街道 | 2 | 30 |
    """)
    assert accepted(reading) == []
    assert issue(reading, "L18").params["a"] == "人次"


@pytest.mark.parametrize("corner", ["", "单位名称"])
def test_one_heading_over_all_quantities_says_what_they_are(corner: str) -> None:
    below = "^" if corner else "单位名称"
    drawing = f"""
        | 周报表（第3周） | < | < |
        | {corner} | 累计 | < |
        | {below} | 集中学习 | 研讨交流 |
        | 区财政局 | 12 | 14 |
        | 西城街道 | 11 | 13 |
    """
    assert table(read(drawing)).header_rows == (2, 3)
    assert values(drawing)["区财政局"] == {STUDY + "@cumulative": 12, TALKS + "@cumulative": 14}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("集中学习 |  | 研讨交流 |", "计划 | 完成 | 计划 | 完成"),
        ("集中学习 |  | 研讨交流 |", "人次 | 场次 | 人次 | 场次"),
        ("集中学习 |  | 研讨交流 |", "上周 | 本周 | 上周 | 本周"),
    ],
)
def test_the_same_levels_are_found_where_the_merges_are_lost(above: str, below: str) -> None:
    drawing = f"""
        | 周报表（第3周） | | | | | |
        | 序号 | 单位名称 | {above} |
        |  |  | {below} |
        | 1 | 区财政局 | 7 | 8 | 9 | 6 |
        | 2 | 西城街道 | 4 | 5 | 6 | 3 |
    """
    assert values(drawing)["区财政局"] == {STUDY: 8, TALKS: 6}


def test_a_title_merged_over_the_quantities_alone_is_no_level_of_the_header() -> None:
    drawing = """
        |  | 云岭区周报表（第3周） | < |
        | 单位名称 | 集中学习 | 研讨交流 |
        | 区财政局 | 2 | 4 |
    """
    assert table(read(drawing)).header_rows == (2,)
    assert values(drawing)["区财政局"] == {STUDY: 2, TALKS: 4}


def test_two_columns_that_may_both_be_the_quantity_hold_the_table() -> None:
    reading = read("""
        | 周报表（第3周） | < | < | < |
        | 单位名称 | 办实事 | < | 集中学习 |
        | ^ | 件 | 个 | ^ |
        | 区财政局 | 22 | 6 | 3 |
        | 西城街道 | 10 | 8 | 4 |
    """)
    assert accepted(reading) == []
    assert "L18 周报!B3" in doubts(reading)


def test_a_weekly_sheet_of_parts_alone_is_no_other_form() -> None:
    reading = read("""
        | 周报表（第3周） | < | < |
        | 单位名称 | 专题党课 | < |
        | ^ | 线上 | 线下 |
        | 区财政局 | 17 | 30 |
        | 西城街道 | 2 | 3 |
    """)
    assert reading.refused is not None
    assert reading.refused.code == "L01"


def test_the_weeks_new_ones_stand_between_what_was_and_what_is_since_the_launch() -> None:
    reading = read("""
        | 进度表（10月16日—10月22日） | < | < | < |
        | 单位 | 集中学习 | < | < |
        | ^ | 上周累计 | 本周新增 | 本周累计 |
        | 区财政局 | 2 | 1 | 3 |
    """)
    frame = rows(reading)
    assert frame["study_session_count"].tolist() == [1]
    assert frame["study_session_count@cumulative"].tolist() == [3]
