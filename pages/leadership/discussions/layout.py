"""How many discussion sessions, by whom, who has held none, and what came of them?"""

from __future__ import annotations

import streamlit as st

from campaign import DISCUSSIONS, PROBLEMS
from pages.door import View
from pages.drawn import charts, control_chart, pace_line, row_list, unit_list
from pages.leadership.discussions.charts import counts_by, grid_of_units
from pages.leadership.discussions.words import (
    discussion_answer,
    discussion_rows,
    discussion_tiles,
    headings,
    held,
)
from pages.markup import answer_line, part, question, tile_row
from pages.readings import rows_now, study_alone

_FEW = 5


def discussions(view: View) -> None:
    """The answer, sessions beside what came of them, four charts, and the rows behind them."""
    words = view.words
    question(words.text("discussions.question"), aside=words.text("overview.workload"))
    answer_line(discussion_answer(view))
    tile_row(discussion_tiles(view), view.palette)
    weeks, types = st.columns(2, gap="medium")
    with weeks:
        charts.sessions_per_week(view, height=200)
        pace_line(view, DISCUSSIONS)
    with types:
        _by(view, "type")
    groups, others = st.columns(2, gap="medium")
    with groups:
        _by(view, "group")
    with others:
        _without(view)
    control_chart(view, DISCUSSIONS)
    _alone(view)
    grid_of_units(view, DISCUSSIONS, silent=_silent(view))
    _rows(view)


def _by(view: View, by: str) -> None:
    words = view.words
    counts_by(
        view,
        DISCUSSIONS,
        by=by,
        title=words.text(f"discussions.by_{by}"),
        note=words.text("discussions.by.note"),
    )


def _silent(view: View) -> list[str]:
    rows = rows_now(view, DISCUSSIONS)
    return [str(unit_id) for unit_id in rows.loc[held(rows) != "held", "unit_id"]]


def _without(view: View) -> None:
    words, rows = view.words, rows_now(view, DISCUSSIONS)
    waiting = rows[held(rows) != "held"]
    if not len(waiting):
        part(words.text("discussions.all_held"))
        return
    said = held(waiting)
    unknown = int((said == "unknown").sum())
    note = "discussions.none.some_unknown" if unknown else "discussions.none.note"
    part(words.text("discussions.none"), words.text(note, n=len(waiting), unknown=unknown))
    unit_list.table(
        view,
        waiting,
        key="no_session",
        says=[words.text(f"held.{word}") for word in said],
        heading=words.text("column.held"),
        height=300 if len(waiting) > _FEW else 0,
        figure=DISCUSSIONS,
    )


def _alone(view: View) -> None:
    """Units to ask what came of their study; nothing where there is none."""
    words, rows = view.words, study_alone(view)
    if not len(rows):
        return
    part(words.text("discussions.alone"), words.text("discussions.alone.note", n=len(rows)))
    says = [
        words.text("discussions.alone.says", study=words.number(n), talks=words.number(talks))
        for n, talks in zip(rows["sessions"], rows["discussions"], strict=True)
    ]
    heading, height = words.text("column.to_ask"), 300 if len(rows) > _FEW else 0
    unit_list.table(
        view, rows, key="alone", says=says, heading=heading, height=height, figure=PROBLEMS
    )


def _rows(view: View) -> None:
    row_list(
        view,
        discussion_rows(view),
        rows_now(view, DISCUSSIONS)["unit_id"],
        headings(view),
        keys=("discussions.rows", "discussions.rows.note", "page.discussions"),
        key="discussion_rows",
        figure=DISCUSSIONS,
    )
