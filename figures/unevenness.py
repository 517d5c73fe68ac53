"""How uneven: a Lorenz curve or a line of UNEVENNESS goes in; a curve beside equality, and bars of
what lies between and within, come out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from campaign import Wording
from figures.theme import LABEL_SIZE, NOTE_SIZE, Palette, Spec, axis, layout, note

_ROW = 40


def lorenz_curve(
    units: Sequence[float],
    held: Sequence[float],
    gini: pd.Series,
    colours: Palette,
    wording: Wording,
    *,
    height: int = 320,
) -> Spec:
    """The share that each share of units holds, beside the line of equality.

    `gini` is the quantity's line of UNEVENNESS: its value stands in the figure together with what
    chance alone gives.
    """
    spec: Spec = {
        "data": [
            _line("equality", [0, 1], [0, 1], {"color": colours.grey, "width": 1, "dash": "dot"}),
            _line("held", list(units), list(held), {"color": colours.blue, "width": 2.5}),
        ],
        "layout": layout(colours, height=height, margin=(56, 16, 16, 44)),
    }
    for name, title in (("xaxis", "figures.lorenz.units"), ("yaxis", "figures.lorenz.held")):
        spec["layout"][name] = axis(
            colours,
            range=[0, 1.01],
            tickvals=[0, 0.5, 1],
            ticktext=["0%", "50%", "100%"],
            ticklabelstandoff=6,
            title={
                "text": wording.text(title),
                "font": {"size": NOTE_SIZE, "color": colours.grey},
            },
        )
    spec["layout"]["annotations"] = [
        note(text, colour, x=0.04, y=y, xanchor="left", yanchor="top")
        for text, colour, y in _told(gini, colours, wording)
    ]
    return spec


def _told(gini: pd.Series, colours: Palette, wording: Wording) -> list[tuple[str, str, float]]:
    if math.isnan(gini["value"]):
        return [(wording.text("figures.nothing_known"), colours.grey, 0.98)]
    told = [
        wording.text("figures.gini", value=f"{gini['value']:.2f}", n=int(gini["n"])),
        wording.text("figures.noise_floor", value=f"{gini['noise_floor']:.2f}"),
    ]
    return [(told[0], colours.ink, 0.98), (told[1], colours.grey, 0.90)]


def _line(name: str, x: list[float], y: list[float], line: Spec) -> Spec:
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": x,
        "y": y,
        "line": line,
        "hoverinfo": "skip",
    }


def split_bars(theil: pd.Series, colours: Palette, wording: Wording) -> Spec:
    """How much of the unevenness lies between types and between groups, and how much within them,
    from the quantity's theil_t line of UNEVENNESS; one bar each way of looking."""
    ways = [("types", theil["between_types"]), ("groups", theil["between_groups"])]
    known = [(way, float(share)) for way, share in ways if not math.isnan(share)]
    spec: Spec = {
        "data": [
            _part("between", known, [share for _, share in known], colours.blue_pale),
            _part("within", known, [1 - share for _, share in known], colours.panel),
        ],
        "layout": layout(colours, height=_ROW * len(known) + 16, margin=(8, 4, 16, 4)),
    }
    spec["layout"] |= {
        "barmode": "stack",
        "xaxis": axis(colours, range=[0, 1], visible=False),
        "yaxis": axis(
            colours,
            tickvals=list(range(len(known))),
            ticktext=[wording.text(f"figures.split.{way}") for way, _ in known],
            tickfont={"size": LABEL_SIZE, "color": colours.ink},
            range=[len(known) - 0.5, -0.5],
            automargin=True,
            ticklabelstandoff=8,
        ),
    }
    spec["layout"]["annotations"] = [
        text
        for row, (_, share) in enumerate(known)
        for text in (
            _end_word("between", share, row, 0.01, "left", colours, wording),
            _end_word("within", 1 - share, row, 0.99, "right", colours, wording),
        )
    ]
    return spec


def _part(name: str, known: list[tuple[str, float]], widths: list[float], colour: str) -> Spec:
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "x": widths,
        "y": list(range(len(known))),
        "width": 0.6,
        "marker": {"color": colour, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _end_word(
    part: str, share: float, row: int, x: float, anchor: str, colours: Palette, wording: Wording
) -> Spec:
    text = wording.text(f"figures.split.{part}", percent=wording.percent(share))
    return note(text, colours.ink, x=x, y=row, xanchor=anchor)
