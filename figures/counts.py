"""Work side by side: STANDING of a count in one week goes in; a bar a place comes out."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from campaign import Label, Wording
from figures.labels import escaped, lines
from figures.rows import limit_ticks, limit_word, row_axis
from figures.theme import Palette, Spec, axis, layout, note

_ROW = 30
_LABEL_COLUMN = 132


def count_bars(
    standing: pd.DataFrame,
    names: Mapping[str, str],
    colours: Palette,
    wording: Wording,
    *,
    measure: Label,
    row: int = _ROW,
) -> Spec:
    """A bar a place in the frame's order from the top, its plan to date a tick, both in figures
    behind it. `measure` is the quantity's measure word; `row` a bar's height in pixels.
    """
    places = list(range(len(standing)))
    highest = standing[["value", "plan"]].max().max()
    end = 1.02 * (float(highest) if highest > 0 else 1.0)
    bars = _bars(standing, names, colours, wording, measure)
    # An unseen bar behind each answers too: one of no length could not be pressed.
    ground = bars | {"name": "ground", "x": [end] * len(places), "opacity": 0}
    spec: Spec = {
        "data": [
            ground,
            bars,
            limit_ticks(standing["plan"], colours, name="plan"),
        ],
        "layout": layout(colours, height=row * len(places) + 26, margin=(8, 20, _LABEL_COLUMN, 6)),
    }
    spec["layout"] |= {"barmode": "overlay", "xaxis": axis(colours, range=[0, end], visible=False)}
    labels = [names[place] for place in standing["place_id"]]
    spec["layout"]["yaxis"] = row_axis(labels, colours)
    spec["layout"]["annotations"] = [
        *_figures(standing, colours, wording),
        *_plan_word(standing, colours, wording),
    ]
    return spec


def _bars(
    standing: pd.DataFrame,
    names: Mapping[str, str],
    colours: Palette,
    wording: Wording,
    measure: Label,
) -> Spec:
    return {
        "type": "bar",
        "name": "value",
        "orientation": "h",
        "x": [0.0 if math.isnan(value) else float(value) for value in standing["value"]],
        "y": list(range(len(standing))),
        "width": 0.5,
        "marker": {"color": colours.blue_middle, "line": {"width": 0}},
        "hovertext": [_hover(row, names, wording, measure) for _, row in standing.iterrows()],
        "hoverinfo": "text",
    }


def _hover(row: pd.Series, names: Mapping[str, str], wording: Wording, measure: Label) -> str:
    name = escaped(names[row["place_id"]])
    if math.isnan(row["value"]):
        return lines(name, wording.text("figures.nothing_known"))
    value = wording.number(row["value"])
    plan = row["plan"]
    return lines(
        name,
        wording.text("figures.cumulative", value=value, measure=wording.label(measure)),
        "" if math.isnan(plan) else wording.text("figures.plan_of", plan=_round(plan, wording)),
        wording.text("figures.known_from", n=row["n_reported"], total=row["n_expected"]),
    )


def _figures(standing: pd.DataFrame, colours: Palette, wording: Wording) -> list[Spec]:
    """The count and its plan of each bar, in a column of their own."""
    told = []
    for row, (_, place) in enumerate(standing.iterrows()):
        text, colour = wording.text("figures.nothing_known"), colours.grey
        if not math.isnan(place["value"]):
            text, colour = wording.number(place["value"]), colours.ink
            if not math.isnan(place["plan"]):
                plan = _round(place["plan"], wording)
                text = wording.text("figures.beside_plan", value=text, plan=plan)
        told.append(note(text, colour, x=1.02, y=row, xref="paper", xanchor="left"))
    return told


def _plan_word(standing: pd.DataFrame, colours: Palette, wording: Wording) -> list[Spec]:
    plans = standing["plan"].dropna()
    if plans.empty or plans.index[0] != standing.index[0]:
        return []
    return [limit_word(wording.text("figures.plan"), float(plans.iloc[0]), colours)]


def _round(plan: float, wording: Wording) -> str:
    return wording.number(round(plan, 1))
