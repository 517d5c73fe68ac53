"""What a change is made of: one WATERFALL line goes in; its parts, each beginning where the one
before ends, come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from campaign import Wording
from figures.labels import lines
from figures.rows import row_axis
from figures.theme import Palette, Spec, axis, layout, note

_PARTS = ("newly_in", "newly_missing", "within", "denominators", "moves")
_COUNTED = ("newly_in", "newly_missing", "moves")
_ROW, _HALF, _COLUMN = 28, 0.25, 58


@dataclass(frozen=True)
class _Step:
    """One part: from where it goes to where, and how many units it is about (-1: not counted)."""

    name: str
    start: float
    end: float
    n: int

    @property
    def change(self) -> float:
        """What the part adds."""
        return self.end - self.start


def waterfall_steps(line: pd.Series, colours: Palette, wording: Wording) -> Spec:
    """A row for the share before, for each part that is there and for the share now.

    A part that raises the share is solid, one that lowers it hatched, and each is told with its
    sign behind it, so that it reads in black and white. The axis begins near the shares, not at 0:
    the shares are dots, and only the parts have a length.
    """
    steps = _steps(line)
    levels = [float(line["previous"]), *(step.end for step in steps), float(line["value"])]
    rows = len(steps) + 2
    spec: Spec = {
        "data": [
            _joints(levels, colours),
            _bars("more", [s.change > 0 for s in steps], steps, colours, wording),
            _bars("less", [s.change < 0 for s in steps], steps, colours, wording),
            _ends(line, rows, colours),
        ],
        "layout": layout(colours, height=_ROW * rows + 30, margin=(8, 4, _COLUMN, 24)),
    }
    room = max(0.01, 0.08 * (max(levels) - min(levels)))
    between = [max(0.0, min(levels) - room), min(1.0, max(levels) + room)]
    spec["layout"]["xaxis"] = axis(colours, range=between, nticks=4, tickformat=".0%")
    names = ["previous", *(step.name for step in steps), "value"]
    spec["layout"]["yaxis"] = row_axis(
        [wording.text(f"figures.waterfall.{name}") for name in names], colours
    )
    spec["layout"]["annotations"] = _figures(line, steps, colours, wording)
    return spec


def _steps(line: pd.Series) -> list[_Step]:
    """The parts in their order; one that is nothing and about nobody is left out, work never is."""
    steps, at = [], float(line["previous"])
    for name in _PARTS:
        part = float(line[name])
        n = int(line[f"n_{name}"]) if name in _COUNTED else -1
        if name == "within" or n > 0 or abs(part) > 1e-12:
            steps.append(_Step(name, at, at + part, n))
        at += part
    return steps


def _bars(
    name: str, shown: Sequence[bool], steps: Sequence[_Step], colours: Palette, wording: Wording
) -> Spec:
    own = [(row, step) for row, step in enumerate(steps, start=1) if shown[row - 1]]
    is_more = name == "more"
    marker: Spec = {"color": colours.blue, "line": {"color": colours.blue, "width": 1}}
    if not is_more:
        marker["color"] = colours.surface
        marker["pattern"] = {"shape": "/", "fgcolor": colours.blue, "size": 5, "solidity": 0.35}
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "x": [abs(step.change) for _, step in own],
        "base": [min(step.start, step.end) for _, step in own],
        "y": [row for row, _ in own],
        "width": 2 * _HALF,
        "marker": marker,
        "hovertext": [_hover(step, wording) for _, step in own],
        "hoverinfo": "text",
    }


def _joints(levels: Sequence[float], colours: Palette) -> Spec:
    """Thin lines from the end of each row to the beginning of the next."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, (level, _) in enumerate(pairwise(levels)):
        x += [level, level, None]
        y += [row, row + 1, None]
    return {
        "type": "scatter",
        "name": "joints",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colours.grey, "width": 1},
        "hoverinfo": "skip",
    }


def _ends(line: pd.Series, rows: int, colours: Palette) -> Spec:
    """The share before as a hollow dot and the share now as a full one."""
    return {
        "type": "scatter",
        "name": "shares",
        "mode": "markers",
        "x": [float(line["previous"]), float(line["value"])],
        "y": [0, rows - 1],
        "marker": {
            "size": 11,
            "color": [colours.surface, colours.blue],
            "line": {"color": colours.blue, "width": 2},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _figures(
    line: pd.Series, steps: Sequence[_Step], colours: Palette, wording: Wording
) -> list[Spec]:
    told = [
        wording.percent(line["previous"]),
        *(_signed(step.change) for step in steps),
        wording.percent(line["value"]),
    ]
    return [
        note(text, colours.ink, x=1.02, y=row, xref="paper", xanchor="left")
        for row, text in enumerate(told)
    ]


def _signed(change: float) -> str:
    """A change in percentage points with its sign; one that rounds to nothing has none."""
    points = round(100 * change, 1)
    sign = "+" if points > 0 else "\u2212" if points < 0 else ""
    return f"{sign}{abs(points):.1f}"


def _hover(step: _Step, wording: Wording) -> str:
    return lines(
        wording.text(f"figures.waterfall.{step.name}"),
        wording.text("figures.waterfall.points", points=_signed(step.change)),
        wording.text("figures.waterfall.units", n=step.n) if step.n >= 0 else "",
    )
