"""How a count is spread: LORENZ goes in; the curve beside the line of equal shares comes out."""

from __future__ import annotations

import pandas as pd

from campaign import Wording
from figures.courses import course
from figures.theme import NOTE_SIZE, Palette, Spec, axis, layout, note

_TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]


def lorenz_line(
    curve: pd.DataFrame,
    colours: Palette,
    wording: Wording,
    *,
    chance: pd.DataFrame | None = None,
    height: int = 320,
) -> Spec:
    """The share of the whole held by the units that did least, from none of them to all.

    `chance` is the LORENZ of units that are all alike: what lies between it and the even line is
    noise.
    """
    by_chance = [] if chance is None or chance.empty else [_by_chance(chance, colours, wording)]
    spec: Spec = {
        "data": [_equal(colours), *by_chance, _held(curve, colours, wording)],
        "layout": layout(colours, height=height, margin=(44, 16, 16, 48)),
    }
    percents = [f"{tick:.0%}" for tick in _TICKS]
    spec["layout"]["xaxis"] = axis(
        colours,
        range=[0, 1.01],
        tickvals=_TICKS,
        ticktext=percents,
        title={
            "text": wording.text("figures.lorenz_units"),
            "font": {"size": NOTE_SIZE, "color": colours.grey},
            "standoff": 8,
        },
    )
    spec["layout"]["yaxis"] = axis(colours, range=[0, 1.01], tickvals=_TICKS, ticktext=percents)
    equal = note(wording.text("figures.lorenz_equal"), colours.grey, x=0.48, y=0.56)
    spec["layout"]["annotations"] = [equal | {"xanchor": "right"}]
    if by_chance and chance is not None:
        text = wording.text("figures.lorenz_chance")
        middle = chance.iloc[int(len(chance) * 0.62)]
        label = note(text, colours.grey, x=middle["units"], y=middle["held"])
        spec["layout"]["annotations"].append(label | {"xanchor": "left", "yanchor": "top"})
    return spec


def _equal(colours: Palette) -> Spec:
    even = pd.DataFrame({"units": [0, 1], "equal": [0, 1]})
    dashed = {"color": colours.ink, "width": 1.5, "dash": "dash"}
    return course(even, "equal", dashed, across="units")


def _by_chance(chance: pd.DataFrame, colours: Palette, wording: Wording) -> Spec:
    """The dotted curve with the ground up to the even line, which is drawn just before it."""
    dotted = {"color": colours.grey, "width": 1.5, "dash": "dot"}
    return course(chance, "held", dotted, across="units") | {
        "name": "chance",
        "fill": "tonexty",
        "fillcolor": colours.panel,
        "hovertext": wording.text("figures.lorenz_chance"),
        "hoverinfo": "text",
    }


def _held(curve: pd.DataFrame, colours: Palette, wording: Wording) -> Spec:
    hover = [
        wording.text("figures.lorenz_at", units=wording.percent(units), held=wording.percent(held))
        for units, held in zip(curve["units"], curve["held"], strict=True)
    ]
    line = course(curve, "held", {"color": colours.blue, "width": 2.5}, across="units")
    return line | {"hovertext": hover, "hoverinfo": "text"}
