"""Who has reported, who has not, and what to write to them?"""

from __future__ import annotations

import streamlit as st

from campaign import Right
from figures import Spec, reporting_calendar
from pages.door import View, opened, states
from pages.drawn import REPORTS, cells, chart, downloads, draw, grid_choices, unit_list, week_grid
from pages.markup import answer_line, caption, part, question, tile_row
from pages.office.status.follow import follow_part
from pages.office.status.slips import slip_button
from pages.office.status.words import (
    beyond,
    status_answer,
    status_rows,
    status_tiles,
    texts_to_send,
)
from pages.readings import SentState, arrivals_of, missing_reports

_LONG, _SCROLLED = 600, 340
"""From so many characters on a text would be taller than the grid beside it and scrolls, in so many
pixels."""


def status(view: View) -> None:
    """The answer, its shares, what to send to whom beside a grid of units and weeks, every row."""
    words = view.words
    question(words.text("status.question"))
    if not view.panel.weeks or not view.panel.weeks[-1].member.any():
        states.nothing_matches(words)
        return
    answer_line(status_answer(view))
    tile_row(status_tiles(view), view.palette)
    if view.viewer.may(Right.WITHDRAW) and (waiting := opened.staging(view.district).waiting()):
        caption(view.words.text(f"sent.{SentState.RECEIVED}", n=len(waiting)))
    texts, grid = st.columns([1, 1.35], gap="medium")
    with texts:
        _to_send(view)
        slip_button(view)
    with grid:
        _grid(view)
    follow_part(view)
    _rows(view)


def _to_send(view: View) -> None:
    words, texts = view.words, list(texts_to_send(view))
    part(words.text("status.send.title"), words.text("status.send.note") if texts else "")
    if not texts:
        caption(words.text("status.send.none"))
        return
    chosen = st.selectbox(
        words.text("status.send.which"),
        range(len(texts)),
        format_func=lambda at: texts[at][0],
        key=f"send_to_{words.locale}",
        label_visibility="collapsed",
    )
    text = texts[chosen][1]
    st.code(
        text,
        language=None,
        wrap_lines=True,
        height=_SCROLLED if len(text) > _LONG else "content",
    )


def _grid(view: View) -> None:
    words, rows = view.words, arrivals_of(view)
    part(words.text("status.grid"), words.text("status.grid.note"))
    ids = _chosen_units(view)
    if not ids:
        states.no_figures(words)
        return
    shown = rows[rows["unit_id"].isin(ids)]
    marks, alt = cells(REPORTS, shown), words.text("status.grid")
    draw(_calendar(view, ids), marks, key=week_grid("status", view.week.number), alt=alt)


def _chosen_units(view: View) -> tuple[str, ...]:
    """The units the grid shows: at first those that are waited for, if there are any."""
    words, rows = view.words, arrivals_of(view)
    now = rows[rows["week"] == view.week.number].reset_index(drop=True)
    waiting = list(missing_reports(view)["unit_id"])
    few = words.text("status.grid.waiting", n=len(waiting))
    choices = grid_choices(view, now, few=few, ids=waiting)
    if not choices:
        return ()
    label = st.selectbox(
        words.text("grid.which"),
        list(choices),
        index=len(choices) - sum(few in choice for choice in choices) if waiting else 0,
        key=f"status_of_{words.locale}",
        label_visibility="collapsed",
    )
    return tuple(choices[label])


@chart
def _calendar(view: View, unit_ids: tuple[str, ...]) -> Spec:
    rows = arrivals_of(view)
    shown = rows[rows["unit_id"].isin(unit_ids)].reset_index(drop=True)
    return reporting_calendar(shown, view.palette, view.words)


def _rows(view: View) -> None:
    words = view.words
    rows, unit_ids, titles = status_rows(view)
    part(words.text("status.rows"), words.text("status.rows.note", n=len(rows)))
    if names := beyond(view):
        units = words.text("status.and").join(names)
        caption(words.text("status.beyond", n=len(names), units=units))
    unit_list.pressable(unit_list.titled(rows, titles), unit_ids, key="status_rows")
    downloads(view, rows, titles, title=words.text("page.status"))
