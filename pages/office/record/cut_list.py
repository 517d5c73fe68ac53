"""The weeks with their cuts: a district goes in; a table and what may be done are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from campaign import Right, Week, pack_of
from ledger import WeekNotOpen, short
from pages.door import Seat, clock, opened
from pages.drawn import local_moment, who
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.markup import caption, part
from pages.office.record.open_part import open_part

_REFUSED = "cut_refused"


def chosen_week(seat: Seat, weeks: Sequence[Week]) -> Week:
    """The table of weeks, the latest first, and the week whose row is pressed."""
    words = seat.words
    part(words.text("record.weeks"), words.text("record.weeks.note"))
    listed = sorted(weeks, reverse=True)
    rows = week_rows(seat, listed)
    alt = words.text("record.weeks")
    return chosen_lines(rows, listed, key="cut_weeks", alt=alt, first=_first(seat, listed))[0]


def _first(seat: Seat, weeks: Sequence[Week]) -> int:
    """The row of the latest week that has a cut, else the first."""
    known = set(clock.cuts_of(seat.district)["week"])
    return next((i for i, week in enumerate(weeks) if week.number in known), 0)


def week_rows(seat: Seat, weeks: Sequence[Week]) -> pd.DataFrame:
    """A row a week: how it stands, since when, by whom, the chain's head, what changed since."""
    words = seat.words
    told = ("week", "state", "frozen", "by", "head", "changed", "note")
    done = opened.ledger().exchange.completed(seat.district.id)
    complete = set(done.loc[done["holds"], "week"])
    return pd.DataFrame(
        [_row(seat, week, is_complete=week.number in complete) for week in weeks],
        columns=[words.text(f"record.column.{name}") for name in told],
    )


def _row(seat: Seat, week: Week, *, is_complete: bool) -> tuple[object, ...]:
    words, cuts = seat.words, clock.cuts_of(seat.district)
    found = cuts[cuts["week"] == week.number]
    complete = words.text("record.state.complete") if is_complete else ""
    if not len(found):
        return (
            words.text("week.short", number=week.number),
            words.text("record.state.open") + complete,
            *[""] * 5,
        )
    cut = found.iloc[0]
    state = "locked" if cut["is_locked"] else "reopened"
    kept = clock.clock_of(clock.CUT, seat.district, week)
    n = clock.n_differing(kept, seat.district, seat.viewer) if kept else 0
    return (
        words.text("week.short", number=week.number),
        words.text(f"record.state.{state}") + complete,
        local_moment(cut["frozen_at"], seat),
        who(cut["by"], pack_of(seat.district), words),
        short(cut["head"]),
        str(n),
        "；".join(filter(None, (str(cut["note"]), _reopened(seat, cut)))),
    )


def _reopened(seat: Seat, cut: pd.Series[Any]) -> str:
    if cut["is_locked"]:
        return ""
    at = local_moment(cut["reopened_at"], seat)
    return seat.words.text("record.reopened", moment=at, reason=cut["reopened_reason"])


def cut_buttons(seat: Seat, week: Week) -> None:
    """Freeze the week with a note, or open it again with a reason."""
    words = seat.words
    told = clock.clock_of("", seat.district, week)
    is_locked = told is not None and told.is_locked
    act = "reopen" if is_locked else "freeze"
    number = words.text("week.short", number=week.number)
    with st.container(key="cut_act", horizontal=True, vertical_alignment="bottom", gap="small"):
        said = st.text_input(
            words.text(f"record.{act}.why"), key=f"{act}_{week.number}", max_chars=200
        )
        pressed = st.button(
            words.text(f"record.{act}", week=number),
            key=f"{act}_button",
            type="secondary" if is_locked else "primary",
        )
    if pressed:
        _act(seat, week, said=said.strip(), is_locked=is_locked)
    refused = st.session_state.pop(_REFUSED, "")
    if refused:
        st.warning(words.text(refused))
    else:
        caption(words.text(f"record.{act}.explained"))
    if is_locked and seat.viewer.may(Right.OPEN_FOR):
        open_part(seat, week)


def _act(seat: Seat, week: Week, *, said: str, is_locked: bool) -> None:
    record, by, at = opened.ledger().record, seat.viewer, opened.now()
    if is_locked and not said:
        st.session_state[_REFUSED] = "record.reopen.needs_reason"
    else:
        try:
            if is_locked:
                record.reopen(seat.district.id, week.number, by=by, at=at, reason=said)
            else:
                record.freeze(seat.district.id, week.number, by=by, at=at, note=said)
        except WeekNotOpen:  # somebody else was quicker
            st.session_state[_REFUSED] = "record.moved_on"
    st.rerun()
