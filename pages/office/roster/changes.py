"""An edited roster goes in; what it would change, of which weeks, comes out, and is kept on a
press: it is read and planned like any roster that is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
import streamlit as st

from campaign import CampaignPack, FieldRole, Panel, Week, Wording
from ledger import LockedWeek, Plan, StalePlan
from loaders import personal_text
from pages.door import Seat, opened
from pages.drawn.lists import roster_changes
from pages.drawn.lists.roster_sheet import columns_of, edited_rows, read_as_roster
from pages.markup import caption, part, plain_html

_MOST = 12
"""Changes that are told one by one: a roster dropped whole may have hundreds."""


def change_part(
    seat: Seat,
    before: pd.DataFrame,
    after: pd.DataFrame,
    pack: CampaignPack,
    *,
    key: str = "roster_grid",
) -> None:
    """The change of each row, the weeks it touches, and the button that keeps it; `key` tells one
    such part from another."""
    words, rows = seat.words, edited_rows(before, after, pack)
    name = columns_of(pack)[FieldRole.NAME]
    rows = rows[rows[name].fillna("").astype("str") != ""]
    if not len(rows):
        caption(words.text("roster.nothing_edited"))
        return
    part(words.text("roster.change.title", n=len(rows)), words.text("roster.change.note"))
    first = _asked_week(seat, key)
    plans = _shown(seat, rows, first, pack)
    reason = st.text_input(words.text("roster.reason"), key=f"{key}_reason", max_chars=200)
    issues = personal_text(reason)
    for issue in issues:
        st.warning(words.issue(issue))
    ready = not issues and any(not plan.is_empty and not plan.locked for plan in plans)
    label = words.text("roster.keep")
    if st.button(label, type="primary", disabled=not ready, key=f"{key}_keep"):
        _keep(seat, plans, reason)


def _shown(seat: Seat, rows: pd.DataFrame, first: Week, pack: CampaignPack) -> list[Plan]:
    """What the rows would change from a week on, drawn line by line; the plans behind it."""
    words = seat.words
    reading = read_as_roster(rows, first, district=seat.district, pack=pack, words=words)
    for issue in (it for it in reading.all_issues if it.holds_row):
        st.html(f'<p class="note">■ {plain_html(words.issue(issue))}</p>')
    plans = [opened.ledger().plan(seat.district.id, sent) for sent in reading.submissions]
    shown = roster_changes.rows_of(plans, opened.ledger().roster(seat.district.id), pack, words)
    if len(shown):
        st.dataframe(shown, hide_index=True, width="stretch")
    for told in (_touched(seat, first, plans), *_of_units(seat, first, plans, pack)):
        caption(told)
    return plans


def _asked_week(seat: Seat, key: str) -> Week:
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
        key=f"{key}_from",
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


def _of_units(seat: Seat, first: Week, plans: Sequence[Plan], pack: CampaignPack) -> Iterator[str]:
    """What becomes of the figures of each unit that ends or comes to another group."""
    words, panel = seat.words, opened.panel_of(seat.district, seat.viewer)
    names = {unit.id: unit.name for unit in opened.ledger().roster(seat.district.id).by_id.values()}
    for plan in plans:
        sent = plan.submission.rows
        new = dict(zip(sent["unit_id"], sent["name"], strict=True))
        said = {(it.unit_id, it.slot): it for it in plan.changed}
        for (unit, slot), change in list(said.items())[:_MOST]:
            about = {"unit": names.get(unit, unit), "first": first.number}
            if slot == "valid_to" and change.new:
                after = said.get((unit, "successor_id"))
                goes_on = str(after.new) if after else ""
                about |= {"weeks": _weeks_of(panel, unit, words)}
                about |= {"into": names.get(goes_on) or new.get(goes_on, "")}
                yield words.text(f"roster.past.{'merged' if goes_on else 'closed'}", **about)
            elif slot == "group_id" and str(change.new) in pack.group:
                group = words.label(pack.group[str(change.new)].label)
                yield words.text("roster.past.moved", **about, group=group)


def _weeks_of(panel: Panel, unit_id: str, words: Wording) -> str:
    """The weeks that a unit reported, in words."""
    at = {unit.id: i for i, unit in enumerate(panel.units)}.get(unit_id)
    weeks = [it.week.number for it in panel.weeks if at is not None and it.reported[at]]
    told = "、".join(map(str, weeks))
    return words.text("roster.past.weeks", weeks=told) if weeks else words.text("roster.past.none")


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
