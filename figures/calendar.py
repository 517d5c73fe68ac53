"""Who reported when: ARRIVALS goes in; a grid of units and weeks comes out, a word in each cell."""

from __future__ import annotations

import pandas as pd

from campaign import Wording
from figures.labels import bare_points, escaped, lines, week_ticks
from figures.theme import LABEL_SIZE, NOTE_SIZE, Palette, Spec, axis, layout

_ROW = 24
STATES = ("on_time", "late", "held", "missing", "exempt", "unexpected", "not_expected")


def reporting_calendar(arrivals: pd.DataFrame, colours: Palette, wording: Wording) -> Spec:
    """A cell a unit and week, in the frame's order from the top. The word in the cell says the
    state; the ground only helps the eye: the darker, the more surely the report is in. A point over
    each cell, one a line of the frame, can be pressed."""
    names = dict(zip(arrivals["unit_id"], arrivals["name"], strict=True))
    weeks = sorted(set(arrivals["week"]))
    told = zip(arrivals["name"], arrivals["week"], arrivals["state"], strict=True)
    hover = [_hover(name, week, state, wording) for name, week, state in told]
    spec: Spec = {
        "data": [
            _cells(arrivals, list(names), weeks, colours, wording),
            bare_points(arrivals, {unit: row for row, unit in enumerate(names)}, hover),
        ],
        "layout": layout(colours, height=_ROW * len(names) + 40, margin=(8, 30, 8, 6)),
    }
    spec["layout"] |= _axes(weeks, list(names.values()), colours, wording)
    return spec


def _cells(
    arrivals: pd.DataFrame, ids: list[str], weeks: list[int], colours: Palette, wording: Wording
) -> Spec:
    at = zip(arrivals["unit_id"], arrivals["week"], strict=True)
    stood = dict(zip(at, arrivals["state"], strict=True))
    states = [[stood.get((unit, week), "not_expected") for week in weeks] for unit in ids]
    words = {state: wording.text(f"figures.cell.{state}") for state in STATES}
    return {
        "type": "heatmap",
        "name": "states",
        "x": weeks,
        "y": list(range(len(ids))),
        "z": [[STATES.index(state) for state in row] for row in states],
        "zmin": -0.5,
        "zmax": len(STATES) - 0.5,
        "colorscale": _steps(colours),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": [[words[state] for state in row] for row in states],
        "texttemplate": "%{text}",
        "textfont": {"size": NOTE_SIZE, "color": colours.ink},
        "hoverinfo": "skip",
    }


def _axes(weeks: list[int], names: list[str], colours: Palette, wording: Wording) -> Spec:
    return {
        "xaxis": axis(
            colours,
            side="top",
            **week_ticks(weeks, wording, most=8),  # sixteen would be turned in half a page
        ),
        "yaxis": axis(
            colours,
            tickvals=list(range(len(names))),
            ticktext=[escaped(name) for name in names],
            tickfont={"size": LABEL_SIZE, "color": colours.ink},
            range=[len(names) - 0.5, -0.5],
            automargin=True,
            ticklabelstandoff=8,
        ),
    }


def _hover(name: str, week: int, state: str, wording: Wording) -> str:
    return lines(
        escaped(name),
        wording.text("week.short", number=week),
        wording.text(f"figures.state.{state}"),
    )


def _steps(colours: Palette) -> list[list[object]]:
    grounds = {"on_time": colours.blue_pale, "late": colours.blue_faint, "held": colours.panel}
    steps: list[list[object]] = []
    for i, state in enumerate(STATES):
        ground = grounds.get(state, colours.surface)
        steps += [[i / len(STATES), ground], [(i + 1) / len(STATES), ground]]
    return steps
