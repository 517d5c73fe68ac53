"""The four trays of the desk: what waits and what left it go in; one tray's list is drawn, and what
may be done with what is ticked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

import pandas as pd
import streamlit as st

from campaign import Wording
from pages.markup import part, plain_html
from pages.office.submit.desk import Desk
from pages.office.submit.done import Done
from pages.office.submit.paper import Paper
from pages.office.submit.verdict import n_units, recognised, verdict, waits_for, way_out

_MOST_SHOWN, _SCROLLED, _TWO_LINES = 9, 549, 57
"""More files than stand beside a sheet without scrolling, the pixels they then have, and those of
one: its name, forms and result go on in a second line."""
_WIDTHS = (
    st.column_config.TextColumn(width=128),
    st.column_config.TextColumn(width=78),
    st.column_config.NumberColumn(width=42),
    st.column_config.TextColumn(width=240),
)


class Tray(StrEnum):
    """Where a file lies: it waits for an answer, can go in, is in, or its sender has to mend it."""

    NEEDS = "needs"
    READY = "ready"
    IN = "in"
    BACK = "back"


def chosen_tray(papers: Sequence[Paper], done: Sequence[Done], words: Wording) -> Tray | None:
    """The trays with their counts; None where all that waits is shown."""
    counts = {
        Tray.NEEDS: sum(bool(waits_for(paper)) for paper in papers),
        Tray.READY: sum(not waits_for(paper) for paper in papers),
        Tray.IN: sum(bool(item.submissions) and not item.is_withdrawn for item in done),
        Tray.BACK: sum(item.is_open for item in done),
    }
    return st.segmented_control(
        words.text("submit.trays"),
        list(counts),
        key="tray",
        format_func=lambda tray: words.text(f"submit.tray.{tray}", n=counts[tray]),
        label_visibility="collapsed",
    )


def in_tray(papers: Sequence[Paper], tray: Tray | None) -> list[Paper]:
    """The waiting files of a tray; without one all of them, those that need somebody first."""
    asked = [paper for paper in papers if waits_for(paper)]
    clean = [paper for paper in papers if not waits_for(paper)]
    return {Tray.NEEDS: asked, Tray.READY: clean}.get(tray or Tray.IN, [*asked, *clean])


def waiting_list(papers: Sequence[Paper], desk: Desk, words: Wording) -> list[Paper]:
    """The files that wait; a press anywhere on a row opens it, boxes tick several. Those ticked."""
    part(words.text("submit.waiting", n=len(papers)), words.text("submit.waiting_note"))
    rows, hashes = _rows(papers, desk, words), [paper.sha256 for paper in papers]
    key = f"papers_{hash(tuple(hashes))}"
    picked = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height="content" if len(papers) <= _MOST_SHOWN else _SCROLLED,
        row_height=_TWO_LINES,
        key=key,
        on_select=lambda: _open(desk, key, hashes),
        selection_mode=["multi-row", "single-cell"],
        column_config=dict(zip(rows.columns, _WIDTHS, strict=True)),
        alt=words.text("submit.waiting_alt"),
    )
    return [papers[at] for at in picked["selection"]["rows"] if at < len(papers)]


def _open(desk: Desk, key: str, hashes: Sequence[str]) -> None:
    """Callback: look at the file whose row was pressed."""
    for row, _ in st.session_state[key]["selection"]["cells"]:
        desk.visit.open(hashes[row])


def open_file(papers: Sequence[Paper], desk: Desk) -> Paper:
    """The file that was pressed last, else the first."""
    return papers[_place(papers, desk)]


def _place(papers: Sequence[Paper], desk: Desk) -> int:
    hashes = [paper.sha256 for paper in papers]
    return hashes.index(desk.visit.open_file) if desk.visit.open_file in hashes else 0


def steps(papers: Sequence[Paper], desk: Desk, words: Wording) -> None:
    """The way to the next file and to the one before, by button or key; nothing for one alone."""
    n, at = len(papers), _place(papers, desk)
    if n < 2:
        return
    with st.container(key="steps", horizontal=True, gap="small", vertical_alignment="center"):
        for name, letter, step in (("before", "K", -1), ("next", "J", 1)):
            st.button(
                words.text(f"submit.step.{name}"),
                key=f"step_{name}",
                shortcut=letter,
                disabled=not 0 <= at + step < n,
                on_click=desk.visit.open,
                args=(papers[(at + step) % n].sha256,),
            )
        place = words.text("submit.step.place", at=at + 1, n=n)
        st.html(f'<p class="note">{plain_html(place)}</p>')


def _rows(papers: Sequence[Paper], desk: Desk, words: Wording) -> pd.DataFrame:
    rows = [
        (
            _named(p, papers, desk, words),
            recognised(p, desk.pack, words),
            n_units(p),
            _unbroken(_result(p, words) + way_out(p.locked, desk, words)),
        )
        for p in papers
    ]
    headings = [words.text(f"submit.column.{c}") for c in ("file", "form", "units", "result")]
    return pd.DataFrame(rows, columns=headings)


def _unbroken(said: str) -> str:
    """The same, each mark on one line with what it stands before."""
    return _MARK.sub("\\1\u00a0", said)


_MARK = re.compile("([■▲●○]) ")


def _result(paper: Paper, words: Wording) -> str:
    """What becomes of a file and all that waits for an answer."""
    open_ = [words.text(f"submit.waits.{name}") for name in waits_for(paper) if name in _ANSWERED]
    if not open_ or not paper.plans:
        return verdict(paper, words)
    asked = words.text("submit.waits", what=words.text("submit.gone.and").join(open_))
    return f"▲ {asked}\n{verdict(paper, words)}"


_ANSWERED = ("layout", "week", "stands", "reach", "unit", "words", "blanks")
"""What is answered on the page; the rest the verdict says already."""


def _named(paper: Paper, papers: Sequence[Paper], desk: Desk, words: Wording) -> str:
    """A file's name, and that it lies on another's desk; where two of that name wait, with when
    each came."""
    name = paper.file_name
    if [other.file_name for other in papers].count(name) > 1:
        came = desk.district.calendar.local(paper.put_at)
        name = words.text("submit.same_name", name=name, time=f"{came:%H:%M:%S}")
    return words.text("submit.of_others", name=name) if paper.of_others else name
