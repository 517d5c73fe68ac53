"""One number on one A4: a mark goes in; its formula, its units with their figures, the cells
they were read from with who sent them, earlier versions and the chain's head are drawn."""

from __future__ import annotations

from campaign import STUDY, quantity_of
from ledger import short
from measures import COMPLETENESS, definition
from pages.door import View, opened, states
from pages.drawn.lists.download import view_note
from pages.drawn.mark import DOUBT, REPORTS, Mark, mark_of
from pages.drawn.opened import trace
from pages.drawn.opened.behind import COUNTED, mark_title, units_behind
from pages.drawn.opened.lines_behind import is_of_lines
from pages.markup import answer_line, caption, measure_hover, paper, part, question

_DRAWN = 3
"""Sheets that find room beside the list on one A4; of more units the list names them all."""


def proof(view: View, asked: str) -> None:
    """The sheet; a mark of nothing there is says so."""
    words, mark = view.words, mark_of(asked)
    title = mark_title(view, mark) if mark else ""
    if mark is None or not title:
        states.nothing_matches(words)
        return
    question(words.text("proof.asked"))
    answer_line(title)
    _formula(view, mark)
    head = short(opened.ledger().record.head(view.district.id))
    caption(words.text("proof.stand", note=view_note(view), head=head))
    if mark.unit or mark.sent:
        _cell(view, mark)
        return
    rows, marks = units_behind(view, mark)
    kind = "lines" if is_of_lines(view, mark) else "units"
    part(words.text(f"behind.{kind}"), words.text(f"proof.{kind}", n=len(rows)))
    paper(rows, {str(name): str(name) for name in rows}, is_seen=True)
    for one in marks[:_DRAWN]:
        _cell(view, one)


def _formula(view: View, mark: Mark) -> None:
    """What is counted over what, and where the formula is written; of a form, nothing."""
    if mark.figure in view.pack.form or mark.figure == DOUBT:
        return
    measure = COMPLETENESS if mark.figure == REPORTS else quantity_of(mark.figure)
    caption(measure_hover(measure, view.pack, view.words))
    told = definition(measure, view.pack)
    caption(view.words.text("proof.formula", source=told.source, function=told.function))


def _cell(view: View, mark: Mark) -> None:
    """A unit's or a line's cell as on its sheet, and who sent it when; of a unit without a line
    nothing."""
    unit = next((it for it in view.scope.units if it.id == mark.unit), None)
    week = next((w.week for w in view.scope.weeks if w.week.number == mark.at), view.week)
    if mark.figure in view.pack.form:
        if mark.at:
            part(unit.name if unit else view.words.label(view.pack.form[mark.figure].label))
            trace.line(view, mark)
        return
    if unit is None:
        return
    slot = COUNTED.get(mark.figure, mark.figure)
    part(unit.name, view.words.week(week))
    trace.source(view, unit, week=week, slot=STUDY if slot in (REPORTS, COMPLETENESS) else slot)
