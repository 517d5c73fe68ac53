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
