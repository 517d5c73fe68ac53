"""Work inside its own limits: gaps stay gaps, signals and busy weeks are marked with their word."""

import json

import plotly.graph_objects as go
import pytest

from campaign import wording
from figures import DARK, LIGHT, control_line
from tests.figures import frames

ZH, EN = wording("zh_CN"), wording("en")
WEEKS = """
    | week | value | mean | lower | upper | label | is_busy |
    | 1    | 1     | 1.2  | 0.4   | 2     | -     | no      |
    | 2    | .     | 1.2  | 0.4   | 2     | -     | no      |
    | 3    | 0.5   | 1.2  | 0.4   | 2     | -     | yes     |
    | 4    | 0.6   | 1.2  | 0.4   | 2     | -     | yes     |
    | 5    | 2.5   | 1.2  | 0.4   | 2     | above | no      |
"""
FEW = """
    | week | value | mean | lower | upper | status  |
    | 1    | 1     | .    | .     | .     | too_few |
    | 2    | 2     | .    | .     | .     | too_few |
"""


def drawn(table=WEEKS, colours=LIGHT, words=EN):
    """The figure of the weeks drawn."""
    return control_line(frames.control(table), colours, words)


def values(spec):
    """The line of the weeks' figures."""
    return next(trace for trace in spec["data"] if trace["name"] == "value")


def notes(spec):
    """The words written into the figure."""
    return [note["text"] for note in spec["layout"]["annotations"]]


def test_a_week_nobody_reported_is_a_gap_and_no_zero():
    line = values(drawn())
    assert (line["x"], line["y"]) == ([1, 2, 3, 4, 5], [1, None, 0.5, 0.6, 2.5])
    assert line["connectgaps"] is False
    assert line["hovertext"][1] == "Week 2<br>No data yet"


def test_the_band_is_what_chance_allows_and_the_mean_is_dashed():
    by_name = {trace["name"]: trace for trace in drawn()["data"]}
    assert (set(by_name["lower"]["y"]), set(by_name["upper"]["y"])) == ({0.4}, {2.0})
    assert by_name["upper"]["fill"] == "tonexty"
    assert by_name["mean"]["line"]["dash"] == "dash"


def test_too_few_weeks_have_no_band_and_no_limits_in_words():
    spec = drawn(FEW)
    assert {"lower", "upper"}.isdisjoint(trace["name"] for trace in spec["data"])
    assert notes(spec) == ["now 2"]


def test_a_signal_is_a_larger_triangle_with_its_word():
    marker = values(drawn())["marker"]
    assert marker["symbol"] == ["circle"] * 4 + ["triangle-up"]
    assert marker["size"][4] > marker["size"][0]
    assert "above its limit" in notes(drawn())


def test_busy_weeks_are_hollow_and_told_once_a_run():
    marker = values(drawn())["marker"]
    assert marker["color"] == [LIGHT.blue, LIGHT.blue, LIGHT.surface, LIGHT.surface, LIGHT.blue]
    assert marker["opacity"] == 1  # a see-through mark would not look hollow beside the others
    assert notes(drawn()).count("busy") == 1


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("words", [ZH, EN])
@pytest.mark.parametrize("table", [WEEKS, FEW])
def test_plotly_accepts_it_as_it_is(table, colours, words):
    spec = drawn(table, colours, words)
    assert len(go.Figure(spec).data) == len(spec["data"])
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec
