"""The part of a view that travels in its link: a key goes in, what the link says comes out.

Streamlit binds the *shown* label of a select box to the link. Labels carry counts and a language,
so a link sent to a colleague would miss. What travels here are ids, in unseen bound text fields;
the visible widgets follow them.
"""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

WEEK, GROUP, TYPE, UNIT, LIST = "week", "group", "type", "unit", "list"
CLOCK, PART = "clock", "part"
LANGUAGE, DOOR, SEAT, DISTRICT = "lang", "door", "seat", "district"
KEYS = (LANGUAGE, DISTRICT, DOOR, SEAT, WEEK, GROUP, TYPE, PART, UNIT, LIST, CLOCK)
PRINT, PROOF, SCREEN = "print", "proof", "screen"
_SAID = "link_said"


def read_link() -> dict[str, str]:
    """Every travelling value, by key; empty where the link says nothing."""
    _follow()
    with st.container(key="link"):
        told = {
            key: st.text_input(key, key=key, bind="query-params", label_visibility="collapsed")
            for key in KEYS
        }
    st.session_state[_SAID] = told
    return told


def said() -> dict[str, str]:
    """What `read_link` of this run answered."""
    told: dict[str, str] = st.session_state.get(_SAID, {})
    return told


def _follow() -> None:
    """Take over what a pressed link says: a bound field looks at the address only when it is new.

    The address then differs from what was said before, while the field does not.
    """
    before = said()
    for key in before:
        asked = st.query_params.get(key)
        if asked not in (None, before[key]) and st.session_state.get(key) == before[key]:
            st.session_state[key] = asked


def carry(key: str, value: str | None) -> None:
    """Put a value into the link; only before `read_link` of the run, that is, in a callback."""
    st.session_state[key] = value or ""


def is_for_paper() -> bool:
    """Whether the page is asked for as it is printed: every row, nothing to press."""
    return st.query_params.get(PRINT) == "1"


def for_paper() -> str:
    """The address of this page as it is printed."""
    return "?" + urlencode({**st.query_params.to_dict(), PRINT: "1"})


def for_proof(mark: str) -> str:
    """The address of the proof of one number, as it is printed."""
    return "?" + urlencode({**st.query_params.to_dict(), PRINT: "1", PROOF: mark})


def asked_proof() -> str:
    """The mark whose proof is asked for, if any."""
    return str(st.query_params.get(PROOF, ""))


def kept_address(page: str) -> str:
    """The address of a page as it is looked at now, in whatever language: what is not chosen is
    told too, so that a link to it leaves no other choice standing."""
    said = {key: st.session_state.get(key, "") for key in KEYS if key != LANGUAGE}
    return f"{page}?{urlencode(said)}"


def shown(key: str) -> str:
    """The widget key under which a travelling value is shown."""
    return f"shown_{key}"


def carry_shown(key: str) -> None:
    """Callback of the widget that shows `key`: what was picked goes into the link."""
    carry(key, st.session_state[shown(key)])


def screen_at() -> int:
    """Which part is shown alone on a large screen, from 1; 0 where the page is asked for whole."""
    said = st.query_params.get(SCREEN, "")
    return int(said) if said.isdecimal() else 0


def on_screen(at: int) -> str:
    """The address of this page with one part alone on a large screen; of the whole page for 0."""
    said = {k: v for k, v in st.query_params.to_dict().items() if k != SCREEN}
    return "?" + urlencode({**said, **({SCREEN: str(at)} if at else {})})


def go_on(at: int) -> None:
    """Callback: show another part."""
    st.query_params[SCREEN] = str(at)
