"""Who did how much when: UNIT_WEEKS goes in; a grid of units and weeks comes out, a count or the
word for why there is none in each cell."""

from __future__ import annotations

import math

import pandas as pd

from campaign import Label, Wording
from figures.labels import bare_points, escaped, lines, week_ticks
from figures.theme import LABEL_SIZE, NOTE_SIZE, Palette, Spec, axis, layout

_ROW = 22
_HEAD = 34
_UNKNOWN = ("missing", "no_row", "held")


def unit_grid(weeks: pd.DataFrame, colours: Palette, wording: Wording, *, measure: Label) -> Spec:
    """A cell a unit and week, in the frame's order from the top.

    The ground is paler the smaller the count; a zero is written 0 on the bare ground; a cell nobody
    filled has a word on grey. Points without a mark lie over the cells, one a line of the frame, so
    that a cell can be pressed.
    """
    ids = list(dict.fromkeys(weeks["unit_id"]))
    numbers = sorted(set(weeks["week"]))
    at = {unit_id: row for row, unit_id in enumerate(ids)}
    names = dict(zip(weeks["unit_id"], weeks["name"], strict=True))
    spec: Spec = {
        "data": [
            _cells(weeks, at, numbers, colours, wording),
            bare_points(weeks, at, [_hover(row, wording, measure) for _, row in weeks.iterrows()]),
        ],
        "layout": layout(colours, height=_ROW * len(ids) + _HEAD, margin=(8, 28, 8, 6)),
    }
    spec["layout"]["xaxis"] = axis(
        colours,
        side="top",
        range=[numbers[0] - 0.5, numbers[-1] + 0.5] if numbers else [0, 1],
        **week_ticks(numbers, wording, most=16),
    )
    spec["layout"]["yaxis"] = axis(
        colours,
        tickvals=list(at.values()),
        ticktext=[escaped(names[unit_id]) for unit_id in ids],
        tickfont={"size": LABEL_SIZE, "color": colours.ink},
        range=[len(ids) - 0.5, -0.5],
        automargin=True,
        ticklabelstandoff=8,
    )
    return spec


def _cells(
    weeks: pd.DataFrame,
    at: dict[str, int],
    numbers: list[int],
    colours: Palette,
    wording: Wording,
) -> Spec:
    tones: list[list[int | None]] = [[None] * len(numbers) for _ in at]
    texts = [[""] * len(numbers) for _ in at]
    steps = _steps(weeks["value"].max())
    for unit_id, week, value, state in zip(
        weeks["unit_id"], weeks["week"], weeks["value"], weeks["state"], strict=True
    ):
        row, column = at[unit_id], numbers.index(week)
        tones[row][column] = _tone(value, state, steps)
        texts[row][column] = _written(value, state, wording)
    return {
        "type": "heatmap",
        "name": "counts",
        "x": numbers,
        "y": list(at.values()),
        "z": tones,
        "zmin": -0.5,
        "zmax": 4.5,
        "colorscale": _scale(colours),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": texts,
        "texttemplate": "%{text}",
        "textfont": {"size": NOTE_SIZE, "color": colours.ink},
        "hoverinfo": "skip",
    }


def _hover(row: pd.Series, wording: Wording, measure: Label) -> str:
    week = wording.text("week.short", number=row["week"])
    if math.isnan(row["value"]):
        said = wording.text(f"figures.count_state.{row['state']}")
    else:
        value = wording.number(row["value"])
        said = wording.text("figures.in_week", value=value, measure=wording.label(measure))
    return lines(escaped(row["name"]), week, said, *_counted(row, wording))


def _counted(row: pd.Series, wording: Wording) -> list[str]:
    """How the figure counts where that is not what its cell says."""
    said = [wording.text("figures.derived")] if row["is_derived"] else []
    if row["sent"] == row["sent"] and row["sent"] != row["value"]:
        said.append(wording.text("figures.including", sent=wording.number(row["sent"])))
    return said


def _written(value: float, state: str, wording: Wording) -> str:
    if not math.isnan(value):
        return wording.number(value)
    return wording.text(f"figures.count_cell.{state}").strip()


def _tone(value: float, state: str, steps: list[float]) -> int | None:
    """0 unknown, 1 zero, 2-4 the thirds of what was reported; None is no cell at all."""
    if not math.isnan(value):
        return 1 + sum(value > step for step in steps)
    return 0 if state in _UNKNOWN else 1


def _steps(highest: float) -> list[float]:
    """Zero and the two thirds of the highest count."""
    top = 3.0 if math.isnan(highest) else max(3.0, float(highest))
    return [0, top / 3, 2 * top / 3]


def _scale(colours: Palette) -> list[list[object]]:
    grounds = (
        colours.panel,
        colours.surface,
        colours.blue_faint,
        colours.blue_pale,
        colours.blue_middle,
    )
    return [
        [edge, ground]
        for i, ground in enumerate(grounds)
        for edge in (i / len(grounds), (i + 1) / len(grounds))
    ]
