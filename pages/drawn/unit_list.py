"""Lists of units: frames with unit_id, name, type_id, group_id and state go in; lists are drawn.

Every row opens its unit. What was pressed is noted first and opened at the end of the run, so that
a row still marked from before does not open again.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign import STUDY
from pages.door import View, link
from pages.drawn import trace
from pages.drawn.behind_words import type_behind_words
from pages.markup import paper, part, plain, plain_html
from pages.readings import rows_now

_ASKED, _ASKED_FIGURE, _ASKED_TYPE = "asked_unit", "asked_figure", "asked_type"


def table(
    view: View,
    rows: pd.DataFrame,
    *,
    key: str,
    says: Sequence[str],
    heading: str,
    height: int = 0,
    figure: str = STUDY,
) -> None:
    """A table of any length: unit, type, group and what is said of each under `heading`.

    With `height` in pixels it scrolls; a unit opens at `figure`.
    """
    words, pack = view.words, view.pack
    shown = pd.DataFrame(
        {
            words.text("column.unit"): rows["name"],
            words.text("column.type"): [words.label(pack.type[i].short) for i in rows["type_id"]],
            words.text("column.group"): [
                words.label(pack.group[i].label) for i in rows["group_id"]
            ],
            heading: list(says),
        }
    )
    pressable(shown, rows["unit_id"], key=key, height=height, figure=figure)


def pressable(
    shown: pd.DataFrame,
    unit_ids: pd.Series[str],
    *,
    key: str,
    height: int = 0,
    figure: str = STUDY,
    at: Sequence[int] = (),
) -> None:
    """A table whose rows open their unit; `unit_ids` names the unit of each row, and `at` its sheet
    row where `figure` is a form.

    Where a column has words among its figures, both are shown as text. For paper all rows stand
    there, as text.
    """
    if link.is_for_paper():
        paper(shown, {str(name): str(name) for name in shown}, is_seen=True)
        return
    ids = [str(unit_id) for unit_id in unit_ids]
    st.dataframe(
        shown.apply(
            lambda values: values.map(str, na_action="ignore") if values.dtype == object else values
        ),
        key=key,
        hide_index=True,
        placeholder="—",
        width="stretch",
        height=height or "auto",
        selection_mode="single-row",
        on_select=lambda: _ask_row(key, ids, figure, at),
    )


def ask(unit_id: str, figure: str = STUDY, week: int = 0) -> None:
    """Callback: note that this unit is to be opened, at a quantity's figure in a week, or at a
    sheet row of a form."""
    st.session_state[_ASKED] = unit_id
    st.session_state[_ASKED_FIGURE] = (figure, week)


def ask_type(type_id: str) -> None:
    """Callback: note that the units of this type are to be listed."""
    st.session_state[_ASKED_TYPE] = type_id


def open_asked(view: View) -> None:
    """Open what was pressed in this run, if anything; the last thing a page does."""
    unit_id, type_id = st.session_state.pop(_ASKED, ""), st.session_state.pop(_ASKED_TYPE, "")
    figure, week = st.session_state.pop(_ASKED_FIGURE, (STUDY, 0))
    if unit_id:
        trace.open_unit(view, str(unit_id), figure=figure, week=week)
    elif type_id in view.pack.type:
        title = plain(view.words.label(view.pack.type[type_id].label))
        st.dialog(title, width="large")(_listed)(view, type_id)


def _listed(view: View, type_id: str) -> None:
    """The units of a type in a dialog; pressing one closes it and opens the unit."""
    rows = rows_now(view)
    rows = rows[rows["type_id"] == type_id]
    words = view.words
    behind = type_behind_words(view, type_id)
    if behind:
        st.html(f'<p class="source">{plain_html(behind)}</p>')
    part(words.text("units.title"), words.text("units.note", n=len(rows)))
    says = [words.text(f"reach.{word}") for word in rows["reach"]]
    table(view, rows, key="listed", says=says, heading=words.text("column.reach"), height=400)
    if _ASKED in st.session_state:
        st.rerun()


def _ask_row(key: str, ids: list[str], figure: str, at: Sequence[int]) -> None:
    picked = st.session_state[key]["selection"]["rows"]
    if picked:
        ask(ids[picked[0]], figure, at[picked[0]] if at else 0)
