"""The audit trail: a seat goes in; its last lines and the chain's head are drawn."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from campaign import CampaignPack, Wording
from ledger import short, told_in
from pages.door import Seat, opened
from pages.drawn import local_moment, who
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.markup import caption, part
from pages.office.record.words import audit_side, subject_words

LAST = 200
_Line = Mapping[Hashable, Any]
_COLUMNS = ("seq", "when", "by", "act", "subject", "old", "new", "why")


def audit_list(seat: Seat, pack: CampaignPack) -> None:
    """Who did what, when, on what, with old and new, and why; the newest first."""
    words, record = seat.words, opened.ledger().record
    head = record.head(seat.district.id)
    part(words.text("record.audit"), words.text("record.audit.note", head=short(head), n=LAST))
    acts = _acts(record.audit(seat.district.id, seat.viewer, last=LAST))
    rows, alt = audit_rows(acts, seat, pack), words.text("record.audit")
    for act in chosen_lines(rows, acts, key="audit", alt=alt):
        if len(act) > 1:
            each = audit_rows([[line] for line in act], seat, pack)
            st.dataframe(each, hide_index=True, width="stretch", key="audit_act")
    if st.button(words.text("record.verify"), key="verify"):
        faults = record.verify(seat.district.id)
        for fault in faults:
            st.warning(fault.words(words))
        if not faults:
            caption(words.text("verify.clean"))


def _acts(lines: pd.DataFrame) -> list[list[_Line]]:
    """The lines one by one, but those of one undoing, which are one act."""
    told = groupby(
        lines.to_dict("records"),
        key=lambda it: (it["at"], it["by"]) if it["action"] == "withdraw" else it["seq"],
    )
    return [list(of) for _, of in told]


def audit_rows(acts: Sequence[Sequence[_Line]], seat: Seat, pack: CampaignPack) -> pd.DataFrame:
    """A row an act, in words; of one with several lines how many sheets it was done to."""
    names = {unit.id: unit.name for unit in opened.ledger().roster(seat.district.id).units}
    names[seat.district.id] = seat.district.name
    rows = [
        (
            lines[0]["seq"],
            local_moment(lines[0]["at"], seat),
            who(lines[0]["by"], pack, seat.words),
            seat.words.text(f"record.act.{lines[0]['action']}"),
            *_done_to(lines, names, seat.words, pack),
            lines[0]["why"],
        )
        for lines in acts
    ]
    columns = [seat.words.text(f"record.column.{name}") for name in _COLUMNS]
    return pd.DataFrame(rows, columns=columns)


def _done_to(
    lines: Sequence[_Line], names: Mapping[str, str], words: Wording, pack: CampaignPack
) -> tuple[str, str, str]:
    """What an act was done to, what stood there and what stands there now."""
    if len(lines) > 1:
        return words.text("record.subject.several", n=len(lines)), "", ""
    line = lines[0]
    form = told_in(line["new"]).get("form", "")
    sides = [audit_side(line[side], names, pack, words, form=form) for side in ("old", "new")]
    return subject_words(line["subject"], names, words), sides[0], sides[1]
