"""A meeting's lines are kept and the page runs anew: the lines and what is to be said go in;
whether they were kept comes out."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from campaign import FieldRole, Form, FormRole, Option
from ledger import LockedWeek
from loaders import TypedLine
from pages.door import View
from pages.office.briefing.typed import keep

SAID, MADE = "decision_said", "decisions_made"


def options(view: View, role: FieldRole) -> Mapping[str, Option]:
    """The options of a field of the ledger, by their ids."""
    return {option.id: option for option in view.pack.options_of(FormRole.PROBLEMS, role)}


def kept(view: View, form: Form, lines: list[TypedLine], *, n_new: int, said: str) -> bool:
    """Keep the lines and run anew, with what is to be said of it."""
    try:
        is_kept = keep(view, form, lines, n_new=n_new)
    except LockedWeek as refusal:
        st.warning(view.words.issue(refusal.issue))
        return False
    st.session_state[SAID] = said if is_kept else view.words.text("record.moved_on")
    st.session_state[MADE] = st.session_state.get(MADE, 0) + is_kept
    if n_new or not is_kept:
        st.rerun()
    return is_kept
