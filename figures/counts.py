"""Work side by side: FREQUENCY of one week goes in; a bar a place comes out."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from campaign import Label, Wording
from figures.labels import escaped, lines, since_launch
from figures.rows import beside, limit_ticks, limit_word, row_axis, row_bars
from figures.theme import Palette, Spec, axis, layout

_ROW = 30
_LABEL_COLUMN = 132


def count_bars(
    rows: pd.DataFrame,
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
    places = list(range(len(rows)))
    highest = rows[["cumulative", "plan"]].max().max()
    end = 1.02 * (float(highest) if highest > 0 else 1.0)
    lengths = [0.0 if math.isnan(value) else float(value) for value in rows["cumulative"]]
    hover = [_hover(line, names, wording, measure) for _, line in rows.iterrows()]
    bars = row_bars("value", lengths, {"color": colours.blue_middle}, hover)
    # An unseen bar behind each answers too: one of no length could not be pressed.
    ground = bars | {"name": "ground", "x": [end] * len(places), "opacity": 0}
    spec: Spec = {
        "data": [ground, bars, limit_ticks(rows["plan"], colours, name="plan")],
        "layout": layout(colours, height=row * len(places) + 26, margin=(8, 20, _LABEL_COLUMN, 6)),
    }
    spec["layout"] |= {"barmode": "overlay", "xaxis": axis(colours, range=[0, end], visible=False)}
    labels = [names[place] for place in rows["place_id"]]
    spec["layout"]["yaxis"] = row_axis(labels, colours)
    spec["layout"]["annotations"] = [
        *beside(_figure(line, colours, wording) for _, line in rows.iterrows()),
        *_plan_word(rows, colours, wording),
    ]
    return spec


def _hover(row: pd.Series, names: Mapping[str, str], wording: Wording, measure: Label) -> str:
    name, told = escaped(names[row["place_id"]]), since_launch(row, wording, measure)
    if math.isnan(row["cumulative"]):
        return lines(name, told)
    plan = row["plan"]
    return lines(
        name,
        told,
        "" if math.isnan(plan) else wording.text("figures.plan_of", plan=_round(plan, wording)),
        wording.text("figures.known_from", n=row["n_known"], total=row["n_expected"]),
    )


def _figure(place: pd.Series, colours: Palette, wording: Wording) -> tuple[str, str]:
    """The count of a bar and its plan."""
    if math.isnan(place["cumulative"]):
        return wording.text("figures.nothing_known"), colours.grey
    text = wording.known(place["cumulative"], place["is_lower_bound"], is_brief=True)
    if not math.isnan(place["plan"]):
        plan = _round(place["plan"], wording)
        text = wording.text("figures.beside_plan", value=text, plan=plan)
    return text, colours.ink


def _plan_word(rows: pd.DataFrame, colours: Palette, wording: Wording) -> list[Spec]:
    plans = rows["plan"].dropna()
    if plans.empty or plans.index[0] != rows.index[0]:
        return []
    return [limit_word(wording.text("figures.plan"), float(plans.iloc[0]), colours)]


def _round(plan: float, wording: Wording) -> str:
    return wording.number(round(plan, 1))
