"""How often is each unit visited, by which method and on what; who has not been seen?"""

from __future__ import annotations

import streamlit as st

from campaign import FormRole
from pages.door import View, states
from pages.drawn import ever_words, missing_logs, n_unknown, row_list, unit_list
from pages.leadership.inspections import charts
from pages.leadership.inspections.by_group import methods_by_group
from pages.leadership.inspections.mechanism import mechanism
from pages.leadership.inspections.words import (
    dueness,
    headings,
    inspection_answer,
    inspection_rows,
    inspection_tiles,
    waiting_words,
)
from pages.markup import answer_line, caption, part, question, tile_row
from pages.readings import entries_for, guidance_log, units_visited

_FEW = 5


def inspections(view: View) -> None:
    """The answer, visits beside what they found, four charts, who is due, and the rows."""
    words = view.words
    question(words.text("inspections.question"), aside=words.text("overview.workload"))
    if not len(entries_for(view, FormRole.GUIDANCE_LOG)):
        states.no_guidance_log(words, view.pack)
        return
    answer_line(inspection_answer(view))
    told = words.text("overview.facts.mark").join(ever_words(view))
    caption(words.text("checked.headline", what=words.text("overview.facts.checks"), said=told))
    if said := missing_logs(view):
        caption(view.words.text("inspections.no_log", groups=said))
    tile_row(inspection_tiles(view), view.palette)
    _charts(view)
    charts.effort_of_groups(view)
    methods_by_group(view)
    mechanism(view)
    _rows(view)


def _charts(view: View) -> None:
    """Visits by week, group, method and workstream, who is due, and the days since each visit."""
    weeks, methods = st.columns(2, gap="medium")
    with weeks:
        charts.visits_per_week(view)
        charts.group_by_week(view)
    with methods:
        charts.methods_and_streams(view)
        _waiting(view)
    strip, streams = st.columns(2, gap="medium")
    with strip:
        charts.days_since(view)
    with streams:
        charts.group_by_stream(view)


def _waiting(view: View) -> None:
    words, rows = view.words, units_visited(view)
    waiting = rows[dueness(rows).isin(["never", "over"])]
    if not len(waiting):
        unknown = n_unknown(view)
        key = "inspections.known_seen" if unknown else "inspections.all_seen"
        part(words.text(key, n=unknown))
        return
    part(
        words.text("inspections.waiting"),
        words.text("inspections.waiting.note", n=len(waiting)),
    )
    unit_list.table(
        view,
        waiting,
        key="waiting",
        says=waiting_words(view, waiting),
        heading=words.text("column.last_visit"),
        height=177 if len(waiting) > _FEW else 0,
        figure=guidance_log(view),
    )


def _rows(view: View) -> None:
    row_list(
        view,
        inspection_rows(view),
        units_visited(view)["unit_id"],
        headings(view.words),
        keys=("inspections.rows", "inspections.rows.note", "page.inspections"),
        key="inspection_rows",
        figure=guidance_log(view),
    )
