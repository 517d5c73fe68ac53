"""Visits by unit are drawn as the frames say."""

import json
import math
from datetime import date

import plotly.graph_objects as go
import pytest

from campaign import wording
from figures import DARK, LIGHT, visit_strip
from measures import UNIT_VISITS, VISITS

ZH, EN = wording("zh_CN"), wording("en")
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


def strip(colours=LIGHT, words=ZH):
    """The strip of the two units on 22 October."""
    return visit_strip(
        UNITS, LOG, colours, words, starts_on=date(2023, 10, 2), today=date(2023, 10, 22)
    )


def notes(spec):
    """Every text written on the figure."""
    return [a["text"] for a in spec["layout"]["annotations"]]


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_strip_is_valid_plain_and_without_a_legend(colours, words):
    spec = strip(colours, words)
    figure = go.Figure(spec)
    assert figure.layout.showlegend is False
    assert figure.layout.template.layout.colorway is None
    assert figure.layout.yaxis.ticktext[0] == "&lt;i&gt;甲", "names are text, never markup"
    json.dumps(spec, allow_nan=False)


def test_the_strip_has_a_tick_a_visit_by_today_and_says_how_long_ago():
    spec = strip()
    ticks = spec["data"][1]
    assert (ticks["x"], ticks["y"]) == ([1, 3], [0, 0])
    assert notes(spec) == ["6天前", "启动20天，尚未督导"]


def test_only_a_stretch_beyond_the_interval_is_thick():
    (long,) = strip()["layout"]["shapes"]
    assert (long["y0"], long["x1"]) == (1, pytest.approx(1 + 20 / 7))
    assert long["x0"] == pytest.approx(1)
