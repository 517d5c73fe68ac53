"""Shares side by side: STANDING of one week goes in; a bar a place comes out."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from figures.labels import escaped, lines, share_lines
from figures.rows import beside, limit_ticks, limit_word, row_axis, row_bars
from figures.theme import Palette, Spec, axis, layout

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
            row_bars("whole", [1.0] * len(rows), {"color": colours.panel}, hover),
            row_bars("value", _shares(standing["value"]), {"color": colours.blue}, hover),
            _unknown(standing, colours),
            limit_ticks(standing["plan"], colours, name="plan"),
        ],
        "layout": layout(colours, height=_ROW * len(rows) + 26, margin=(8, 20, _LABEL_COLUMN, 6)),
    }
    spec["layout"] |= {"barmode": "overlay", "xaxis": axis(colours, range=[0, 1], visible=False)}
    labels = [names[place] for place in standing["place_id"]]
    spec["layout"]["yaxis"] = row_axis(labels, colours)
    spec["layout"]["annotations"] = [
        *beside(_figure(row, colours, wording) for _, row in standing.iterrows()),
        *_plan_word(standing, colours, wording),
    ]
    return spec


def _unknown(standing: pd.DataFrame, colours: Palette) -> Spec:
    starts = _shares(standing["lowest"])
    ends = _shares(standing["highest"])
    widths = [end - start for start, end in zip(starts, ends, strict=True)]
    # A hatch, so that the unknown part is not taken for a value in black and white.
    hatch = {"shape": "/", "fgcolor": colours.blue_middle, "size": 5}
    return row_bars("unknown", widths, {"color": colours.panel, "pattern": hatch}) | {
        "base": starts
    }


def _figure(place: pd.Series, colours: Palette, wording: Wording) -> tuple[str, str]:
    """The percent and n/N of a bar."""
    if math.isnan(place["value"]):
        return wording.text("figures.nothing_known"), colours.grey
    n, total = wording.number(place["numerator"]), wording.number(place["denominator"])
    percent = wording.percent(place["value"])
    return wording.text("figures.beside", percent=percent, n=n, total=total), colours.ink


def _plan_word(standing: pd.DataFrame, colours: Palette, wording: Wording) -> list[Spec]:
    plans = standing["plan"].dropna()
    if plans.empty:
        return []
    return [limit_word(wording.text("figures.plan"), float(plans.iloc[0]), colours)]


def _shares(values: pd.Series) -> list[float]:
    return [0.0 if math.isnan(value) else float(value) for value in values]
