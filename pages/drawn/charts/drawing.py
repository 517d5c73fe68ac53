"""Charts on a page: a view goes in; a title, a figure and what a press on its marks opens come out.

Where nothing is known the words say so instead of an empty frame. Beside each chart stands the
same as a list that the keyboard reaches: a mark takes no focus.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from campaign import DISCUSSIONS
from figures import (
    CONFIG,
    Chart,
    Spec,
    coverage_bars,
    coverage_line,
    dot_range,
    is_empty,
    weekly_columns,
)
from measures import ORG_SHARE, REACH
from pages.door import View, opened, states
from pages.drawn.charts.chart import chart, note_lines, trend
from pages.drawn.mark import places, press, weeks
from pages.markup import caption, measure_hover, part, plain_html
from pages.readings import beside_others_of, drawn_weeks, frequencies, spread_now, standing_now

_MOST = 60
"""Of a grid of more cells than this its rows stand below the chart, and are its list."""

_FEW_WEEKS = 3
"""As many weeks stand beside a unit's name on a telephone."""
_CLICKS = "chart_clicks"


def type_names(view: View) -> Mapping[str, str]:
    """The short name of every unit type."""
    return {t.id: view.words.label(t.short) for t in view.pack.types}


def group_names(view: View) -> Mapping[str, str]:
    """The name of every guidance group."""
    return {g.id: view.words.label(g.label) for g in view.pack.groups}


def place_names(view: View, by: str) -> Mapping[str, str]:
    """The name of every unit type, or of every guidance group."""
    return type_names(view) if by == "type" else group_names(view)


def reach_by(view: View, by: str) -> None:
    """Study reach of each type, or of each guidance group, against the plan."""
    words, rows = view.words, standing_now(view, REACH, by=by)
    title = words.text(f"chart.reach_by_{by}")
    part(title, words.text("chart.reach.note"), hover=_hover(view, REACH))
    if is_empty(rows):
        states.no_figures(words)
        return
    marks = places(REACH, by, list(rows["place_id"]))
    draw(_reach_bars(view, by), marks, key=f"reach_by_{by}", alt=title)


@chart
def _reach_bars(view: View, by: str) -> Spec:
    rows = standing_now(view, REACH, by=by)
    return coverage_bars(rows, place_names(view, by), view.palette, view.words)


def _hover(view: View, measure_id: str) -> str:
    return measure_hover(measure_id, view.pack, view.words)


def reach_over_weeks(view: View, *, height: int = 170) -> None:
    """Study reach week by week beside its plan."""
    words, rows = view.words, drawn_weeks(view, REACH)
    part(
        words.text("chart.over_weeks"),
        words.text("chart.over_weeks.note"),
        hover=_hover(view, REACH),
    )
    if is_empty(rows):
        states.no_figures(words)
        return
    marks, alt = weeks(REACH, list(rows["week"])), words.text("chart.over_weeks")
    draw_trend(view, _reach_line(view, height), marks, key="reach_over_weeks", alt=alt)


@trend
def _reach_line(view: View, height: int) -> Spec:
    return coverage_line(drawn_weeks(view, REACH), view.palette, view.words, height=height)


def reach_beside_others(view: View, by: str, place: str) -> None:
    """Study reach of one type or group week by week beside all others; nothing without a figure."""
    words, rows = view.words, beside_others_of(view, REACH, by, place)
    if is_empty(rows) or rows["others"].isna().all():
        return
    title = words.text("chart.over_weeks")
    part(title, words.text(f"chart.beside_others.{by}"))
    marks = weeks(REACH, list(rows["week"]), place=f"{by}:{place}")
    draw(_beside_line(view, by, place), marks, key="beside_others", alt=title)


@chart
def _beside_line(view: View, by: str, place: str) -> Spec:
    rows = beside_others_of(view, REACH, by, place)
    return coverage_line(rows, view.palette, view.words, height=180)


def org_share_by_type(view: View) -> None:
    """The median unit and the middle half of each type, by share of organisations studying."""
    words = view.words
    part(
        words.text("chart.org_share"),
        words.text("chart.org_share.note"),
        hover=_hover(view, ORG_SHARE),
    )
    draw_org_share(view, "type", key="org_share", alt=words.text("chart.org_share"))


def draw_org_share(view: View, by: str, *, key: str, alt: str) -> None:
    """The spread of the units' organisation shares by place, as far as any is known."""
    rows = _known_spread(view, by)
    if is_empty(rows, "median"):
        states.no_figures(view.words)
        return
    if bool((rows["median"] == 1).all()):
        # Ten dots at 100 % are one sentence.
        caption(view.words.text(f"chart.org_share.all_{by}", n=len(rows)))
        return
    draw(_dots(view, by), places(ORG_SHARE, by, list(rows["place_id"])), key=key, alt=alt)


def _known_spread(view: View, by: str) -> pd.DataFrame:
    rows = spread_now(view, by=by)
    return rows[rows["n"] > 0].reset_index(drop=True)


@chart
def _dots(view: View, by: str) -> Spec:
    district = _district_median(view) if by == "type" else math.nan
    rows, names = _known_spread(view, by), place_names(view, by)
    return dot_range(rows, names, view.palette, view.words, district=district)


def _district_median(view: View) -> float:
    """The median of the whole district's units; unknown where less than all of it is shown."""
    if view.filters.are_set or view.viewer.is_scoped:
        return math.nan
    return float(spread_now(view, by="district")["median"].iloc[0])


def sessions_per_week(view: View, *, height: int = 170) -> None:
    """Discussion sessions a week and since the launch."""
    words, rows = view.words, frequencies(view, DISCUSSIONS)
    part(
        words.text("chart.sessions"),
        words.text("chart.sessions.note"),
        hover=_hover(view, DISCUSSIONS),
    )
    if is_empty(rows, "cumulative"):
        states.no_figures(words)
        return
    marks, alt = weeks(DISCUSSIONS, list(rows["week"])), words.text("chart.sessions")
    draw_trend(view, _session_columns(view, height), marks, key="sessions", alt=alt)


@trend
def _session_columns(view: View, height: int) -> Spec:
    rows, quantity = frequencies(view, DISCUSSIONS), view.pack.quantity[DISCUSSIONS]
    return weekly_columns(rows, quantity, view.palette, view.words, height=height)


def draw_trend(view: View, spec: Chart, marks: Sequence[str], *, key: str, alt: str) -> None:
    """Draw a figure over weeks; beneath it what is noted of them, by the numbers in it."""
    told = note_lines(view)
    draw(spec, marks, key=key, alt=view.words.text("answer.and").join([alt, *told]))
    if told:
        listed = "".join(f"<li>{plain_html(line)}</li>" for line in told)
        st.html(f'<ol class="noted">{listed}</ol>')


def week_grid(name: str, weeks: int) -> str:
    """The key of a grid of so many weeks: on a telephone a long one is pushed sideways."""
    return f"{name}_week_grid" if weeks > _FEW_WEEKS else f"{name}_few_weeks"


def draw(spec: Chart, marks: Sequence[str], *, key: str, alt: str) -> None:
    """Draw a chart whose points, numbered as `marks`, open what these stand for, and the same as a
    list."""
    # A new key after each click: the chart comes back without a mark, ready for the same one.
    marked = f"{key}_{st.session_state.get(_CLICKS, 0)}"
    with st.container(key=key):
        st.plotly_chart(
            spec,
            key=marked,
            theme=None,
            config=dict(CONFIG),
            alt=alt,
            selection_mode="points",
            on_select=lambda: _clicked(marked, marks),
        )
        st.html(_twin(spec, tuple(marks), alt))


def _clicked(key: str, marks: Sequence[str]) -> None:
    """Callback: press the mark of the point."""
    points = st.session_state[key]["selection"]["points"]
    if points:
        st.session_state[_CLICKS] = st.session_state.get(_CLICKS, 0) + 1
        press(marks[points[0]["point_index"]])


@opened.memory
def _twin(spec: Chart, marks: tuple[str, ...], alt: str) -> str:
    """What pointing at each mark says, as buttons that come to sight once one has the focus."""
    told: dict[str, str] = {}
    for trace in spec.to_dict()["data"]:
        if isinstance(said := trace.get("hovertext"), list):
            told |= {mark: text for mark, text in zip(marks, said, strict=False) if text}
    shown = told if len(told) <= _MOST else {}
    pictures = "".join(
        f'<button data-picture="{kind}" data-name="{escape(alt)}">{kind.upper()}</button>'
        for kind in ("png", "svg")
    )
    buttons = "".join(
        f'<button data-press="{escape(mark)}">{text.replace("<br>", " · ")}</button>'
        for mark, text in shown.items()
    )
    return (
        f'<div class="twin" role="group" aria-label="{escape(alt)}">{buttons}</div>'
        f'<div class="picture">{pictures}</div>'
    )
