"""Words on marks: names and positions go in; escaped texts and free places come out."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence

import pandas as pd

from campaign import Label, Wording


def escaped(name: str) -> str:
    """A name as plotly shows it letter by letter: names are text, never markup."""
    return html.escape(name, quote=False)


def lines(*parts: str) -> str:
    """The lines of a hover text; empty ones are left out."""
    return "<br>".join(part for part in parts if part)


def is_empty(frame: pd.DataFrame, column: str = "value") -> bool:
    """Whether there is nothing to draw, so that the page says so in words."""
    return bool(frame[column].isna().all())


def spaced(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The positions moved apart by at least `gap`, in their order, inside low…high if they fit."""
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    moved = [0.0] * len(positions)
    floor = low
    for i in order:
        moved[i] = max(positions[i], floor)
        floor = moved[i] + gap
    ceiling = high
    for i in reversed(order):
        moved[i] = min(moved[i], ceiling)
        ceiling = moved[i] - gap
    return moved


def free_side(left: float, right: float, line: float, width: float) -> tuple[float, str]:
    """Where the label of a mark from left to right goes on an axis of 0-1: its x and anchor.

    Right of the mark, else left of it, wherever it neither leaves the axis nor meets the line; with
    no room on either side, the right end of the axis.
    """
    gap = 0.02
    for start, anchor in ((right + gap, "left"), (left - gap - width, "right")):
        inside = start >= 0 and start + width <= 1
        clear = math.isnan(line) or not start - gap < line < start + width + gap
        if inside and clear:
            return (start, "left") if anchor == "left" else (start + width, "right")
    return 1 + gap, "left"


def week_ticks(numbers: Iterable[int], wording: Wording, most: int = 6) -> dict[str, object]:
    """Ticks at the first and last week and evenly between, few enough to be read."""
    weeks = sorted(set(numbers))
    if not weeks:
        return {"tickvals": [], "ticktext": []}
    step = max(1, math.ceil((weeks[-1] - weeks[0]) / (most - 1)))
    shown = [week for week in range(weeks[0], weeks[-1] + 1, step) if weeks[-1] - week >= step]
    shown.append(weeks[-1])
    return {
        "tickangle": 0,
        "tickvals": shown,
        "ticktext": [wording.text("figures.week", number=week) for week in shown],
    }


def since_launch(row: pd.Series, wording: Wording, measure: Label) -> str:
    """What a row of FREQUENCY knows since the launch, at least or in all."""
    if math.isnan(row["cumulative"]):
        return wording.text("figures.nothing_known")
    key = "figures.at_least" if row["is_lower_bound"] else "figures.cumulative"
    value = wording.number(row["cumulative"])
    return wording.text(key, value=value, measure=wording.label(measure))


def share_lines(row: pd.Series, wording: Wording) -> tuple[str, ...]:
    """A share with its n/N, its plan and, where units are unknown, its bounds."""
    if math.isnan(row["value"]):
        return (wording.text("figures.nothing_known"),)
    told = [
        wording.text(
            "figures.share",
            percent=wording.percent(row["value"]),
            n=wording.number(row["numerator"]),
            total=wording.number(row["denominator"]),
        )
    ]
    if not math.isnan(row["plan"]):
        told.append(wording.text("figures.plan_of", plan=wording.percent(row["plan"])))
    if row["lowest"] < row["highest"]:
        low, high = wording.percent(row["lowest"]), wording.percent(row["highest"])
        told.append(wording.text("figures.bounds", lowest=low, highest=high))
    return tuple(told)
