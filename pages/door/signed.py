"""Who is signed in: a session's number goes in; the account, and the roles it has today, come out.

The session is the product's own and stands in the ledger: it is asked about at every run, so what
ended there has ended here.
"""

from __future__ import annotations

import streamlit as st

from campaign import Account, Role, office_day
from pages.door import opened
from pages.gate import Sitters, number_of, way

LOOK_EVERY = 15
"""Seconds after which an open page looks whether its session ended elsewhere, 30 at the most with
the time of a run."""
_ROLES = "roles_shown"


def is_on() -> bool:
    """Whether people sign in: where it is configured, and from the first account on."""
    return bool(way()) or (opened.is_there() and opened.ledger().accounts.are_any())


def login_of(number: str, is_used: bool) -> str:
    """The login a session is of; empty for none, and for one that must first have a password of
    its own."""
    account = opened.ledger().accounts.sitting(number, at=opened.now(), is_used=is_used)
    return account.login if account and not account.must_change else ""


SITTERS = Sitters(is_on, login_of)
"""What the gate asks."""


def account_here() -> Account | None:
    """Whose page this is; None for nobody's."""
    account = opened.ledger().accounts.sitting(number_of(st.context.cookies), at=opened.now())
    return None if account is None or account.must_change else account


def roles_of(account: Account, district_id: str) -> tuple[Role, ...]:
    """What an account is in a district today; what it is of the whole ledger it is everywhere."""
    today = office_day(opened.now())
    return tuple(r for r in account.roles_on(today) if r.district_id in ("", district_id))


def sign_out() -> None:
    """End the session of this page."""
    opened.ledger().accounts.sign_out(number_of(st.context.cookies), at=opened.now())


def watch(account: Account) -> None:
    """Look now and then whether the page may stay as it is; if not it is drawn anew."""
    st.session_state[_ROLES] = account.roles_on(office_day(opened.now()))
    st.fragment(run_every=LOOK_EVERY)(_look)()


def _look() -> None:
    account = account_here()
    now = account.roles_on(office_day(opened.now())) if account else None
    if now != st.session_state.get(_ROLES):
        st.rerun()
