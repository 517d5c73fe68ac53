"""Decisions that stand are brought up to date in a grid: each change is kept at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.column_config import DateColumn, SelectboxColumn

from campaign import FieldRole, Form, Option, OptionRole, option_of
from pages.door import View, opened
from pages.drawn import owners_of
from pages.markup import caption
from pages.office.briefing.keeping import MADE, SAID, kept, options
from pages.office.briefing.typed import changed, lines_kept, strike_off

_SHOWN = ("number", "owner", "what", "due", "state")
_EDITED = _SHOWN[-2:]


def update_grid(view: View, form: Form, rows: pd.DataFrame) -> None:
    """The decisions with their day and state to be changed, each at once."""
    words = view.words
    states = {words.label(o.label): o for o in options(view, FieldRole.PROGRESS).values()}
    before = _rows(view, rows, {option.id: label for label, option in states.items()})
    after = st.data_editor(
        before,
        key=f"decisions_{st.session_state.get(MADE, 0)}_{len(rows)}_{words.locale}",
        hide_index=True,
        width="stretch",
        disabled=[name for name in _SHOWN if name not in _EDITED],
        column_config=_columns(view, list(states)),
    )
    caption(words.text("briefing.update.note"))
    was, is_now = ([[_text(v) for v in it[name]] for name in _EDITED] for it in (before, after))
    for at in range(len(rows)):
        pairs = zip(was, is_now, strict=True)
        due, state = (now[at] if now[at] != old[at] else "" for old, now in pairs)
        if due or state:
            _update(view, form, str(rows["key"].iloc[at]), due, states.get(state))


def _rows(view: View, rows: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "number": rows["number"],
            "owner": owners_of(view, rows),
            "what": rows["problem"],
            "due": rows["due"].dt.date,
            "state": rows["state"].map(labels),
        }
    )


def _columns(view: View, states: list[str]) -> dict[str, Any]:
    titles = {name: view.words.text(f"briefing.column.{name}") for name in _SHOWN}
    state = SelectboxColumn(titles["state"], options=states, required=True)
    return {**titles, "due": DateColumn(titles["due"]), "state": state}


def _text(value: object) -> str:
    """A day as ISO text, or the words of a state."""
    return "" if value is None or value is pd.NaT else str(value)


def _update(view: View, form: Form, key: str, due: str, state: Option | None) -> None:
    """Keep one line with its new day or state; struck off it is done first, then found done."""
    rows, lines = lines_kept(view)
    at = rows["key"].tolist().index(key)
    done = option_of(options(view, FieldRole.PROGRESS).values(), OptionRole.CLAIMED_DONE)
    is_over = state is not None and state.role is OptionRole.VERIFIED
    said = done if is_over else state.id if state else ""
    today = min(view.today, opened.now().date()).isoformat()
    told = {
        FieldRole.DUE: due,
        FieldRole.PROGRESS: said,
        FieldRole.DONE_ON: today if said == done else "",
    }
    lines[at] = changed(form, lines[at], {role: it for role, it in told.items() if it})
    words, number = view.words, rows["number"].iloc[at]
    is_kept = kept(view, form, lines, n_new=0, said=words.text("briefing.updated", number=number))
    if is_kept and is_over and not strike_off(view, form, lines[at], key):
        st.session_state[SAID] = words.text("record.moved_on")
    st.rerun()
