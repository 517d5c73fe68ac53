"""Papers drawn from a week's cut: a seat and a week go in; what hands them out is drawn."""

from __future__ import annotations

import streamlit as st

from campaign import Right, Week, pack_of
from exports.papers import Cut, Paper, bulletin, docx_bytes, sources_xlsx, weekly_title
from pages.door import Seat, clock, hand_out, opened

_MIME = "application/vnd.openxmlformats-officedocument."


def paper_part(seat: Seat, week: Week) -> None:
    """The weekly bulletin and the list of its sources; nothing for a week without a cut, or for
    who freezes none: a paper is of the whole district."""
    cuts, words = clock.cuts_of(seat.district), seat.words
    found = cuts[cuts["week"] == week.number].to_dict("records")
    if not found or not seat.viewer.may(Right.FREEZE):
        return
    cut = Cut.of({str(name): value for name, value in found[0].items()}, week)

    title = weekly_title(seat.district, pack_of(seat.district), words)
    with st.container(key="papers", horizontal=True, gap="small"):
        hand_out(
            words.text("paper.weekly.button"),
            data=lambda: docx_bytes(_paper(seat, cut)),
            file_name=cut.file_name(title, "docx"),
            mime=f"{_MIME}wordprocessingml.document",
            key="weekly_docx",
            explained=words.text("paper.weekly.help"),
        )
        hand_out(
            words.text("paper.weekly.sources"),
            data=lambda: sources_xlsx(_paper(seat, cut), words),
            file_name=cut.file_name(title, "xlsx"),
            mime=f"{_MIME}spreadsheetml.sheet",
            key="weekly_xlsx",
        )


def _paper(seat: Seat, cut: Cut) -> Paper:
    """The bulletin, drawn when a button is pressed."""
    number, id_ = cut.week.number, seat.district.id
    panel = opened.ledger().panel(id_, seat.viewer, through=number, as_of=cut.revision)
    return bulletin(panel, pack_of(panel.district, number), cut, seat.words)
