"""Unevenness beside what chance alone gives: UNEVENNESS lines of one index go in; a bar each, with
its noise floor as a tick, comes out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from figures.labels import escaped, lines
from figures.theme import LABEL_SIZE, NOTE_SIZE, Palette, Spec, axis, layout, note

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
        "data": [_bars(indexes, is_more, names, colours, wording), _floors(indexes, colours)],
        "layout": layout(colours, height=_ROW * len(rows) + 26, margin=(8, 20, 170, 6)),
    }
    spec["layout"]["xaxis"] = axis(colours, range=[0, 1.02 * top], visible=False)
    spec["layout"]["yaxis"] = axis(
        colours,
        tickvals=rows,
        ticktext=[escaped(names[quantity]) for quantity in indexes["quantity"]],
        tickfont={"size": LABEL_SIZE, "color": colours.ink},
        range=[len(rows) - 0.5, -0.5],
        automargin=True,
        ticklabelstandoff=8,
    )
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


def _floors(indexes: pd.DataFrame, colours: Palette) -> Spec:
    return {
        "type": "scatter",
        "name": "noise_floor",
        "mode": "markers",
        "x": indexes["noise_floor"].tolist(),
        "y": list(range(len(indexes))),
        "marker": {"symbol": "line-ns", "size": 20, "line": {"color": colours.ink, "width": 2}},
        "cliponaxis": False,
        "hoverinfo": "skip",
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
    told = note(
        wording.text("figures.noise_floor"),
        colours.ink,
        x=float(indexes["noise_floor"].iloc[0]),
        y=1,
        yref="paper",
        yanchor="bottom",
    )
    return [told | {"font": {"size": NOTE_SIZE, "color": colours.ink}}]


def _hover(row: pd.Series, names: Mapping[str, str], wording: Wording) -> str:
    return lines(
        escaped(names[row["quantity"]]),
        wording.text("figures.gini", value=f"{row['value']:.2f}"),
        wording.text("figures.noise_floor_of", value=f"{row['noise_floor']:.2f}"),
        wording.text("figures.gini_units", n=row["n"], zeros=row["zeros"]),
    )
