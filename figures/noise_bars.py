"""Unevenness beside what chance alone gives: UNEVENNESS lines of one index go in; a bar each, with
its noise floor as a tick, comes out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from figures.labels import escaped, lines
from figures.rows import beside, limit_ticks, limit_word, row_axis, row_bars
from figures.theme import Palette, Spec, axis, layout

_ROW = 30


def noise_bars(
    indexes: pd.DataFrame, names: Mapping[str, str], colours: Palette, wording: Wording
) -> Spec:
    """A bar a quantity in the frame's order, dark only where it is longer than its noise floor.

    The figure behind it is the index; words say which side of the floor it lies on.
    """
    rows = list(range(len(indexes)))
    is_more = (indexes["value"] > indexes["noise_floor"]).tolist()
    top = max([0.1, *indexes["value"], *indexes["noise_floor"]])
    colour = [colours.blue if more else colours.blue_pale for more in is_more]
    hover = [_hover(row, names, wording) for _, row in indexes.iterrows()]
    side = {True: "figures.beyond_chance", False: "figures.within_chance"}
    told = [
        (wording.text(side[more], value=f"{value:.2f}"), colours.ink)
        for value, more in zip(indexes["value"], is_more, strict=True)
    ]
    spec: Spec = {
        "data": [
            row_bars("value", indexes["value"].tolist(), {"color": colour}, hover),
            limit_ticks(indexes["noise_floor"], colours, name="noise_floor"),
        ],
        "layout": layout(colours, height=_ROW * len(rows) + 26, margin=(8, 20, 170, 6)),
    }
    spec["layout"]["xaxis"] = axis(colours, range=[0, 1.02 * top], visible=False)
    labels = [names[quantity] for quantity in indexes["quantity"]]
    spec["layout"]["yaxis"] = row_axis(labels, colours)
    spec["layout"]["annotations"] = [*beside(told), *_floor_word(indexes, colours, wording)]
    return spec


def _floor_word(indexes: pd.DataFrame, colours: Palette, wording: Wording) -> list[Spec]:
    if not len(indexes):
        return []
    at = float(indexes["noise_floor"].iloc[0])
    return [limit_word(wording.text("figures.noise_floor"), at, colours)]


def _hover(row: pd.Series, names: Mapping[str, str], wording: Wording) -> str:
    return lines(
        escaped(names[row["quantity"]]),
        wording.text("figures.gini", value=f"{row['value']:.2f}"),
        wording.text("figures.noise_floor_of", value=f"{row['noise_floor']:.2f}"),
        wording.text("figures.gini_units", n=row["n"], zeros=row["zeros"]),
    )
