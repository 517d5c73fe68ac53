"""The sheet to take along on a visit: a view and a unit go in; what hands it out is drawn."""

from __future__ import annotations

import streamlit as st

from campaign import Unit
from exports.papers import (
    VISIT,
    Cut,
    Paper,
    as_it_stands,
    docx_bytes,
    sources_xlsx,
    visit_of,
)
from ledger import own_template
from pages.door import View, clock, hand_out, opened


def sheet_buttons(view: View, unit: Unit) -> None:
    """The sheet and the list of its sources, drawn from the week's latest cut, else from the week
    as it stands, which the sheet says."""
    cut, words = _cut(view), view.words
    name = cut.file_name(words.text("paper.visit.title", unit=unit.name), "")
    with st.container(key="screen_only_sheet", horizontal=True, gap="small"):
        hand_out(
            words.text("unit.sheet"),
            data=lambda: docx_bytes(
                _paper(view, unit, cut), own_template(opened.ledger_url(), VISIT)
            ),
            file_name=f"{name}docx",
            key="visit_docx",
            explained=words.text(
                f"unit.sheet.{'help' if cut.is_frozen else 'standing'}", week=words.week(cut.week)
            ),
        )
        hand_out(
            words.text("unit.sheet.sources"),
            data=lambda: sources_xlsx(_paper(view, unit, cut), words),
            file_name=f"{name}xlsx",
            key="visit_xlsx",
            kind="tertiary",
        )


def _cut(view: View) -> Cut:
    cuts = clock.cuts_of(view.district)
    own = cuts[cuts["week"] == view.week.number].sort_values("revision")
    if not len(own):
        return as_it_stands(opened.ledger(), view.district, view.week, at=opened.now())
    return Cut.of({str(name): value for name, value in own.iloc[-1].to_dict().items()}, view.week)


def _paper(view: View, unit: Unit, cut: Cut) -> Paper:
    """The sheet, drawn when a button is pressed."""
    return visit_of(opened.ledger(), view.district, view.viewer, cut, view.words, unit_id=unit.id)
