"""What is known about this unit, and what should a visit look at?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from campaign import Unit, Wording
from pages.door import View, states, way
from pages.drawn import attention_list, items_of, seen_words, unit_checks, unit_list
from pages.groups.unit.figures import (
    FigureRow,
    counting_notes,
    figure_frame,
    figure_rows,
    shown_weeks,
)
from pages.groups.unit.last_campaign import last_campaign
from pages.groups.unit.sheet import sheet_buttons
from pages.groups.unit.words import (
    doubts,
    facts,
    last_visits,
    no_doubts,
    told_by_telephone,
    unit_answer,
)
from pages.markup import answer_line, caption, part, plain, plain_html, question
from pages.readings import Need, guidance_log, is_guided, needs, units_visited

_CLICKS = "unit_clicks"
_MOST_DOUBTS, _MOST_LISTED = 6, 60


def unit(view: View) -> None:
    """One unit on one sheet, or the units to choose from."""
    words = view.words
    question(words.text("unit.question"))
    unit = next((u for u in view.panel.units if u.id == view.filters.unit_id), None)
    everyone = needs(view)
    if unit is None or not everyone:
        _choose(view, everyone)
        return
    answer_line(unit_answer(view, everyone[0]))
    sheet_buttons(view, unit)
    left, right = st.columns([7.6, 4.4], gap="medium")
    with left:
        _figures(view, unit)
        last_campaign(view, unit)
        _doubts(view, unit)
    with right:
        _items(view, everyone[0])
        _facts(view, unit)
        if is_guided(view):
            _visits(view, unit)
    _back(words)


def _choose(view: View, everyone: Sequence[Need]) -> None:
    """Without a unit: the group's list, or the groups where those of several would be long."""
    words = view.words
    if not everyone:
        states.nothing_matches(words)
        return
    answer_line(words.text("unit.choose", n=len(everyone)))
    seen = {need.group_id for need in everyone}
    groups = [group_id for group_id in view.pack.group if group_id in seen]
    if len(everyone) > _MOST_LISTED and len(groups) > 1:
        _groups(view, everyone, groups)
        return
    third = -(-len(everyone) // 3)
    for i, column in enumerate(st.columns(3, gap="medium")):
        part_of = everyone[i * third : (i + 1) * third]
        with column:
            says = [
                _joined(words, items_of([need], words), seen_words(need, view)) for need in part_of
            ]
            attention_list.short_lines(view, part_of, key=f"choose{i}", says=says)


def _groups(view: View, everyone: Sequence[Need], groups: Sequence[str]) -> None:
    """A line a group, which opens its list of units here."""
    words = view.words
    caption(words.text("unit.choose.many"))
    with st.container(key="short_choose", gap=None):
        for group_id in groups:
            own = [need for need in everyone if need.group_id == group_id]
            name = plain(words.label(view.pack.group[group_id].label))
            told = plain(
                _joined(words, words.text("unit.choose.group", n=len(own)), items_of(own, words))
            )
            way.group_link(group_id, f"{name} :small[{told}]", page=way.UNIT_PAGE)
    _back(words)


def _joined(words: Wording, *told: str) -> str:
    return words.text("needs.line_mark").join(filter(None, told))


def _back(words: Wording) -> None:
    with st.container(key="screen_only_back"):
        way.list_link(words.text("unit.back"))


def _items(view: View, need: Need) -> None:
    words = view.words
    part(words.text("unit.items"), words.text("unit.items.note"))
    if need.attention.reasons:
        st.html(attention_list.reasons_html(view, need.attention.reasons))
    else:
        key = "attention.caught_up" if need.attention.caught_up else "unit.items.none"
        caption(words.text(key))


def _facts(view: View, unit: Unit) -> None:
    part(view.words.text("unit.facts"))
    lines = "".join(
        f"<tr><th>{plain_html(title)}</th><td>{plain_html(text)}</td></tr>"
        for title, text in facts(view, unit)
    )
    st.html(f'<table class="facts"><tbody>{lines}</tbody></table>')


def _figures(view: View, unit: Unit) -> None:
    """The table to press on the screen; the same table as text on paper."""
    words = view.words
    rows = figure_rows(view, unit)
    frame = figure_frame(view, rows)
    title = words.text("unit.figures", n=len(shown_weeks(view)))
    part(title, words.text("unit.figures.note"))
    key = f"unit_figures_{unit.id}_{st.session_state.get(_CLICKS, 0)}"
    with st.container(key="screen_only_figures"):
        st.dataframe(
            frame,
            key=key,
            hide_index=True,
            width="stretch",
            height="content",
            row_height=29,
            selection_mode="single-cell",
            on_select=lambda: _pressed(view, unit, rows, key),
            column_config=_columns(frame),
            alt=title,
        )
    st.html(_paper_html(frame))
    checks = list(unit_checks(view, unit)) or [view.words.text("unit.check.none")]
    for note in (*counting_notes(view, unit), *told_by_telephone(view, unit), *checks):
        caption(note)


def _columns(frame: pd.DataFrame) -> dict[str, Any]:
    """How wide the columns are that are no weeks; the course is a picture."""
    name, course, total, plan = (str(frame.columns[i]) for i in (0, 1, -2, -1))
    return {
        name: st.column_config.TextColumn(width=144),
        course: st.column_config.ImageColumn(width=76),
        total: st.column_config.TextColumn(width=60),
        plan: st.column_config.TextColumn(width=48),
    }


def _pressed(view: View, unit: Unit, rows: Sequence[FigureRow], key: str) -> None:
    """Callback: open the cell of the figure that was pressed."""
    cells = st.session_state[key]["selection"]["cells"]
    if not cells:
        return
    row, column = cells[0]
    weeks = {view.words.text("unit.week", number=n): n for n in shown_weeks(view)}
    st.session_state[_CLICKS] = st.session_state.get(_CLICKS, 0) + 1
    unit_list.ask(unit.id, rows[row].quantity.id, weeks.get(column, view.week.number))


def _paper_html(frame: pd.DataFrame) -> str:
    """The figures for paper: figures in line at the right."""
    course = frame.columns[1]
    head = "".join(f"<th>{plain_html(str(name))}</th>" for name in frame.columns)
    body = ""
    for row in frame.to_dict("records"):
        cells = "".join(
            f'<td><img alt="" src="{value}"></td>'
            if name == course and value
            else f"<td>{plain_html(str(value))}</td>"
            for name, value in row.items()
        )
        body += f"<tr>{cells}</tr>"
    return f'<table class="paper"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _visits(view: View, unit: Unit) -> None:
    words, rows = view.words, last_visits(view, unit)
    part(words.text("unit.last_visits"), words.text("unit.last_visits.note"))
    if not len(rows):
        is_known = units_visited(view)["is_known"].all()
        caption(words.text("visited.never" if is_known else "unit.visits.unknown"))
        return
    head = "".join(f"<th>{plain_html(str(name))}</th>" for name in rows.columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{plain_html(value)}</td>' for value in row)}</tr>"
        for row in rows.itertuples(index=False, name=None)
    )
    st.html(f'<table class="told"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
    with st.container(key="screen_only_log"):
        st.button(
            words.text("unit.last_visits.trace"),
            key="trace_log",
            type="tertiary",
            on_click=unit_list.ask,
            args=(unit.id, guidance_log(view)),
        )


def _doubts(view: View, unit: Unit) -> None:
    words, found = view.words, doubts(view, unit)
    if not found:
        part(words.text("unit.doubts"))
        caption(no_doubts(view))
        return
    part(words.text("unit.doubts"), words.text("unit.doubts.note", n=len(found)))
    lines = "".join(
        f"<li><i>{doubt.mark}</i><span><b>{plain_html(doubt.says)}</b><em>"
        f"{plain_html(doubt.place)}</em></span></li>"
        for doubt in found[:_MOST_DOUBTS]
    )
    st.html(f'<ul class="reasons">{lines}</ul>')
    if len(found) > _MOST_DOUBTS:
        caption(words.text("unit.doubts.more", n=len(found) - _MOST_DOUBTS))
