"""How far does study reach, by type, group and week, against the plan? Who is not reached?"""

from __future__ import annotations

import streamlit as st

from campaign import STUDY
from measures import REACH
from pages.door import View, states
from pages.drawn import (
    charts,
    control_chart,
    downloads,
    factor_words,
    low_groups_words,
    outcome_words,
    pace_line,
    reach_answer,
    reach_headings,
    reach_rows,
    unit_list,
)
from pages.leadership.coverage.change_parts import change_parts
from pages.markup import answer_line, caption, part, question
from pages.readings import rows_now, standing_now

_FEW = 5


def coverage(view: View) -> None:
    """The answer, four charts, who is not reached, and the rows behind them."""
    question(view.words.text("coverage.question"))
    _answer(view)
    weeks, types = st.columns(2, gap="medium")
    with weeks:
        charts.reach_over_weeks(view, height=200)
    with types:
        charts.reach_by(view, "type")
    groups, others = st.columns(2, gap="medium")
    with groups:
        _groups(view)
    with others:
        charts.org_share_by_type(view)
    # Beside ten groups there is room at the right; under one group it is at the left.
    with others if len(standing_now(view, REACH, by="group")) > _FEW else groups:
        _not_reached(view)
    weekly, change = st.columns(2, gap="medium")
    with weekly:
        control_chart(view, STUDY)
        pace_line(view, STUDY)
    with change:
        change_parts(view)
    _rows(view)


def _answer(view: View) -> None:
    """The answer, what came of study, and how much of the figures was ever checked."""
    answer_line(reach_answer(view))
    caption(outcome_words(view))
    what = view.words.label(view.pack.quantity[STUDY].label)
    caption(view.words.text("checked.headline", what=what, said=factor_words(view, STUDY)))


def _groups(view: View) -> None:
    """Each group's reach, and of those below the district what their mix of types would give."""
    charts.reach_by(view, "group")
    if said := low_groups_words(view):
        caption(said)


def _not_reached(view: View) -> None:
    words, rows = view.words, rows_now(view)
    waiting = rows[rows["reach"] != "reached"]
    if not len(waiting):
        part(words.text("coverage.all_reached"))
        return
    # Whoever left a week open may have studied: as many as the bounds beside it allow for.
    unsure = int(waiting["is_lower_bound"].sum())
    key = "coverage.not_reached.note" if unsure else "coverage.not_reached.known"
    part(words.text("coverage.not_reached"), words.text(key, n=len(waiting), unknown=unsure))
    unit_list.table(
        view,
        waiting,
        key="not_reached",
        says=[words.text(f"reach.{word}") for word in waiting["reach"]],
        heading=words.text("column.reach"),
        height=212 if len(waiting) > _FEW else 0,
    )


def _rows(view: View) -> None:
    words, rows, titles = view.words, reach_rows(view), reach_headings(view.words)
    part(words.text("coverage.rows"), words.text("coverage.rows.note", n=len(rows)))
    if not len(rows):
        states.nothing_matches(words)
        return
    unit_list.pressable(unit_list.titled(rows, titles), rows_now(view)["unit_id"], key="reach_rows")
    downloads(view, rows, titles, title=words.text("page.coverage"))
