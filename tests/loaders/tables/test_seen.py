"""What a person cannot see or name is not counted: cells under merges, columns without a heading."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlsxwriter

from loaders import Reading
from tests.loaders.drawn import accepted, cell, doubts, issue, read

STUDY, TALKS, SPEECHES = (
    "study_session_count",
    "discussion_session_count",
    "discussion_speaker_count",
)
ROWS: tuple[tuple[str | int, ...], ...] = (
    ("周报表（第3周）", "", "", ""),
    ("单位名称", "集中学习", "研讨交流", "交流发言"),
    ("区财政局", 4, 3, 6),
    ("区教育局", 5, 2, 7),
    ("西城街道", 6, 3, 8),
    ("区应急管理局", 7, 2, 9),
)


def merged_over(*areas: str, rows: tuple[tuple[str | int, ...], ...] = ROWS) -> Reading:
    """The rows with areas merged over cells that keep what they held, as a paste does."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("周报")
        for area in areas:
            sheet.merge_range(area, "")
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
    return read(out.getvalue())


def test_the_book_of_this_test_really_holds_hidden_values() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:A2", "")
        sheet.write_column(0, 0, (1, 2))
    book_again = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    assert [str(area) for area in book_again.active.merged_cells.ranges] == ["A1:A2"]


def test_a_figure_under_a_merge_downwards_is_not_counted_and_told_at_its_cell() -> None:
    reading = merged_over("B3:B4")
    assert cell(reading, "区财政局", STUDY).value == 4
    assert cell(reading, "区教育局", STUDY).value is None
    hidden = issue(reading, "C24")
    assert (str(hidden.address), hidden.raw) == ("周报!B4", "5")


def test_a_figure_under_a_merge_across_is_not_counted_and_told_at_its_cell() -> None:
    reading = merged_over("C5:D5")
    assert cell(reading, "西城街道", TALKS).value == 3
    assert cell(reading, "西城街道", SPEECHES).value is None
    assert [d for d in doubts(reading) if d.startswith("C24")] == ["C24 周报!D5"]


def test_a_block_merged_over_two_rows_and_columns_hides_three_figures() -> None:
    reading = merged_over("C3:D4")
    told = [d for d in doubts(reading) if d.startswith("C24")]
    assert told == ["C24 周报!D3", "C24 周报!C4", "C24 周报!D4"]
    assert cell(reading, "区教育局", TALKS).value is None


def test_words_under_a_merge_are_told_without_being_repeated() -> None:
    rows = (*ROWS[:3], ("张三丰", 5, 2, 7), *ROWS[4:])
    reading = merged_over("A3:A4", rows=rows)
    assert issue(reading, "C24").raw == ""
    assert "张三丰" not in repr(reading)


def test_a_sheet_without_hidden_cells_says_nothing_of_them() -> None:
    rows = (*ROWS[:3], ("区教育局", "", 2, 7), *ROWS[4:])
    assert "C24" not in {i.code for i in merged_over("B3:B4", rows=rows).all_issues}


@pytest.mark.parametrize("filled", ["2 | 3 | 4", "2 | 3 | "])
def test_a_column_of_figures_without_a_heading_is_asked_about(filled: str) -> None:
    a, b, c = (text.strip() for text in filled.split("|"))
    reading = read(f"""
        | 周报表（第3周） | | | |
        | 单位名称 | 集中学习 | | 检视问题 |
        | 区财政局 | 3 | {a} | 1 |
        | 区教育局 | 4 | {b} | 2 |
        | 西城街道 | 5 | {c} | 3 |
    """)
    assert accepted(reading) == []
    assert issue(reading, "L17").params["col"] == "C"


def test_figures_right_beside_the_last_heading_are_asked_about_too() -> None:
    reading = read("""
        | 周报表（第3周） | | |
        | 单位名称 | 集中学习 | |
        | 区财政局 | 3 | 9 |
        | 西城街道 | 5 | 7 |
    """)
    assert accepted(reading) == []
    assert doubts(reading) == ["L17 周报!C2"]


@pytest.mark.parametrize(
    "drawing",
    [
        """
        | 周报表（第3周） | | | |
        | | 单位名称 | 集中学习 | 研讨交流 |
        | 1 | 区财政局 | 3 | 9 |
        | 2 | 西城街道 | 5 | 7 |
        """,
        """
        | 周报表（第3周） | | | | |
        | 序号 | 单位名称 | 集中学习 | 研讨交流 | |
        | 1 | 区财政局 | 3 | 9 | 12 |
        | 2 | 西城街道 | 5 | 7 | 12 |
        """,
        """
        | 周报表（第3周） | | | | |
        | 序号 | 单位名称 | 集中学习 | 研讨交流 | |
        | 1 | 区财政局 | 3 | 9 | 已核 |
        | 2 | 西城街道 | 5 | 7 | 已核 |
        """,
    ],
    ids=["running numbers", "sums of the rows", "words"],
)
def test_columns_without_a_heading_that_say_nothing_new_are_no_question(drawing: str) -> None:
    assert accepted(read(drawing)) == ["区财政局", "西城街道"]
    assert doubts(read(drawing)) == []
