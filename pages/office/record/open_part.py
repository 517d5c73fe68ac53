"""A frozen week is opened for one unit until a day: a seat and a week go in; what is open, and what
opens or ends it, are drawn."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from campaign import Issue, Week
from ledger import OpeningRefused
from loaders import text_without_persons
from pages.door import Seat, opened
from pages.markup import caption

_DAYS = 3
"""How long it is open unless somebody says otherwise: over a weekend."""
_PERSON = "P36"


def open_part(seat: Seat, week: Week) -> None:
    """Who may send again, through which day; the press that lets another, or ends it."""
    words, now = seat.words, opened.now()
    roster = opened.ledger().roster(seat.district.id).by_id
    today = seat.district.calendar.local(now).date()
    every = opened.ledger().record.openings(seat.district.id, at=now)
    standing = {one.unit_id: one for one in every if one.week == week.number}
    for id_, one in standing.items():
        told = {"unit": roster[id_].name, "day": words.day(one.until), "why": one.why}
        caption(words.text("open_for.stands", **told))
    with st.popover(words.text("open_for.title"), key="open_for"):
        caption(words.text("open_for.explained"))
        unit = st.selectbox(
            words.text("column.unit"),
            [unit.id for unit in sorted(roster.values(), key=lambda it: it.sort_no)],
            format_func=lambda id_: roster[id_].name,
            key=f"open_unit_{week.number}",
        )
        until = st.date_input(
            words.text("open_for.until"), today + timedelta(days=_DAYS), min_value=today
        )
        why = st.text_input(words.text("open_for.why"), key="open_why", max_chars=200).strip()
        if st.button(words.text("open_for.do"), key="open_do", type="primary"):
            _open(seat, week, unit, until, why)
        if unit in standing and st.button(words.text("open_for.end"), key="open_end"):
            _open(seat, week, unit, today - timedelta(days=1), words.text("open_for.ended"))


def _open(seat: Seat, week: Week, unit: str, until: date, why: str) -> None:
    issue = Issue(_PERSON) if text_without_persons(why) != why else None
    if issue is None:
        open_for = partial(opened.ledger().record.open_for, by=seat.viewer, at=opened.now())
        try:
            open_for(seat.district.id, week.number, unit, until=until, reason=why)
        except OpeningRefused as refusal:
            issue = refusal.issue
        else:
            st.rerun()
    st.warning(seat.words.issue(issue))
