"""When each unit was visited: UNIT_VISITS and VISITS go in; a line a unit with a tick a visit comes
out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from campaign import Wording
from figures.labels import escaped, week_ticks
from figures.theme import LABEL_SIZE, Palette, Spec, axis, layout, note

_ROW = 22
_LABEL_COLUMN = 140


def visit_strip(
    units: pd.DataFrame,
    visits: pd.DataFrame,
    colours: Palette,
    wording: Wording,
    *,
    starts_on: date,
    today: date,
) -> Spec:
    """A line a unit of UNIT_VISITS in the frame's order, a tick a visit of VISITS, and how many
    days ago the last one was; that stretch is thick where it is longer than the unit's interval.
    """
    at = {unit: row for row, unit in enumerate(units["unit_id"])}
    end = _week_place(pd.Timestamp(today), starts_on)
    own = visits[visits["unit_id"].isin(at) & (visits["day"] <= pd.Timestamp(today))]
    spec: Spec = {
        "data": [
            _stretches(units, at, end, colours),
            _ticks(own, at, starts_on, colours, wording),
        ],
        "layout": layout(colours, height=_ROW * len(at) + 40, margin=(8, 28, _LABEL_COLUMN, 6)),
    }
    weeks = range(1, int(end) + 1)
    spec["layout"]["xaxis"] = axis(
        colours, side="top", range=[0.9, end + 0.1], **week_ticks(weeks, wording)
    )
    spec["layout"]["yaxis"] = _names_axis(units["name"].tolist(), colours)
    spec["layout"]["annotations"] = [
        note(_days(row, wording), _ink(row, colours), x=1.02, y=n, xref="paper", xanchor="left")
        for n, (_, row) in enumerate(units.iterrows())
    ]
    spec["layout"]["shapes"] = [
        _long_stretch(row, n, end, colours)
        for n, (_, row) in enumerate(units.iterrows())
        if row["days"] > row["limit"]
    ]
    return spec


def _stretches(units: pd.DataFrame, at: Mapping[str, int], end: float, colours: Palette) -> Spec:
    x: list[float | None] = []
    y: list[int | None] = []
    for unit in units["unit_id"]:
        x += [1.0, end, None]
        y += [at[unit], at[unit], None]
    return {
        "type": "scatter",
        "name": "campaign",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colours.line, "width": 1},
        "hoverinfo": "skip",
    }


def _ticks(
    own: pd.DataFrame, at: Mapping[str, int], starts_on: date, colours: Palette, wording: Wording
) -> Spec:
    return {
        "type": "scatter",
        "name": "visits",
        "mode": "markers",
        "x": [_week_place(day, starts_on) for day in own["day"]],
        "y": [at[unit] for unit in own["unit_id"]],
        "marker": {"symbol": "line-ns", "size": 12, "line": {"color": colours.blue, "width": 2.5}},
        "cliponaxis": False,
        "hovertext": [wording.full_date(day.date()) for day in own["day"]],
        "hoverinfo": "text",
    }


def _long_stretch(row: pd.Series, n: int, end: float, colours: Palette) -> Spec:
    return {
        "type": "line",
        "x0": end - row["days"] / 7,
        "x1": end,
        "y0": n,
        "y1": n,
        "layer": "below",
        "line": {"color": colours.blue_pale, "width": 6},
    }


def _days(row: pd.Series, wording: Wording) -> str:
    key = "figures.strip.days_ago" if row["visits"] else "figures.strip.never"
    return wording.text(key, n=int(row["days"]))


def _ink(row: pd.Series, colours: Palette) -> str:
    return colours.ink if row["days"] > row["limit"] else colours.grey


def _week_place(day: pd.Timestamp, starts_on: date) -> float:
    """Where a day lies on the axis of weeks: the launch is 1, a week later is 2."""
    return 1 + (day - pd.Timestamp(starts_on)).days / 7


def _names_axis(names: Sequence[str], colours: Palette) -> Spec:
    return axis(
        colours,
        tickvals=list(range(len(names))),
        ticktext=[escaped(name) for name in names],
        tickfont={"size": LABEL_SIZE, "color": colours.ink},
        range=[len(names) - 0.5, -0.5],
        automargin=True,
        ticklabelstandoff=8,
    )
