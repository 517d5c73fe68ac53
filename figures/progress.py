"""A share week by week: STANDING of one place goes in; a line beside its plan comes out."""

from __future__ import annotations

import pandas as pd

from campaign import Wording
from figures.courses import End, band, course, ends, marked
from figures.labels import lines, share_lines, week_ticks
from figures.theme import Palette, Spec, axis, layout

_TOP = 1.04


def coverage_line(
    standing: pd.DataFrame, colours: Palette, wording: Wording, *, height: int = 220
) -> Spec:
    """The share as a line, its plan dashed, and the band between lowest and highest where units are
    unknown. One line of STANDING a week; weeks without a value are gaps. Where the rows have
    `others` (`beside_others`), these are a grey line, named at its end."""
    rows = standing.sort_values("week")
    spec: Spec = {
        "data": [
            *_bounds(rows, colours),
            course(rows, "plan", {"color": colours.ink, "width": 1.5, "dash": "dash"}),
            *_others(rows, colours),
            _value(rows, colours, wording),
        ],
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


def _value(rows: pd.DataFrame, colours: Palette, wording: Wording) -> Spec:
    hover = [
        lines(wording.text("week.short", number=row["week"]), *share_lines(row, wording))
        for _, row in rows.iterrows()
    ]
    line = course(rows, "value", {"color": colours.blue, "width": 2.5})
    return marked(line, {"color": colours.blue, "size": 6}, hover)


def _others(rows: pd.DataFrame, colours: Palette) -> list[Spec]:
    line = {"color": colours.grey, "width": 1.5}
    return [course(rows, "others", line)] if "others" in rows else []


def _bounds(rows: pd.DataFrame, colours: Palette) -> list[Spec]:
    if not (rows["lowest"] < rows["highest"]).any():
        return []
    return band(rows, "lowest", "highest", colours.blue_faint)


def _ends(rows: pd.DataFrame, colours: Palette, wording: Wording, height: int) -> list[Spec]:
    """The last value and plan, written behind the end of their lines."""
    told: list[End] = []
    known = rows[rows["value"].notna()]
    if len(known):
        last = known.iloc[-1]
        told.append((last["value"], wording.percent(last["value"]), colours.blue))
    planned = rows[rows["plan"].notna()]
    if len(planned):
        plan = planned.iloc[-1]["plan"]
        text = wording.text("figures.plan_of", plan=wording.percent(plan))
        told.append((plan, text, colours.ink))
    if "others" in rows and len(beside := rows["others"].dropna()):
        text = wording.text("figures.others", share=wording.percent(beside.iloc[-1]))
        told.append((beside.iloc[-1], text, colours.grey))
    return ends(told, 17 * _TOP / (height - 40), 0.03, 1.0)
