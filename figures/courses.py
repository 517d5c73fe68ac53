"""Lines over weeks: columns of a frame by week go in; lines, the band between two of them and the
words behind their ends come out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from figures.labels import spaced
from figures.theme import Spec, note

End = tuple[float, str, str]
"""Where a line ends, what is written behind it, and in which colour."""


def course(rows: pd.DataFrame, column: str, line: Spec, *, across: str = "week") -> Spec:
    """A column as a line; where nothing is known it is broken."""
    return {
        "type": "scatter",
        "name": column,
        "mode": "lines",
        "x": rows[across].tolist(),
        "y": known(rows[column]),
        "line": line,
        "hoverinfo": "skip",
    }


def marked(line: Spec, marker: Spec, hover: Sequence[str]) -> Spec:
    """A line with a mark a week that can be pressed and says what it stands for."""
    told = {"hovertext": list(hover), "hoverinfo": "text", "connectgaps": False}
    return line | {"mode": "lines+markers", "marker": marker} | told


def band(rows: pd.DataFrame, low: str, high: str, colour: str) -> list[Spec]:
    """The ground between two columns."""
    edges = [course(rows, column, {"width": 0}) for column in (low, high)]
    return [edges[0], edges[1] | {"fill": "tonexty", "fillcolor": colour}]


def ends(
    told: Sequence[End], gap: float, low: float, high: float, *, yref: str = "y"
) -> list[Spec]:
    """What is written behind the lines, none over another between `low` and `high`."""
    heights = spaced([y for y, _, _ in told], gap, low, high)
    return [
        note(text, colour, x=1.01, xref="paper", y=y, yref=yref, xanchor="left", yanchor="middle")
        for y, (_, text, colour) in zip(heights, told, strict=True)
    ]


def known(values: pd.Series) -> list[float | None]:
    """The values as numbers, None where one is not known."""
    return [None if math.isnan(value) else float(value) for value in values]
