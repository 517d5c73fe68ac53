"""The sheet to take along on a visit: a view and a unit go in; what hands it out is drawn."""

from __future__ import annotations

import streamlit as st

from campaign import Unit
from exports.papers import VISIT, Cut, Paper, docx_bytes, sources_xlsx, visit_of
from ledger import own_template
from pages.door import View, clock, hand_out, opened


def sheet_buttons(view: View, unit: Unit) -> None:
    """The sheet and the list of its sources, drawn from the latest cut up to the view's week;
    nothing before there is one."""
    cut, words = _cut(view), view.words
    if cut is None or not _was_there(view, unit, cut):
        return
    name = cut.file_name(words.text("paper.visit.title", unit=unit.name), "")
    with st.container(key="screen_only_sheet", horizontal=True, gap="small"):
        hand_out(
            words.text("unit.sheet"),
            data=lambda: docx_bytes(
                _paper(view, unit, cut), own_template(opened.ledger_url(), VISIT)
            ),
            file_name=f"{name}docx",
            key="visit_docx",
            explained=words.text("unit.sheet.help", week=words.week(cut.week)),
        )
        hand_out(
            words.text("unit.sheet.sources"),
            data=lambda: sources_xlsx(_paper(view, unit, cut), words),
            file_name=f"{name}xlsx",
            key="visit_xlsx",
            kind="tertiary",
        )


def _cut(view: View) -> Cut | None:
    cuts = clock.cuts_of(view.district)
    upto = cuts[cuts["week"] <= view.week.number].sort_values(["week", "revision"])
    if not len(upto):
        return None
    line = {str(name): value for name, value in upto.iloc[-1].to_dict().items()}
    return Cut.of(line, view.district.calendar.week(int(line["week"])))


def _was_there(view: View, unit: Unit, cut: Cut) -> bool:
    """Whether the unit was on the roster in the cut's week."""
    at = view.scope.units.index(unit)
    return any(it.week == cut.week and it.member[at] for it in view.scope.weeks)


def _paper(view: View, unit: Unit, cut: Cut) -> Paper:
    """The sheet, drawn when a button is pressed."""
    return visit_of(opened.ledger(), view.district, view.viewer, cut, view.words, unit_id=unit.id)
