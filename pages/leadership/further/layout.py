"""What do units say that nobody must answer, and of how many is it known?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.door import View
from pages.drawn import Mark, downloads, row_list, unit_list
from pages.leadership.further.ticks import ticks_of_units
from pages.leadership.further.words import (
    answer,
    class_words,
    headings,
    sum_rows,
    sum_titles,
    unit_lines,
)
from pages.markup import answer_line, caption, part, question
from pages.readings import further_now, rows_now

_CHOSEN = "further_quantity"


def further(view: View) -> None:
    """The answer, a line a quantity with its sums, and the units behind the one chosen."""
    words = view.words
    question(words.text("further.question"), aside=words.text("overview.workload"))
    rows = further_now(view)
    answer_line(answer(view, rows))
    if not len(rows):
        caption(words.text("further.none"))
        return
    _sums(view, rows)
    _units(view)
    ticks_of_units(view)


def _sums(view: View, rows: pd.DataFrame) -> None:
    words, shown = view.words, sum_rows(view, rows)
    part(words.text("further.sums"), words.text("further.sums.note"))
    marks, alt = [Mark(quantity) for quantity in rows["quantity"]], words.text("further.sums")
    titled = shown.rename(columns=sum_titles(view))
    unit_list.rows_to_press(titled, marks, key="further_sums_rows", alt=alt)
    if said := class_words(view):
        caption(said)
    downloads(view, shown, sum_titles(view), title=words.text("further.sums"), key="further_sums")


def _units(view: View) -> None:
    """The units that said anything of one quantity, each opening at its cell."""
    words, labels = view.words, {q.id: view.words.label(q.label) for q in view.pack.further}
    chosen = st.selectbox(
        words.text("further.choose"), list(labels), format_func=labels.__getitem__, key=_CHOSEN
    )
    rows = rows_now(view, chosen)
    said = rows[rows["cumulative"].notna() | rows["week_count"].notna()].reset_index(drop=True)
    if not len(said):
        caption(words.text("further.nobody", what=labels[chosen]))
        return
    row_list(
        view,
        unit_lines(view, said, view.pack.quantity[chosen]),
        said["unit_id"],
        headings(view),
        keys=("further.units", "further.units.note", "page.further"),
        key=f"further_units_{chosen}",
        figure=chosen,
    )
