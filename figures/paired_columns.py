"""Work beside what came of it, week by week: two counts a week go in; columns side by side come
out."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from campaign import Wording
from figures.courses import known
from figures.labels import lines, week_ticks
from figures.theme import NOTE_SIZE, Palette, Spec, axis, layout, note

_MOST_LABELLED = 10


def paired_columns(
    weeks: pd.DataFrame,
    work: str,
    outcome: str,
    colours: Palette,
    wording: Wording,
    *,
    names: tuple[str, str],
    gap: str,
    height: int = 200,
) -> Spec:
    """The columns `work` and `outcome` by `week`, under their names; `gap` is a week not known.
    Where there may be more, as a column of the same name and `_open` says, it is at least that.

    The outcome is hatched, so that the two differ in black and white.
    """
    rows = weeks.sort_values("week")
    numbers = rows["week"].tolist()
    top = float(rows[[work, outcome]].max().max()) if len(rows) else 0.0
    spec: Spec = {
        "data": [
            _columns(rows, work, names[0], colours, wording, gap),
            _columns(rows, outcome, names[1], colours, wording, gap),
        ],
        "layout": layout(colours, height=height, margin=(16, 26, 12, 28)),
    }
    hatch = {"shape": "/", "fgcolor": colours.blue, "size": 5}
    spec["data"][1]["marker"] |= {"color": colours.blue_faint, "pattern": hatch}
    spec["layout"] |= {
        "barmode": "group",
        "bargroupgap": 0.05,
        "xaxis": axis(colours, **week_ticks(numbers, wording)),
        "yaxis": axis(
            colours,
            range=[0, 1.2 * (top or 1.0)],
            visible=len(numbers) > _MOST_LABELLED,
            nticks=4,
            ticklabelstandoff=4,
            automargin=True,
        ),
        "annotations": _legend(names, colours),
    }
    if numbers:
        spec["layout"]["xaxis"]["range"] = [numbers[0] - 0.6, numbers[-1] + 0.6]
    return spec


def _columns(
    rows: pd.DataFrame,
    column: str,
    name: str,
    colours: Palette,
    wording: Wording,
    gap: str,
) -> Spec:
    return {
        "type": "bar",
        "name": column,
        "x": rows["week"].tolist(),
        "y": known(rows[column]),
        "marker": {"color": colours.blue_middle, "line": {"width": 0}},
        "text": _numbers(rows, column, wording, gap),
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": NOTE_SIZE, "color": colours.ink},
        "constraintext": "none",
        "cliponaxis": False,
        "hovertext": list(_hovers(rows, column, name, wording, gap)),
        "hoverinfo": "text",
    }


def _hovers(
    rows: pd.DataFrame, column: str, name: str, wording: Wording, gap: str
) -> Iterator[str]:
    each = zip(rows["week"], rows[column], _open(rows, column), strict=True)
    for week, value, n_open in each:
        said = gap if math.isnan(value) else wording.known(value, n_open)
        yield lines(wording.text("week.short", number=week), f"{name} {said}")


def _open(rows: pd.DataFrame, column: str) -> list[float]:
    """How much each of its figures leaves open; nothing where no column says so."""
    name = f"{column}_open"
    return rows[name].tolist() if name in rows else [0.0] * len(rows)


def _numbers(rows: pd.DataFrame, column: str, wording: Wording, gap: str) -> list[str]:
    """The number of every column of few; many are read off the axis."""
    if len(rows) > _MOST_LABELLED:
        return [""] * len(rows)
    return [
        gap if math.isnan(value) else wording.known(value, n_open, is_brief=True)
        for value, n_open in zip(rows[column], _open(rows, column), strict=True)
    ]


def _legend(names: tuple[str, str], colours: Palette) -> list[Spec]:
    marks = (
        f'<span style="color:{colours.blue_middle}">■</span> {names[0]}',
        f'<span style="color:{colours.blue}">▨</span> {names[1]}',
    )
    told = note(" &nbsp; ".join(marks), colours.grey, x=0, xref="paper", y=1, yref="paper")
    return [told | {"xanchor": "left", "yanchor": "bottom", "yshift": 8}]
