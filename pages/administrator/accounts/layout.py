"""Who may sign in, as what and until when; what was done to that?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import pandas as pd
import streamlit as st

from campaign import (
    PLACED,
    ROLES,
    Account,
    District,
    Door,
    Role,
    Wording,
    office_day,
    office_time,
    pack_of,
)
from ledger import AccountRefused
from pages.door import Seat, opened
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.drawn.lists.whole_table import whole_table
from pages.markup import answer_line, caption, part, question

T = TypeVar("T")
_CODE, _REFUSED = "account_code", "account_refused"
_LAST = 60
"""Lines of what was done: the last weeks of an office."""


def accounts(seat: Seat) -> None:
    """The page."""
    words, ledger = seat.words, opened.ledger()
    listed = ledger.accounts.listed(seat.viewer)
    question(words.text("accounts.question"))
    n_open = sum(not account.is_ended for account in listed)
    answer_line(words.text("accounts.answer", n=n_open))
    _told(words)
    shown, acts = st.columns([8, 5], gap="medium")
    with acts:
        _new(seat)
    with shown:
        chosen = _chosen(listed, words)
        if chosen is not None:
            _one(seat, chosen)
    _audit(seat)


def _told(words: Wording) -> None:
    """The code that was just made, once, and why something could not be."""
    if told := st.session_state.pop(_CODE, None):
        login, code = told
        st.info(words.text("accounts.code", login=login))
        st.code(code, language=None)
    if refused := st.session_state.pop(_REFUSED, ""):
        st.warning(words.text(f"account.refused.{refused}"))


def _act(does: Callable[[], object]) -> None:
    """Do it, and draw the page anew with what came of it."""
    try:
        does()
    except AccountRefused as refusal:
        st.session_state[_REFUSED] = refusal.code
    st.rerun()


def _chosen(listed: Sequence[Account], words: Wording) -> Account | None:
    """Every account, and the one whose line was pressed."""
    if not listed:
        return None
    heads = [words.text(f"accounts.column.{name}") for name in ("login", "name", "roles", "state")]
    rows = [(a.login, a.name, _roles_said(a, words), _state(a, words)) for a in listed]
    key, alt = f"accounts_{len(rows)}", words.text("accounts.question")
    return chosen_lines(rows, listed, key=key, alt=alt, heads=heads, first=0)[0]


def _state(account: Account, words: Wording) -> str:
    if account.is_ended:
        return words.text("accounts.state.ended")
    return words.text("accounts.state.code" if account.must_change else "accounts.state.open")


def _roles_said(account: Account, words: Wording) -> str:
    today = office_day(opened.now())
    said = [words.text(f"door.{r.door}") for r in account.roles_on(today)]
    return "、".join(dict.fromkeys(said)) if words.locale == "zh_CN" else ", ".join(said)


def _new(seat: Seat) -> None:
    words = seat.words
    with st.form("account_new", clear_on_submit=True):
        part(words.text("accounts.new"), words.text("accounts.new.note"))
        login = st.text_input(words.text("accounts.column.login"), max_chars=40)
        name = st.text_input(words.text("accounts.column.name"), max_chars=40)
        if st.form_submit_button(words.text("accounts.new.do"), type="primary"):
            _act(lambda: _make(seat, login, name))


def _make(seat: Seat, login: str, name: str) -> None:
    made = opened.ledger().accounts.add(login, name, by=seat.viewer, at=opened.now())
    st.session_state[_CODE] = (login.strip(), made[1])


def _one(seat: Seat, account: Account) -> None:
    """One account: its roles, a new one, a new code, its end."""
    words, ledger, districts = seat.words, opened.ledger(), opened.ledger().districts()
    part(account.name, account.login)
    today = office_day(opened.now())
    for role in account.roles:
        if role.valid_to is not None and role.valid_to < today:
            continue
        _role(seat, role, districts)
    if account.is_ended:
        return
    with st.container(key="account_acts", horizontal=True, gap="small"):
        with st.popover(words.text("accounts.give")):
            _give(seat, account, districts)
        if st.button(words.text("accounts.reset"), key="account_reset"):
            _act(lambda: _reset(seat, account))
        with st.popover(words.text("accounts.end")):
            caption(words.text("accounts.end.explained"))
            reason = st.text_input(words.text("accounts.end.why"), key="account_why", max_chars=80)
            if st.button(words.text("accounts.end.do"), key="account_end", type="primary"):
                told = {"by": seat.viewer, "at": opened.now(), "reason": reason}
                _act(lambda: ledger.accounts.end(account.id, **told))  # type: ignore[arg-type]


def _reset(seat: Seat, account: Account) -> None:
    code = opened.ledger().accounts.reset(account.id, by=seat.viewer, at=opened.now())
    st.session_state[_CODE] = (account.login, code)


def _role(seat: Seat, role: Role, districts: Sequence[District]) -> None:
    words = seat.words
    where = next((d.name for d in districts if d.id == role.district_id), "")
    place = place_name(role, districts, words)
    until = words.full_date(role.valid_to) if role.valid_to else ""
    ends = words.text("accounts.until_day" if until else "accounts.no_end", until=until)
    said = " · ".join(it for it in (words.text(f"door.{role.door}"), place, where, ends) if it)
    with st.container(key=f"role_{role.seq}", horizontal=True, vertical_alignment="center"):
        caption(said)
        if st.button(words.text("accounts.end_role"), key=f"end_{role.seq}", type="tertiary"):
            last, now = office_day(opened.now()) - timedelta(days=1), opened.now()
            take = opened.ledger().accounts.take
            _act(lambda: take(role.seq, last=last, by=seat.viewer, at=now))


def place_name(role: Role, districts: Sequence[District], words: Wording) -> str:
    """The group or unit of a role by its name; its id where there is none such any more."""
    return _places(role.door, role.district_id, districts, words).get(role.place, role.place)


def _places(
    door: Door, district_id: str, districts: Sequence[District], words: Wording
) -> dict[str, str]:
    """By id, the groups or units that a role of this door may be of."""
    district = next((d for d in districts if d.id == district_id), None)
    if district is None or door not in PLACED:
        return {}
    if door is Door.GROUPS:
        return {group.id: words.label(group.label) for group in pack_of(district).groups}
    return {unit.id: unit.name for unit in opened.ledger().roster(district.id).by_id.values()}


def _give(seat: Seat, account: Account, districts: Sequence[District]) -> None:
    words = seat.words
    said = {door: words.text(f"door.{door}") for door in ROLES}
    door = _picked(words.text("accounts.column.roles"), said, key="role_door")
    named = {district.id: district.name for district in districts}
    is_of_all = door is Door.ADMINISTRATOR
    at = "" if is_of_all else _picked(words.text("masthead.district"), named, key="role_at")
    places = _places(door, at, districts, words)
    place = _picked(said[door], places, key="role_place") if places else ""
    until = st.date_input(words.text("accounts.until"), value=None, key="role_until")
    if st.button(words.text("accounts.give.do"), key="role_give", type="primary"):
        now: datetime = opened.now()
        last = until if not isinstance(until, tuple) else None
        role = Role(door, at, office_day(now), place, last)
        _act(lambda: opened.ledger().accounts.give(account.id, role, by=seat.viewer, at=now))


def _picked(label: str, names: dict[T, str], *, key: str) -> T:
    """One of these, by its name."""
    return st.selectbox(label, list(names), format_func=names.__getitem__, key=key)


def _audit(seat: Seat) -> None:
    """What was done to accounts, and who signed in."""
    words = seat.words
    lines = opened.ledger().accounts.audit(seat.viewer, last=_LAST)
    named = dict(_subjects(opened.ledger().accounts.listed(seat.viewer), words))
    part(words.text("accounts.audit"), words.text("accounts.audit.note", n=_LAST))
    rows = [
        (
            words.moment(office_time(line["at"])),
            words.text(f"by.{line['by']}") if words.has(f"by.{line['by']}") else line["by"],
            words.text(f"accounts.act.{line['action']}"),
            named.get(line["subject"], ""),
            line["why"],
        )
        for line in lines
    ]
    heads = [words.text(f"accounts.audit.{n}") for n in ("at", "by", "act", "account", "why")]
    whole_table(pd.DataFrame(rows, columns=heads))


def _subjects(listed: Sequence[Account], words: Wording) -> Iterator[tuple[str, str]]:
    """What a line is about, in words: an account by its login, a role with whose it is."""
    for account in listed:
        yield f"account:{account.id}", account.login
        for role in account.roles:
            yield f"role:{role.seq}", f"{account.login} · {words.text(f'door.{role.door}')}"
