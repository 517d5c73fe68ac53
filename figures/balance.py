"""How evenly: SPREAD by type goes in; a dot and its middle half for each, beside the district's."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from figures.labels import escaped, free_side, lines
from figures.rows import row_axis
from figures.theme import Palette, Spec, axis, layout, note

_ROW = 32
_LABEL_WIDTH = 0.17


def dot_range(
    spread: pd.DataFrame,
    names: Mapping[str, str],
    colours: Palette,
    wording: Wording,
    *,
    district: float = math.nan,
) -> Spec:
    """The median unit of each place as a dot, the middle half of its units as a pale bar.

    `district` is the median of all units, drawn as a dotted line; places keep the frame's order.
    """
    known = spread[spread["n"] > 0]
    at = {place: row for row, place in enumerate(spread["place_id"])}
    spec: Spec = {
        "data": [_middle(known, at, colours), _dots(known, at, names, colours, wording)],
        "layout": layout(colours, height=_ROW * len(spread) + 50, margin=(8, 22, 64, 26)),
    }
    spec["layout"]["xaxis"] = axis(
        colours, range=[-0.02, 1.02], tickvals=[0, 0.5, 1], ticktext=["0%", "50%", "100%"]
    )
    spec["layout"]["yaxis"] = row_axis([names[place] for place in at], colours)
    spec["layout"]["annotations"] = _labels(spread, colours, wording, district)
    if not math.isnan(district):
        spec["layout"]["shapes"] = [_district(district, colours)]
        spec["layout"]["annotations"].append(_district_word(district, colours, wording))
    return spec


def _middle(known: pd.DataFrame, at: Mapping[str, int], colours: Palette) -> Spec:
    return {
        "type": "bar",
        "name": "middle half",
        "orientation": "h",
        "base": known["lower_quartile"].tolist(),
        "x": (known["upper_quartile"] - known["lower_quartile"]).tolist(),
        "y": [at[place] for place in known["place_id"]],
        "width": 0.34,
        "marker": {"color": colours.blue_pale, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _dots(
    known: pd.DataFrame,
    at: Mapping[str, int],
    names: Mapping[str, str],
    colours: Palette,
    wording: Wording,
) -> Spec:
    return {
        "type": "scatter",
        "name": "median",
        "mode": "markers",
        "x": known["median"].tolist(),
        "y": [at[place] for place in known["place_id"]],
        "marker": {"color": colours.blue, "size": 12},
        "cliponaxis": False,
        "hovertext": [_hover(row, names, wording) for _, row in known.iterrows()],
        "hoverinfo": "text",
    }


def _hover(row: pd.Series, names: Mapping[str, str], wording: Wording) -> str:
    low, high = wording.percent(row["lower_quartile"]), wording.percent(row["upper_quartile"])
    return lines(
        escaped(names[row["place_id"]]),
        wording.text("figures.median_of", median=wording.percent(row["median"]), n=int(row["n"])),
        wording.text("figures.middle_half", low=low, high=high),
    )


def _labels(
    spread: pd.DataFrame, colours: Palette, wording: Wording, district: float
) -> list[Spec]:
    told = []
    for row, (_, place) in enumerate(spread.iterrows()):
        if place["n"] == 0:
            text = wording.text("figures.nothing_known")
            told.append(note(text, colours.grey, x=0, y=row, xanchor="left"))
            continue
        left = min(place["lower_quartile"], place["median"] - 0.02)
        right = max(place["upper_quartile"], place["median"] + 0.02)
        x, anchor = free_side(left, right, district, _LABEL_WIDTH)
        told.append(note(wording.percent(place["median"]), colours.ink, x=x, y=row, xanchor=anchor))
    return told


def _district(district: float, colours: Palette) -> Spec:
    return {
        "type": "line",
        "x0": district,
        "x1": district,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": {"color": colours.grey, "width": 1.5, "dash": "dot"},
    }


def _district_word(district: float, colours: Palette, wording: Wording) -> Spec:
    text = wording.text("figures.district", percent=wording.percent(district))
    anchor = "right" if district > 0.75 else "left" if district < 0.25 else "center"
    return note(text, colours.grey, x=district, y=1, yref="paper", yanchor="bottom", xanchor=anchor)
