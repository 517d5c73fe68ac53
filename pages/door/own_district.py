"""From the sample to one's own, or from one campaign to the next: a name, a campaign and a day of
its first week go in; a district is added, empty or with the units of the campaign before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import streamlit as st

from campaign import Calendar, CampaignPack, District, Viewer, Week, Wording, known_packs, load_pack
from pages.door import link, opened

_NAME, _PACK, _DAY, _REFUSED = "own_name", "own_pack", "own_first_day", "own_refused"
_YEARS = timedelta(days=2 * 366)
"""How far from a campaign's own first day a district may begin: they are named by years."""


def start_your_own(words: Wording, viewer: Viewer, last: District | None = None) -> None:
    """A button that asks for the district's name, its campaign and its first week; after `last`,
    for the next campaign of the same units."""
    key = "own" if last is None else "next"
    if st.button(words.text(f"{key}.button"), key=key, type="secondary"):
        st.session_state.pop(_REFUSED, None)
        st.session_state[_NAME] = last.name if last else ""
        st.session_state.pop(_PACK, None)
        st.dialog(words.text(f"{key}.title"))(_form)(words, viewer, last)


def _form(words: Wording, viewer: Viewer, last: District | None) -> None:
    explained = words.text("own.explained" if last is None else "next.explained")
    st.html(f'<p class="note">{explained}</p>')
    st.text_input(words.text("own.name"), key=_NAME, max_chars=40)
    pack = _pack_choice(words, last)
    begins = pack.calendar.starts_on
    st.date_input(
        words.text("own.first_day"),
        begins,
        min_value=begins - _YEARS,
        max_value=max(begins, opened.now().date()) + _YEARS,
        key=f"{_DAY}_{pack.id}",
    )
    st.caption(words.week(_first(pack)))
    if refused := st.session_state.get(_REFUSED):
        st.warning(words.text(refused))
    create = partial(_create, viewer, last)
    if st.button(words.text("own.create"), key="own_create", type="primary", on_click=create):
        if not st.session_state.get(_REFUSED):
            st.rerun()
        st.rerun(scope="fragment")


def _pack_choice(words: Wording, last: District | None) -> CampaignPack:
    """One of the campaigns there are, the one after the last first; those that cannot be read are
    told below."""
    packs, faults = known_packs()
    by_id = {pack.id: pack for pack in packs}
    ids = list(by_id)
    at = min(ids.index(last.pack_id) + 1, len(ids) - 1) if last and last.pack_id in by_id else 0
    chosen = st.radio(
        words.text("own.pack"),
        ids,
        index=at,
        key=_PACK,
        format_func=lambda pack_id: words.label(by_id[pack_id].name),
    )
    for fault in faults:
        st.caption(f"{fault.issue.code} {words.issue(fault.issue)}")
    return by_id[chosen]


def _first(pack: CampaignPack) -> Week:
    """The week of the day that was chosen for a campaign, else its own first one."""
    day = st.session_state.get(f"{_DAY}_{pack.id}")
    return first_week(day if isinstance(day, date) else pack.calendar.starts_on, pack.calendar)


def _create(viewer: Viewer, last: District | None) -> None:
    name, pack = str(st.session_state[_NAME]).strip(), load_pack(st.session_state[_PACK])
    st.session_state[_REFUSED] = "" if name else "own.refused.name"
    if not name:
        return
    district = own_district(name, _first(pack).starts_on, pack, district_id=f"d{uuid4().hex[:10]}")
    opened.ledger().add_district(district, by=viewer, follows=last.id if last else "")
    for key in (link.WEEK, link.GROUP, link.TYPE, link.UNIT):
        link.carry(key, "")
    link.carry(link.DISTRICT, district.id)


def first_week(day: date, calendar: Calendar) -> Week:
    """The week that `day` lies in, of weeks that begin on the campaign's own weekday."""
    days = (day.weekday() - calendar.starts_on.weekday()) % 7
    return Week(1, day - timedelta(days=days))


def own_district(name: str, first: date, pack: CampaignPack, *, district_id: str) -> District:
    """A new district of a campaign, counted from its own first day."""
    return District(district_id, name, pack.id, replace(pack.calendar, starts_on=first))
