"""Which problems are mended and verified, which are due, and what is to be asked again?"""

from __future__ import annotations

import streamlit as st

from campaign import FieldRole, FormRole
from figures import Spec, paired_columns
from pages.door import View, states
from pages.drawn import DUE, IS, decision_lines, draw_trend, part_bars, row_list, trend, weeks
from pages.leadership.rectification.services import service_part
from pages.leadership.rectification.words import (
    answer,
    element_bars,
    headings,
    letter_bars,
    problem_rows,
    question_rows,
    tiles,
)
from pages.leadership.rectification.work_lists import work_lists
from pages.markup import answer_line, bar_table, caption, part, question, tile_row
from pages.readings import (
    decisions,
    letters_sent,
    problem_questions,
    problems_by_part,
    problems_due,
    problems_listed,
)

_FIELDS = {
    "state": FieldRole.PROGRESS,
    "mode": FieldRole.MODE,
    "source": FieldRole.SOURCE,
    "nature": FieldRole.NATURE,
    "aspect": FieldRole.ASPECT,
    "field": FieldRole.FIELD,
}


def rectification(view: View) -> None:
    """The answer, the states, what is due, letters, work lists, questions, services, the rows."""
    words = view.words
    question(words.text("rectification.question"), aside=words.text("rectification.aside"))
    if not len(problems_listed(view)):
        states.no_register(words, view.pack, FormRole.PROBLEMS)
        _decisions(view)
        _letters(view)
        service_part(view)
        return
    answer_line(answer(view))
    tile_row(tiles(view), view.palette)
    _standing(view)
    work_lists(view)
    _decisions(view)
    _questions(view)
    left, right = st.columns(2, gap="medium")
    with left:
        _parts(view, "source", "aspect")
    with right:
        _parts(view, "field")
    service_part(view)
    _rows(view)


def _standing(view: View) -> None:
    """How problems stand, beside letters, the five elements and what is due."""
    left, right = st.columns(2, gap="medium")
    with left:
        _parts(view, "state", "mode", "nature")
    with right:
        _letters(view)
        bar_table(element_bars(view))
        _due(view)


def _parts(view: View, *dimensions: str) -> None:
    rows = problems_by_part(view)
    bar_table(
        *(
            part_bars(
                view,
                rows,
                of,
                field=(FormRole.PROBLEMS, _FIELDS[of]),
                title=f"rectification.by.{of}",
                figure="rectification.figure.state" if of == "state" else "rectification.figure",
            )
            for of in dimensions
        )
    )


def _due(view: View) -> None:
    title = view.words.text("rectification.due")
    part(title, view.words.text("rectification.due.note"))
    marks = weeks(_form(view), list(problems_due(view)["week"]), told=f"{IS}={DUE}")
    draw_trend(view, _columns(view), marks, key="problems_due", alt=title)


@trend
def _columns(view: View) -> Spec:
    words = view.words
    names = (words.text("rectification.due.all"), words.text("rectification.due.done"))
    return paired_columns(
        problems_due(view), "due", "done", view.palette, words, names=names, gap=""
    )


def _letters(view: View) -> None:
    form = view.pack.form_of(FormRole.LETTERS)
    if len(letters_sent(view)):
        bar_table(letter_bars(view))
    elif form is not None:
        part(view.words.label(form.label))
        caption(view.words.text("rectification.letters.none"))


def _decisions(view: View) -> None:
    """What weekly meetings decided, also where a group or the office has it and no unit."""
    rows = decisions(view)
    if len(rows):
        words = view.words
        part(words.text("briefing.decided"), words.text("briefing.decided.all", n=len(rows)))
        decision_lines(view, rows, key="decided")


def _questions(view: View) -> None:
    rows = problem_questions(view)
    if not len(rows):
        part(view.words.text("rectification.questions.none"))
        return
    row_list(
        view,
        question_rows(view, rows),
        rows["unit_id"],
        headings(view.words),
        keys=("rectification.questions", "rectification.questions.note", "rectification.questions"),
        key="problem_questions",
        download="questions",
        figure=_form(view),
        at=rows["row"].tolist(),
    )


def _rows(view: View) -> None:
    rows = problems_listed(view)
    row_list(
        view,
        problem_rows(view, rows),
        rows["unit_id"],
        headings(view.words),
        keys=("rectification.rows", "rectification.rows.note", "page.rectification"),
        key="problem_rows",
        figure=_form(view),
        at=rows["row"].tolist(),
    )


def _form(view: View) -> str:
    form = view.pack.form_of(FormRole.PROBLEMS)
    return form.id if form else ""
