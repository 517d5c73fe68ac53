"""Is the district on schedule, where is it uneven, and who has not reported?"""

from __future__ import annotations

import streamlit as st

from pages.parts import charts, unit_list
from pages.parts.answer import reach_answer
from pages.parts.group_bars import group_bars
from pages.parts.headings import answer_line, part, question
from pages.parts.overview_tiles import overview_tiles
from pages.parts.readings import not_reported
from pages.parts.tiles import tile_row
from pages.parts.view import View, current_view

_LINES = 5


def overview(view: View) -> None:
    """One screen: the state of reporting, one sentence, five figures, where it is uneven."""
    words = view.words
    question(words.text("overview.question"), aside=words.text("overview.workload"))
    answer_line(reach_answer(view))
    tile_row(overview_tiles(view), view.palette)
    reach, shares, reports = st.columns([1.05, 1.05, 0.9], gap="medium")
    with reach:
        charts.reach_by_type(view, on_click=unit_list.ask_type)
        charts.reach_over_weeks(view)
    with shares:
        charts.org_share_by_type(view)
        charts.sessions_per_week(view)
    with reports:
        group_bars(view)
        _not_in(view)
    unit_list.open_asked(view)


def _not_in(view: View) -> None:
    words, waiting = view.words, not_reported(view)
    if not len(waiting):
        return
    part(
        words.text("overview.not_in.list"),
        words.text("overview.not_in.note", n=len(waiting)),
    )
    unit_list.lines(view, waiting.head(_LINES), key="not_in")


overview(current_view())
