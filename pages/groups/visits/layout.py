"""Whom to visit next week, in how few trips, and what to ask and check there?"""

from __future__ import annotations

from functools import partial

import streamlit as st

from campaign import FormRole, Right
from exports import (
    Addressee,
    FormCell,
    Planned,
    VisitWeek,
    planned,
    template,
    template_name,
)
from measures import SEATS, TRIPS
from pages.door import View, hand_out, opened, states
from pages.drawn import missing_logs, row_list
from pages.groups.visits.entering import entering
from pages.groups.visits.words import headings, log_lines, plan_rows, visits_answer
from pages.markup import answer_line, caption, question
from pages.readings import guidance_log, units_visited, visits_so_far

_MOST = 12
"""Trips and seats that a week and a day can have at all."""


def visit_page(view: View) -> None:
    """The answer, the week's visits to print, the log that goes with them, and a visit made."""
    words, form = view.words, view.pack.form_of(FormRole.GUIDANCE_LOG)
    question(words.text("visits.question"), aside=words.text("visits.aside"))
    if form is None:
        states.no_guidance_log(words, view.pack)
        return
    above = st.container()
    made = _planned(view)
    with above:
        answer_line(visits_answer(view, made.rows))
    if said := missing_logs(view):
        caption(words.text("inspections.no_log", groups=said))
    if len(made.rows):
        _list(view, made)
    if view.viewer.may(Right.ACCEPT) and view.as_of is None:
        entering(view)


def _planned(view: View) -> Planned:
    """The visits, with as many trips and seats as somebody says."""
    words = view.words
    with st.container(key="screen_only_visits", horizontal=True, gap="small"):
        trips = st.number_input(
            words.text("visits.trips"), 1, _MOST, TRIPS, key="visit_trips", width=170
        )
        seats = st.number_input(
            words.text("visits.seats"), 1, _MOST, SEATS, key="visit_seats", width=170
        )
    week = VisitWeek(
        opened.ledger(),
        view.viewer,
        view.panel,
        view.scope,
        view.pack,
        units_visited(view),
        visits_so_far(view),
        opened.now(),
    )
    return planned(week, trips=int(trips), seats=int(seats))


def _list(view: View, made: Planned) -> None:
    words, rows, titles = view.words, plan_rows(view, made), headings(view.words)
    groups = made.rows["group_id"].unique().tolist()
    if len(groups) == 1:
        rows = rows.drop(columns="group")
    row_list(
        view,
        rows,
        made.rows["unit_id"],
        titles,
        keys=("visits.list", "visits.list.note", "page.visits"),
        key="visit_rows",
        figure=guidance_log(view),
    )
    if len(groups) == 1:
        _blank_of(view, made, str(groups[0]))
    else:
        caption(words.text("visits.blank.one"))


def _blank_of(view: View, made: Planned, group: str) -> None:
    """The button that hands out the group's log with its planned visits."""
    asked = _blank(view, made, group)
    hand_out(
        view.words.text("visits.blank"),
        data=partial(template, asked),
        file_name=f"{template_name(asked)}.xlsx",
        key="visit_blank",
        kind="primary",
    )


def _blank(view: View, made: Planned, group: str) -> FormCell:
    """The group's log with a line a planned visit."""
    words, pack = view.words, view.pack
    units = tuple(unit for unit in view.scope.units if unit.group_id == group)
    name = words.label(pack.group[group].label)
    form = guidance_log(view)
    addressee = Addressee(group, name, units)
    return FormCell(view.district, pack, form, view.week, addressee, words, log_lines(view, made))
