"""A log whose checks do not say which figure they were of goes in; one question comes out, answered
once for all logs with these headings."""

from __future__ import annotations

import streamlit as st

from campaign import CUMULATIVE, CampaignPack, Kind, Quantity, Wording
from loaders import CheckQuestion
from pages.markup import part
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper


def check_questions(desk: Desk, paper: Paper, words: Wording) -> None:
    """The questions of a file, one for all tables with the same headings."""
    asked = {t.checks.key: t.checks for t in paper.reading.tables if t.checks is not None}
    for question in asked.values():
        _question(question, desk, words)


def _question(question: CheckQuestion, desk: Desk, words: Wording) -> None:
    part(words.text("submit.check.title"), words.text("submit.check.note"))
    names = _slots(desk.pack, words)
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
        pressed = st.button(words.text("submit.check.keep"), key=f"check_keep_{question.key}")
    if pressed and slot is not None:
        desk.confirm_layout(question.answer(str(slot), weeks_before=int(before or 0)))
        st.rerun()


def _slots(pack: CampaignPack, words: Wording) -> dict[str, str]:
    """What may be checked, by slot: each figure since the launch, then of the week."""
    return {
        slot: _name(quantity, slot, words)
        for quantity in pack.quantities
        if quantity.kind is not Kind.CHOICE
        for slot in reversed(quantity.slots)
    }


def _name(quantity: Quantity, slot: str, words: Wording) -> str:
    label = words.label(quantity.label)
    if not quantity.adds_up:
        return label
    key = "tile.total" if slot.endswith(CUMULATIVE) else "submit.check.week_figure"
    return words.text(key, what=label)
