"""Visits, grids, strips and curves: what is drawn is what the frame says."""

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from campaign import wording
from figures import (
    DARK,
    LIGHT,
    interval_strip,
    lorenz_line,
    noise_bars,
    paired_columns,
    place_grid,
)
from measures.counting import LORENZ, UNEVENNESS, UNIT_VISITS

ZH, EN = wording("zh_CN"), wording("en")
NAMES = {"g01": "第一组", "g02": "<b>二组</b>", "section_team": "科级", "non_public": "非公<i>"}


def weeks(n=3):
    """Visits and the problems found on them, week by week."""
    return pd.DataFrame({"week": range(1, n + 1), "visits": range(2, n + 2), "problems": [0] * n})


def columns(colours=LIGHT, words=ZH, n=3):
    """The columns of `weeks`."""
    names = ("督导", "问题")
    return paired_columns(
        weeks(n), "visits", "problems", colours, words, names=names, gap="情况未知"
    )


def grid(colours=LIGHT, words=ZH):
    """Two groups, two columns, one cell not known."""
    cells = pd.DataFrame(
        [("g01", "a", 3.0, "三"), ("g01", "b", 0.0, "零"), ("g02", "a", 1.5, "一半")],
        columns=["place_id", "column", "value", "hover"],
    )
    return place_grid(cells, NAMES, {"a": "甲", "b": "乙"}, colours, words)


def strip(colours=LIGHT, words=ZH):
    """Seen within the interval, past it, and never."""
    rows = [
        ("甲<b>", "section_team", 2, 3),
        ("乙", "section_team", 1, 20),
        ("丙", "non_public", 0, 90),
    ]
    frame = UNIT_VISITS.frame(
        {
            "unit_id": name,
            "name": name,
            "type_id": type_id,
            "group_id": "g01",
            "visits": n,
            "last_on": None,
            "days": days,
            "limit": 14.0,
            "longest_gap": days,
            "problems": 0.0,
            "problems_open": 0,
            "visits_open": 0,
            "is_known": True,
        }
        for name, type_id, n, days in rows
    )
    told = frame.assign(level=["normal", "attention", "key"])
    return interval_strip(told, NAMES, colours, words)


def noise(colours=LIGHT, words=ZH):
    """One quantity below its noise floor, one above."""
    rest = {"index": "gini", "n": 10, "zeros": 1, "between_types": 0.0, "between_groups": 0.0}
    frame = UNEVENNESS.frame(
        {"quantity": quantity, "value": value, "noise_floor": 0.3, **rest}
        for quantity, value in (("g01", 0.2), ("g02", 0.4))
    )
    return noise_bars(frame, NAMES, colours, words)


def curve(colours=LIGHT, words=ZH):
    """Half of the units hold a tenth."""
    corners = LORENZ.frame({"units": x, "held": y} for x, y in ((0, 0), (0.5, 0.1), (1, 1)))
    return lorenz_line(corners, colours, words)


ALL = (columns, grid, strip, noise, curve)


def trace(spec, name):
    """The trace of that name."""
    return next(t for t in spec["data"] if t["name"] == name)


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("draw", ALL)
def test_every_figure_is_valid_and_without_a_legend_of_plotly(draw, colours, words):
    spec = draw(colours, words)
    assert go.Figure(spec).layout.showlegend is False
    json.dumps(spec, allow_nan=False)


@pytest.mark.parametrize("draw", ALL)
def test_names_are_text_and_never_markup(draw):
    written = json.dumps(draw(), ensure_ascii=False)
    assert "<b>" not in written
    assert "<i>" not in written


def test_work_and_outcome_stand_side_by_side_and_differ_in_black_and_white():
    spec = columns()
    assert trace(spec, "visits")["y"] == [2, 3, 4]
    assert trace(spec, "problems")["text"] == ["0", "0", "0"]
    assert trace(spec, "problems")["marker"]["pattern"]["shape"] == "/"
    assert spec["layout"]["barmode"] == "group"


def test_many_weeks_are_read_off_the_axis():
    spec = columns(n=16)
    assert set(trace(spec, "visits")["text"]) == {""}
    assert spec["layout"]["yaxis"]["visible"] is True


def test_a_grid_writes_every_known_cell_and_leaves_the_unknown_bare():
    heat = trace(grid(), "values")
    assert heat["text"] == [["3", "0"], ["1.5", ""]]
    assert heat["z"] == [[3, 0], [1.5, None]]


def test_each_cell_of_a_grid_can_be_pressed_rows_first():
    points = trace(grid(), "cells")
    assert list(zip(points["x"], points["y"], strict=True)) == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert points["hovertext"][0] == "第一组 · 甲<br>三"


def test_the_level_is_a_shape_and_never_visited_is_open():
    marks = trace(strip(), "units")
    assert marks["marker"]["symbol"] == ["circle", "triangle-up", "square-open"]
    assert marks["x"] == [3, 20, 90]
    assert marks["hovertext"][2] == "丙<br>尚未督导，启动已90天"
    assert [line["x0"] for line in strip()["layout"]["shapes"]] == [14, 14]


def test_units_of_one_day_lie_apart():
    rows = pd.DataFrame(
        {
            "unit_id": list("abc"),
            "name": list("abc"),
            "type_id": "section_team",
            "visits": 1,
            "days": 5,
            "limit": 14.0,
            "level": "normal",
        }
    )
    heights = trace(interval_strip(rows, NAMES, LIGHT, ZH), "units")["y"]
    assert len(set(heights)) == 3
    assert max(abs(height) for height in heights) < 0.5


def test_an_index_is_drawn_beside_its_noise_floor_and_says_which_side_it_is_on():
    spec = noise()
    assert trace(spec, "value")["x"] == [0.2, 0.4]
    assert trace(spec, "noise_floor")["x"] == [0.3, 0.3]
    said = [note["text"] for note in spec["layout"]["annotations"]]
    assert said == ["0.20　未超出随机波动", "0.40　超出随机波动", "随机可达"]
    assert len(set(trace(spec, "value")["marker"]["color"])) == 2


def test_the_curve_lies_beside_the_line_of_equal_shares():
    spec = curve()
    assert trace(spec, "held")["y"] == [0, 0.1, 1]
    assert trace(spec, "held")["hovertext"][1] == "50.0%的单位开展了10.0%"
    assert (trace(spec, "equal")["x"], trace(spec, "equal")["y"]) == ([0, 1], [0, 1])
