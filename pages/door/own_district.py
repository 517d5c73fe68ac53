"""From the sample to one's own: a name and a first Monday go in; an empty district is added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import streamlit as st

from campaign import District, Viewer, Wording, load_pack, pack_ids
from pages.door import link, opened

_NAME, _DAY, _REFUSED = "own_name", "own_first_monday", "own_refused"


def start_your_own(words: Wording, viewer: Viewer) -> None:
    """A button that asks for the district's name and its first week."""
    if st.button(words.text("own.button"), key="own", type="secondary"):
        st.session_state.pop(_REFUSED, None)
        st.dialog(words.text("own.title"))(_form)(words, viewer)


def _form(words: Wording, viewer: Viewer) -> None:
    pack = load_pack(pack_ids()[0])
    st.html(f'<p class="note">{words.text("own.explained", campaign=words.label(pack.name))}</p>')
    st.text_input(words.text("own.name"), key=_NAME, max_chars=40)
    days = mondays(pack.calendar.starts_on, until=opened.now().date())
    st.selectbox(
        words.text("own.first_monday"),
        days,
        index=days.index(pack.calendar.starts_on),
        format_func=words.full_date,
        key=_DAY,
    )
    refused = st.session_state.get(_REFUSED)
    if refused:
        st.warning(words.text(refused))
    create = partial(_create, viewer)
    if st.button(words.text("own.create"), key="own_create", type="primary", on_click=create):
        if not st.session_state.get(_REFUSED):
            st.rerun()
        st.rerun(scope="fragment")


def _create(viewer: Viewer) -> None:
    name, first = str(st.session_state[_NAME]).strip(), st.session_state[_DAY]
    st.session_state[_REFUSED] = why_not(name, first)
    if st.session_state[_REFUSED]:
        return
    district = own_district(name, first, district_id=f"d{uuid4().hex[:10]}")
    opened.ledger().add_district(district, by=viewer)
    for key in (link.WEEK, link.GROUP, link.TYPE, link.UNIT):
        link.carry(key, "")
    link.carry(link.DISTRICT, district.id)


def mondays(first: date, *, until: date) -> list[date]:
    """The Mondays a campaign may be counted from: half a year before the pack's own first one to
    half a year after `until`, the latest first."""
    before = timedelta(weeks=26)
    start = first - before - timedelta(days=first.weekday())
    last = max(first, until) + before
    return [start + timedelta(weeks=n) for n in range((last - start).days // 7, -1, -1)]


def why_not(name: str, first: object) -> str:
    """The message key of what is wrong with the input; empty when nothing is."""
    if not name:
        return "own.refused.name"
    if not isinstance(first, date) or first.weekday() != 0:
        return "own.refused.monday"
    return ""


def own_district(name: str, first: date, *, district_id: str) -> District:
    """A new district under the first packaged campaign, counted from its own first Monday."""
    pack = load_pack(pack_ids()[0])
    return District(district_id, name, pack.id, replace(pack.calendar, starts_on=first))
