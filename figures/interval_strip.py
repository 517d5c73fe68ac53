"""How long ago: UNIT_VISITS with a level each goes in; a strip of units a type comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from figures.labels import escaped, lines
from figures.rows import row_axis
from figures.theme import NOTE_SIZE, Palette, Spec, axis, layout, note

_ROW = 60
_STEP = 0.11
_TICKS = 14


def interval_strip(
    units: pd.DataFrame, names: Mapping[str, str], colours: Palette, wording: Wording
) -> Spec:
    """A mark a unit at the days since its last visit, by type; the interval is a line.

    `units` are UNIT_VISITS with `level` (normal, attention or key), which sets the mark's shape;
    an open mark was never visited and counts from the launch. Marks follow the frame's order.
    """
    types = list(dict.fromkeys(units["type_id"]))
    rows = {type_id: row for row, type_id in enumerate(t for t in names if t in types)}
    top = max([2 * _TICKS, *units["days"]])
    ticks = list(range(0, int(top) + 1, _TICKS if top <= 6 * _TICKS else 2 * _TICKS))
    spec: Spec = {
        "data": [_marks(units, rows, colours, wording)],
        "layout": layout(colours, height=_ROW * len(rows) + 58, margin=(8, 30, 12, 28)),
    }
    spec["layout"]["xaxis"] = axis(
        colours,
        range=[-2, top + 3],
        tickvals=ticks,
        ticktext=[wording.text("figures.days", n=day) for day in ticks],
    )
    spec["layout"]["yaxis"] = row_axis([names[type_id] for type_id in rows], colours)
    spec["layout"]["shapes"] = _limits(units, rows, colours)
    spec["layout"]["annotations"] = [_legend(colours, wording)]
    return spec


def _marks(
    units: pd.DataFrame, rows: Mapping[str, int], colours: Palette, wording: Wording
) -> Spec:
    shapes = {"normal": "circle", "attention": "triangle-up", "key": "square"}
    paints = {"normal": colours.blue_middle, "attention": colours.amber, "key": colours.red}
    return {
        "type": "scatter",
        "name": "units",
        "mode": "markers",
        "x": units["days"].tolist(),
        "y": _heights(units, rows),
        "marker": {
            "symbol": [
                shapes[level] + ("-open" if n == 0 else "")
                for level, n in zip(units["level"], units["visits"], strict=True)
            ],
            "color": [paints[level] for level in units["level"]],
            "size": 7,
            "line": {"width": 1, "color": colours.surface},
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": False,
        "hovertext": [_hover(row, wording) for row in units.to_dict("records")],
        "hoverinfo": "text",
    }


def _heights(units: pd.DataFrame, rows: Mapping[str, int]) -> list[float]:
    """Each mark's height: those of one type and day lie above one another, around its row."""
    days = list(zip(units["type_id"], units["days"], strict=True))
    many, so_far, heights = Counter(days), Counter[tuple[str, int]](), []
    for place in days:
        step = min(_STEP, 0.8 / many[place])
        heights.append(rows[place[0]] + step * (so_far[place] - (many[place] - 1) / 2))
        so_far[place] += 1
    return heights


def _hover(row: Mapping[object, object], wording: Wording) -> str:
    key = "figures.visited_ago" if row["visits"] else "figures.never_visited"
    return lines(
        escaped(str(row["name"])),
        wording.text(key, days=row["days"]),
        wording.text("figures.visit_count", n=row["visits"]) if row["visits"] else "",
    )


def _limits(units: pd.DataFrame, rows: Mapping[str, int], colours: Palette) -> list[Spec]:
    limits = dict(zip(units["type_id"], units["limit"], strict=True))
    return [
        {
            "type": "line",
            "x0": limits[type_id],
            "x1": limits[type_id],
            "y0": row - 0.42,
            "y1": row + 0.42,
            "layer": "below",
            "line": {"color": colours.ink, "width": 1.5},
        }
        for type_id, row in rows.items()
        if limits[type_id] == limits[type_id]
    ]


def _legend(colours: Palette, wording: Wording) -> Spec:
    told = note(
        wording.text("figures.interval_legend"),
        colours.grey,
        x=0,
        xref="paper",
        y=1,
        yref="paper",
        font={"size": NOTE_SIZE, "color": colours.grey},
    )
    return told | {"xanchor": "left", "yanchor": "bottom", "yshift": 8}
