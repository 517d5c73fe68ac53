"""A log whose checks do not say which figure they were of goes in; one question comes out, answered
once for all logs with these headings."""

from __future__ import annotations

import streamlit as st

from campaign import CUMULATIVE, Kind, Wording
from loaders import CheckQuestion
from pages.markup import caption, part
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper


def check_questions(desk: Desk, paper: Paper, words: Wording) -> None:
    """The questions of a file, one for all tables with the same headings."""
    asked = {t.checks.key: t.checks for t in paper.reading.tables if t.checks is not None}
    for question in asked.values():
        _question(question, desk, words)


def _question(question: CheckQuestion, desk: Desk, words: Wording) -> None:
    part(words.text("submit.check.title"), words.text("submit.check.note"))
    counts = [q for q in desk.pack.quantities if q.kind is not Kind.CHOICE]
    names = {
        slot: words.text("tile.total", what=words.label(q.label))
        if slot.endswith(CUMULATIVE)
        else words.text("submit.check.week_figure", what=words.label(q.label))
        if q.adds_up
        else words.label(q.label)
        for q in counts
        for slot in reversed(q.slots)
    }
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        slot = st.selectbox(
            words.text("submit.check.figure"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            key=f"check_figure_{question.key}",
        )
        before = st.selectbox(
            words.text("submit.check.week"),
            (0, 1),
            format_func=lambda n: words.text(f"submit.check.before.{n}"),
            key=f"check_week_{question.key}",
        )
        if st.button(words.text("submit.check.keep"), key=f"check_keep_{question.key}"):
            if slot is None:
                caption(words.text("submit.check.figure"))
                return
            desk.confirm_layout(question.answer(str(slot), weeks_before=int(before or 0)))
            st.rerun()
