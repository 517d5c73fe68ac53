"""Whose figures are checked this week, what was found, and what does it say of all?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from campaign import Right
from ledger import Checked, Drawing
from measures import known_totals
from pages.door import View, opened, states
from pages.drawn import Mark, group_names, type_names, unit_list
from pages.markup import answer_line, caption, part, question
from pages.office.checks.draws import Drawn, draws, risks, usual_size
from pages.office.checks.words import draw_label, draw_words, factor_table, found_headings
from pages.readings import guidance_log, shares_found

_KEPT = "check_kept"


def checks(view: View) -> None:
    """What the latest draw says of all, a new draw, who is drawn on what, and what was found."""
    words = view.words
    question(words.text("checks.question"), aside=words.text("checks.aside"))
    if view.viewer.is_scoped or view.filters.are_set:
        states.notice(words.text("checks.whole.title"), words.text("checks.whole.body"))
        return
    made = draws(view)
    answer_line(draw_words(view, made[0]) if made else words.text("checks.none"))
    if view.viewer.may(Right.DRAW) and not view.as_of:
        _new_draw(view)
    if made:
        _one(view, made)
    _factors(view)


def _new_draw(view: View) -> None:
    words, frame = view.words, risks(view)
    if not frame:
        return
    with st.container(key="draw_act", horizontal=True, vertical_alignment="bottom", gap="small"):
        size = st.number_input(
            words.text("checks.size"),
            1,
            len(frame),
            usual_size(len(frame)),
            key="draw_size",
            width=180,
        )
        if st.button(words.text("checks.draw"), key="draw", type="primary"):
            drawing = Drawing(view.week.number, int(size), frame)
            by, at = view.viewer, opened.now()
            opened.ledger().checks.draw(view.district.id, drawing, by=by, at=at)
            st.rerun()
    caption(words.text("checks.draw.explained", n=len(frame)))


def _one(view: View, made: Sequence[Drawn]) -> None:
    words = view.words
    labels = {one.seq: draw_label(view, one) for one in made}
    with st.container(key="draw_pick", width=520):
        seq = st.selectbox(
            words.text("checks.which"), list(labels), format_func=labels.__getitem__, key="draw_seq"
        )
    one = next(it for it in made if it.seq == seq)
    _found(view, one)
    if n := st.session_state.pop(_KEPT, 0):
        caption(words.text("checks.kept", n=n))
    _redo(view, one)


def _found(view: View, one: Drawn) -> None:
    """The units drawn with the figure to check; what was found is entered by who may."""
    words, rows, titles = view.words, _rows(view, one), found_headings(view.words)
    part(words.text("checks.list"), words.text("checks.list.note", n=len(one.picks)))
    may = view.viewer.may(Right.CHECK) and not view.as_of
    edited = st.data_editor(
        rows.rename(columns=titles),
        key=f"found_{one.seq}_{len(one.found)}",
        hide_index=True,
        width="stretch",
        height="content",
        disabled=True if not may else [t for c, t in titles.items() if c != "found_figure"],
        column_config={titles["found_figure"]: st.column_config.NumberColumn(min_value=0)},
    )
    if may and st.button(words.text("checks.keep"), key="check_keep", type="primary"):
        _keep(view, one, edited[titles["found_figure"]], rows)


def _redo(view: View, one: Drawn) -> None:
    """Seed, frame and rule of the draw, so that anybody can make it again."""
    words = view.words
    with st.expander(words.text("checks.redo")):
        caption(words.text("checks.redo.note", seed=one.seed, n=len(one.frame)))
        names = {unit.id: unit.name for unit in view.scope.units}
        frame = pd.DataFrame(
            {
                words.text("column.unit"): [names.get(unit, unit) for unit in one.frame],
                words.text("checks.column.code"): list(one.frame),
                words.text("checks.column.risk"): list(one.frame.values()),
            }
        )
        unit_list.pressable(frame, pd.Series(list(one.frame)), key=f"frame_{one.seq}")


def _rows(view: View, one: Drawn) -> pd.DataFrame:
    """A line a unit drawn: the figure to check, what was reported by the draw's week, what was
    found."""
    words, units = view.words, {unit.id: unit for unit in view.scope.units}
    picks = one.picks[one.picks["unit_id"].isin(units)]
    own = [units[unit] for unit in picks["unit_id"]]
    found = one.found.set_index("unit_id")
    claimed = _claimed(view, one)
    quantity = view.pack.quantity
    return pd.DataFrame(
        {
            "unit": [unit.name for unit in own],
            "type": [type_names(view)[unit.type_id] for unit in own],
            "group": [group_names(view)[unit.group_id] for unit in own],
            "half": [words.text(f"checks.half.{half}") for half in picks["half"]],
            "figure": [words.label(quantity[q].label) if q else "" for q in picks["quantity"]],
            "claim": [
                found["claimed"].get(unit, claimed.get(unit, math.nan)) for unit in picks["unit_id"]
            ],
            "found_figure": [found["verified"].get(unit, math.nan) for unit in picks["unit_id"]],
        },
        index=pd.Index(picks["unit_id"]),
    )


def _claimed(view: View, one: Drawn) -> Mapping[str, float]:
    """By unit drawn, what is known of its figure since the launch at the end of the draw's week."""
    at = {unit.id: i for i, unit in enumerate(view.scope.units)}
    panel, told = view.scope.through(one.week), dict[str, float]()
    for quantity, rows in one.picks.groupby("quantity"):
        if quantity and panel.weeks:
            totals = known_totals(panel, view.pack.quantity[str(quantity)])[-1].cumulative
            told |= {unit: float(totals[at[unit]]) for unit in rows["unit_id"] if unit in at}
    return told


def _keep(view: View, one: Drawn, entered: pd.Series[float], rows: pd.DataFrame) -> None:
    """Keep what was entered and is new; the claim is the ledger's own and never typed."""
    values = pd.Series(entered.to_numpy(), index=rows.index, dtype="float64")
    new = values[values.notna() & (values != rows["found_figure"])]
    figure = dict(zip(one.picks["unit_id"], one.picks["quantity"], strict=True))
    claims = {str(unit): float(claim) for unit, claim in rows["claim"][new.index].items()}
    if len(new):
        told = Checked(
            one.seq,
            one.week,
            {unit: {figure[unit]: None if math.isnan(c) else c} for unit, c in claims.items()},
            {str(unit): {figure[str(unit)]: value} for unit, value in new.items()},
        )
        opened.ledger().checks.enter(view.district.id, told, by=view.viewer, at=opened.now())
        st.session_state[_KEPT] = len(new)
        st.rerun()


def _factors(view: View) -> None:
    words, rows = view.words, shares_found(view)
    if not len(rows):
        return
    part(words.text("checks.factors"), words.text("checks.factors.note"))
    table = factor_table(view, rows)
    marks = [Mark(quantity or guidance_log(view)) for quantity in rows["quantity"]]
    unit_list.rows_to_press(table, marks, key="check_factors")
