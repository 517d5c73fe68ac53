"""Counts by place and column: a small table goes in; a grid with a number in each comes out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from campaign import Wording
from figures.labels import escaped, lines
from figures.theme import LABEL_SIZE, NOTE_SIZE, Palette, Spec, axis, layout

_ROW = 27
_UNKNOWN = "◇"
_LONG = 13


def place_grid(
    cells: pd.DataFrame,
    names: Mapping[str, str],
    columns: Mapping[str, str],
    colours: Palette,
    wording: Wording,
    *,
    shown: Sequence[str] = (),
) -> Spec:
    """A row a place in the frame's order, a column each of `columns` in theirs.

    `cells` has place_id, column and value, and a `hover` text for each; the ground is the darker
    the larger the value, and bare at 0; one without a value is marked. `shown` are the columns
    whose heading is written, all without it. A bare point lies over each cell, to be pressed.
    """
    places = list(dict.fromkeys(cells["place_id"]))
    order = list(columns)
    known = {
        (place, column): (value, hover)
        for place, column, value, hover in zip(
            cells["place_id"], cells["column"], cells["value"], cells["hover"], strict=True
        )
    }
    values = [[known.get((p, c), (math.inf, ""))[0] for c in order] for p in places]
    spec: Spec = {
        "data": [
            _heat(values, colours, wording),
            _points(places, order, names, columns, known),
        ],
        "layout": layout(colours, height=_ROW * len(places) + 48, margin=(8, 38, 8, 6)),
    }
    spec["layout"]["xaxis"] = axis(
        colours,
        side="top",
        tickangle=0,
        tickvals=[i for i, column in enumerate(order) if not shown or column in shown],
        ticktext=[_heading(columns[c]) for c in order if not shown or c in shown],
        range=[-0.5, len(order) - 0.5],
    )
    spec["layout"]["yaxis"] = axis(
        colours,
        tickvals=list(range(len(places))),
        ticktext=[escaped(names[place]) for place in places],
        tickfont={"size": LABEL_SIZE, "color": colours.ink},
        range=[len(places) - 0.5, -0.5],
        automargin=True,
        ticklabelstandoff=8,
    )
    return spec


def _heading(name: str) -> str:
    """A heading, a long one on two lines so that it does not run into the next."""
    at = max(name.find("-"), name.find(" ")) + 1
    if len(name) <= _LONG or not at:
        return escaped(name)
    return f"{escaped(name[:at].strip())}<br>{escaped(name[at:])}"


def _heat(values: list[list[float]], colours: Palette, wording: Wording) -> Spec:
    known = [value for row in values for value in row if math.isfinite(value)]
    return {
        "type": "heatmap",
        "name": "values",
        "x": list(range(len(values[0]))) if values else [],
        "y": list(range(len(values))),
        "z": [[value if math.isfinite(value) else None for value in row] for row in values],
        "zmin": 0,
        "zmax": max([1.0, *known]),
        "colorscale": [
            [0, colours.surface],
            [0.001, colours.blue_faint],
            [0.6, colours.blue_pale],
            [1, colours.blue_middle],
        ],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": [[_written(value, wording) for value in row] for row in values],
        "texttemplate": "%{text}",
        "textfont": {"size": NOTE_SIZE, "color": colours.ink},
        "hoverinfo": "skip",
    }


def _written(value: float, wording: Wording) -> str:
    """The number; a mark where a cell has none, nothing where there is no cell (infinite)."""
    if math.isfinite(value):
        return wording.number(round(value, 1))
    return _UNKNOWN if math.isnan(value) else ""


def _points(
    places: list[str],
    order: list[str],
    names: Mapping[str, str],
    columns: Mapping[str, str],
    known: Mapping[tuple[str, str], tuple[float, str]],
) -> Spec:
    """One point a cell, rows first, in the order of the grid."""
    bare = {"marker": {"opacity": 0}}
    return {
        "type": "scatter",
        "name": "cells",
        "mode": "markers",
        "x": [i for _ in places for i in range(len(order))],
        "y": [row for row in range(len(places)) for _ in order],
        "marker": {"symbol": "square", "size": 22, "opacity": 0},
        "selected": bare,
        "unselected": bare,
        "hovertext": [
            lines(f"{escaped(names[p])} · {escaped(columns[c])}", known.get((p, c), (0, ""))[1])
            for p in places
            for c in order
        ],
        "hoverinfo": "text",
    }
