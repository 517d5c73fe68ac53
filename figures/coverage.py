"""Shares side by side: STANDING of one week goes in; a bar a place comes out."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from figures.labels import escaped, lines, share_lines
from figures.rows import limit_ticks, limit_word, row_axis
from figures.theme import Palette, Spec, axis, layout, note

_ROW = 30
_LABEL_COLUMN = 118


def coverage_bars(
    standing: pd.DataFrame, names: Mapping[str, str], colours: Palette, wording: Wording
) -> Spec:
    """A bar a place in the frame's order from the top, its plan a tick, its figures behind it.

    `names` gives each place's label; the hatched part of a bar is what unknown units may add.
    """
    rows = list(range(len(standing)))
    hover = [
        lines(escaped(names[row["place_id"]]), *share_lines(row, wording))
        for _, row in standing.iterrows()
    ]
    spec: Spec = {
        "data": [
            # The ground answers too: a bar of no length could not be pressed.
            _bars("whole", [1.0] * len(rows), [0.0] * len(rows), colours.panel, hover),
            _bars("value", _shares(standing["value"]), [0.0] * len(rows), colours.blue, hover),
            _unknown(standing, colours),
            limit_ticks(standing["plan"], colours, name="plan"),
        ],
        "layout": layout(colours, height=_ROW * len(rows) + 26, margin=(8, 20, _LABEL_COLUMN, 6)),
    }
    spec["layout"] |= {"barmode": "overlay", "xaxis": axis(colours, range=[0, 1], visible=False)}
    labels = [names[place] for place in standing["place_id"]]
    spec["layout"]["yaxis"] = row_axis(labels, colours)
    spec["layout"]["annotations"] = [
        *_figures(standing, colours, wording),
        *_plan_word(standing, colours, wording),
    ]
    return spec


def _bars(
    name: str, widths: list[float], starts: list[float], colour: str, hover: list[str] | None = None
) -> Spec:
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "x": widths,
        "base": starts,
        "y": list(range(len(widths))),
        "width": 0.5,
        "marker": {"color": colour, "line": {"width": 0}},
        "hovertext": hover,
        "hoverinfo": "text" if hover else "skip",
    }


def _unknown(standing: pd.DataFrame, colours: Palette) -> Spec:
    starts = _shares(standing["lowest"])
    ends = _shares(standing["highest"])
    widths = [end - start for start, end in zip(starts, ends, strict=True)]
    bars = _bars("unknown", widths, starts, colours.panel)
    # A hatch, so that the unknown part is not taken for a value in black and white.
    bars["marker"]["pattern"] = {"shape": "/", "fgcolor": colours.blue_middle, "size": 5}
    return bars


def _figures(standing: pd.DataFrame, colours: Palette, wording: Wording) -> list[Spec]:
    """The percent and n/N of each bar, in a column of their own where nothing can cover them."""
    told = []
    for row, (_, place) in enumerate(standing.iterrows()):
        text, colour = wording.text("figures.nothing_known"), colours.grey
        if not math.isnan(place["value"]):
            n, total = wording.number(place["numerator"]), wording.number(place["denominator"])
            percent = wording.percent(place["value"])
            text, colour = (
                wording.text("figures.beside", percent=percent, n=n, total=total),
                colours.ink,
            )
        told.append(note(text, colour, x=1.02, y=row, xref="paper", xanchor="left"))
    return told


def _plan_word(standing: pd.DataFrame, colours: Palette, wording: Wording) -> list[Spec]:
    plans = standing["plan"].dropna()
    if plans.empty:
        return []
    return [limit_word(wording.text("figures.plan"), float(plans.iloc[0]), colours)]


def _shares(values: pd.Series) -> list[float]:
    return [0.0 if math.isnan(value) else float(value) for value in values]
