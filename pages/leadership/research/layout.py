"""What is researched, how far each topic is, and what came of it?"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from campaign import FieldRole, FormRole
from pages.door import View, states
from pages.drawn import part_bars, row_list
from pages.leadership.research.words import answer, found_bars, funnel, headings, tiles, topic_rows
from pages.markup import answer_line, bar_table, question, tile_row
from pages.readings import topics_by_part, topics_listed

_TYPE = {"research_type": (FormRole.RESEARCH, FieldRole.RESEARCH_TYPE)}
_PLACES = {
    "field": (FormRole.RESEARCH, FieldRole.FIELD),
    "place": (FormRole.RESEARCH, FieldRole.PLACE),
}


def research(view: View) -> None:
    """The answer, the way from topic to result, what was found and solved, by what, the rows."""
    words = view.words
    question(words.text("research.question"), aside=words.text("overview.workload"))
    form = view.pack.form_of(FormRole.RESEARCH)
    if form is None or not len(topics_listed(view)):
        states.no_register(words, view.pack, FormRole.RESEARCH)
        return
    answer_line(answer(view))
    tile_row(tiles(view), view.palette)
    left, right = st.columns(2, gap="medium")
    with left:
        bar_table(funnel(view), found_bars(view))
        _parts(view, _TYPE)
    with right:
        _parts(view, _PLACES)
    _rows(view, form.id)


def _rows(view: View, form: str) -> None:
    rows = topics_listed(view)
    row_list(
        view,
        topic_rows(view, rows),
        rows["unit_id"],
        headings(view.words),
        keys=("research.rows", "research.rows.note", "page.research"),
        key="topic_rows",
        figure=form,
        at=rows["row"].tolist(),
    )


def _parts(view: View, dimensions: Mapping[str, tuple[FormRole, FieldRole]]) -> None:
    rows = topics_by_part(view)
    bar_table(
        *(
            part_bars(
                view,
                rows,
                of,
                field=field,
                title=f"research.by.{of}",
                figure="research.figure",
            )
            for of, field in dimensions.items()
        )
    )
