"""Work against its own limits: CONTROL of one place goes in; a line inside its band comes out."""

from __future__ import annotations

import math

import pandas as pd

from campaign import Wording
from figures.courses import End, band, course, ends, marked
from figures.labels import lines, week_ticks
from figures.theme import Palette, Spec, axis, layout, note

_SIGNALS = {
    **dict.fromkeys(("above", "high", "rising"), "triangle-up"),
    **dict.fromkeys(("below", "low", "falling"), "triangle-down"),
}


def control_line(
    control: pd.DataFrame, colours: Palette, wording: Wording, *, height: int = 200
) -> Spec:
    """The week's figure as a line inside the band of what chance allows, the mean dashed.

    A busy week is a hollow mark with its word, a week out of the ordinary a triangle with its
    word; a week nobody reported is a gap. Too few weeks have no band.
    """
    rows = control.sort_values("week")
    weeks = rows["week"].tolist()
    top = rows[["value", "upper"]].max().max()
    top = 1.15 * float(top) if top > 0 else 1.0
    is_bare = rows["upper"].isna().all()
    spec: Spec = {
        "data": [
            *([] if is_bare else band(rows, "lower", "upper", colours.blue_faint)),
            course(rows, "mean", {"color": colours.grey, "width": 1.5, "dash": "dash"}),
            _values(rows, colours, wording),
        ],
        "layout": layout(colours, height=height, margin=(24, 12, 118, 30)),
    }
    spec["layout"]["xaxis"] = axis(colours, ticklabelstandoff=4, **week_ticks(weeks, wording))
    if len(weeks) > 1:
        spec["layout"]["xaxis"]["range"] = [weeks[0] - 0.5, weeks[-1] + 0.5]
    spec["layout"]["yaxis"] = axis(colours, range=[0, top], nticks=4)
    spec["layout"]["annotations"] = [
        *_ends(rows, colours, wording, gap=17 * top / (height - 40), top=top),
        *_marks(rows, colours, wording),
    ]
    return spec


def _values(rows: pd.DataFrame, colours: Palette, wording: Wording) -> Spec:
    marker = {
        "color": [colours.surface if is_busy else colours.blue for is_busy in rows["is_busy"]],
        "line": {"color": colours.blue, "width": 2},
        "opacity": 1,  # marks of several sizes are see-through otherwise
        "size": [11 if label else 7 for label in rows["label"]],
        "symbol": [_SIGNALS.get(label, "circle") for label in rows["label"]],
    }
    line = course(rows, "value", {"color": colours.blue, "width": 2.5})
    return marked(line, marker, [_hover(row, wording) for _, row in rows.iterrows()])


def _hover(row: pd.Series, wording: Wording) -> str:
    told = [wording.text("week.short", number=row["week"])]
    if math.isnan(row["value"]):
        return lines(*told, wording.text("figures.nothing_known"))
    told.append(wording.text("figures.control.value", n=_number(row["value"], wording)))
    if not math.isnan(row["upper"]):
        low, high = _number(row["lower"], wording), _number(row["upper"], wording)
        told.append(wording.text("figures.control.limits", lowest=low, highest=high))
    if row["label"]:
        told.append(wording.text(f"figures.control.{row['label']}"))
    if row["is_busy"]:
        told.append(wording.text("figures.control.busy.hover"))
    return lines(*told)


def _marks(rows: pd.DataFrame, colours: Palette, wording: Wording) -> list[Spec]:
    """The words of busy weeks, once a run of them, and of the last week that is out of bounds."""
    told = []
    before = -9
    for _, row in rows[rows["is_busy"] & rows["value"].notna()].iterrows():
        if row["week"] != before + 1:
            text = wording.text("figures.control.busy")
            told.append(
                note(text, colours.grey, x=int(row["week"]), y=float(row["value"]), yshift=-14)
            )
        before = row["week"]
    signals = rows[rows["label"] != ""]
    if len(signals):
        last = signals.iloc[-1]
        text = wording.text(f"figures.control.{last['label']}")
        told.append(
            note(
                text,
                colours.ink,
                x=int(last["week"]),
                y=float(last["value"]),
                yshift=14,
                xanchor="right",
            )
        )
    return told


def _ends(
    rows: pd.DataFrame, colours: Palette, wording: Wording, *, gap: float, top: float
) -> list[Spec]:
    """The last value, the mean and the limits, written behind the end of their lines."""
    told: list[End] = []
    known = rows[rows["value"].notna()]
    if len(known):
        value = float(known.iloc[-1]["value"])
        text = wording.text("figures.control.now", n=_number(value, wording))
        told.append((value, text, colours.blue))
    last = rows.iloc[-1] if len(rows) else None
    if last is not None and not math.isnan(last["upper"]):
        for name in ("mean", "upper", "lower"):
            text = wording.text(f"figures.control.{name}", n=_number(last[name], wording))
            told.append((float(last[name]), text, colours.grey))
    return ends(told, gap, 0.02 * top, 0.98 * top)


def _number(value: float, wording: Wording) -> str:
    return wording.number(round(float(value), 1))
