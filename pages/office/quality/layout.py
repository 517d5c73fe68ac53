"""Which figures need verifying?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from campaign import STUDY, Right
from measures import SUB_ORGS
from pages.door import View, drawing, link, states
from pages.drawn import DOUBT, Cell, Mark, downloads, unit_list
from pages.markup import answer_line, caption, paper, part, plain_html, question
from pages.office.quality.follow import ask, complete_part, follow_words, open_asked
from pages.office.quality.questions import list_questions
from pages.office.quality.words import (
    checks_words,
    factor_word,
    headings,
    kinds,
    late_words,
    quality_answer,
    quality_rows,
    unjudged_words,
)
from pages.readings import (
    checks_on_site,
    doubt_of,
    doubts,
    guidance_log,
    open_questions,
    totals_off,
)

_TABLE = "doubts"


def quality(view: View) -> None:
    """The answer, each figure to verify with its cells, totals, checks on the spot, the kinds."""
    words = view.words
    question(words.text("quality.question"), aside=words.text("quality.aside"))
    if not view.panel.weeks or not view.panel.weeks[-1].member.any():
        states.nothing_matches(words)
        return
    asked = open_questions(view)
    answer_line(quality_answer(view, n_asked=sum(map(len, asked.values()))))
    said = [checks_words(view), late_words(view)]
    lines = "".join(f"<li>{plain_html(sentence)}</li>" for sentence in said if sentence)
    st.html(f'<ul class="sentences">{lines}</ul>')
    _doubts(view)
    caption(unjudged_words(view))
    complete_part(view)
    list_questions(view, asked)
    _untied(view)
    _checks(view)
    if st.toggle(words.text("quality.kinds.show"), key="show_kinds"):
        shown = kinds(view)
        unit_list.rows_to_press(shown, [Mark(DOUBT, told=c) for c in shown.index], key="kinds")


def _doubts(view: View) -> None:
    words = view.words
    rows, behind = quality_rows(view)
    if not len(rows):
        return
    titles = headings(words)
    found = [doubt_of(row) for row in doubts(view).to_dict("records")]
    rows = rows.copy()  # nobody may change what all share
    rows.insert(list(rows).index("level") + 1, "follow", follow_words(view, found))
    part(words.text("quality.list"), words.text("quality.list.note", n=len(rows)))
    if link.is_for_paper():
        paper(rows, titles, is_seen=True)
        return
    invites = words.text("doubt.invites") if view.viewer.may(Right.FOLLOW) else ""
    st.dataframe(
        rows.assign(follow=rows["follow"].replace("", invites)).rename(columns=titles),
        key=_TABLE,
        hide_index=True,
        width="stretch",
        height="auto" if len(rows) > 10 else "content",
        selection_mode="single-cell",
        on_select=lambda: _ask(view, behind, titles),
    )
    downloads(view, rows, titles, title=words.text("page.quality"))
    open_asked(view, found, [f"{row.unit} · {row.says}" for row in rows.itertuples()])


def _ask(view: View, behind: list[tuple[Cell, ...]], titles: Mapping[str, str]) -> None:
    """Callback: open what was pressed: its follow-up, or its cell, the first one for any other
    column."""
    for row, column in st.session_state[_TABLE]["selection"]["cells"]:
        if column == titles["follow"] and view.viewer.may(Right.FOLLOW):
            ask(row)
            return
        cell = behind[row][-1 if column == titles["second_cell"] else 0]
        slot = STUDY if cell.slot == SUB_ORGS else cell.slot  # the roster is no figure of a sheet
        unit_list.ask(cell.unit_id, slot, cell.week)


def _untied(view: View) -> None:
    words, rows = view.words, totals_off(view)
    if not rows:
        return
    part(words.text("quality.untied"), words.text("quality.untied.note"))
    told = "".join(
        f"<li><span>{plain_html(f'{row.file_name} · {row.address}')}</span><span>"
        + plain_html(words.text("quality.untied.says", stated=row.stated, summed=row.summed))
        + "</span></li>"
        for row in rows
    )
    st.html(f'<ul class="lines">{told}</ul>')


def _checks(view: View) -> None:
    """By group, of those whose log has any: of the others nobody knows of a check."""
    words, (shown, groups) = view.words, _checked(view)
    if not groups:
        return
    part(words.text("quality.checked"), words.text("quality.checked.note"))
    marks = [Mark(guidance_log(view), f"group:{group}") for group in groups]
    unit_list.rows_to_press(shown, marks, key="checks_by_group")


@drawing
def _checked(view: View) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The lines, and the group of each."""
    words, rows = view.words, checks_on_site(view, by="group")
    rows = rows[rows["checks"] > 0]
    order = {group.id: i for i, group in enumerate(view.pack.groups)}
    rows = rows.sort_values("place_id", key=lambda ids: ids.map(order), kind="stable")
    shown = pd.DataFrame(
        {
            words.text("column.group"): [
                words.label(view.pack.group[i].label) for i in rows["place_id"]
            ],
            words.text("quality.column.checks"): rows["checks"].tolist(),
            words.text("quality.column.agreeing"): rows["agreeing"].tolist(),
            words.text("quality.column.factor"): [factor_word(f, words) for f in rows["factor"]],
            words.text("quality.column.reach"): [
                words.text("overview.tile.units", over=units, under=members)
                for units, members in zip(rows["units"], rows["members"], strict=True)
            ],
        }
    )
    return shown, tuple(rows["place_id"])
