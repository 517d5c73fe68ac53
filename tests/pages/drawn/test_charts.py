"""Charts are drawn from figures that other visitors' runs share."""

from __future__ import annotations

from plotly.graph_objs import Figure

from pages.drawn.charts import own_traces


def test_a_kept_figure_stays_whole_while_another_reads_it() -> None:
    """Plotly takes a trace's type out while it reads the trace."""
    kept = {"data": [{"type": "bar", "base": [0], "x": [1], "y": ["a"]}], "layout": {}}
    drawn = own_traces(kept)
    del drawn["data"][0]["type"]
    assert Figure(kept).data[0].type == "bar"
