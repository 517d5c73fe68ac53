"""A table that words around it call something else goes in; one question comes out, answered once
for all sheets like it: are these figures the campaign's, or is the table left out?"""

from __future__ import annotations

import streamlit as st

from campaign import Wording
from loaders import MAY_STAND, TableReading
from pages.markup import part, plain_html
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper


def stands_questions(desk: Desk, paper: Paper, words: Wording) -> None:
    """The questions of a file, one for all tables that are asked the same; nothing for who hands
    in."""
    asked = {t.stands.key: t for t in reversed(paper.reading.tables) if t.stands is not None}
    if desk.viewer.is_scoped:
        return
    for table in reversed(asked.values()):
        _question(table, desk, words)


def _question(table: TableReading, desk: Desk, words: Wording) -> None:
    """What the table says, and one press for either answer."""
    asked = table.stands
    if asked is None:
        return
    part(words.text("submit.stands.title"), words.text("submit.stands.note"))
    said = dict.fromkeys(words.issue(i) for i in table.issues if i.code in MAY_STAND)
    st.html("".join(f'<p class="note">■ {plain_html(told)}</p>' for told in said))
    with st.container(horizontal=True, gap="small"):
        for name, stands in (("take", True), ("leave", False)):
            key = f"table_{name}_{asked.key}"
            if st.button(words.text(f"submit.stands.{name}"), key=key):
                desk.confirm_layout(asked.answer(stands=stands))
                st.rerun()
