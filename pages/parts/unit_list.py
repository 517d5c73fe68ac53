"""Lists of units: frames with unit_id, name, type_id, group_id and state go in; lists are drawn.

Every row opens its unit. What was pressed is noted first and opened at the end of the run, so that
a row still marked from before does not open again.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import trace
from pages.parts.plain import plain, plain_html
from pages.parts.view import View

_ASKED = "asked_unit"


def lines(view: View, rows: pd.DataFrame, *, key: str) -> None:
    """One line a unit: its name to press, its group beside it."""
    with st.container(key=f"lines_{key}", gap=None):
        for _, row in rows.iterrows():
            with st.container(
                horizontal=True,
                vertical_alignment="center",
                horizontal_alignment="distribute",
                gap=None,
            ):
                st.button(
                    plain(row["name"]),
                    key=f"line_{row['unit_id']}",
                    type="tertiary",
                    on_click=ask,
                    args=(str(row["unit_id"]),),
                )
                group = view.words.label(view.pack.group[row["group_id"]].label)
                st.html(f'<span class="line-note">{plain_html(group)}</span>', width="content")


def table(view: View, rows: pd.DataFrame, *, key: str) -> None:
    """A table of any length: unit, type, group, state."""
    words = view.words
    shown = pd.DataFrame(
        {
            words.text("column.unit"): rows["name"],
            words.text("column.type"): [
                words.label(view.pack.type[i].short) for i in rows["type_id"]
            ],
            words.text("column.group"): [
                words.label(view.pack.group[i].label) for i in rows["group_id"]
            ],
            words.text("column.state"): [words.text(f"arrival.{i}") for i in rows["state"]],
        }
    )
    pressable(shown, rows["unit_id"], key=key)


def pressable(shown: pd.DataFrame, unit_ids: pd.Series[str], *, key: str, height: int = 0) -> None:
    """A table whose rows open their unit; `unit_ids` names the unit of each row."""
    ids = [str(unit_id) for unit_id in unit_ids]
    st.dataframe(
        shown,
        key=key,
        hide_index=True,
        width="stretch",
        height=height or "auto",
        selection_mode="single-row",
        on_select=lambda: _ask_row(key, ids),
    )


def ask(unit_id: str) -> None:
    """Callback: note that this unit is to be opened."""
    st.session_state[_ASKED] = unit_id


def open_asked(view: View) -> None:
    """Open the unit that was pressed in this run, if any; the last thing a page does."""
    unit_id = st.session_state.pop(_ASKED, None)
    if unit_id:
        trace.open_unit(view, str(unit_id))


def _ask_row(key: str, ids: list[str]) -> None:
    picked = st.session_state[key]["selection"]["rows"]
    if picked:
        ask(ids[picked[0]])
