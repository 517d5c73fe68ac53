"""The line above every page: whose campaign it is, who looks, in which language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from campaign import Account, CampaignPack, District, Viewer, Wording, pack_of
from pages.door import link, opened
from pages.door.language import language_switch
from pages.door.own_district import start_your_own
from pages.door.own_seat import account_menu
from pages.door.viewer import door_switch
from pages.markup import plain_html

FIND = "figure=search"
"""What a press that opens the search box says (pages/drawn/opened/press.py)."""


def district_of(said: Mapping[str, str], districts: Sequence[District]) -> District | None:
    """The district the link names, none where there is no such; without a name one's own with a
    roster, before the first of these: one that was just begun is nobody else's first page."""
    if asked := said[link.DISTRICT]:
        return next((one for one in districts if one.id == asked), None)
    own = (one for one in districts if not one.is_sample and opened.ledger().roster(one.id))
    return next(own, None) or next(iter(districts), None)


def masthead(
    district: District,
    viewer: Viewer,
    words: Wording,
    *,
    districts: Sequence[District],
    account: Account | None,
) -> None:
    """District, viewer and language; for sample data the mark and, for the office, the way out."""
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        if district.is_sample:
            st.html(_mark(words.text("sample.mark"), words.text("sample.explained")))
        if opened.ledger().record.closed(district.id) is not None:
            explained = words.text("masthead.archived.explained")
            st.html(_mark(words.text("masthead.archived"), explained))
        _district_named(district, districts, words)
        _find(words)
        if district.is_sample and viewer.may_begin():
            start_your_own(words, viewer)
        pack = pack_of(district)
        if account is None:
            door_switch(viewer, pack, words, seats=_seats(district))
        else:
            account_menu(account, viewer, district, pack, words)
        language_switch(words)


def _find(words: Wording) -> None:
    told, hint = (plain_html(words.text(f"search.{name}")) for name in ("title", "open"))
    st.html(f'<button class="find" data-press="{FIND}" title="{hint}">{told}</button>')


def _seats(district: District) -> list[str]:
    return sorted({unit.group_id for unit in opened.ledger().roster(district.id).units})


def masthead_without_district(
    viewer: Viewer, pack: CampaignPack, words: Wording, *, account: Account | None
) -> None:
    """The line while there is no district at all."""
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        if viewer.may_begin():
            start_your_own(words, viewer)
        if account is None:
            door_switch(viewer, pack, words, seats=())
        else:
            account_menu(account, viewer, None, pack, words)
        language_switch(words)


def masthead_without_pack(
    district: District, words: Wording, *, districts: Sequence[District]
) -> None:
    """The line of a district whose campaign cannot be read: others can still be chosen."""
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        _district_named(district, districts, words)
        language_switch(words)


def _district_named(district: District, districts: Sequence[District], words: Wording) -> None:
    if len(districts) > 1:
        _district_select(district, districts, words)
    else:
        st.html(f'<span class="district">{plain_html(district.name)}</span>')


def _mark(text: str, explained: str) -> str:
    return f'<span class="sample" title="{plain_html(explained)}">{plain_html(text)}</span>'


def district_names(districts: Sequence[District], words: Wording) -> dict[str, str]:
    """A different name for each district: the browser answers with the name it shows, so two alike
    would be taken for each other."""
    names: dict[str, str] = {}
    for district in districts:
        name = district.name
        if district.is_sample:
            name = words.text("masthead.sample_district", name=name)
        alike = sum(known.partition(" #")[0] == name for known in names.values())
        names[district.id] = f"{name} #{alike + 1}" if alike else name
    return names


def _district_select(district: District, districts: Sequence[District], words: Wording) -> None:
    names = district_names(districts, words)
    key = link.shown(link.DISTRICT)
    st.session_state[key] = district.id
    st.selectbox(
        words.text("masthead.district"),
        list(names),
        key=key,
        format_func=lambda district_id: names.get(district_id, district_id),
        on_change=link.carry_shown,
        args=(link.DISTRICT,),
        label_visibility="collapsed",
        width=170,
    )
