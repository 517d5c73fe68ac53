"""How uneven is it, between types and groups and within them; is it more than chance; which units
would close most of the gap?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from campaign import DISCUSSIONS, ORGS_STUDYING
from pages.door import View
from pages.drawn import charts, row_list, unit_list
from pages.leadership.balance.charts import (
    effort_and_chance,
    lorenz_on_request,
    org_share_by_group,
    parts_of_unevenness,
)
from pages.leadership.balance.words import (
    balance_answer,
    balance_rows,
    closing_words,
    evenness_words,
    headings,
    idle,
    index_words,
    study_closing,
)
from pages.markup import answer_line, part, plain_html, question
from pages.readings import rows_now, shortfalls_now

_FEW = 5


def balance(view: View) -> None:
    """Who would close the gap first, then between whom it lies; behind a switch how it is computed;
    the rows."""
    words = view.words
    question(words.text("balance.question"), aside=words.text("balance.aside"))
    answer_line(balance_answer(view))
    _sentences(evenness_words(view))
    _gap(view)
    _idle(view)
    types, groups = st.columns(2, gap="medium")
    with types:
        charts.org_share_by_type(view)
    with groups:
        org_share_by_group(view)
    _computed(view)
    _rows(view)


def _sentences(said: list[str]) -> None:
    if said:
        lines = "".join(f"<li>{plain_html(sentence)}</li>" for sentence in said)
        st.html(f'<ul class="sentences">{lines}</ul>')


def _computed(view: View) -> None:
    """A switch, and behind it the indexes, chance, the parts, the curve and the closing units."""
    if not st.toggle(view.words.text("balance.computed"), key="show_computed"):
        return
    _sentences(index_words(view))
    chance, parts = st.columns(2, gap="medium")
    with chance:
        effort_and_chance(view)
    with parts:
        parts_of_unevenness(view)
    lorenz_on_request(view)
    _closing(view)


def _gap(view: View) -> None:
    words, rows = view.words, shortfalls_now(view)
    rows = rows[rows["is_most"]].reset_index(drop=True)
    if not len(rows):
        return
    part(words.text("balance.gap.title"), words.text("balance.gap.note", n=len(rows)))
    says = [
        words.text(
            "balance.gap.says",
            known=words.number(known),
            expected=words.number(round(expected, 1)),
        )
        for known, expected in zip(rows["known"], rows["expected"], strict=True)
    ]
    _table(view, rows, "gap", says, words.text("column.org_progress"))


def _idle(view: View) -> None:
    words, rows = view.words, idle(view)
    if not len(rows):
        return
    part(words.text("balance.idle.title"), words.text("balance.idle.note", n=len(rows)))
    says = [
        words.text(
            "balance.idle.says",
            sessions=words.number(row["sessions"]),
            median=words.number(row["type_median"]),
            covered=words.number(row["org_covered"]),
            total=words.number(row["org_total"]),
        )
        for _, row in rows.iterrows()
    ]
    _table(view, rows, "idle", says, words.text("column.parent_and_children"))


def _closing(view: View) -> None:
    """A switch, and behind it the units that would close most of the gap among study sessions."""
    words = view.words
    if not st.toggle(words.text("balance.closing.show"), key="show_closing"):
        return
    st.html(f'<p class="source">{plain_html(closing_words(view))}</p>')
    rows = study_closing(view).units
    says = [
        words.text(
            "balance.closing.says", known=words.number(known), mean=words.number(round(mean, 1))
        )
        for known, mean in zip(rows["known"], rows["mean"], strict=True)
    ]
    if len(rows):
        height = 212 if len(rows) > _FEW else 0
        heading = words.text("column.closing")
        unit_list.table(view, rows, key="closing", says=says, heading=heading, height=height)


def _table(view: View, rows: pd.DataFrame, key: str, says: list[str], heading: str) -> None:
    height = 212 if len(rows) > _FEW else 0
    unit_list.table(
        view, rows, key=key, says=says, heading=heading, height=height, figure=ORGS_STUDYING
    )


def _rows(view: View) -> None:
    row_list(
        view,
        balance_rows(view),
        rows_now(view, DISCUSSIONS)["unit_id"],
        headings(view.words),
        keys=("balance.rows", "balance.rows.note", "page.balance"),
        key="balance_rows",
        figure=ORGS_STUDYING,
    )
