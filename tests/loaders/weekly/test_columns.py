"""Headings that no alias equals: read by their words, asked about, or a part of what is read."""

from __future__ import annotations

from tests.loaders.drawn import codes, doubts, figures, read

TALKS, STUDY = "discussion_session_count", "study_session_count"


def sheet(headings: str, row: str) -> str:
    return f"| 主题教育周报表（第3周） |\n| 单位名称 | {headings} |\n| {row} |"


def test_a_column_named_by_its_words_is_read_and_noted_at_its_heading() -> None:
    reading = read(sheet("集中学习开展情况 | 研讨交流", "区财政局 | 2 | 1"))
    assert "L21" in codes(reading)
    assert doubts(reading) == []
    assert figures(reading)["区财政局"] == {STUDY: (2.0, "v"), TALKS: (1.0, "v")}


def test_a_guessed_column_holds_its_table_until_somebody_says_what_it_is() -> None:
    drawing = sheet("集中学习研讨 | 研讨交流", "区财政局 | 2 | 1")
    reading = read(drawing)
    assert doubts(reading) == ["L20 周报!B2"]
    assert [entry.accepted for entry in reading.tables[0].entries] == [False]
    assert [told.slot for told in reading.tables[0].headed] == ["unit", STUDY, TALKS]


def test_a_guess_beside_a_column_that_surely_is_the_figure_is_a_part_of_it() -> None:
    reading = read(sheet("研讨交流 | 研讨交流（线上）", "区财政局 | 2 | 1"))
    assert doubts(reading) == ["L04 周报!C2"]
    assert figures(reading)["区财政局"] == {TALKS: (2.0, "v")}
