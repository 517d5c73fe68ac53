"""The audit trail: a seat goes in; its last lines and the chain's head are drawn."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from campaign import CampaignPack
from ledger import short
from pages.door import Seat, opened
from pages.drawn import local_moment, who
from pages.markup import caption, part
from pages.office.record.words import audit_side, subject_words

LAST = 200
_COLUMNS = ("seq", "when", "by", "act", "subject", "old", "new", "why")


def audit_list(seat: Seat, pack: CampaignPack) -> None:
    """Who did what, when, on what, with old and new, and why; the newest first."""
    words, record = seat.words, opened.ledger().record
    head = record.head(seat.district.id)
    part(words.text("record.audit"), words.text("record.audit.note", head=short(head), n=LAST))
    st.dataframe(
        audit_rows(record.audit(seat.district.id, seat.viewer, last=LAST), seat, pack),
        hide_index=True,
        width="stretch",
        height=318,
        key="audit",
        alt=words.text("record.audit"),
    )
    if st.button(words.text("record.verify"), key="verify"):
        faults = record.verify(seat.district.id)
        for fault in faults:
            st.warning(fault.words(words))
        if not faults:
            caption(words.text("verify.clean"))


def audit_rows(lines: pd.DataFrame, seat: Seat, pack: CampaignPack) -> pd.DataFrame:
    """A row a line of the chain, in words."""
    words = seat.words
    names = {unit.id: unit.name for unit in opened.ledger().roster(seat.district.id).units}
    return pd.DataFrame(
        [
            (
                line["seq"],
                local_moment(line["at"], seat),
                who(line["by"], pack, words),
                words.text(f"record.act.{line['action']}"),
                subject_words(line["subject"], names, words),
                audit_side(line["old"], names, pack, words),
                audit_side(line["new"], names, pack, words),
                line["why"],
            )
            for line in lines.to_dict("records")
        ],
        columns=[words.text(f"record.column.{name}") for name in _COLUMNS],
    )
