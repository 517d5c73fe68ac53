"""An edited roster goes in; what it would change, of which weeks, comes out, and is kept on a
press: it is read and planned like any roster that is dropped."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign import CampaignPack, FieldRole, Week
from ledger import LockedWeek, Plan, StalePlan
from pages.door import Seat, opened
from pages.drawn import roster_changes
from pages.drawn.roster_sheet import columns_of, edited_rows, read_as_roster
from pages.markup import caption, part, plain_html


def change_part(seat: Seat, before: pd.DataFrame, after: pd.DataFrame, pack: CampaignPack) -> None:
    """The change of each row, the weeks it touches, and the button that keeps it."""
    words, rows = seat.words, edited_rows(before, after, pack)
    name = columns_of(pack)[FieldRole.NAME]
    rows = rows[rows[name].fillna("").astype("str") != ""]
    if not len(rows):
        caption(words.text("roster.nothing_edited"))
        return
    part(words.text("roster.change.title", n=len(rows)), words.text("roster.change.note"))
    first = _asked_week(seat)
    reading = read_as_roster(rows, first, district=seat.district, pack=pack, words=words)
    for issue in reading.all_issues:
        if issue.holds_row:
            st.html(f'<p class="note">■ {plain_html(words.issue(issue))}</p>')
    plans = [opened.ledger().plan(seat.district.id, sent) for sent in reading.submissions]
    roster = opened.ledger().roster(seat.district.id)
    shown = roster_changes.rows_of(plans, roster, pack, words)
    if len(shown):
        st.dataframe(shown, hide_index=True, width="stretch")
    caption(_touched(seat, first, plans))
    reason = st.text_input(words.text("roster.reason"), key="roster_reason", max_chars=200)
    ready = any(not plan.is_empty and not plan.locked for plan in plans)
    if st.button(words.text("roster.keep"), type="primary", disabled=not ready, key="roster_keep"):
        _keep(seat, plans, reason)


def _asked_week(seat: Seat) -> Week:
    """The week from which on it holds: the one that runs now, unless another is chosen."""
    calendar, words = seat.district.calendar, seat.words
    running = calendar.week_of(opened.now().date())
    listed = list(calendar.weeks)
    at = running.number - 1 if running else (len(listed) - 1 if _is_over(seat) else 0)
    return st.selectbox(
        words.text("roster.from_week"),
        listed,
        index=at,
        format_func=words.week,
        key="roster_from",
        width=280,
    )


def _is_over(seat: Seat) -> bool:
    return opened.now().date() > seat.district.calendar.weeks[-1].ends_on


def _touched(seat: Seat, first: Week, plans: Sequence[Plan]) -> str:
    """What it does to weeks that have reports: who is expected and where units belong changes, no
    figure does."""
    words = seat.words
    if locked := sorted({week for plan in plans for week in plan.locked}):
        return words.issue(LockedWeek(locked).issue)
    latest = opened.latest_week(opened.panel_of(seat.district, seat.viewer))
    if latest is None or latest.number < first.number:
        return words.text("roster.change.no_past", week=words.week(first))
    n_new = sum(len(plan.new) for plan in plans)
    n_closed = sum(
        change.slot == "valid_to" and bool(change.new) for plan in plans for change in plan.changed
    )
    told = {"first": first.number, "last": latest.number, "new": n_new, "closed": n_closed}
    return words.text("roster.change.past", **told)


def _keep(seat: Seat, plans: Sequence[Plan], reason: str) -> None:
    try:
        for plan in plans:
            opened.ledger().accept(plan, by=seat.viewer, received_at=opened.now(), reason=reason)
    except StalePlan:
        st.warning(seat.words.text("roster.stale"))
    except LockedWeek as refusal:
        st.warning(seat.words.issue(refusal.issue))
    else:
        st.rerun()
