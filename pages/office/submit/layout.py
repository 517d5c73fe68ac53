"""What came in, what was understood, what is wrong and where, and what would storing it change?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from campaign import FieldRole, Wording, pack_of
from ledger import LedgerTrouble
from measures import arrivals
from pages.door import current_seat, opened, states
from pages.markup import answer_line, caption, drop_words, part, plain_html, question
from pages.office.submit.desk import Desk
from pages.office.submit.empty_forms import empty_forms
from pages.office.submit.paper import N_PAST, Paper
from pages.office.submit.preview import preview
from pages.office.submit.replies import past_copies
from pages.office.submit.verdict import n_units, past_verdict, recognised, verdict

_ROUND, _CHOSEN = "drop_round", "paper"
_STALE, _TROUBLE = "stale", "trouble"
_MAX_MB = 20
_NAMED = 5
_WIDTHS = (
    st.column_config.TextColumn(width=150),
    st.column_config.TextColumn(width=104),
    st.column_config.NumberColumn(width=44),
    st.column_config.TextColumn(width=170),
)


def submit() -> None:
    """The page."""
    seat = current_seat()
    words, pack = seat.words, pack_of(seat.district)
    desk = Desk(seat.district, seat.viewer, pack)
    left, right = st.columns([7, 5], vertical_alignment="bottom")
    with left:
        question(words.text("submit.question"))
        slot = st.empty()
    with right:
        _drop(desk, words)
        empty_forms(seat)
    papers = desk.papers()
    with slot.container():
        answer_line(_answer(desk, papers, words))
    _tell_gone(desk.visit.gone, words)
    if not papers and not desk.visit.latest:
        _nothing_yet(desk, words)
        return
    listed, shown = st.columns([6, 8], gap="medium")
    with listed:
        chosen = _papers(papers, desk, words)
        _past(desk, words)
    with shown:
        if chosen is not None:
            preview(desk, chosen, words)


def _drop(desk: Desk, words: Wording) -> None:
    """The place to drop files; they are put away at once and the widget is emptied."""
    turn = st.session_state.setdefault(_ROUND, 0)
    st.html(f"<style>{drop_words(words, 'submit.drop')}</style>")
    uploads = st.file_uploader(
        words.text("submit.drop"),
        accept_multiple_files=True,
        key=f"drop_{turn}",
        max_upload_size=_MAX_MB,
        label_visibility="collapsed",
    )
    if not uploads:
        return
    with st.container():
        bar = st.progress(0.0)
        tell = _teller(bar.progress, words, "submit.reading")
        desk.put([(upload.name, upload.getvalue()) for upload in uploads], tell=tell)
    st.session_state[_ROUND] = turn + 1
    st.rerun()


def _teller(
    draw: Callable[[float, str], object], words: Wording, key: str
) -> Callable[[int, int], None]:
    """A progress bar with a count."""

    def tell(done: int, total: int) -> None:
        draw(done / total, words.text(key, done=done, total=total))

    return tell


def _answer(desk: Desk, papers: Sequence[Paper], words: Wording) -> str:
    """How the latest week stands, and what waits on the desk."""
    waiting = words.text("submit.answer.waiting", n=len(papers))
    panel = opened.panel_of(desk.district, desk.viewer)
    week = opened.latest_week(panel)
    if week is None:
        return words.text("submit.answer.no_week", waiting=waiting)
    state = arrivals(panel, desk.pack, week=week.number)["state"].astype("str")
    counts = state.value_counts()
    stored = int(counts.get("on_time", 0) + counts.get("late", 0))
    return words.text(
        "submit.answer",
        week=words.text("week.short", number=week.number),
        stored=words.text("unit.count", n=stored),
        missing=words.text("unit.count", n=int(counts.get("missing", 0))),
        waiting=waiting,
    )


def _tell_gone(names: Sequence[str], words: Wording) -> None:
    """Files that no longer wait, though nobody here took them off the desk."""
    if not names:
        return
    shown = words.text("submit.gone.and").join(names[:_NAMED])
    text = words.text("submit.gone", n=len(names), names=shown)
    st.html(f'<p class="note" role="status">▲ {plain_html(text)}</p>')


def _nothing_yet(desk: Desk, words: Wording) -> None:
    roster = opened.ledger().roster(desk.district.id)
    key = "submit.empty" if roster else "submit.first"
    form, weekly = desk.pack.roster_form, desk.pack.weekly_form
    asked = (FieldRole.NAME, FieldRole.TYPE, FieldRole.GROUP)
    named = {
        "list": words.label(form.label),
        "weekly": words.label(weekly.label),
        "columns": "、".join(form.field[form.field_of(role)].title for role in asked),
    }
    states.notice(
        words.text(f"{key}.title", **named),
        words.text(f"{key}.body"),
        steps=[words.text(f"{key}.step{n}", **named) for n in (1, 2, 3)],
    )


def _papers(papers: Sequence[Paper], desk: Desk, words: Wording) -> Paper | None:
    """The files that wait, the one to look at, and the buttons that enter or remove them."""
    if not papers:
        return None
    part(words.text("submit.waiting", n=len(papers)), words.text("submit.waiting_note"))
    rows = _rows(papers, desk, words)
    picked = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height="content" if len(papers) <= 10 else 388,
        key=f"papers_{len(papers)}_{papers[0].sha256[:8]}",
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [0]}},
        column_config=dict(zip(rows.columns, _WIDTHS, strict=True)),
        alt=words.text("submit.waiting_alt"),
    )
    index = next(iter(picked["selection"]["rows"]), 0)
    chosen = papers[min(index, len(papers) - 1)]
    _buttons(papers, chosen, desk, words)
    return chosen


def _rows(papers: Sequence[Paper], desk: Desk, words: Wording) -> pd.DataFrame:
    rows = [
        (
            _named(p, papers, desk, words),
            recognised(p, desk.pack, words),
            n_units(p),
            verdict(p, words),
        )
        for p in papers
    ]
    headings = [words.text(f"submit.column.{c}") for c in ("file", "form", "units", "result")]
    return pd.DataFrame(rows, columns=headings)


def _named(paper: Paper, papers: Sequence[Paper], desk: Desk, words: Wording) -> str:
    """A file's name; where two of that name wait, with when each came."""
    if [other.file_name for other in papers].count(paper.file_name) == 1:
        return paper.file_name
    came = paper.put_at.astimezone(ZoneInfo(desk.district.calendar.zone))
    return words.text("submit.same_name", name=paper.file_name, time=f"{came:%H:%M:%S}")


def _buttons(papers: Sequence[Paper], chosen: Paper, desk: Desk, words: Wording) -> None:
    ready = [paper for paper in papers if paper.can_go_in]
    reason = ""
    if any(plan.asks_reason for paper in ready for plan in paper.plans):
        reason = st.text_input(words.text("submit.reason"), key="reason", max_chars=200)
    with st.container(key="desk_buttons", horizontal=True, gap="small"):
        go = st.button(
            words.text("submit.accept", n=len(ready)),
            type="primary",
            disabled=not ready,
            key="accept",
        )
        if st.button(words.text("submit.remove"), key="remove"):
            desk.remove(chosen.sha256)
            st.rerun()
    if go:
        bar = st.progress(0.0)
        tell = _teller(bar.progress, words, "submit.accepting")
        try:
            st.session_state[_STALE] = desk.accept(ready, reason=reason, words=words, tell=tell)
        except LedgerTrouble as trouble:  # what went in before it stays in
            states.logged(trouble)
            st.session_state[_TROUBLE] = trouble.code
        st.rerun()
    for name in st.session_state.pop(_STALE, []):
        st.html(f'<p class="note">▲ {plain_html(words.text("submit.stale", name=name))}</p>')
    if code := st.session_state.pop(_TROUBLE, ""):
        states.notice(*states.trouble_words(words, code), kind="broken")


def _past(desk: Desk, words: Wording) -> None:
    """What left the desk in this visit."""
    past = desk.visit.latest
    if not past:
        return
    part(words.text("submit.past.title"), words.text("submit.past.note"))
    lines = []
    for item in past[:N_PAST]:
        remedy = words.remedy(item.refused, desk.pack) if item.refused else ""
        lines.append(
            f"<li><b>{plain_html(item.file_name)}</b> {plain_html(past_verdict(item, words))}"
            f"<span>{plain_html(remedy)}</span></li>"
        )
    st.html(f'<ul class="doubts">{"".join(lines)}</ul>')
    past_copies(past[:N_PAST], words)
    if len(past) > N_PAST:
        caption(words.text("submit.past.more", n=len(past) - N_PAST))
    if st.button(words.text("submit.past.clear"), key="clear_past", type="tertiary"):
        desk.visit.past.clear()
        st.rerun()
