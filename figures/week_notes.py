"""What happened beside a chart over weeks: a figure whose x are week numbers and the weeks that are
noted go in; the figure with a thin line and a number at each comes out. Its words stand beneath."""

from __future__ import annotations

import math
from collections.abc import Sequence

from figures.theme import Palette, Spec, note

_HIGH = 0.8
"""A mark higher than this share of the axis would stand behind the number."""


def noted(spec: Spec, weeks: Sequence[int], colours: Palette) -> Spec:
    """The figure with the first of `weeks` numbered 1; behind the marks, on paper as on screen."""
    layout = spec["layout"]
    first, last = layout["xaxis"].get("range", (min(weeks, default=0), max(weeks, default=0)))
    drawn = [(n, week) for n, week in enumerate(weeks, start=1) if first <= week <= last]
    lines = [_line(week, colours) for _, week in drawn]
    numbers = [
        note(
            f"<b>{n}</b>", colours.grey, x=week, xanchor="left", xshift=1, borderpad=1,
            bgcolor=colours.surface, yref="paper", **_free_end(spec, week),
        )
        for n, week in drawn
    ]  # fmt: skip
    told = {
        "shapes": [*layout.get("shapes", ()), *lines],
        "annotations": [*layout.get("annotations", ()), *numbers],
    }
    return {**spec, "layout": {**layout, **told}}


def _free_end(spec: Spec, week: int) -> Spec:
    """The end of a week's line that no mark of it is near: the upper one, if it is free."""
    top = spec["layout"].get("yaxis", {}).get("range", (0, math.inf))[1]
    own = (trace for trace in spec["data"] if "yaxis" not in trace)
    marks = (mark for it in own for mark in zip(it.get("x", ()), it.get("y", ()), strict=False))
    is_taken = any(x == week and y is not None and y > _HIGH * top for x, y in marks)
    return {"y": 0, "yanchor": "bottom"} if is_taken else {"y": 1, "yanchor": "top"}


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
