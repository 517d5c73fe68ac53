"""A share week by week is drawn as the frame says it, beside its plan and beside others."""

from campaign import wording
from figures import LIGHT, coverage_line
from tests.figures import frames
from tests.figures.read_back import trace, words_on

ZH, EN = wording("zh_CN"), wording("en")
TREND = """
    | week | numerator | denominator | plan  | highest |
    | 1    | 1         | 4           | 0.125 | 0.75    |
    | 2    | 0         | 0           | 0.25  | .       |
    | 3    | 3         | 4           | 0.375 | 0.75    |
"""


def test_the_line_shows_the_frames_values_and_leaves_gaps():
    spec = coverage_line(frames.standing(TREND), LIGHT, ZH)
    assert trace(spec, "value")["y"] == [0.25, None, 0.75]
    assert trace(spec, "value")["connectgaps"] is False
    assert trace(spec, "plan")["y"] == [0.125, 0.25, 0.375]
    assert trace(spec, "plan")["line"]["dash"] == "dash"
    assert trace(spec, "highest")["y"] == [0.75, None, 0.75]


def test_the_lines_hover_gives_n_of_total_plan_and_bounds():
    hover = trace(coverage_line(frames.standing(TREND), LIGHT, ZH), "value")["hovertext"]
    assert hover[0] == (
        "第1周<br>25.0%（1/4）<br>计划 12.5%<br>有单位情况未知，可能在25.0%—75.0%之间"
    )
    assert hover[1] == "第2周<br>暂无数据"


def test_the_others_are_a_line_named_at_its_end():
    rows = frames.standing(TREND).assign(others=[0.5, 0.75, float("nan")])
    spec = coverage_line(rows, LIGHT, EN)
    assert trace(spec, "others")["y"] == [0.5, 0.75, None]
    assert "Others 75.0%" in words_on(spec)


def test_without_unknown_units_there_is_no_band():
    spec = coverage_line(frames.standing("""
        | week | numerator | denominator |
        | 1    | 1         | 4           |
    """), LIGHT, EN)  # fmt: skip
    assert [t["name"] for t in spec["data"]] == ["plan", "value"]
    assert words_on(spec) == ["25.0%"]
