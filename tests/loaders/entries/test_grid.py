"""The sheet as read, for showing where a number came from."""

from __future__ import annotations

from campaign import Grid
from tests.loaders.drawn import read

SHEET = """
    | 周报表（第3周） | < | |
    | 填报单位：第二指导组 | 填表人：张某某 | |
    | 单位名称 | 研讨交流 | 备注 |
    | 区财政局 | 2 | 防汛 |
    | 未知局 | 约3 | |
    | | | |
    | 合计 | 2 | |
    | 填表人：张某某 | | |
"""


def grid() -> Grid:
    return read(SHEET).submissions[0].grid


def test_a_cell_shows_what_stood_there() -> None:
    assert grid().text(4, 1) == "区财政局"
    assert grid().text(5, 2) == "约3"
    assert grid().text(4, 3) == "防汛"


def test_every_row_says_what_it_was_taken_as() -> None:
    assert grid().roles == {
        1: "title", 2: "title", 3: "header", 4: "data", 5: "held", 6: "blank", 7: "total",
        8: "footer",
    }  # fmt: skip


def test_lines_that_name_persons_are_empty() -> None:
    assert grid().text(2, 1) == "填报单位：第二指导组"
    assert grid().text(2, 2) == "（已隐去）"
    assert grid().text(8, 1) == ""
    assert "张某某" not in grid().to_json()


def test_a_grid_comes_back_from_its_text() -> None:
    assert Grid.from_json(grid().to_json()) == grid()
