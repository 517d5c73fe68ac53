"""Charts are drawn from figures that other visitors' runs share."""

from __future__ import annotations

from figures import LIGHT, Chart, noted


def test_a_kept_figure_is_told_alike_however_often_it_is_read() -> None:
    bars = {"type": "bar", "base": [0], "x": [1], "y": ["a"]}
    kept = Chart({"data": [bars], "layout": {"height": 90}})
    assert kept.to_dict()["data"] == [bars]
    assert kept.to_dict() is kept.to_dict()


def test_each_noted_week_has_a_line_and_its_number_and_the_shared_figure_stays() -> None:
    spec = {"data": [], "layout": {"xaxis": {"range": [0.5, 4.5]}, "shapes": [], "annotations": []}}
    drawn = noted(spec, [2, 4, 9], LIGHT)["layout"]
    assert [line["x0"] for line in drawn["shapes"]] == [2, 4]
    assert [note["text"] for note in drawn["annotations"]] == ["<b>1</b>", "<b>2</b>"]
    assert spec["layout"]["shapes"] == []


def test_the_number_of_a_week_stands_where_no_mark_of_the_week_is() -> None:
    reach = {"x": [1, 2, 3], "y": [0.3, 0.95, None]}
    axes = {"xaxis": {"range": [0.5, 3.5]}, "yaxis": {"range": [0, 1.05]}}
    drawn = noted({"data": [reach], "layout": axes}, [1, 2, 3], LIGHT)["layout"]
    assert [it["y"] for it in drawn["annotations"]] == [1, 0, 1]
