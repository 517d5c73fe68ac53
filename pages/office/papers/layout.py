"""Which papers are drawn from a cut, which were issued, and what do corrections change in them?"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from campaign import Right
from exports.papers import (
    KINDS,
    SINGLE,
    Correction,
    Cut,
    Paper,
    TemplateFault,
    docx_bytes,
    paper_file,
    papers_of,
    papers_zip,
    sources_xlsx,
)
from ledger import LockedWeek, own_template
from pages.door import Seat, clock, hand_out, opened, states, way
from pages.drawn import corrections_now, local_moment
from pages.drawn.lists.whole_table import whole_table
from pages.markup import answer_line, caption, part, question
from pages.office.papers.issued import changed_words, issued_list

_SLIDES = "slides"
"""What is drawn for the screen, not on a template."""
_SAID = "papers_said"


def papers(seat: Seat) -> None:
    """A paper to draw from a cut; those issued, each as it was; what corrections change in them."""
    words = seat.words
    question(words.text("papers.question"))
    cuts = clock.cuts_of(seat.district)
    if not len(cuts):
        states.notice(words.text("papers.no_cut.title"), words.text("papers.no_cut.body"))
        way.page_link(way.RECORD_PAGE, words.text("papers.to_record"))
        return
    issued = opened.ledger().papers.issued(seat.district.id, seat.viewer)
    found = corrections_now(seat, issued)
    answer_line(changed_words(seat, issued, found))
    _to_draw(seat)
    issued_list(seat, issued)
    _corrections(seat, found)


def _to_draw(seat: Seat) -> None:
    """The kind, the cut, and what is done with the paper drawn."""
    words = seat.words
    part(words.text("papers.draw"), words.text("papers.draw.note"))
    lines = clock.cuts_of(seat.district).to_dict("records")
    week_of = seat.district.calendar.week
    cuts = [
        Cut.of({str(name): it for name, it in line.items()}, week_of(line["week"]))
        for line in lines
    ]
    with st.container(key="papers_pick", horizontal=True, vertical_alignment="bottom", gap="small"):
        kind = st.selectbox(
            words.text("papers.kind"),
            (*KINDS, _SLIDES),
            key="paper_kind",
            format_func=lambda name: words.text(f"papers.kind.{name}"),
        )
        cut = st.selectbox(
            words.text("papers.cut"), cuts, key="paper_cut", format_func=lambda it: _cut(seat, it)
        )
    _acts(seat, kind, cut)
    if said := st.session_state.pop(_SAID, ""):
        st.info(said)


def _cut(seat: Seat, cut: Cut) -> str:
    moment = local_moment(cut.frozen_at, seat)
    told = {"week": seat.words.week(cut.week), "moment": moment, "revision": cut.revision}
    return seat.words.text("papers.cut.one", **told)


def _acts(seat: Seat, kind: str, cut: Cut) -> None:
    words = seat.words
    with st.container(key="papers", horizontal=True, gap="small"):
        if kind == _SLIDES:
            _for_the_meeting(seat, cut)
            return
        (_one if kind in SINGLE else _several)(seat, kind, cut)
        may = seat.viewer.may(Right.ISSUE)
        if may and st.button(
            words.text("papers.issue"), key="paper_issue", help=words.text("papers.issue.help")
        ):
            st.session_state[_SAID] = _issued(seat, kind, cut)
            st.rerun()


def _one(seat: Seat, kind: str, cut: Cut) -> None:
    """The paper, and the list of its sources."""
    words, name = seat.words, cut.file_name(seat.words.text(f"papers.kind.{kind}"), "")
    hand_out(
        words.text("papers.word"),
        data=lambda: docx_bytes(_papers(seat, kind, cut)[0], _template(kind)),
        file_name=f"{name}docx",
        key="paper_docx",
        kind="primary",
        explained=words.text("papers.word.help"),
    )
    hand_out(
        words.text("papers.sources"),
        data=lambda: sources_xlsx(_papers(seat, kind, cut)[0], words),
        file_name=f"{name}xlsx",
        key="paper_xlsx",
    )


def _several(seat: Seat, kind: str, cut: Cut) -> None:
    """Papers and their lists in one file."""
    words, name = seat.words, cut.file_name(seat.words.text(f"papers.kind.{kind}"), "")
    hand_out(
        words.text("papers.zip"),
        data=lambda: papers_zip(_papers(seat, kind, cut), words, _template(kind)),
        file_name=f"{name}zip",
        key="paper_zip",
        kind="primary",
        explained=words.text("papers.word.help"),
    )


def _for_the_meeting(seat: Seat, cut: Cut) -> None:
    """The slides, the workbook of the same with its charts, and the list of the sources."""
    words = seat.words
    for made in ("pptx", "charts", "sources"):
        title = words.text("papers.kind.slides" if made == "pptx" else f"papers.slides.{made}.name")
        hand_out(
            words.text("papers.sources" if made == "sources" else f"papers.slides.{made}"),
            data=partial(_drawn, seat, cut, made),
            file_name=cut.file_name(title, "pptx" if made == "pptx" else "xlsx"),
            key=f"paper_{made}",
            kind="primary" if made == "pptx" else "secondary",
        )


def _drawn(seat: Seat, cut: Cut, made: str) -> bytes:
    """One file for the meeting, drawn when its button is pressed."""
    from exports.slides import chart_book, deck_at, pptx_bytes  # which no other page waits for

    deck = deck_at(opened.ledger(), seat.district, seat.viewer, cut, seat.words)
    if made == "sources":
        return sources_xlsx(deck.paper, seat.words)
    return (pptx_bytes if made == "pptx" else chart_book)(deck, seat.words)


def _papers(seat: Seat, kind: str, cut: Cut) -> tuple[Paper, ...]:
    """The papers, drawn when a button is pressed."""
    return papers_of(opened.ledger(), seat.district, seat.viewer, cut, seat.words, kind=kind)


def _template(kind: str) -> bytes | None:
    return own_template(opened.ledger_url(), kind)


def _issued(seat: Seat, kind: str, cut: Cut) -> str:
    """What came of issuing the papers of a kind, in words."""
    words, said = seat.words, []
    for paper in _papers(seat, kind, cut):
        try:
            file = paper_file(paper, docx_bytes(paper, _template(kind)), words)
            kept, at = opened.ledger().papers, opened.now()
            is_new = kept.issue(seat.district.id, file, by=seat.viewer, at=at)
        except TemplateFault as fault:
            return words.text("paper.template", kind=kind, why=fault)
        except LockedWeek:
            return words.text("papers.archived")
        key = "papers.issued.done" if is_new else "papers.issued.again"
        said.append(words.text(key, title=paper.title, sha=file.sha256[:12]))
    return "\n\n".join(said) or words.text("paper.nothing")


def _corrections(seat: Seat, found: tuple[Correction, ...]) -> None:
    """The figures of issued papers that are others now: printed then, printed now, and where."""
    words = seat.words
    part(words.text("papers.corrections"), words.text("papers.corrections.note"))
    if not found:
        caption(words.text("papers.corrections.none"))
        return
    columns = ("week", "paper", "old", "new", "sentence")
    rows = [
        (words.text("week.short", number=it.week), it.title, it.old, it.new, it.sentence)
        for it in found
    ]
    heads = [words.text(f"papers.column.{name}") for name in columns]
    whole_table(pd.DataFrame(rows, columns=heads), alt=words.text("papers.corrections"))
