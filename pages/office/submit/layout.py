"""What came in, what was understood, what is wrong and where, and what would storing it change?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from campaign import FieldRole, Wording, pack_of
from ledger import LedgerTrouble
from measures import arrivals
from pages.door import current_seat, opened, states
from pages.markup import answer_line, caption, drop_words, plain_html, question
from pages.office.submit.desk import Desk
from pages.office.submit.done import Done, done
from pages.office.submit.done_lists import back_list, latest_lines, stored_list
from pages.office.submit.empty_forms import empty_forms
from pages.office.submit.entering import take_in
from pages.office.submit.owners import take_over
from pages.office.submit.paper import KEPT, Paper
from pages.office.submit.preview import preview
from pages.office.submit.trays import Tray, chosen_tray, in_tray, open_file, steps, waiting_list
from pages.office.submit.verdict import waits_for

_ROUND = "drop_round"
_STALE, _TROUBLE = "stale", "trouble"
_MAX_MB = 20
_NAMED = 5


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
        drop_box(desk, words)
        empty_forms(seat)
    papers, left_it = desk.papers(), done(desk)
    with slot.container():
        answer_line(_answer(desk, papers, words))
    _tell("submit.gone", desk.visit.gone, words)
    _tell("submit.replaced", desk.visit.replaced, words)
    if not papers and not left_it:
        _nothing_yet(desk, words)
        return
    tray = chosen_tray(papers, left_it, words)
    if tray in (Tray.IN, Tray.BACK):
        (stored_list if tray is Tray.IN else back_list)(left_it, seat, desk)
        return
    _waiting(in_tray(papers, tray), papers, left_it, desk, words)


def _waiting(
    shown: Sequence[Paper],
    papers: Sequence[Paper],
    left_it: Sequence[Done],
    desk: Desk,
    words: Wording,
) -> None:
    """The list with its buttons, and beside it the file that is looked at."""
    left, right = st.columns([6, 8], gap="medium")
    with left:
        if shown:
            ticked = waiting_list(shown, desk, words)
            _buttons(shown, ticked, open_file(shown, desk), desk, words)
            _tell_old(papers, words)
        latest_lines(left_it, desk, words)
    with right:
        if shown:
            steps(shown, desk, words)
            preview(desk, open_file(shown, desk), words)


def drop_box(desk: Desk, words: Wording) -> None:
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
        tell = _teller(words, "submit.reading", total=len(uploads))
        desk.put([(upload.name, upload.getvalue()) for upload in uploads], tell=tell)
    st.session_state[_ROUND] = turn + 1
    st.rerun()


def _teller(words: Wording, key: str, *, total: int) -> Callable[[int, int], None]:
    """A progress bar with a count, which says at once what is waited for."""
    bar = st.progress(0.0, words.text(key, done=0, total=total))

    def tell(done: int, total: int) -> None:
        bar.progress(done / total, words.text(key, done=done, total=total))

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


def _tell_old(papers: Sequence[Paper], words: Wording) -> None:
    """That a file has waited for long, and will not for ever."""
    age = opened.now() - min(paper.put_at for paper in papers)
    if age > KEPT / 2:
        caption(words.text("submit.old", n=age.days, most=KEPT.days))


def _tell(key: str, names: Sequence[str], words: Wording) -> None:
    """Files that no longer wait, though nobody here took them off the desk by hand."""
    if not names:
        return
    shown = words.text("submit.gone.and").join(names[:_NAMED])
    text = words.text(key, n=len(names), names=shown)
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


def _ready(
    papers: Sequence[Paper], ticked: Sequence[Paper], looked_at: Paper
) -> tuple[str, list[Paper]]:
    """Which files the button stores: those ticked, else all that wait for no answer, else the one
    that is looked at, whose other rows wait."""
    clean = [paper for paper in papers if paper.can_go_in and not waits_for(paper)]
    if ticked:
        return "ticked", [paper for paper in ticked if paper.can_go_in]
    if not clean and looked_at.can_go_in:
        return "this", [looked_at]
    return "clean", clean


def _buttons(
    papers: Sequence[Paper],
    ticked: Sequence[Paper],
    looked_at: Paper,
    desk: Desk,
    words: Wording,
) -> None:
    """What goes in, what goes away, and when it arrived."""
    of, ready = _ready(papers, ticked, looked_at)
    away = ticked or [looked_at]
    reason = _reason(ready, words)
    with st.container(key="desk_buttons", horizontal=True, gap="small"):
        go = st.button(
            words.text(f"submit.accept.{of}", n=len(ready)),
            type="primary",
            disabled=not ready,
            key="accept",
        )
        _away(away, desk, words)
        _arrival(ticked or papers, desk, words)
    if go:
        _take_in(ready, reason, desk, words)
    _tell_rest(words)


def _away(papers: Sequence[Paper], desk: Desk, words: Wording) -> None:
    """The buttons that remove one's own files and make others' one's own."""
    own = [paper for paper in papers if not paper.of_others]
    others = [paper for paper in papers if paper.of_others]
    if own and st.button(words.text("submit.remove", n=len(own)), key="remove"):
        for paper in own:
            desk.remove(paper.sha256)
        st.rerun()
    if others and st.button(words.text("submit.take_over"), key="take_over"):
        for paper in others:
            take_over(desk.district, desk.viewer, paper)
        st.rerun()


def _reason(ready: Sequence[Paper], words: Wording) -> str:
    """Why figures are corrected, asked where any is."""
    if any(plan.asks_reason for paper in ready for plan in paper.plans):
        return st.text_input(words.text("submit.reason"), key="reason", max_chars=200)
    return ""


def _tell_rest(words: Wording) -> None:
    """What did not go in at the last press, and why."""
    for it in st.session_state.pop(_STALE, []):
        key = "submit.stale.pile" if it.by_pile else "submit.stale"
        st.html(f'<p class="note">▲ {plain_html(words.text(key, name=it.file_name))}</p>')
    if code := st.session_state.pop(_TROUBLE, ""):
        states.notice(*states.trouble_words(words, code), kind="broken")


def _take_in(ready: Sequence[Paper], reason: str, desk: Desk, words: Wording) -> None:
    tell = _teller(words, "submit.accepting", total=len(ready))
    try:
        st.session_state[_STALE] = take_in(desk, ready, reason=reason, tell=tell)
    except LedgerTrouble as trouble:  # what went in before it stays in
        states.logged(trouble)
        st.session_state[_TROUBLE] = trouble.code
    st.rerun()


def _arrival(papers: Sequence[Paper], desk: Desk, words: Wording) -> None:
    """When the files arrived, where that was not when they were dropped."""
    zone = ZoneInfo(desk.district.calendar.zone)
    with st.popover(words.text("submit.arrived"), key="arrived"):
        st.caption(words.text("submit.arrived.note", n=len(papers)))
        came = min(paper.put_at for paper in papers).astimezone(zone)
        said = st.datetime_input(words.text("submit.arrived.when"), came.replace(tzinfo=None))
        if st.button(words.text("submit.arrived.do"), key="arrived_do") and said is not None:
            for paper in papers:
                desk.answers.say_arrived(paper.sha256, said.replace(tzinfo=zone))
            st.rerun()
