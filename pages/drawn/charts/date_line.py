"""How the week's reporting stands, beside every page's filters: a view goes in; a line is drawn.

To when, how many were expected, how many are in; on a click, who is not, and each group's reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from campaign import MenuLine
from pages.door import Question, View, ledger_reading, way
from pages.drawn.charts.group_bars import group_bars
from pages.drawn.lists import unit_list
from pages.markup import part, plain_html
from pages.readings import missing_reports, reporting_now

_FEW = 5


def date_line(view: View) -> None:
    """The line, with its list behind the last figure."""
    text = plain_html(" · ".join(_said(view)))
    st.html(f'<p class="dateline">{text}</p>', width="content")
    waiting = missing_reports(view)
    if not len(waiting):
        return
    words = view.words
    with st.popover(words.text("dateline.not_in", n=len(waiting)), type="tertiary", key="not_in"):
        part(words.text("dateline.not_in.title"))
        unit_list.table(
            view,
            waiting,
            key="not_in_table",
            says=[words.text(f"arrival.{state}") for state in waiting["state"]],
            heading=words.text("column.state"),
            height=212 if len(waiting) > _FEW else 0,
        )
        group_bars(view)


def held_line(view: View, *, desk: MenuLine) -> None:
    """That no row of the week counts yet, and how many of its sheets are held; the desk, for who
    reads it."""
    words = view.words
    n = _held_sheets(view, form=view.pack.weekly_form.id).get(view.week.number, 0)
    key = "dateline.held" if n else "dateline.nothing_in"
    with st.container(key="held_line", horizontal=True, vertical_alignment="center", gap="small"):
        text = plain_html(
            words.text(key, week=words.text("week.short", number=view.week.number), n=n)
        )
        st.html(f'<p class="dateline" role="status">{text}</p>', width="content")
        if n and desk.is_for(view.viewer):
            way.page_link(desk.file, words.text("state.to_desk"), width="content")


@ledger_reading
def _held_sheets(question: Question, *, form: str) -> Mapping[int, int]:
    """By week, how many sheets of the form stand of which no row counts and some are held."""
    sent = question.ledger.submissions(question.district_id, question.viewer)
    held = sent[(sent["form"] == form) & (sent["state"] == "accepted") & (sent["n_held"] > 0)]
    weeks = held.loc[held["n_current"] == 0, "week"].dropna()
    return Counter(int(week) for week in weeks)


def _said(view: View) -> list[str]:
    words, rows = view.words, reporting_now(view)
    moment = words.moment(view.district.calendar.deadline(view.week))
    said = [words.text("dateline.cut", moment=moment)]
    if not len(rows) or not rows["n_expected"].iloc[0]:
        return [*said, words.text("dateline.nothing_due")]
    row = rows.iloc[0]
    said.append(words.text("dateline.expected", n=row["n_expected"]))
    said.append(words.text("dateline.reported", n=row["n_on_time"]))
    if late := int(row["n_reported"] - row["n_on_time"]):
        said.append(words.text("dateline.late", n=late))
    if row["n_reported"] == row["n_expected"]:
        said.append(words.text("dateline.all_in"))
    return said
