"""A file that leaves blank what its sender reported goes in; one question comes out: do the figures
stand, or are they taken back?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from campaign import Wording
from ledger import Change
from pages.door import opened
from pages.markup import caption, cell_words, part, slot_words
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper

_ANSWERS = {"stand": False, "withdraw": True}


def blank_question(desk: Desk, paper: Paper, words: Wording) -> None:
    """The cells asked about with what stands there, and one answer for all of them."""
    rows = [_row(it, desk, words) for plan in paper.plans for it in plan.blanks]
    said = desk.answers.of(paper.sha256).takes_back
    n = len(rows) + sum(len(plan.answered) for plan in paper.plans)
    if not n:
        return
    part(words.text("submit.blanks.title", n=n), words.text("submit.blanks.note"))
    if rows:
        names = ("unit", "figure", "old")
        headings = [words.text(f"submit.change.column.{name}") for name in names]
        shown = pd.DataFrame(rows, columns=headings, dtype="str")
        st.dataframe(shown, hide_index=True, width="stretch", height="auto")
    with st.container(horizontal=True, gap="small"):
        for name, takes_back in _ANSWERS.items():
            key = f"blanks_{name}_{paper.sha256}"
            if st.button(words.text(f"submit.blanks.{name}", n=n), key=key, width="content"):
                desk.answers.say_blanks(paper.sha256, takes_back=takes_back)
                st.rerun()
    if said is not None:
        caption(words.text("submit.blanks.said_withdraw" if said else "submit.blanks.said_stand"))


def _row(it: Change, desk: Desk, words: Wording) -> tuple[str, str, str]:
    name = opened.ledger().roster(desk.district.id).name_of(it.unit_id)
    figure = slot_words(it.slot, desk.pack, words, form=desk.pack.weekly_form.id)
    return name, figure, cell_words(it.old, it.slot, desk.pack, words)
