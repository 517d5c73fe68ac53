"""What happened beside a chart over weeks: a figure whose x are week numbers and the weeks that are
noted go in; the figure with a thin line and a number at each comes out. Its words stand beneath."""

from __future__ import annotations

from collections.abc import Sequence

from figures.theme import Palette, Spec, note


def noted(spec: Spec, weeks: Sequence[int], colours: Palette) -> Spec:
    """The figure with the first of `weeks` numbered 1; behind the marks, on paper as on screen."""
    layout = spec["layout"]
    first, last = layout["xaxis"].get("range", (min(weeks, default=0), max(weeks, default=0)))
    drawn = [(n, week) for n, week in enumerate(weeks, start=1) if first <= week <= last]
    lines = [_line(week, colours) for _, week in drawn]
    numbers = [
        note(
            f"<b>{n}</b>", colours.grey, x=week, y=1, yref="paper", yanchor="top", xanchor="left",
            xshift=1, bgcolor=colours.surface, borderpad=1,
        )
        for n, week in drawn
    ]  # fmt: skip
    told = {
        "shapes": [*layout.get("shapes", ()), *lines],
        "annotations": [*layout.get("annotations", ()), *numbers],
    }
    return {**spec, "layout": {**layout, **told}}


def _line(week: int, colours: Palette) -> Spec:
    return {
        "type": "line",
        "layer": "below",
        "x0": week,
        "x1": week,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": colours.grey, "width": 1, "dash": "dot"},
    }
