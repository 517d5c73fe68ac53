"""What is asked of whom, until when, and in which words? What have we changed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from campaign import (
    CampaignPack,
    District,
    Setting,
    SettingKind,
    as_settings,
    in_force,
    of_name,
    pack_of,
    setting_kinds,
)
from ledger import LockedWeek, SettingRefused
from loaders import personal_settings
from pages.door import Seat, opened
from pages.markup import answer_line, caption, part, plain, question
from pages.office.settings.editing import Editing
from pages.office.settings.grid import edited
from pages.office.settings.history_part import file_part, history_part
from pages.office.settings.matrix import ticked
from pages.office.settings.new_line import ADDED, new_line
from pages.office.settings.taught_part import taught_part
from pages.office.settings.trial_part import draw_trials, trials
from pages.office.settings.words import content_words, key_words, parts

_TURN, _ADDED, _PART = "settings_turn", ADDED, "settings_part"
_MATRIX, TAUGHT = "duty", "taught"
_REMOVED = "removed"
"""Only a district of which nothing came can be taken away: elsewhere there is nothing to tick."""
MOST = 20
"""Lines of what is to be kept that are drawn; a file may bring hundreds."""


def settings(seat: Seat) -> None:
    """One part of the settings as a grid; what is changed in it is tried, then kept."""
    words, district = seat.words, seat.district
    question(words.text("settings.question"))
    answer_line(_answer(seat))
    turn = st.session_state.setdefault(_TURN, 0)
    chosen, week = _bar(seat)
    pack = pack_of(district, week)
    if chosen == TAUGHT:
        taught_part(seat, pack)
        return
    wanted: list[Setting] = []
    for kind in (kind for kind in setting_kinds().values() if kind.part == chosen):
        wanted += _of_kind(kind, Editing(seat, pack, week, turn))
    wanted = [*st.session_state.setdefault(_ADDED, []), *wanted]
    _wanted(seat, pack, wanted)
    taken_back = history_part(seat, pack)
    brought = file_part(seat)
    if taken_back:
        st.session_state[_ADDED] = [*st.session_state[_ADDED], *taken_back]
        st.rerun()
    if brought:
        _wanted(seat, pack, brought, name="brought")


def _answer(seat: Seat) -> str:
    said = in_force(seat.district.settings, seat.district.calendar.n_weeks)
    key = "settings.answer" if said else "settings.answer.none"
    return seat.words.text(key, n=len(said), name=seat.district.name)


def _bar(seat: Seat) -> tuple[str, int]:
    """Which part is shown, and from which week on what is changed in it holds."""
    words = seat.words
    with st.container(key="settings_bar", horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            words.text("settings.part"),
            [*parts(), TAUGHT],
            format_func=lambda it: words.text(f"settings.part.{it}"),
            key=_PART,
        )
        if not any(kind.is_dated for kind in setting_kinds().values() if kind.part == chosen):
            week = seat.district.calendar.n_weeks
        else:
            week = _first_week(seat)
    caption(words.text(f"settings.part.{chosen}.note"))
    return chosen, week


def _first_week(seat: Seat) -> int:
    """From which week on what is changed holds: at first the running one."""
    words, calendar = seat.words, seat.district.calendar
    now = calendar.week_of(opened.now().date())
    return st.selectbox(
        words.text("settings.from_week"),
        [week.number for week in calendar.weeks],
        index=now.number - 1 if now else 0,
        format_func=lambda n: words.week(calendar.week(n)),
        key="settings_week",
    )


def _of_kind(kind: SettingKind, at: Editing) -> list[Setting]:
    words, said = at.seat.words, in_force(at.seat.district.settings, at.week)
    if kind.name == _REMOVED and opened.ledger().roster(at.seat.district.id):
        return []
    part(words.text(f"settings.{kind.name}"), words.text(f"settings.{kind.name}.note").strip())
    held = as_settings(at.seat.district, kind.name, at.week)
    at = at if kind.is_dated else replace(at, week=1)
    if added := new_line(kind, at):
        st.session_state[_ADDED] = [*st.session_state.get(_ADDED, []), *added]
    if kind.name == _MATRIX:
        return ticked(kind, held, at)
    own = frozenset(of_name(said, kind.name))
    return edited(kind, held, own, at) if held else []


def _wanted(
    seat: Seat, pack: CampaignPack, wanted: Sequence[Setting], *, name: str = "edited"
) -> None:
    """What would be set, in words; tried, then kept with a reason."""
    if not wanted:
        return
    words = seat.words
    _listed(seat, pack, wanted)
    why = str(st.session_state.get(f"settings_why_{name}", "")).strip()
    tried = _tried(seat, wanted, why)
    with st.container(key=f"settings_act_{name}", horizontal=True, vertical_alignment="bottom"):
        st.text_input(words.text("settings.why"), key=f"settings_why_{name}", max_chars=200)
        is_shown = st.toggle(words.text("settings.try"), key=f"settings_try_{name}")
        is_kept = st.button(
            words.text("settings.keep"),
            key=f"settings_keep_{name}",
            type="primary",
            disabled=tried is None or not is_shown,
            help=words.text("settings.keep.explained"),
        )
        if st.button(words.text("settings.drop"), key=f"settings_drop_{name}"):
            _again()
    if tried is not None and is_shown:
        draw_trials(seat, trials(seat, tried))
    if is_kept:
        _keep(seat, wanted, why)


def _listed(seat: Seat, pack: CampaignPack, wanted: Sequence[Setting]) -> None:
    words = seat.words
    part(words.text("settings.wanted"), words.text("settings.wanted.note", n=len(wanted)))
    for line in wanted[:MOST]:
        kind = setting_kinds().get(line.name)
        if kind is not None:
            st.markdown(plain(_line(kind, line, seat, pack)))


def _line(kind: SettingKind, line: Setting, seat: Seat, pack: CampaignPack) -> str:
    words = seat.words
    what = words.text(f"settings.{kind.name}")
    try:
        name = key_words(kind, line.key, seat, pack)
        said = content_words(kind, line.said, seat, pack)
    except (KeyError, ValueError, TypeError):  # what nobody knows, which is told beside
        name, said = line.key, line.content
    since = words.text("settings.since", number=line.week) if kind.is_dated else ""
    return f"{what} · {name}：{said} {since}"


def _tried(seat: Seat, wanted: Sequence[Setting], why: str) -> District | None:
    """The district as it would be; why not, in words, where it cannot be."""
    issues = personal_settings(wanted, why=why)
    try:
        tried = opened.ledger().settings.tried(seat.district.id, wanted)
    except SettingRefused as refusal:
        issues = [*issues, *refusal.issues]
    for issue in issues:
        told = (seat.words.issue(issue), seat.words.remedy(issue, pack_of(seat.district)))
        st.warning(" ".join(told))
    return None if issues else tried


def _keep(seat: Seat, wanted: Sequence[Setting], why: str) -> None:
    at = opened.now()
    try:
        opened.ledger().settings.put(seat.district.id, wanted, by=seat.viewer, at=at, reason=why)
    except LockedWeek as refusal:
        st.warning(seat.words.issue(refusal.issue))
        return
    except SettingRefused:  # somebody else was quicker: the page says what holds now
        st.rerun()
    _again()


def _again() -> None:
    """Begin anew: nothing is edited or added."""
    st.session_state[_TURN] += 1
    st.session_state[_ADDED] = []
    st.rerun()
