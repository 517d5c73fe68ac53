"""How the week's reporting stands, beside every page's filters: a view goes in; a line is drawn.

To when, how many were expected, how many are in; on a click, who is not, and each group's reports.
"""

from __future__ import annotations

import streamlit as st

from pages.door import View
from pages.drawn import unit_list
from pages.drawn.group_bars import group_bars
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
