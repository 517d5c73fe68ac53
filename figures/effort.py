"""Guidance visits: small frames in; columns by week, bars by method and workstream, and a strip of
visits a unit come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from campaign import Wording
from figures.labels import escaped, lines, week_ticks
from figures.theme import LABEL_SIZE, NOTE_SIZE, Palette, Spec, axis, layout, note

_ROW = 28
_STRIP_ROW = 22
_LABEL_COLUMN = 118
_STRIP_COLUMN = 140


def visit_columns(
    counts: pd.DataFrame, colours: Palette, wording: Wording, *, height: int = 200
) -> Spec:
    """The visits of one place in each week, from VISIT_COUNTS, with what was found in the hover."""
    rows = counts.sort_values("week")
    weeks, visits = rows["week"].tolist(), rows["visits"].tolist()
    spec: Spec = {
        "data": [
            {
                "type": "bar",
                "name": "visits",
                "x": weeks,
                "y": visits,
                "marker": {"color": colours.blue_middle, "line": {"width": 0}},
                "text": [str(n) for n in visits],
                "textposition": "outside",
                "textangle": 0,
                "textfont": {"size": NOTE_SIZE, "color": colours.ink},
                "constraintext": "none",
                "cliponaxis": False,
                "hovertext": [_week_hover(row, wording) for _, row in rows.iterrows()],
                "hoverinfo": "text",
            }
        ],
        "layout": layout(colours, height=height, margin=(16, 20, 16, 28)),
    }
    spec["layout"]["xaxis"] = axis(colours, **week_ticks(weeks, wording, most=16))
    top = max([1, *visits])
    spec["layout"]["yaxis"] = axis(colours, range=[0, 1.15 * top], visible=False)
    return spec


def _week_hover(row: pd.Series, wording: Wording) -> str:
    found = ""
    if row["n_known"]:
        problems = wording.number(row["problems"])
        found = wording.text("figures.problems_found", problems=problems, n=int(row["n_known"]))
    return lines(
        wording.text("week.short", number=row["week"]),
        wording.text("figures.visits", n=int(row["visits"])),
        wording.text("figures.units_seen", n=int(row["units"])),
        found,
    )


def method_bars(
    methods: pd.DataFrame, names: Mapping[str, str], colours: Palette, wording: Wording
) -> Spec:
    """A bar a method of one place, from BY_METHOD: visits that used it, and their share."""
    return _bars(
        [names[method] for method in methods["method"]],
        methods["visits"].astype(float).tolist(),
        methods["n"].tolist(),
        colours,
        wording,
    )


def stream_bars(
    streams: pd.DataFrame, names: Mapping[str, str], colours: Palette, wording: Wording
) -> Spec:
    """A bar a workstream of one place, from BY_STREAM: its weight, and its share of the visits."""
    return _bars(
        [names[stream] for stream in streams["stream"]],
        streams["weight"].tolist(),
        streams["n"].tolist(),
        colours,
        wording,
    )


def _bars(
    names: Sequence[str],
    values: Sequence[float],
    totals: Sequence[int],
    colours: Palette,
    wording: Wording,
) -> Spec:
    rows = list(range(len(names)))
    spec: Spec = {
        "data": [
            {
                "type": "bar",
                "name": "visits",
                "orientation": "h",
                "x": list(values),
                "y": rows,
                "width": 0.5,
                "marker": {"color": colours.blue, "line": {"width": 0}},
                "hoverinfo": "skip",
            }
        ],
        "layout": layout(colours, height=_ROW * len(rows) + 20, margin=(8, 8, _LABEL_COLUMN, 6)),
    }
    spec["layout"]["xaxis"] = axis(colours, range=[0, max([1.0, *totals])], visible=False)
    spec["layout"]["yaxis"] = _names_axis(names, colours)
    spec["layout"]["annotations"] = [
        note(_beside(value, n, wording), colours.ink, x=1.02, y=row, xref="paper", xanchor="left")
        for row, value, n in zip(rows, values, totals, strict=True)
    ]
    return spec


def _beside(value: float, n: int, wording: Wording) -> str:
    if not n:
        return wording.text("figures.nothing_known")
    percent = wording.percent(value / n)
    return wording.text("figures.beside", percent=percent, n=wording.number(value), total=n)


def interval_strip(
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
        "layout": layout(
            colours, height=_STRIP_ROW * len(at) + 40, margin=(8, 28, _STRIP_COLUMN, 6)
        ),
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
    key = "figures.days_ago" if row["visits"] else "figures.never_visited"
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
