"""Charts are drawn from figures that other visitors' runs share."""

from __future__ import annotations

from figures import Chart


def test_a_kept_figure_is_told_alike_however_often_it_is_read() -> None:
    bars = {"type": "bar", "base": [0], "x": [1], "y": ["a"]}
    kept = Chart({"data": [bars], "layout": {"height": 90}})
    assert kept.to_dict()["data"] == [bars]
    assert kept.to_dict() is kept.to_dict()
