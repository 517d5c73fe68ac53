"""What is drawn is what the frame says; names are text; nothing is cut or made up."""

import json
import math
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import load_pack, wording
from figures import (
    DARK,
    LIGHT,
    count_bars,
    coverage_bars,
    coverage_line,
    dot_range,
    is_empty,
    reporting_calendar,
    sparkline,
    unit_grid,
    weekly_columns,
)
from figures.labels import free_side, spaced, week_ticks
from tests.figures import frames
from tests.figures.read_back import trace, words_on
from tests.figures.test_progress import TREND

ZH, EN = wording("zh_CN"), wording("en")
SESSIONS = load_pack("c2023_ztjy").quantity["study_session_count"]
NAMES = {"county_team": "县级", "non_public": "<img src=x>&<b>非公</b>", "all": "全区"}

TYPES = """
    | place_id    | numerator | denominator | plan | highest |
    | county_team | 5         | 5           | 0.5  | 1       |
    | non_public  | 1         | 47          | 0.5  | 0.5     |
"""
SPREAD = """
    | place_id    | n | lower_quartile | median | upper_quartile |
    | county_team | 4 | 0.5            | 0.75   | 1              |
    | non_public  | 0 | .              | .      | .              |
"""
WEEKS = """
    | week | week_sum | cumulative | plan | n_reported | is_lower_bound |
    | 1    | 3        | 3          | 2    | 2          | no             |
    | 2    | 0        | 3          | 4    | 2          | no             |
    | 3    | .        | 3          | 6    | 0          | yes            |
"""
GRID = """
    | name       | week | state   |
    | 甲<b>&     | 1    | on_time |
    | 甲<b>&     | 2    | held    |
    | 乙         | 1    | late    |
    | 乙         | 2    | missing |
"""
COUNTS = """
    | place_id    | week_sum | cumulative | n_reported | n_known | n_expected | plan | is_lower_bound |
    | county_team | 2        | 18         | 1          | 2       | 2          | 20   | yes            |
    | non_public  | .        | .          | 0          | 0       | 3          | .    | no             |
"""
CELLS = """
    | name   | week | value | state  |
    | 甲<b>& | 1    | 3     | value  |
    | 甲<b>& | 2    | 0     | zero   |
    | 乙     | 1    | .     | no_row |
    | 乙     | 2    | .     | held   |
"""


def drawings(colours, words):
    """One of every figure."""
    return {
        "line": coverage_line(frames.standing(TREND), colours, words),
        "bars": coverage_bars(frames.standing(TYPES), NAMES, colours, words),
        "range": dot_range(frames.spread(SPREAD), NAMES, colours, words, district=0.6),
        "weeks": weekly_columns(frames.frequency(WEEKS), SESSIONS, colours, words),
        "counts": counts(colours, words),
        "cells": cells(colours, words),
        "grid": reporting_calendar(frames.arrivals(GRID), colours, words),
    }


def counts(colours=LIGHT, words=ZH):
    """The bars of COUNTS."""
    rows = frames.frequency(COUNTS)
    return count_bars(rows, NAMES, colours, words, measure=SESSIONS.measure)


def cells(colours=LIGHT, words=ZH):
    """The grid of CELLS."""
    return unit_grid(frames.unit_weeks(CELLS), colours, words, measure=SESSIONS.measure)


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_figure_is_valid_plain_and_without_a_legend(colours, words):
    for spec in drawings(colours, words).values():
        figure = go.Figure(spec)
        assert figure.layout.showlegend is False
        assert figure.layout.template.layout.colorway is None, "plotly's own colours stay out"
        json.dumps(spec, allow_nan=False)


def test_bars_show_values_plans_and_the_unknown_part_hatched():
    spec = coverage_bars(frames.standing(TYPES), NAMES, LIGHT, EN)
    assert trace(spec, "value")["x"] == [1, 1 / 47]
    assert trace(spec, "plan")["x"] == [0.5, 0.5]
    assert trace(spec, "unknown")["x"] == [0, 0.5 - 1 / 47]
    assert trace(spec, "unknown")["marker"]["pattern"]["shape"] == "/"
    assert words_on(spec) == ["100%  5/5", "2.1%  1/47", "Plan"]


def test_a_bar_of_no_length_can_still_be_pointed_at():
    shares = coverage_bars(frames.standing(TYPES), NAMES, LIGHT, ZH)
    assert trace(shares, "whole")["hovertext"] == trace(shares, "value")["hovertext"]
    assert trace(counts(), "ground")["hovertext"] == trace(counts(), "value")["hovertext"]
    assert min(trace(counts(), "ground")["x"]) > 0


def test_a_share_of_nothing_has_words_and_no_bar():
    spec = coverage_bars(frames.standing("""
        | place_id    | numerator | denominator |
        | county_team | 0         | 0           |
    """), NAMES, LIGHT, ZH)  # fmt: skip
    assert trace(spec, "value")["x"] == [0]
    assert words_on(spec) == ["暂无数据"]


def test_places_keep_the_frames_order_from_the_top():
    spec = coverage_bars(frames.standing(TYPES), NAMES, LIGHT, ZH)
    assert spec["layout"]["yaxis"]["tickvals"] == [0, 1]
    assert spec["layout"]["yaxis"]["range"] == [1.5, -0.5]


def test_names_are_text_and_never_markup():
    for spec in drawings(LIGHT, ZH).values():
        written = json.dumps(spec, ensure_ascii=False)
        assert "<img" not in written
        assert "<b>" not in written
    ticks = coverage_bars(frames.standing(TYPES), NAMES, LIGHT, ZH)["layout"]["yaxis"]["ticktext"]
    assert ticks[1] == "&lt;img src=x&gt;&amp;&lt;b&gt;非公&lt;/b&gt;"


def test_the_range_shows_median_and_middle_half_and_skips_the_unknown():
    spec = dot_range(frames.spread(SPREAD), NAMES, LIGHT, ZH, district=0.6)
    assert trace(spec, "median")["x"] == [0.75]
    assert (trace(spec, "middle half")["base"], trace(spec, "middle half")["x"]) == ([0.5], [0.5])
    assert words_on(spec) == ["75.0%", "暂无数据", "全区中位数 60.0%"]
    assert spec["layout"]["shapes"][0]["line"]["dash"] == "dot"


def test_a_zero_week_is_written_and_a_silent_week_is_a_gap():
    spec = weekly_columns(frames.frequency(WEEKS), SESSIONS, LIGHT, ZH)
    columns = trace(spec, "week_sum")
    assert columns["y"] == [3, 0, None]
    assert columns["text"] == ["3", "0", ""]
    gap = next(a for a in spec["layout"]["annotations"] if a["text"] == "缺")
    assert gap["x"] == 3
    assert columns["hovertext"][2] == "第3周<br>本周无单位报数"


def test_many_columns_label_only_the_last_and_the_highest():
    sums = [3, 9, 4, 5, 6, 7, 8, 2, 1, 3, 0, 4]
    drawn = "".join(f"| {week} | {n} | 50 | . | 2 |\n" for week, n in enumerate(sums, start=1))
    rows = frames.frequency(f"| week | week_sum | cumulative | plan | n_reported |\n{drawn}")
    columns = trace(weekly_columns(rows, SESSIONS, LIGHT, ZH), "week_sum")
    assert columns["text"] == ["", "9", *[""] * 9, "4"]
    assert columns["y"] == sums


def test_a_lower_bound_is_said_in_words():
    assert "已知至少3场次" in words_on(weekly_columns(frames.frequency(WEEKS), SESSIONS, LIGHT, ZH))
    assert "At least 3 sessions" in words_on(
        weekly_columns(frames.frequency(WEEKS), SESSIONS, LIGHT, EN)
    )


def test_counts_of_work_are_never_amber_or_red():
    spec = json.dumps(weekly_columns(frames.frequency(WEEKS), SESSIONS, LIGHT, ZH))
    assert LIGHT.amber not in spec
    assert LIGHT.red not in spec


def test_the_grid_says_each_state_in_a_word():
    spec = reporting_calendar(frames.arrivals(GRID), LIGHT, ZH)
    cells = trace(spec, "states")
    assert cells["text"] == [["报", "核"], ["迟", "缺"]]
    assert len({z for row in cells["z"] for z in row}) == 4
    assert trace(spec, "cells")["hovertext"][0] == "甲&lt;b&gt;&amp;<br>第1周<br>已按时报送"


def test_counts_stand_beside_their_plan_and_the_unknown_has_no_bar():
    spec = counts()
    assert trace(spec, "value")["x"] == [18, 0]
    assert trace(spec, "plan")["x"] == [20, None]
    assert words_on(spec) == ["≥18　计划20", "暂无数据", "计划"]
    told = trace(spec, "value")["hovertext"]
    assert told[0].endswith("<br>已知至少18场次<br>计划 20<br>2/2家有数")


def test_a_cell_tells_a_count_a_zero_and_a_gap_apart():
    spec = cells()
    assert trace(spec, "counts")["text"] == [["3", "0"], ["缺", "核"]]
    ground = trace(spec, "counts")["z"]
    assert len({ground[0][0], ground[0][1], ground[1][0]}) == 3
    assert ground[1][0] == ground[1][1], "what is not known lies on one ground"


def test_each_line_of_the_frame_can_be_pressed_in_its_cell():
    points = trace(cells(), "cells")
    assert list(zip(points["x"], points["y"], strict=True)) == [(1, 0), (2, 0), (1, 1), (2, 1)]
    assert points["hovertext"][2] == "乙<br>第1周<br>未报"
    assert points["hovertext"][0] == "甲&lt;b&gt;&amp;<br>第1周<br>本周3场次"


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_the_words_of_the_states_differ(words):
    states = ("on_time", "late", "held", "missing", "exempt", "unexpected", "not_expected")
    assert len({words.text(f"figures.cell.{state}") for state in states}) == len(states)


def test_a_frame_without_a_value_is_empty():
    assert is_empty(frames.standing("| numerator | denominator |\n | 0 | 0 |"))
    assert not is_empty(frames.standing("| numerator | denominator |\n | 0 | 4 |"))


def test_a_sparkline_breaks_at_a_gap_and_ends_with_a_dot():
    svg = sparkline([1, 2, math.nan, 4], LIGHT)
    assert svg.count("<path") == 3, "two runs and the dot"
    assert svg.count(" h0") == 2, "the week alone behind the gap, and the dot on it"


def test_a_sparkline_of_nothing_is_nothing():
    assert sparkline([math.nan, math.nan], LIGHT) == ""


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_spaced_labels_keep_their_order_and_distance(positions):
    placed = spaced(positions, 0.1, 0, 1)
    ordered = [p for _, p in sorted(zip(positions, placed, strict=True))]
    gaps = [b - a for a, b in pairwise(ordered)]
    assert all(gap >= 0.1 - 1e-9 for gap in gaps)
    assert all(-1e-9 <= p <= 1 + 1e-9 for p in placed)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_label_meets_neither_its_mark_nor_the_line(one, other, line):
    left, right = sorted((one, other))
    x, anchor = free_side(left, right, line, 0.17)
    start, end = (x, x + 0.17) if anchor == "left" else (x - 0.17, x)
    assert end <= left or start >= right
    assert end <= line or start >= line


def test_week_ticks_are_few_and_end_with_the_last_week():
    ticks = week_ticks(range(1, 53), EN)
    assert len(ticks["tickvals"]) <= 6
    assert ticks["ticktext"][-1] == "W52"
