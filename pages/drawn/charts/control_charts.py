"""Work against its own limits, and its pace: a view and a quantity go in; a chart whose first line
says what it shows is drawn."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from figures import Spec, control_line, is_empty, process_icon
from pages.door import View, states
from pages.drawn.charts.chart import trend
from pages.drawn.charts.drawing import draw_trend
from pages.drawn.mark import weeks
from pages.markup import caption, index_hover, part, picture
from pages.readings import controls, pace_now

_DISTRICT = ""
_NO_LIMITS = ("too_few", "trial", "constant")
_UP = ("above", "high", "rising")
_LIKELY = {
    "reached": "met",
    "over_95": "met",
    "due": "short",
    "under_5": "short",
    "number": "open",
}


def control_chart(view: View, quantity_id: str, *, height: int = 190) -> None:
    """A reporting unit's week against the limits of chance; below it the same in words."""
    words = view.words
    label = words.label(view.pack.quantity[quantity_id].label)
    title = words.text("control.title", quantity=label)
    part(title, words.text("control.note"), hover=index_hover("control", words))
    place_id = _chosen(view, quantity_id)
    rows = _rows(view, quantity_id, place_id)
    if is_empty(rows):
        states.no_figures(words)
        return
    spec = _line(view, quantity_id, place_id, height)
    place = f"group:{place_id}" if place_id else ""
    marks = weeks(quantity_id, list(rows["week"]), place=place)
    draw_trend(view, spec, marks, key=f"control_{quantity_id}", alt=title)
    caption(control_words(view, rows), icon=_variation(view, rows))


@trend
def _line(view: View, quantity_id: str, place_id: str, height: int) -> Spec:
    rows = _rows(view, quantity_id, place_id)
    return control_line(rows, view.palette, view.words, height=height)


def _rows(view: View, quantity_id: str, place_id: str) -> pd.DataFrame:
    """CONTROL of all shown units, or of a group."""
    if place_id == _DISTRICT:
        return controls(view, quantity_id)
    by_group = controls(view, quantity_id, by="group")
    return by_group[by_group["place_id"] == place_id].reset_index(drop=True)


def _chosen(view: View, quantity_id: str) -> str:
    """All shown units, or the group picked; a view of one group has no choice."""
    words = view.words
    by_group = controls(view, quantity_id, by="group")
    groups = [g for g in view.pack.groups if (by_group["place_id"] == g.id).any()]
    if len(groups) < 2:
        return _DISTRICT
    labels = {_DISTRICT: words.text("control.all")} | {g.id: words.label(g.label) for g in groups}
    picked = st.selectbox(
        words.text("control.which"),
        list(labels),
        key=f"control_of_{quantity_id}",
        format_func=lambda place: labels[place],
        label_visibility="collapsed",
        width=240,
    )
    return picked or _DISTRICT


def control_words(view: View, rows: pd.DataFrame) -> str:
    """What the chart says: too few weeks, nothing out of the ordinary, or which week and how."""
    words, last = view.words, rows.iloc[-1]
    if last["status"] in _NO_LIMITS:
        return words.text(f"control.{last['status']}")
    signals = rows[rows["label"] != ""]
    if not len(signals):
        return words.text("control.ordinary")
    latest = signals.iloc[-1]
    week = words.text("week.short", number=latest["week"])
    return words.text("control.signal", week=week, what=words.text(f"control.{latest['label']}"))


def _variation(view: View, rows: pd.DataFrame) -> str:
    """The icon for what the latest signal says, or that there is none; none with too few weeks."""
    if rows.iloc[-1]["status"] in _NO_LIMITS:
        return ""
    signals = rows.loc[rows["label"] != "", "label"]
    shape = "ordinary" if signals.empty else "up" if signals.iloc[-1] in _UP else "down"
    return _icon(view, shape)


def _icon(view: View, shape: str) -> str:
    told = view.words.text(f"control.icon.{shape}")
    return picture(process_icon(shape, view.palette), "process", alt=told)


def pace_line(view: View, quantity_id: str) -> None:
    """The pace that is needed and, where it is said how likely that is, the icon for it."""
    if said := _pace_words(view, quantity_id):
        shape = _LIKELY.get(str(pace_now(view, quantity_id)["wording"].iloc[0]))
        caption(said, icon=_icon(view, shape) if shape else "")


def _pace_words(view: View, quantity_id: str) -> str:
    """What each week left must bring beside what the last four brought; empty without a target."""
    words, rows = view.words, pace_now(view, quantity_id)
    if not len(rows) or pd.isna(rows["known"].iloc[0]):
        return ""
    row = rows.iloc[0]
    measure = words.label(view.pack.quantity[quantity_id].measure)
    if row["wording"] in ("reached", "due"):
        return words.text(f"pace.{row['wording']}", measure=measure)
    said = words.text(
        "pace.both" if pd.notna(row["current"]) else "pace.required",
        n=int(row["weeks_left"]),
        required=words.number(round(float(row["required"]), 1)),
        current=words.number(round(float(row["current"]), 1)),
        measure=measure,
    )
    if row["wording"] in ("under_5", "over_95", "number"):
        said += words.text(f"pace.{row['wording']}", share=words.percent(row["chance"]))
    return said
