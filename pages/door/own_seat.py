"""Who signed in: an account's roles and what a link asks for go in; one of the roles comes out.

A link may name one of them; what it names beyond opens nothing. The switch has no others either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from campaign import PLACED, Account, CampaignPack, District, Door, Role, Viewer, Wording
from pages.door import link, opened, signed
from pages.gate import ACCOUNTS, base, way

_SHOWN = link.shown("role")
CITY_DOORS = (Door.OFFICE, Door.LEADERSHIP)


def role_asked(said: Mapping[str, str], roles: Sequence[Role]) -> Role | None:
    """The first of these roles that the link does not rule out; None where it rules out all."""
    door, seat = said[link.DOOR], said[link.SEAT]
    for role in roles:
        is_there = not seat or role.door not in PLACED or role.place == seat
        if door in ("", str(role.door)) and is_there:
            return role
    return None


def own_viewer(said: Mapping[str, str], account: Account, district: District | None) -> Viewer:
    """The account as the link asks for it; of no door where it has no such role here today, or the
    link names a district that is not its own, or that there is not."""
    if district is not None and said[link.DISTRICT] not in ("", district.id):
        return account.viewer(None)
    roles = signed.roles_of(account, district.id if district else "")
    return account.viewer(role_asked(said, roles))


def own_districts(account: Account, districts: Sequence[District]) -> list[District]:
    """The districts in which an account is something today."""
    return [district for district in districts if signed.roles_of(account, district.id)]


def city_districts(
    viewer: Viewer, districts: Sequence[District], account: Account | None
) -> tuple[District, ...]:
    """The districts that the viewer may see side by side: the office and those who lead, of the
    districts in which they are that; never who sees one group or unit alone."""
    if viewer.door not in CITY_DOORS:
        return ()
    if account is None:
        return tuple(districts)
    return tuple(
        district
        for district in districts
        if any(role.door in CITY_DOORS for role in signed.roles_of(account, district.id))
    )


def account_menu(
    account: Account, viewer: Viewer, district: District | None, pack: CampaignPack, words: Wording
) -> None:
    """Says who is signed in and as what; lets them change roles, their password, and leave."""
    roles = signed.roles_of(account, district.id if district else "")
    named = {role.seq: role_name(role, district, pack, words) for role in roles}
    now = role_of(viewer, roles)
    who = named[now.seq] if now else words.text("door.none")
    label = words.text("masthead.signed_in", name=account.name, who=who)
    with st.popover(label, type="tertiary", key="viewer"):
        if len(roles) > 1:
            st.session_state[_SHOWN] = now.seq if now else None
            st.radio(
                words.text("masthead.role"),
                list(named),
                key=_SHOWN,
                format_func=lambda seq: named.get(seq, ""),
                on_change=_carry_role,
                args=(roles,),
            )
        if way() in ("", ACCOUNTS):
            change = f"{base()}/signin/password?lang={words.locale}"
            st.html(f'<a href="{change}" target="_self">{words.text("masthead.password")}</a>')
        st.button(words.text("masthead.sign_out"), key="sign_out", on_click=signed.sign_out)


def role_of(viewer: Viewer, roles: Sequence[Role]) -> Role | None:
    """Which of the roles the viewer is in."""
    return next((r for r in roles if (r.door, r.place) == (viewer.door, viewer.place)), None)


def _carry_role(roles: Sequence[Role]) -> None:
    role = next(role for role in roles if role.seq == st.session_state[_SHOWN])
    link.carry(link.DOOR, str(role.door))
    link.carry(link.SEAT, role.place)


def role_name(role: Role, district: District | None, pack: CampaignPack, words: Wording) -> str:
    """A role in words: with its group, or its unit by the name it has now."""
    if role.place in pack.group:
        return words.label(pack.group[role.place].label)
    unit = (
        opened.ledger().roster(district.id).by_id.get(role.place)
        if district and role.place
        else None
    )
    return unit.name if unit else words.text(f"door.{role.door}")
