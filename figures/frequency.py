"""Work week by week: FREQUENCY of one place goes in; columns under a cumulative line come out."""

from __future__ import annotations

import math

import pandas as pd

from campaign import Label, Quantity, Wording
from figures.courses import End, course, ends, known, marked
from figures.labels import lines, since_launch, week_ticks
from figures.theme import NOTE_SIZE, Palette, Spec, axis, layout, note

_ABOVE: Spec = {"yaxis": "y2"}
_MOST_LABELLED = 10


def weekly_columns(
    frequency: pd.DataFrame,
    quantity: Quantity,
    colours: Palette,
    wording: Wording,
    *,
    height: int = 300,
) -> Spec:
    """Weekly sums as columns below, the cumulative and its plan as lines above.

    A reported zero is written 0; a week nobody reported has no column but the word for a gap.
    """
    rows = frequency.sort_values("week")
    weeks = rows["week"].tolist()
    spec: Spec = {
        "data": [
            _columns(rows, colours, wording, quantity.measure),
            course(rows, "plan", {"color": colours.ink, "width": 1.5, "dash": "dash"}) | _ABOVE,
            _cumulative(rows, colours, wording, quantity.measure),
        ],
        "layout": layout(colours, height=height, margin=(16, 14, 150, 28)),
    }
    top = _highest(rows[["cumulative", "plan"]].max().max())
    spec["layout"] |= {
        "xaxis": axis(colours, anchor="y", **week_ticks(weeks, wording)),
        "yaxis": axis(
            colours,
            domain=[0, 0.40],
            range=[0, 1.3 * _highest(rows["week_sum"].max())],
            visible=False,
        ),
        "yaxis2": axis(colours, domain=[0.52, 1], range=[0, 1.1 * top], visible=False),
    }
    if weeks:
        spec["layout"]["xaxis"]["range"] = [weeks[0] - 0.6, weeks[-1] + 0.6]
    spec["layout"]["annotations"] = [
        *_ends(rows, quantity.measure, colours, wording, height, top),
        *_gaps(rows, colours, wording),
        note(
            wording.text("figures.by_week", measure=wording.label(quantity.measure)),
            colours.grey, x=1.01, xref="paper", y=0.2, yref="paper", xanchor="left",
        ),
    ]  # fmt: skip
    return spec


def _columns(rows: pd.DataFrame, colours: Palette, wording: Wording, measure: Label) -> Spec:
    said = _labelled(rows["week_sum"])
    return {
        "type": "bar",
        "name": "week_sum",
        "x": rows["week"].tolist(),
        "y": known(rows["week_sum"]),
        "marker": {"color": colours.blue_middle, "line": {"width": 0}},
        "text": [
            wording.number(value) if is_said else ""
            for value, is_said in zip(rows["week_sum"], said, strict=True)
        ],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": NOTE_SIZE, "color": colours.ink},
        "constraintext": "none",
        "cliponaxis": False,
        "hovertext": [_week_hover(row, wording, measure) for _, row in rows.iterrows()],
        "hoverinfo": "text",
    }


def _cumulative(rows: pd.DataFrame, colours: Palette, wording: Wording, measure: Label) -> Spec:
    line = course(rows, "cumulative", {"color": colours.blue, "width": 2.5}) | _ABOVE
    hover = [
        lines(
            wording.text("week.short", number=row["week"]),
            since_launch(row, wording, measure),
            wording.text("figures.known_from", n=row["n_known"], total=row["n_expected"]),
        )
        for _, row in rows.iterrows()
    ]
    return marked(line, {"color": colours.blue, "size": 5}, hover)


def _week_hover(row: pd.Series, wording: Wording, measure: Label) -> str:
    week = wording.text("week.short", number=row["week"])
    if math.isnan(row["week_sum"]):
        return lines(week, wording.text("figures.gap"))
    return lines(
        week,
        wording.text(
            "figures.in_week",
            value=wording.number(row["week_sum"]),
            measure=wording.label(measure),
        ),
        wording.text("figures.known_from", n=row["n_reported"], total=row["n_expected"]),
    )


def _ends(
    rows: pd.DataFrame,
    measure: Label,
    colours: Palette,
    wording: Wording,
    height: int,
    top: float,
) -> list[Spec]:
    told: list[End] = []
    told_of = rows[rows["cumulative"].notna()]
    if len(told_of):
        last = told_of.iloc[-1]
        told.append((last["cumulative"], since_launch(last, wording, measure), colours.blue))
    planned = rows[rows["plan"].notna()]
    if len(planned):
        plan = planned.iloc[-1]["plan"]
        text = wording.text("figures.plan_of", plan=wording.number(round(plan, 1)))
        told.append((plan, text, colours.ink))
    gap = 17 * 1.1 * top / ((height - 42) * 0.48)
    return ends(told, gap, 0, 1.1 * top, yref="y2")


def _gaps(rows: pd.DataFrame, colours: Palette, wording: Wording) -> list[Spec]:
    word = wording.text("figures.gap_mark")
    return [
        note(word, colours.grey, x=week, y=0, yref="y", yanchor="bottom")
        for week in rows.loc[rows["week_sum"].isna(), "week"].tolist()
    ]


def _labelled(sums: pd.Series) -> list[bool]:
    """Which columns carry their number: all of a few, else the last known one and the highest."""
    known = sums[sums.notna()]
    told = set(known.index) if len(sums) <= _MOST_LABELLED else {*known.index[-1:]}
    if len(known):
        told.add(known.idxmax())
    return [row in told for row in sums.index]


def _highest(value: float) -> float:
    return float(value) if value > 0 else 1.0
