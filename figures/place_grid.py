"""Counts by place and column: a small table goes in; a grid with a number in each comes out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from campaign import Wording
from figures.grid import Cell, grid, names_above
from figures.labels import escaped, lines
from figures.theme import Palette, Spec

_UNKNOWN = "◇"


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
    known = {
        (place, column): (value, hover)
        for place, column, value, hover in zip(
            cells["place_id"], cells["column"], cells["value"], cells["hover"], strict=True
        )
    }
    drawn = [
        _cell((y, x), (names[place], said), known.get((place, column), (math.inf, "")), wording)
        for y, place in enumerate(places)
        for x, (column, said) in enumerate(columns.items())
    ]
    above = names_above(columns, colours, shown=shown)
    scale = _scale([value for value, _ in known.values() if math.isfinite(value)], colours)
    named = [names[place] for place in places]
    return grid(drawn, named, above, scale, colours, row=27, head=38)


def _cell(
    at: tuple[int, int], names: tuple[str, str], told: tuple[float, str], wording: Wording
) -> Cell:
    """A cell at its row and column, by its place's name and its heading."""
    value, hover = told
    tone = value if math.isfinite(value) else None
    said = lines(" · ".join(escaped(name) for name in names), hover)
    return Cell(*at, tone, _written(value, wording), said)


def _scale(known: Sequence[float], colours: Palette) -> Spec:
    """Bare at 0, the darker the larger."""
    blues = ((0.001, colours.blue_faint), (0.6, colours.blue_pale), (1, colours.blue_middle))
    return {
        "name": "values",
        "zmin": 0,
        "zmax": max([1.0, *known]),
        "colorscale": [[0, colours.surface], *([at, blue] for at, blue in blues)],
    }


def _written(value: float, wording: Wording) -> str:
    """The number; a mark where a cell has none, nothing where there is no cell (infinite)."""
    if math.isfinite(value):
        return wording.number(round(value, 1))
    return _UNKNOWN if math.isnan(value) else ""
