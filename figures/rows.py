"""A row a place: names and limits go in; the axis they stand on and the ticks on bars come out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from figures.labels import escaped
from figures.theme import LABEL_SIZE, NOTE_SIZE, Palette, Spec, axis, note


def row_axis(names: Sequence[str], colours: Palette) -> Spec:
    """The upright axis of a chart with a row a name, the first on top."""
    return axis(
        colours,
        tickvals=list(range(len(names))),
        ticktext=[escaped(name) for name in names],
        tickfont={"size": LABEL_SIZE, "color": colours.ink},
        range=[len(names) - 0.5, -0.5],
        automargin=True,
        ticklabelstandoff=8,
    )


def row_bars(name: str, lengths: Sequence[float], marker: Spec, hover: Sequence[str] = ()) -> Spec:
    """A bar a row from the left; without a word on pointing it lets what lies below answer."""
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "x": list(lengths),
        "y": list(range(len(lengths))),
        "width": 0.5,
        "marker": {"line": {"width": 0}, **marker},
        "hovertext": list(hover) or None,
        "hoverinfo": "text" if hover else "skip",
    }


def beside(told: Iterable[tuple[str, str]]) -> list[Spec]:
    """What is written beside each row, in a column of its own where nothing can cover it; a text
    and its colour each."""
    return [
        note(text, colour, x=1.02, y=row, xref="paper", xanchor="left")
        for row, (text, colour) in enumerate(told)
    ]


def limit_ticks(limits: Iterable[float], colours: Palette, *, name: str) -> Spec:
    """A tick across each row's bar at its limit; none where the limit is NaN."""
    listed = [None if math.isnan(limit) else float(limit) for limit in limits]
    return {
        "type": "scatter",
        "name": name,
        "mode": "markers",
        "x": listed,
        "y": list(range(len(listed))),
        "marker": {"symbol": "line-ns", "size": 20, "line": {"color": colours.ink, "width": 2}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def limit_word(text: str, at: float, colours: Palette) -> Spec:
    """The word for the ticks, above the first of them."""
    return note(
        text,
        colours.ink,
        x=at,
        y=1,
        yref="paper",
        yanchor="bottom",
        font={"size": NOTE_SIZE, "color": colours.ink},
    )
