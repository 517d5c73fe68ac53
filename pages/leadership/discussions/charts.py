"""Charts of work done: a view and a quantity go in; counts by place and a grid of units are drawn.

Counts are workload: neutral in colour, beside their plan, never in an order of size.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from figures import Spec, count_bars, is_empty, unit_grid
from pages.door import Basis, View, drawing, reading, states
from pages.drawn import cells, chart, draw, grid_choices, place_names, places, week_grid
from pages.markup import part
from pages.readings import rows_now, sums_now, weeks_of_units


def counts_by(view: View, quantity_id: str, *, by: str, title: str, note: str) -> None:
    """What is known of a quantity since the launch, a bar a type or group, beside its plan."""
    words, rows = view.words, sums_now(view, quantity_id, by=by)
    part(title, note)
    if is_empty(rows, "cumulative"):
        states.no_figures(words)
        return
    marks, key = places(quantity_id, by, list(rows["place_id"])), f"{quantity_id}_by_{by}"
    draw(_bars(view, quantity_id, by), marks, key=key, alt=title)


@chart
def _bars(view: View, quantity_id: str, by: str) -> Spec:
    rows, names = sums_now(view, quantity_id, by=by), place_names(view, by)
    measure = view.pack.quantity[quantity_id].measure
    return count_bars(rows, names, view.palette, view.words, measure=measure)


def grid_of_units(view: View, quantity_id: str, *, silent: Sequence[str]) -> None:
    """A cell a unit and week for some tens of units; `silent` are the units without any."""
    words = view.words
    part(words.text("discussions.grid"), words.text("discussions.grid.note"))
    few = words.text("discussions.grid.silent", n=len(silent))
    choices = grid_choices(view, rows_now(view, quantity_id), few=few, ids=silent)
    if not choices:
        states.no_figures(words)
        return
    label = st.selectbox(
        words.text("grid.which"),
        list(choices),
        index=_told_at(view, quantity_id, list(choices.values())),
        key=f"grid_of_{quantity_id}_{words.locale}",
        label_visibility="collapsed",
        width=320,
    )
    ids = tuple(choices[label])
    marks, alt = _marks(view, quantity_id, ids), words.text("discussions.grid")
    key = week_grid(f"{quantity_id}_every", view.week.number)
    draw(_grid(view, quantity_id, ids), marks, key=key, alt=alt)


def _told_at(view: View, quantity_id: str, choices: Sequence[Sequence[str]]) -> int:
    """The first of the choices of whose units anything is known; the first where nothing is."""
    told = _told(view, quantity_id)
    return next((n for n, ids in enumerate(choices) if not told.isdisjoint(ids)), 0)


@reading
def _told(basis: Basis, quantity_id: str) -> frozenset[str]:
    """The units of which any week tells something."""
    weeks = weeks_of_units(basis, quantity_id)
    return frozenset(weeks.loc[weeks["value"].notna(), "unit_id"])


@drawing
def _marks(view: View, quantity_id: str, unit_ids: tuple[str, ...]) -> Sequence[str]:
    return cells(quantity_id, _weeks_of(view, quantity_id, unit_ids))


def _weeks_of(view: View, quantity_id: str, unit_ids: tuple[str, ...]) -> pd.DataFrame:
    rows = weeks_of_units(view, quantity_id)
    return rows[rows["unit_id"].isin(unit_ids)].reset_index(drop=True)


@chart
def _grid(view: View, quantity_id: str, unit_ids: tuple[str, ...]) -> Spec:
    rows, measure = _weeks_of(view, quantity_id, unit_ids), view.pack.quantity[quantity_id].measure
    return unit_grid(rows, view.palette, view.words, measure=measure)
