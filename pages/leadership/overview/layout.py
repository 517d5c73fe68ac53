"""Is the district on schedule, where is it uneven, and who needs attention?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.door import View, way
from pages.drawn import attention_list, charts, overview_answer, overview_tiles, unit_list
from pages.leadership.overview.effort_bars import effort_bars
from pages.markup import answer_line, caption, part, question, tile_row
from pages.readings import Need, low_shares_now, needs


def overview(view: View) -> None:
    """One screen: one sentence, five figures, where it is uneven, who needs attention and why."""
    words = view.words
    question(words.text("overview.question"), aside=words.text("overview.workload"))
    answer_line(overview_answer(view))
    tile_row(overview_tiles(view), view.palette)
    height = 132 if view.has_cut else 160  # the line that names the clock must not make it scroll
    reach, shares, units = st.columns([0.95, 1, 1.05], gap="medium")
    with reach:
        charts.reach_by(view, "type", on_click=unit_list.ask_type)
        charts.reach_over_weeks(view, height=height)
    with shares:
        charts.org_share_by_type(view)
        charts.sessions_per_week(view, height=height)
    with units:
        _attention(view, needs(view))
        effort_bars(view)
    unit_list.open_asked(view)


def _attention(view: View, everyone: Sequence[Need]) -> None:
    """Those with most items as far as there is room, in protocol order, and the way to all."""
    words = view.words
    listed = [need for need in everyone if need.attention.listed]
    silent = sum(need.attention.no_data for need in everyone)
    room = int(view.pack.thresholds["overview_rows"]) - view.has_cut
    heaviest = sorted(listed, key=lambda need: need.weight, reverse=True)[:room]
    part(words.text("overview.needs"), words.text("overview.needs.note", n=len(listed)))
    if listed:
        shown = [need for need in listed if need in heaviest]
        attention_list.short_lines(view, shown, key="needs")
    else:
        caption(words.text("overview.needs.none"))
    with st.container(key="needs_all", horizontal=True, vertical_alignment="center"):
        told = [words.text("overview.needs.no_data", n=silent)] if silent else []
        low = low_shares_now(view)
        if low.within_chance:
            told.append(words.text("overview.needs.chance", n=low.within_chance))
        if low.cannot_tell:
            told.append(words.text("overview.needs.cannot_tell", n=low.cannot_tell))
        if told:
            st.html(f'<p class="note">{words.text("needs.line_mark").join(told)}</p>')
        way.list_link(words.text("overview.needs.all", n=len(listed)))
