"""What was received for a week: a seat and a week go in; a table and what may be done are drawn."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from pathlib import PurePath
from typing import Any

import pandas as pd
import streamlit as st

from campaign import CampaignPack, Right, Week, Wording
from ledger import LockedWeek
from pages.door import Seat, clock, hand_out, opened
from pages.drawn import local_moment, who
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.drawn.marked_stored import marked_stored
from pages.markup import caption, part
from pages.readings import sent_states

_REFUSED = "withdraw_refused"
_COLUMNS = ("form", "sender", "file", "received", "rows", "state")


def submission_list(seat: Seat, week: Week, pack: CampaignPack) -> None:
    """The reports of the week, or what is of no week, the newest first; one may be chosen."""
    words, which = seat.words, _which(seat.words, week)
    listed = opened.ledger().submissions(
        seat.district.id, seat.viewer, week=week.number if which == "week" else None
    )
    if which == "other":
        listed = listed[listed["week"].isna()].reset_index(drop=True)
    if not len(listed):
        caption(words.text("record.sent.none"))
        return
    rows, key = submission_rows(listed, seat, pack), f"sent_{which}_{week.number}"
    alt = words.text("record.sent.alt")
    chosen = chosen_lines(rows, listed.to_dict("records"), key=key, alt=alt)
    refused = st.session_state.pop(_REFUSED, "")
    if refused:
        st.warning(refused)
    if not chosen:
        caption(words.text("record.sent.choose"))
    for line in chosen:
        _what_to_do(seat, line)


def _which(words: Wording, week: Week) -> str:
    """Whether the reports of the week are meant, or what is of no week."""
    part(words.text("record.sent"))
    number = words.text("week.short", number=week.number)
    return st.segmented_control(
        words.text("record.sent.alt"),
        ["week", "other"],
        default="week",
        key="sent_which",
        format_func=lambda name: words.text(f"record.sent.{name}", week=number),
        label_visibility="collapsed",
        required=True,
    )


def submission_rows(listed: pd.DataFrame, seat: Seat, pack: CampaignPack) -> pd.DataFrame:
    """A row a submission, in words."""
    words = seat.words
    names = {unit.id: unit.name for unit in opened.ledger().roster(seat.district.id).units}
    back = opened.ledger().exchange.given_back(seat.district.id, seat.viewer)
    states = sent_states(listed, back, locked=clock.locked_weeks(seat.district))
    return pd.DataFrame(
        [
            (
                words.label(pack.form[row["form"]].label),
                who(names.get(row["sender"], row["sender"]), pack, words),
                row["file_name"],
                local_moment(row["received_at"], seat),
                words.text(
                    "record.rows", n=row["n_rows"], held=row["n_held"], current=row["n_current"]
                ),
                _state(row, state, seat, pack),
            )
            for row, state in zip(listed.to_dict("records"), states, strict=True)
        ],
        columns=[words.text(f"record.column.{name}") for name in _COLUMNS],
    )


def _state(row: Mapping[Hashable, Any], state: str, seat: Seat, pack: CampaignPack) -> str:
    words = seat.words
    if row["state"] != "withdrawn":
        return words.text(f"sent.{state}")
    return words.text(
        "record.sent.withdrawn",
        moment=local_moment(row["withdrawn_at"], seat),
        by=who(row["withdrawn_by"], pack, words),
        reason=row["withdrawn_reason"],
    )


def _what_to_do(seat: Seat, row: Any) -> None:
    with st.container(key="sent_act", horizontal=True, vertical_alignment="bottom", gap="small"):
        if row["state"] == "accepted" and seat.viewer.may(Right.WITHDRAW):
            _withdrawal(seat, row)
        _marked(seat, row)
        _original(seat, row)


def _withdrawal(seat: Seat, row: Any) -> None:
    """Taking back needs a reason and a second press."""
    words, number = seat.words, int(row["submission_id"])
    with st.popover(words.text("record.withdraw"), key="withdraw"):
        st.html(f'<p class="note">{words.text("record.withdraw.explained")}</p>')
        reason = st.text_input(
            words.text("record.withdraw.why"), key=f"withdraw_why_{number}", max_chars=200
        ).strip()
        is_sure = st.checkbox(words.text("record.withdraw.sure"), key=f"withdraw_sure_{number}")
        if st.button(
            words.text("record.withdraw.do"),
            key=f"withdraw_do_{number}",
            type="primary",
            disabled=not (reason and is_sure),
        ):
            _withdraw(seat, number, reason)


def _withdraw(seat: Seat, number: int, reason: str) -> None:
    by, at = seat.viewer, opened.now()
    try:
        opened.ledger().withdraw(seat.district.id, number, by=by, at=at, reason=reason)
    except LockedWeek as refusal:
        st.session_state[_REFUSED] = seat.words.issue(refusal.issue)
    except ValueError:  # somebody else was quicker
        st.session_state[_REFUSED] = seat.words.text("record.moved_on")
    st.rerun()


def _marked(seat: Seat, row: Any) -> None:
    """The marked copy: of the file as it was sent while that is kept, then of what was read."""
    words, sha256 = seat.words, str(row["sha256"])
    name = words.text("reply.file", name=PurePath(str(row["file_name"])).stem)
    hand_out(
        words.text("reply.button"),
        data=partial(marked_stored, sha256, seat),
        file_name=f"{name}.xlsx",
        key="marked",
        explained=words.text("reply.help"),
    )


def _original(seat: Seat, row: Any) -> None:
    """The file as it was sent, or why there is none."""
    words, sha256 = seat.words, str(row["sha256"])
    kept = opened.ledger().record.originals(seat.district.id, seat.viewer)
    kept = kept[kept["sha256"] == sha256]
    if not len(kept) or not pd.isna(kept["dropped_at"].iloc[0]):
        gone = "dropped" if len(kept) else "none"
        caption(words.text(f"record.original.{gone}"))
        return
    until = local_moment(kept["drops_at"].iloc[0], seat)

    def data() -> bytes:
        """The bytes, read when the button is pressed, with a line in the audit chain."""
        found = opened.ledger().record.original(
            seat.district.id, sha256, by=seat.viewer, at=opened.now()
        )
        return found.data if found else b""

    hand_out(
        words.text("record.original", until=until),
        data=data,
        file_name=str(kept["file_name"].iloc[0]),
        key="original",
    )
