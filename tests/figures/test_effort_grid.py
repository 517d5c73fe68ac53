"""The grid of effort: what each cell says without colours, and what it leaves unsaid."""

from __future__ import annotations

import pytest

from campaign import wording
from figures import DARK, LIGHT, effort_grid
from measures.counting import EFFORT

ZH = wording("zh_CN")
NAMES = {"g01": "第一指导组", "g02": "第二指导组"}
STREAMS = {"study": "理论学习", "rectify": "整改落实"}


def effort(*cells):
    """(group, stream, visits, expected, residual, shade) as EFFORT."""
    names = ("group_id", "stream", "visits", "expected", "residual", "shade")
    return EFFORT.frame({**dict(zip(names, cell, strict=True)), "plan": 0.0} for cell in cells)


ROWS = effort(
    ("g01", "study", 12.5, 10, 2.4, 0),
    ("g01", "rectify", 3, 12, -3.2, 0),
    ("g02", "study", 2, 3, -2.5, 1),
    ("g02", "rectify", 1, 0.4, 4.0, 2),
)


def cells(palette=LIGHT, rows=ROWS):
    return effort_grid(rows, NAMES, STREAMS, palette, ZH)["data"][0]


def test_counts_stand_in_the_cells_and_arrows_say_how_far_off_they_are():
    assert cells()["text"] == ["12 ↑", "3 ↓↓", "2 ↓", "1"]


def test_cells_with_little_expected_are_hatched_and_with_nothing_expected_grey():
    drawn = cells()
    assert drawn["marker"]["pattern"]["shape"] == ["", "", "/", ""]
    assert drawn["textfont"]["color"] == [LIGHT.ink, LIGHT.ink, LIGHT.ink, LIGHT.grey]
    assert drawn["marker"]["color"][3] == LIGHT.panel, "no colour for what says nothing"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_more_and_fewer_have_grounds_of_their_own(palette):
    more, fewer, *_ = cells(palette)["marker"]["color"]
    assert more == palette.blue_faint
    assert fewer == palette.line


def test_a_cell_within_chance_or_unknown_is_bare():
    rows = effort(("g01", "study", 5, 5, 0.0, 0), ("g01", "rectify", 0, 5, float("nan"), 0))
    assert cells(rows=rows)["marker"]["color"] == [LIGHT.surface] * 2
    assert cells(rows=rows)["text"] == ["5", "·"]


def test_the_hover_says_what_was_expected():
    assert cells()["hovertext"][0] == ("第一指导组 · 理论学习<br>12.5次，按各组总体构成预计10次")
    assert "不作判断" in cells()["hovertext"][3]


def test_rows_and_columns_keep_the_frames_order():
    spec = effort_grid(ROWS, NAMES, STREAMS, LIGHT, ZH)
    assert spec["layout"]["yaxis"]["ticktext"] == ["第一指导组", "第二指导组"]
    assert spec["layout"]["xaxis"]["ticktext"] == ["理论学习", "整改落实"]
