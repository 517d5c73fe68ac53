"""Unevenness beside what chance alone gives: UNEVENNESS lines of one index go in; a bar each, with
its noise floor as a tick, comes out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from figures.labels import escaped, lines
from figures.rows import limit_ticks, limit_word, row_axis
from figures.theme import Palette, Spec, axis, layout, note

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
    spec: Spec = {
        "data": [
            _bars(indexes, is_more, names, colours, wording),
            limit_ticks(indexes["noise_floor"], colours, name="noise_floor"),
        ],
        "layout": layout(colours, height=_ROW * len(rows) + 26, margin=(8, 20, 170, 6)),
    }
    spec["layout"]["xaxis"] = axis(colours, range=[0, 1.02 * top], visible=False)
    labels = [names[quantity] for quantity in indexes["quantity"]]
    spec["layout"]["yaxis"] = row_axis(labels, colours)
    spec["layout"]["annotations"] = [
        *_figures(indexes, is_more, colours, wording),
        *_floor_word(indexes, colours, wording),
    ]
    return spec


def _bars(
    indexes: pd.DataFrame,
    is_more: list[bool],
    names: Mapping[str, str],
    colours: Palette,
    wording: Wording,
) -> Spec:
    return {
        "type": "bar",
        "name": "value",
        "orientation": "h",
        "x": indexes["value"].tolist(),
        "y": list(range(len(indexes))),
        "width": 0.5,
        "marker": {
            "color": [colours.blue if more else colours.blue_pale for more in is_more],
            "line": {"width": 0},
        },
        "hovertext": [_hover(row, names, wording) for _, row in indexes.iterrows()],
        "hoverinfo": "text",
    }


def _figures(
    indexes: pd.DataFrame, is_more: list[bool], colours: Palette, wording: Wording
) -> list[Spec]:
    return [
        note(
            wording.text(
                "figures.beyond_chance" if more else "figures.within_chance",
                value=f"{value:.2f}",
            ),
            colours.ink,
            x=1.02,
            y=row,
            xref="paper",
            xanchor="left",
        )
        for row, (value, more) in enumerate(zip(indexes["value"], is_more, strict=True))
    ]


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
