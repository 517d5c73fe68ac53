"""The viewer where nobody signs in: the link and a switch go in; a Viewer comes out.

The switch says that nobody does: on this machine an address that names no door is the office's;
where the server is open to the network it only reads until somebody chooses. One that names a door
there is not opens none. Where people sign in the account decides (`own_seat.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from campaign import PAGE_DOORS, CampaignPack, Door, Viewer, Wording
from pages.door import link
from pages.gate import is_open


def first_door() -> Door:
    """The door of an address that names none: it must not be a right to write for whoever happens
    to reach a server that is open to the network."""
    return Door.LEADERSHIP if is_open() else Door.OFFICE


def viewer_of(said: Mapping[str, str], pack: CampaignPack) -> Viewer:
    """The viewer the link names; none of any door for a name there is not. An unknown group falls
    back to the first one."""
    name = said[link.DOOR] or str(first_door())
    door = Door(name) if name in PAGE_DOORS else None
    if door is not Door.GROUPS:
        return Viewer(door)
    seat = said[link.SEAT] if said[link.SEAT] in pack.group else pack.groups[0].id
    return Viewer(door, group_id=seat)


def door_switch(
    viewer: Viewer, pack: CampaignPack, words: Wording, *, seats: Sequence[str]
) -> None:
    """Says as whom the page is seen and that nobody signed in; lets the viewer change doors.

    `seats` are the ids of the guidance groups that have units.
    """
    label = words.text("masthead.viewer", who=_who(viewer, pack, words))
    with st.popover(label, type="tertiary", key="viewer"):
        st.caption(words.text("masthead.not_signed_in"))
        _door_radio(viewer, words)
        if viewer.door is Door.GROUPS:
            _seat_select(viewer, pack, words, seats)


def _who(viewer: Viewer, pack: CampaignPack, words: Wording) -> str:
    if viewer.group_id is not None:
        return words.label(pack.group[viewer.group_id].label)
    return words.text(f"door.{viewer.door or 'none'}")


def _door_radio(viewer: Viewer, words: Wording) -> None:
    key = link.shown(link.DOOR)
    st.session_state[key] = None if viewer.door is None else str(viewer.door)
    st.radio(
        words.text("masthead.door"),
        [str(door) for door in PAGE_DOORS],
        key=key,
        format_func=lambda door: words.text(f"door.{door}"),
        on_change=link.carry_shown,
        args=(link.DOOR,),
    )


def _seat_select(viewer: Viewer, pack: CampaignPack, words: Wording, seats: Sequence[str]) -> None:
    key = link.shown(link.SEAT)
    st.session_state[key] = viewer.group_id
    st.selectbox(
        words.text("filter.group"),
        [g.id for g in pack.groups if g.id in seats or g.id == viewer.group_id],
        key=key,
        format_func=lambda group_id: words.label(pack.group[group_id].label),
        on_change=link.carry_shown,
        args=(link.SEAT,),
    )
