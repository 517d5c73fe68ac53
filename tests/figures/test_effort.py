"""Visits and unevenness are drawn as the frames say."""

import json
import math
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from campaign import load_pack, wording
from figures import (
    DARK,
    LIGHT,
    effort_grid,
    interval_strip,
    lorenz_curve,
    method_bars,
    session_grid,
    split_bars,
    stream_bars,
    visit_columns,
    visit_grid,
)
from measures import (
    BY_METHOD,
    BY_STREAM,
    FREQUENCY,
    UNEVENNESS,
    UNIT_VISITS,
    VISIT_COUNTS,
    VISITS,
)

ZH, EN = wording("zh_CN"), wording("en")
MEASURE = load_pack("c2023_ztjy").quantity["discussion_session_count"].measure
NAMES = {"g01": "第一组", "g02": "<b>第二组&"}
TITLES = {"study": "理论学习", "rectify": "整改落实"}


def by_week(place, *visits):
    """VISIT_COUNTS of one place."""
    return [
        {"place_kind": "group", "place_id": place, "week": week, "visits": n, "units": n,
         "problems": 2.0 * n, "advice": 0.0, "solved": 0.0, "n_known": min(n, 1)}
        for week, n in enumerate(visits, 1)
    ]  # fmt: skip


COUNTS = VISIT_COUNTS.frame([*by_week("g01", 3, 0), *by_week("g02", 1, 6)])
METHODS = BY_METHOD.frame(
    {"place_kind": "district", "place_id": "east", "method": m, "visits": n, "n": 4}
    for m, n in (("hear", 3), ("spot", 0))
)
STREAMS = BY_STREAM.frame(
    {"place_kind": "group", "place_id": g, "stream": s, "weight": w, "n": n, "share": share}
    for g, s, w, n, share in (
        ("g01", "study", 2.5, 3, 2.5 / 3),
        ("g01", "rectify", 0.5, 3, 0.5 / 3),
        ("g02", "study", 0.0, 0, math.nan),
        ("g02", "rectify", 0.0, 0, math.nan),
    )
)
SESSIONS = FREQUENCY.frame(
    {"place_kind": "unit", "place_id": unit, "quantity": "discussion_session_count", "week": week,
     "week_sum": n, "cumulative": 1, "plan": 1, "n_reported": 1, "n_known": 1, "n_expected": 1,
     "is_lower_bound": False}
    for unit, week, n in (("g01", 1, 2.0), ("g01", 2, 0.0), ("g02", 2, math.nan))
)  # fmt: skip
UNITS = UNIT_VISITS.frame(
    {"unit_id": unit, "name": f"<i>{unit}", "type_id": "county_team", "group_id": "g01",
     "visits": n, "last_on": last, "days": days, "limit": 14.0, "longest_gap": days,
     "problems": math.nan}
    for unit, n, last, days in (("甲", 2, "2023-10-16", 6), ("乙", 0, None, 20))
)  # fmt: skip
LOG = VISITS.frame(
    {"unit_id": unit, "group_id": "g01", "day": day, "week": 1, "methods": (), "streams": (),
     "weight": math.nan, "problems": math.nan, "advice": math.nan, "solved": math.nan,
     "is_revisit": False, "checked_claimed": math.nan, "checked_verified": math.nan}
    for unit, day in (("甲", "2023-10-02"), ("甲", "2023-10-16"), ("甲", "2023-10-30"),
                      ("外", "2023-10-03"))
)  # fmt: skip


def uneven(index, value, between=(math.nan, math.nan)):
    """One line of UNEVENNESS."""
    frame = UNEVENNESS.frame([
        {"quantity": "q", "index": index, "value": value, "noise_floor": 0.2, "n": 90, "zeros": 1,
         "between_types": between[0], "between_groups": between[1]}
    ])  # fmt: skip
    return frame.iloc[0]


def strip(colours=LIGHT, words=ZH):
    """The strip of the two units on 22 October."""
    return interval_strip(
        UNITS, LOG, colours, words, starts_on=date(2023, 10, 2), today=date(2023, 10, 22)
    )


def drawings(colours, words):
    """One of every figure."""
    return [
        visit_columns(COUNTS[:2], colours, words),
        visit_grid(COUNTS, NAMES, colours, words),
        session_grid(SESSIONS, NAMES, MEASURE, colours, words),
        effort_grid(STREAMS, NAMES, TITLES, colours, words),
        method_bars(METHODS, {"hear": "听取汇报", "spot": "随机抽查"}, colours, words),
        stream_bars(STREAMS[:2], TITLES, colours, words),
        strip(colours, words),
        lorenz_curve([0, 0.5, 1], [0, 0.1, 1], uneven("gini", 0.4), colours, words),
        split_bars(uneven("theil_t", 0.3, (0.67, 0.01)), colours, words),
    ]


def notes(spec):
    """Every text written on the figure."""
    return [a["text"] for a in spec["layout"]["annotations"]]


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_figure_is_valid_plain_and_without_a_legend(colours, words):
    for spec in drawings(colours, words):
        figure = go.Figure(spec)
        assert figure.layout.showlegend is False
        assert figure.layout.template.layout.colorway is None
        json.dumps(spec, allow_nan=False)


def test_a_week_without_a_visit_is_written_zero():
    (bars,) = visit_columns(COUNTS[:2], LIGHT, ZH)["data"]
    assert (bars["y"], bars["text"]) == ([3, 0], ["3", "0"])
    assert bars["hovertext"] == [
        "第1周<br>督导3次<br>涉及3家单位<br>其中1次记有发现问题，共6个",
        "第2周<br>督导0次<br>涉及0家单位",
    ]


def test_a_grid_prints_every_count_and_grounds_follow_it():
    (grid,) = visit_grid(COUNTS, NAMES, LIGHT, ZH)["data"]
    assert grid["text"] == [["3", "0"], ["1", "6"]]
    assert grid["z"] == [[1.5, 0.5], [1.5, 2.5]]


def test_names_on_a_grid_are_text():
    spec = visit_grid(COUNTS, NAMES, LIGHT, ZH)
    assert spec["layout"]["yaxis"]["ticktext"][1] == "&lt;b&gt;第二组&amp;"


def test_a_zero_a_gap_and_a_week_not_there_are_three_things():
    (grid,) = session_grid(SESSIONS, NAMES, MEASURE, LIGHT, ZH)["data"]
    assert grid["text"] == [["2", "0"], [" ", "缺"]]
    assert grid["hovertext"][1] == ["", "&lt;b&gt;第二组&amp;<br>第2周<br>本周未报"]
    assert grid["hovertext"][0][1].endswith("本周0场次")


def test_the_effort_grid_prints_weights_of_visits():
    (grid,) = effort_grid(STREAMS, NAMES, TITLES, LIGHT, ZH)["data"]
    assert grid["text"] == [["2.5", "0.5"], ["0", "0"]]
    assert grid["hovertext"][0][0] == "第一组<br>理论学习<br>折合2.5次（共3次）<br>83.3%"


def test_bars_give_the_count_of_all_visits():
    spec = method_bars(METHODS, {"hear": "听取汇报", "spot": "随机抽查"}, LIGHT, EN)
    assert spec["data"][0]["x"] == [3, 0]
    assert notes(spec) == ["75.0%  3/4", "0%  0/4"]
    assert notes(stream_bars(STREAMS[2:], TITLES, LIGHT, EN)) == ["No data yet", "No data yet"]


def test_the_strip_has_a_tick_a_visit_by_today_and_says_how_long_ago():
    spec = strip()
    ticks = spec["data"][1]
    assert (ticks["x"], ticks["y"]) == ([1, 3], [0, 0])
    assert notes(spec) == ["6天前", "启动20天，尚未督导"]


def test_only_a_stretch_beyond_the_interval_is_thick():
    (long,) = strip()["layout"]["shapes"]
    assert (long["y0"], long["x1"]) == (1, pytest.approx(1 + 20 / 7))
    assert long["x0"] == pytest.approx(1)


def test_the_curve_is_told_with_its_noise_floor():
    spec = lorenz_curve(np.array([0, 1.0]), np.array([0, 1.0]), uneven("gini", 0.26), LIGHT, ZH)
    assert notes(spec) == ["基尼系数0.26（90家）", "仅因偶然可达0.20"]
    assert notes(lorenz_curve([], [], uneven("gini", math.nan), LIGHT, ZH)) == ["暂无数据"]


def test_between_and_within_fill_the_bar():
    spec = split_bars(uneven("theil_t", 0.3, (0.67, 0.01)), LIGHT, EN)
    between, within = (trace["x"] for trace in spec["data"])
    assert between == [0.67, 0.01]
    assert [a + b for a, b in zip(between, within, strict=True)] == [1, 1]
    assert notes(spec)[:2] == ["between 67.0%", "within 33.0%"]
    empty = split_bars(uneven("theil_t", 0.0), LIGHT, EN)
    assert empty["data"][0]["x"] == []


def test_frames_are_left_as_they_were():
    before = COUNTS.copy(), STREAMS.copy(), LOG.copy()
    drawings(LIGHT, ZH)
    for frame, copy in zip((COUNTS, STREAMS, LOG), before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
