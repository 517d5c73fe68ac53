"""Counts by place and week or workstream: small frames in; a grid with the count in each cell out.

The ground only helps the eye: the darker, the more. A zero is written 0; what nobody reported has a
word, never a zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from campaign import Label, Wording
from figures.labels import escaped, lines, week_ticks
from figures.theme import LABEL_SIZE, NOTE_SIZE, Palette, Spec, axis, layout

_ROW = 26


@dataclass(frozen=True)
class _Cells:
    """A grid's names from the top, and by row the counts (NaN unknown), words and hovers."""

    names: Sequence[str]
    columns: Sequence[int]
    counts: Sequence[Sequence[float]]
    words: Sequence[Sequence[str]]
    hover: Sequence[Sequence[str]]


def visit_grid(
    counts: pd.DataFrame, names: Mapping[str, str], colours: Palette, wording: Wording
) -> Spec:
    """Visits of each group in each week, from VISIT_COUNTS; places keep the frame's order."""
    return _by_week(
        counts.rename(columns={"visits": "count"}),
        names,
        colours,
        wording,
        told=lambda row: wording.text("figures.visits", n=int(row["count"])),
    )


def session_grid(
    frequency: pd.DataFrame,
    names: Mapping[str, str],
    measure: Label,
    colours: Palette,
    wording: Wording,
) -> Spec:
    """Each unit's figure of each week, from FREQUENCY by unit; a week not reported says so."""

    def told(row: pd.Series) -> str:
        if math.isnan(row["count"]):
            return wording.text("figures.unit_gap")
        value = wording.number(row["count"])
        return wording.text("figures.in_week", value=value, measure=wording.label(measure))

    return _by_week(
        frequency.rename(columns={"week_sum": "count"}), names, colours, wording, told=told
    )


def effort_grid(
    streams: pd.DataFrame,
    names: Mapping[str, str],
    titles: Mapping[str, str],
    colours: Palette,
    wording: Wording,
) -> Spec:
    """The weight of each workstream in each group's visits, from BY_STREAM by group.

    `names` has the groups' labels, `titles` the workstreams'.
    """
    places, columns = _kept(streams["place_id"]), _kept(streams["stream"])
    rows = {(row["place_id"], row["stream"]): row for _, row in streams.iterrows()}
    told = [[rows[place, column] for column in columns] for place in places]
    cells = _Cells(
        names=[names[place] for place in places],
        columns=list(range(len(columns))),
        counts=[[float(row["weight"]) for row in line] for line in told],
        words=[[wording.number(row["weight"]) for row in line] for line in told],
        hover=[[_effort_hover(row, names, titles, wording) for row in line] for line in told],
    )
    ticks = {
        "tickvals": cells.columns,
        "ticktext": [escaped(titles[column]) for column in columns],
    }
    return _grid(cells, ticks, colours)


def _effort_hover(
    row: pd.Series, names: Mapping[str, str], titles: Mapping[str, str], wording: Wording
) -> str:
    share = "" if math.isnan(row["share"]) else wording.percent(row["share"])
    weight, n = wording.number(row["weight"]), int(row["n"])
    return lines(
        escaped(names[row["place_id"]]),
        escaped(titles[row["stream"]]),
        wording.text("figures.visit_weight", weight=weight, n=n),
        share,
    )


def _by_week(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    colours: Palette,
    wording: Wording,
    *,
    told: Callable[[pd.Series], str],
) -> Spec:
    places, weeks = _kept(frame["place_id"]), sorted(set(frame["week"]))
    rows = {(row["place_id"], row["week"]): row for _, row in frame.iterrows()}
    lined = [[rows.get((place, week)) for week in weeks] for place in places]
    cells = _Cells(
        names=[names[place] for place in places],
        columns=weeks,
        counts=[[_count(row) for row in line] for line in lined],
        words=[[_word(row, wording) for row in line] for line in lined],
        hover=[
            [
                ""
                if row is None
                else lines(
                    escaped(names[row["place_id"]]),
                    wording.text("week.short", number=row["week"]),
                    told(row),
                )
                for row in line
            ]
            for line in lined
        ],
    )
    return _grid(cells, week_ticks(weeks, wording, most=16), colours)


def _count(row: pd.Series | None) -> float:
    return math.nan if row is None else float(row["count"])


def _word(row: pd.Series | None, wording: Wording) -> str:
    """The count; a mark where it is unknown; nothing where the place was not there that week."""
    if row is None:
        return " "
    if math.isnan(row["count"]):
        return wording.text("figures.gap_mark")
    return wording.number(row["count"])


def _kept(column: pd.Series) -> list[str]:
    return list(dict.fromkeys(column))


def _grid(cells: _Cells, ticks: Mapping[str, object], colours: Palette) -> Spec:
    spec: Spec = {
        "data": [
            {
                "type": "heatmap",
                "name": "counts",
                "x": list(cells.columns),
                "y": list(range(len(cells.names))),
                "z": _grounds(cells.counts),
                "zmin": 0,
                "zmax": 3,
                "colorscale": _steps(colours),
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "text": [list(line) for line in cells.words],
                "texttemplate": "%{text}",
                "textfont": {"size": NOTE_SIZE, "color": colours.ink},
                "hovertext": [list(line) for line in cells.hover],
                "hoverinfo": "text",
            }
        ],
        "layout": layout(colours, height=_ROW * len(cells.names) + 40, margin=(8, 30, 8, 6)),
    }
    spec["layout"]["xaxis"] = axis(colours, side="top", **ticks)
    spec["layout"]["yaxis"] = axis(
        colours,
        tickvals=list(range(len(cells.names))),
        ticktext=[escaped(name) for name in cells.names],
        tickfont={"size": LABEL_SIZE, "color": colours.ink},
        range=[len(cells.names) - 0.5, -0.5],
        automargin=True,
        ticklabelstandoff=8,
    )
    return spec


def _grounds(counts: Sequence[Sequence[float]]) -> list[list[float]]:
    """0 for none or unknown, 1 for up to half of the grid's highest count, 2 for more."""
    highest = max((count for line in counts for count in line if count > 0), default=0.0)
    return [
        [0.5 if not count > 0 else 1.5 if count <= highest / 2 else 2.5 for count in line]
        for line in counts
    ]


def _steps(colours: Palette) -> list[list[object]]:
    grounds = (colours.surface, colours.blue_faint, colours.blue_pale)
    steps: list[list[object]] = []
    for i, ground in enumerate(grounds):
        steps += [[i / len(grounds), ground], [(i + 1) / len(grounds), ground]]
    return steps
