"""Issued papers that say something else now: a seat goes in; what differs, and a line a paper with
the way to the page of papers, come out."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from campaign import Viewer
from exports.papers import Correction, corrected
from pages.door import Seat, View, opened, way
from pages.markup import plain_html

_PAPERS = "office/papers/page.py"


def corrections_now(seat: Seat | View, issued: pd.DataFrame) -> tuple[Correction, ...]:
    """What ISSUED papers say otherwise than is known now; worked out once a revision."""
    revision = opened.ledger().revision(seat.district.id)
    papers = tuple(issued["sha256"])
    return _corrections(seat.district.id, seat.viewer, papers, revision) if papers else ()


@opened.memory
def _corrections(
    district_id: str, viewer: Viewer, papers: tuple[str, ...], revision: int
) -> tuple[Correction, ...]:
    ledger = opened.ledger()
    district = next(it for it in ledger.districts() if it.id == district_id)
    issued = ledger.papers.issued(district_id, viewer)
    own = issued[issued["sha256"].isin(papers)]
    return corrected(ledger, district, viewer, own, revision=revision)


def issued_changes(seat: Seat | View) -> None:
    """A line an issued paper that says something else now, the newest first; nothing for none."""
    issued = opened.ledger().papers.issued(seat.district.id, seat.viewer)
    found = Counter((it.sha256, it.week, it.title) for it in corrections_now(seat, issued))
    words = seat.words
    for (_, week, title), n in found.items():
        told = {"week": words.text("week.short", number=week), "title": title, "n": n}
        st.html(f'<p class="note">▲ {plain_html(words.text("papers.changes.one", **told))}</p>')
    if found:
        way.page_link(_PAPERS, words.text("papers.changes.to"))
