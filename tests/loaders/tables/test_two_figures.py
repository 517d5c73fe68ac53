"""Two figures in a cell under a heading that names both: read as two, or asked about; never half."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import Reading, codes, doubts, entries, read, table


def stored(reading: Reading) -> dict[str, dict[str, object]]:
    """The figures that go in, by unit and slot."""
    return {
        unit: {slot: value.value for slot, value in entry.values.items()}
        for unit, entry in entries(reading).items()
        if entry.accepted
    }


@pytest.mark.parametrize(
    "cell", ["'3/120", "'3场/120人次", "3场120人次", "'3（120）", "3场次、120人", "'3,120"]
)
def test_sessions_and_those_who_were_there_in_one_cell_are_two_figures(cell: str) -> None:
    reading = read(f"""
        | 云岭区周报表（第3周） | < | < |
        | 单位名称 | 党课（场/人次） | 研讨交流 |
        | 区财政局 | {cell} | 2 |
        | 西城街道 | '1/30 | 4 |
        | 区教育局 | / | 1 |
        | 合计 | '4/150 | 7 |
    """)
    assert {unit: told.get("party_lecture_count") for unit, told in stored(reading).items()} == {
        "区财政局": 3.0,
        "西城街道": 1.0,
        "区教育局": None,
    }
    value = entries(reading)["区财政局"].values["party_lecture_count"]
    assert (value.row, value.column) == (3, 2)
    assert [(total.row, total.agrees) for total in table(reading).totals] == [(6, True)]


def test_due_and_present_in_one_cell_are_two_quantities() -> None:
    reading = read("""
        | 云岭区周报表（第3周） | < | < |
        | 单位名称 | 读书班（应到/实到） | 研讨交流 |
        | 区财政局 | '12/11 | 2 |
        | 西城街道 | '9/8 | 4 |
    """)
    told = stored(reading)["区财政局"]
    assert (told["reading_class_due"], told["reading_class_attended"]) == (12.0, 11.0)


def test_both_measures_may_stand_below_the_quantity() -> None:
    reading = read("""
        | 云岭区周报表（第3周） | < | < | < |
        | 单位名称 | 理论学习 | < | 党课 |
        | ^ | 集中学习（场/人） | 研讨 | 场次/人次 |
        | 区财政局 | '3/120 | 4 | '1/30 |
    """)
    assert stored(reading)["区财政局"] == {
        "study_session_count": 3.0,
        "discussion_session_count": 4.0,
        "party_lecture_count": 1.0,
    }


@pytest.mark.parametrize("cell", ["2", "120人次3场", "'3/120/5", "约3/120", "两场", "2023-03-12"])
def test_one_cell_that_says_anything_else_is_asked_about_and_nothing_goes_in(cell: str) -> None:
    reading = read(f"""
        | 云岭区周报表（第3周） | < | < |
        | 单位名称 | 党课（场/人次） | 研讨交流 |
        | 区财政局 | {cell} | 2 |
        | 西城街道 | '1/30 | 4 |
    """)
    assert stored(reading) == {}
    assert "L18 周报!B2" in doubts(reading)


@pytest.mark.parametrize("heading", ["篮球赛（场/人次）", "场地/器材", "观影（场/次）"])
def test_a_bar_in_a_heading_that_names_no_two_figures_is_left_alone(heading: str) -> None:
    reading = read(f"""
        | 云岭区周报表（第3周） | < | < |
        | 单位名称 | {heading} | 集中学习 |
        | 区财政局 | 3 | 2 |
    """)
    assert "L18" not in codes(reading)
    assert stored(reading)["区财政局"]["study_session_count"] == 2.0
