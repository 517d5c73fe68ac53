"""What has changed since the last meeting, and what does this one decide?

Whole on a page, on paper, or a part at a time on a large screen (`?screen=1`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from pages.door import View, link, way
from pages.drawn import attention_list, change_lines, decision_lines, issued_changes
from pages.markup import answer_line, caption, part, plain, plain_html, question
from pages.office.briefing.decide import decide
from pages.office.briefing.heard import Heard, heard
from pages.office.briefing.screen import show_alone
from pages.office.briefing.words import answer, missing_lines, moved_lines, promise_lines
from pages.readings import Need

_MOST = 24
"""Corrected lines on a page that is to be heard in one sitting; the record has all."""
_NAMED, _STATUS_PAGE = 12, "office/status/page.py"
"""Units of a group that are read out by name, and the page that has the others."""
Draws = Callable[[View, Heard], None]


def briefing(view: View) -> None:
    """The answer, then what was decided before, what is new, what is decided now."""
    it = heard(view)
    if at := link.screen_at():
        show_alone(view, at, [partial(draw, view, it) for draw in _PARTS])
        return
    question(view.words.text("briefing.question"), aside=view.words.text("briefing.aside"))
    answer_line(answer(view, it))
    _ways(view)
    _decided(view, it)
    left, right = st.columns(2, gap="medium")
    with left:
        _moved(view, it)
        _corrected(view, it)
    with right:
        _promised(view, it)
        _missing(view, it)
    _listed(view, it)
    decide(view, it)


def _ways(view: View) -> None:
    """To the large screen and to paper."""
    if link.is_for_paper():
        return
    with st.container(key="screen_only_ways", horizontal=True, gap="small"):
        st.link_button(view.words.text("briefing.screen"), link.on_screen(1))
        st.link_button(view.words.text("download.paper"), link.for_paper())


def _first(view: View, it: Heard) -> None:
    answer_line(answer(view, it))
    _decided(view, it)


def _decided(view: View, it: Heard) -> None:
    words = view.words
    part(words.text("briefing.decided"), words.text("briefing.decided.note", n=len(it.open)))
    if len(it.decided):
        decision_lines(view, it.decided, key="decided")
    else:
        caption(words.text("briefing.decided.none"))


def _moved(view: View, it: Heard) -> None:
    words, lines = view.words, moved_lines(view, it)
    part(words.text("briefing.moved"), words.text("briefing.moved.note"))
    listed = "".join(f"<li>{plain_html(line)}</li>" for line in lines)
    if lines:
        st.html(f'<ul class="sentences">{listed}</ul>')
    else:
        caption(words.text(f"briefing.moved.{'none' if it.is_charted else 'too_few'}"))


def _promised(view: View, it: Heard) -> None:
    words = view.words
    part(words.text("briefing.promised"), words.text("briefing.promised.note", n=len(it.promises)))
    with st.container(key="told_promised", gap=None):
        for unit_id, line in promise_lines(view, it):
            way.unit_link(unit_id, line)
    if not it.promises:
        caption(words.text("briefing.promised.none"))


def _missing(view: View, it: Heard) -> None:
    words = view.words
    part(words.text("briefing.missing"), words.text("briefing.missing.note", n=len(it.missing)))
    for group, rows in missing_lines(view, it):
        with st.container(key=f"wrap_{group}", horizontal=True, gap="small"):
            st.html(f"<b>{plain_html(group)}</b>", width="content")
            first = rows if link.is_for_paper() else rows.head(_NAMED)
            for unit_id, name in zip(first["unit_id"], first["name"], strict=True):
                way.unit_link(str(unit_id), plain(str(name)), width="content")
            if n := len(rows) - len(first):
                label, group_id = words.text("briefing.missing.rest", n=n), rows["group_id"].iloc[0]
                way.group_link(str(group_id), label, page=_STATUS_PAGE, width="content")
    if not len(it.missing):
        caption(words.text("briefing.missing.none"))


def _listed(view: View, it: Heard) -> None:
    """Who is listed for the first time, with why, beside who has caught up."""
    groups = {group.id: view.words.label(group.label) for group in view.pack.groups}
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _units(view, it.newly, "newly")
    with right:
        _units(view, it.caught_up, "caught", [groups[need.group_id] for need in it.caught_up])


def _units(view: View, needs: Sequence[Need], key: str, says: Sequence[str] = ()) -> None:
    words = view.words
    part(words.text(f"briefing.{key}"), words.text(f"briefing.{key}.note", n=len(needs)))
    if needs:
        attention_list.short_lines(view, needs, key=f"briefing_{key}", says=says)
    else:
        caption(words.text(f"briefing.{key}.none"))


def _corrected(view: View, it: Heard) -> None:
    words, n = view.words, len(it.corrected)
    part(words.text("briefing.corrected"), words.text("briefing.corrected.note", n=n))
    if n:
        change_lines(view, it.corrected, view.pack, key="corrected", most=_MOST)
    else:
        key = "none" if it.met.revision is not None else "no_cut"
        caption(words.text(f"briefing.corrected.{key}"))
    issued_changes(view)


def _calls(view: View, it: Heard) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        _promised(view, it)
    with right:
        _missing(view, it)


_PARTS: tuple[Draws, ...] = (_first, _moved, _calls, _listed, _corrected, decide)
"""What is shown alone on a large screen, in the order of the meeting."""
