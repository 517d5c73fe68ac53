"""How much do units fill in every week, and what of it could be dropped?"""

from __future__ import annotations

import streamlit as st

from campaign import FormKind
from pages.door import View, states
from pages.drawn import Mark, downloads, unit_list
from pages.markup import answer_line, caption, part, question
from pages.office.burden.words import (
    Asked,
    Minutes,
    asked_now,
    burden_answer,
    burden_rows,
    by_type,
    proposal,
    proposal_note,
)
from pages.readings import burden_now

_A_CELL, _A_SHEET = 1.0, 10.0
"""Minutes to find and fill in one figure, and to open, check and send a sheet: this house's own
guess, told as such and changed on the page."""


def burden(view: View) -> None:
    """The answer, what one more column costs, every column, and what could be dropped."""
    words = view.words
    question(words.text("burden.question"), aside=words.text("burden.aside"))
    asked = asked_now(view)
    if not asked.n_units:
        states.nothing_matches(words)
        return
    answer = st.container()
    minutes = _minutes(view)
    with answer:
        answer_line(burden_answer(view, asked, minutes))
    for line in (*by_type(view, minutes), _others(view)):
        caption(line)
    _one_more(view, asked, minutes)
    _proposal(view, minutes)
    rows, titles = burden_rows(view, minutes)
    part(words.text("burden.columns"), words.text("burden.columns.note", n=len(rows)))
    marks = [Mark(quantity) for quantity in burden_now(view)["quantity"]]
    unit_list.rows_to_press(unit_list.titled(rows, titles), marks, key="burden_rows")
    downloads(view, rows, titles, title=words.text("page.burden"))


def _minutes(view: View) -> Minutes:
    """What is assumed of the time a cell and a sheet take; anybody may try another."""
    words = view.words
    with st.container(key="screen_only_minutes", horizontal=True, vertical_alignment="bottom"):
        cell, sheet = (
            st.number_input(
                words.text(f"burden.minutes.{name}"),
                min_value=0.0,
                max_value=240.0,
                value=usual,
                step=step,
                key=f"minutes_{name}",
                width=220,
            )
            for name, usual, step in (("cell", _A_CELL, 0.5), ("sheet", _A_SHEET, 1.0))
        )
        caption(words.text("burden.minutes.source"))
    return Minutes(cell, sheet)


def _others(view: View) -> str:
    """What is asked beside the weekly sheet, as things change."""
    others = [form for form in view.pack.forms if form.has_entries and form.kind != FormKind.ROSTER]
    names = view.words.text("status.and").join(view.words.label(form.label) for form in others)
    return view.words.text("burden.others", n=len(others), forms=names)


def _one_more(view: View, asked: Asked, minutes: Minutes) -> None:
    words = view.words
    part(words.text("burden.more"))
    weeks = view.district.calendar.n_weeks
    hours = asked.n_units * minutes.cell / 60
    told = {"n": asked.n_units, "weeks": weeks, "hours": words.number(round(hours, 1))}
    caption(words.text("burden.more.says", **told, all=words.number(round(hours * weeks, 1))))


def _proposal(view: View, minutes: Minutes) -> None:
    """What no page used for a month, with what leaving it out would save, to take along."""
    words, rows = view.words, proposal(view, minutes)
    part(words.text("burden.proposal"), proposal_note(view))
    if not len(rows):
        caption(words.text("burden.proposal.none"))
        return
    _, titles = burden_rows(view, minutes)
    shown = {str(it): titles[str(it)] for it in rows}
    marks = [Mark(one) for one in burden_now(view)["quantity"][rows.index]]
    unit_list.rows_to_press(unit_list.titled(rows, shown), marks, key="burden_proposal")
    title = words.text("burden.proposal")
    downloads(view, rows, shown, title=title, key="proposal", note=proposal_note(view))
