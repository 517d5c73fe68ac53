"""The parts of a change: each begins where the one before ends, and they reach the share now."""

import json

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import wording
from figures import DARK, LIGHT, waterfall_steps
from tests.figures import frames

ZH, EN = wording("zh_CN"), wording("en")
SILENT = """
    | previous | newly_in | newly_missing | within | n_newly_in | n_newly_missing |
    | 0.5      | -0.05    | 0.2           | 0.1    | 1          | 2               |
"""
PARTS = st.floats(-0.04, 0.04).map(lambda x: round(x, 6))


def drawn(table=SILENT, colours=LIGHT, words=EN):
    """The figure of the one line."""
    return waterfall_steps(frames.waterfall(table).iloc[0], colours, words)


def named(spec, name):
    """The trace of that name."""
    return next(trace for trace in spec["data"] if trace["name"] == name)


def test_each_part_begins_where_the_one_before_ends():
    spec = drawn()
    more, less = named(spec, "more"), named(spec, "less")
    assert (more["y"], less["y"]) == ([2, 3], [1])  # row 0 is the share before
    assert more["base"] == pytest.approx([0.45, 0.65])
    assert more["x"] == pytest.approx([0.2, 0.1])
    assert (less["base"], less["x"]) == (pytest.approx([0.45]), pytest.approx([0.05]))
    assert named(spec, "shares")["x"] == pytest.approx([0.5, 0.75])


@given(PARTS, PARTS, PARTS, PARTS, PARTS)
def test_the_bars_lead_from_the_share_before_to_the_share_now(one, two, three, four, five):
    line = frames.waterfall(f"""
        | previous | newly_in | newly_missing | within  | denominators | moves  |
        | 0.5      | {one}    | {two}         | {three} | {four}       | {five} |
    """).iloc[0]
    spec = waterfall_steps(line, LIGHT, EN)
    more, less = named(spec, "more"), named(spec, "less")
    assert 0.5 + sum(more["x"]) - sum(less["x"]) == pytest.approx(line["value"], abs=1e-9)
    low, high = spec["layout"]["xaxis"]["range"]
    edges = [*more["base"], *less["base"], line["previous"], line["value"]]
    assert low <= min(edges)
    assert max(edges) <= high


def test_a_part_that_lowers_is_hatched_and_every_part_told_with_its_sign():
    spec = drawn()
    assert named(spec, "less")["marker"]["pattern"]["shape"]
    assert "pattern" not in named(spec, "more")["marker"]
    told = [note["text"] for note in spec["layout"]["annotations"]]
    assert told == ["50.0%", "\u22125.0", "+20.0", "+10.0", "75.0%"]


def test_a_part_about_nobody_is_left_out_and_work_never_is():
    table = "| previous | newly_in | n_newly_in |\n| 0.5 | 0 | 3 |"
    labels = drawn(table)["layout"]["yaxis"]["ticktext"]
    assert labels == ["Last week", "Units newly in", "Units in both weeks", "This week"]
    assert [note["text"] for note in drawn(table)["layout"]["annotations"]][1:3] == ["0.0", "0.0"]


def test_pointing_at_a_part_tells_its_points_and_units():
    assert named(drawn(), "more")["hovertext"] == [
        "Units gone silent<br>+20.0 points<br>2 units",
        "Units in both weeks<br>+10.0 points",
    ]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("words", [ZH, EN])
def test_plotly_accepts_it_as_it_is(colours, words):
    spec = drawn(colours=colours, words=words)
    assert go.Figure(spec).to_plotly_json()["layout"]["height"] == 170
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec
