"""Which figures are settled, what changed since, and who did what?"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign import CampaignPack, Right, Week, pack_of
from pages.door import Seat, clock, opened, start_your_own, states
from pages.markup import answer_line, caption, part, plain_html, question
from pages.office.record.audit_list import audit_list
from pages.office.record.backup_part import backup_part
from pages.office.record.change_list import change_list
from pages.office.record.cut_list import chosen_week, cut_buttons
from pages.office.record.rules_part import rules_part
from pages.office.record.submission_list import submission_list
from pages.office.record.words import closed_words


def record(seat: Seat) -> None:
    """The weeks with their cuts; of the one chosen, what changed and what was sent; the trail."""
    words, pack = seat.words, pack_of(seat.district)
    question(words.text("record.question"))
    panel = opened.panel_of(seat.district, seat.viewer)
    if not panel.weeks:
        if panel.units:
            states.no_reports(words, len(panel.units), pack)
        else:
            states.no_roster(words, seat.district.name, pack)
        next_part(seat)
        _kept(seat)
        return
    answer_line(_answer(seat))
    weeks, changes = st.columns([7, 6], gap="medium")
    with weeks:
        before = st.container()
        week = chosen_week(seat, [week.week for week in panel.weeks])
        _to_freeze(seat, week, before)
    with changes:
        change_list(seat, week, pack)
    submission_list(seat, week, pack)
    _below(seat, pack)


def _to_freeze(seat: Seat, week: Week, before: DeltaGenerator) -> None:
    """What may be done with the week, in an archived district nothing. Before anything is frozen it
    stands above the weeks, with what freezing does and what it is for."""
    closed = opened.ledger().record.closed(seat.district.id)
    if closed is not None:
        caption(closed_words(closed, seat))
        return
    is_first = not len(clock.cuts_of(seat.district))
    with before if is_first else st.container():
        if is_first:
            part(seat.words.text("record.begin"))
            told = seat.words.text("record.begin.told").splitlines()
            lines = "".join(f"<li>{plain_html(line)}</li>" for line in told)
            st.html(f'<ul class="sentences">{lines}</ul>')
        if seat.viewer.may(Right.FREEZE):
            cut_buttons(seat, week)


def _below(seat: Seat, pack: CampaignPack) -> None:
    """What is of the whole district, not of a week."""
    if seat.viewer.may(Right.COUNT_BY):
        rules_part(seat, pack)
    next_part(seat)
    audit_list(seat, pack)
    _kept(seat)


def _kept(seat: Seat) -> None:
    """Copies of the ledger, for who may bring one back."""
    if seat.viewer.may(Right.RESTORE):
        backup_part(seat)


def next_part(seat: Seat) -> None:
    """The way to the district's next campaign, for who may begin one."""
    if seat.viewer.may(Right.ADD_DISTRICT) and not seat.district.is_sample:
        part(seat.words.text("next.title"), seat.words.text("next.note"))
        start_your_own(seat.words, seat.viewer, seat.district)
    if seat.viewer.may(Right.IMPORT):
        st.page_link("leadership/districts/page.py", label=seat.words.text("record.to_districts"))


def _answer(seat: Seat) -> str:
    """How many weeks are frozen, how many of them are open again, what changed since."""
    words, cuts = seat.words, clock.cuts_of(seat.district)
    if not len(cuts):
        return words.text("record.answer.none")
    latest = cuts.drop_duplicates("week")
    calendar = seat.district.calendar
    told = [
        clock.clock_of(clock.CUT, seat.district, calendar.week(number)) for number in latest["week"]
    ]
    changed = sum(clock.n_differing(it, seat.district, seat.viewer) for it in told if it)
    key = "record.answer.changed" if changed else "record.answer"
    open_again = int((~latest["is_locked"]).sum())
    return words.text(key, frozen=len(latest), open_again=open_again, n=changed)
