"""A share week by week: STANDING of one place goes in; a line beside its plan comes out."""

from __future__ import annotations

import math

import pandas as pd

from campaign import Wording
from figures.labels import lines, share_lines, spaced, week_ticks
from figures.theme import Palette, Spec, axis, layout, note

_TOP = 1.04


def coverage_line(
    standing: pd.DataFrame, colours: Palette, wording: Wording, *, height: int = 220
) -> Spec:
    """The share as a line, its plan dashed, and the band between lowest and highest where units are
    unknown. One line of STANDING a week; weeks without a value are gaps."""
    rows = standing.sort_values("week")
    hover = [
        lines(wording.text("week.short", number=row["week"]), *share_lines(row, wording))
        for _, row in rows.iterrows()
    ]
    spec: Spec = {
        "data": [*_band(rows, colours), _plan(rows, colours), _value(rows, colours, hover)],
        "layout": layout(colours, height=height, margin=(44, 12, 104, 32)),
    }
    weeks = rows["week"].tolist()
    spec["layout"]["xaxis"] = axis(colours, ticklabelstandoff=4, **week_ticks(weeks, wording))
    if len(weeks) > 1:
        spec["layout"]["xaxis"]["range"] = [weeks[0] - 0.4, weeks[-1] + 0.2]
    spec["layout"]["yaxis"] = axis(
        colours, range=[0, _TOP], tickvals=[0, 0.5, 1], ticktext=["0%", "50%", "100%"]
    )
    spec["layout"]["annotations"] = _ends(rows, colours, wording, height)
    return spec


def _value(rows: pd.DataFrame, colours: Palette, hover: list[str]) -> Spec:
    return {
        "type": "scatter",
        "name": "value",
        "mode": "lines+markers",
        "x": rows["week"].tolist(),
        "y": _known(rows["value"]),
        "line": {"color": colours.blue, "width": 2.5},
        "marker": {"color": colours.blue, "size": 6},
        "hovertext": hover,
        "hoverinfo": "text",
        "connectgaps": False,
    }


def _plan(rows: pd.DataFrame, colours: Palette) -> Spec:
    return {
        "type": "scatter",
        "name": "plan",
        "mode": "lines",
        "x": rows["week"].tolist(),
        "y": _known(rows["plan"]),
        "line": {"color": colours.ink, "width": 1.5, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _band(rows: pd.DataFrame, colours: Palette) -> list[Spec]:
    if not (rows["lowest"] < rows["highest"]).any():
        return []
    edge = {"type": "scatter", "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    weeks = rows["week"].tolist()
    return [
        {**edge, "name": "lowest", "x": weeks, "y": _known(rows["lowest"])},
        {
            **edge,
            "name": "highest",
            "x": weeks,
            "y": _known(rows["highest"]),
            "fill": "tonexty",
            "fillcolor": colours.blue_faint,
        },
    ]


def _ends(rows: pd.DataFrame, colours: Palette, wording: Wording, height: int) -> list[Spec]:
    """The last value and plan, written behind the end of their lines."""
    told: list[tuple[float, str, str]] = []
    known = rows[rows["value"].notna()]
    if len(known):
        last = known.iloc[-1]
        told.append((last["value"], wording.percent(last["value"]), colours.blue))
    planned = rows[rows["plan"].notna()]
    if len(planned):
        plan = planned.iloc[-1]["plan"]
        text = wording.text("figures.plan_of", plan=wording.percent(plan))
        told.append((plan, text, colours.ink))
    gap = 17 * _TOP / (height - 40)
    heights = spaced([y for y, _, _ in told], gap, 0.03, 1.0)
    return [
        note(text, colour, x=1.01, xref="paper", y=y, xanchor="left", yanchor="middle")
        for y, (_, text, colour) in zip(heights, told, strict=True)
    ]


def _known(values: pd.Series) -> list[float | None]:
    return [None if math.isnan(value) else float(value) for value in values]
