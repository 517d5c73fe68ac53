"""How is a campaign of one's own made from another, and taken along?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign import CampaignPack, PackFault, known_packs, pack_texts, pack_zip, write_pack
from ledger import packs_of
from pages.door import Seat, hand_out, opened, start_your_own, states
from pages.markup import answer_line, caption, part, question
from pages.office.packs.draft import draft_of

_TOLD = "packs_told"


def packs(seat: Seat) -> None:
    """The campaigns there are, one of them to take away or to make another from."""
    words = seat.words
    question(words.text("packs.question"))
    known, faults = known_packs()
    answer_line(words.text("packs.answer", n=len(known)))
    for fault in faults:
        st.warning(f"{fault.issue.code} {words.issue(fault.issue)}")
    if told := st.session_state.pop(_TOLD, ""):
        st.success(told)
    base = _base(known, seat)
    if not seat.viewer.may_begin():
        caption(words.text("issue.A04.remedy"))
        return
    if seat.viewer.account and not seat.district.is_sample:  # there the masthead has the button
        part(words.text("packs.district"), words.text("packs.district.note"))
        start_your_own(words, seat.viewer)
    _making(base, seat)


def _base(known: Sequence[CampaignPack], seat: Seat) -> CampaignPack:
    """The pack to begin with, the district's own first, and beside it the way to take it along."""
    words, by_id = seat.words, {pack.id: pack for pack in known}
    with st.container(key="packs_base", horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            words.text("packs.base"),
            list(by_id),
            index=list(by_id).index(seat.district.pack_id),
            key="packs_base_of",
            format_func=lambda pack_id: words.label(by_id[pack_id].name),
        )
        hand_out(
            words.text("packs.export"),
            data=lambda: pack_zip(chosen),
            file_name=f"{chosen}.zip",
            key="packs_export",
        )
    return by_id[chosen]


def _making(base: CampaignPack, seat: Seat) -> None:
    words = seat.words
    part(words.text("packs.make"), words.text("packs.make.note"))
    helped = words.text("packs.id.help")
    pack_id = st.text_input(words.text("packs.id"), key="packs_id", help=helped)
    draft = draft_of(base, words)
    if st.button(words.text("packs.go"), key="packs_go", type="primary"):
        folder = packs_of(opened.ledger_url())
        try:
            texts = pack_texts(base.id, head=draft.head, tables=draft.tables)
            pack = write_pack(folder, pack_id.strip(), texts)
        except PackFault as fault:
            st.warning(f"{fault.issue.code} {words.issue(fault.issue)}")
            caption(words.text(f"issue.{fault.issue.code}.remedy"))
        except OSError as error:  # no room, no right: the disk's own word for it
            states.logged(error)
            reason = error.strerror or type(error).__name__
            st.warning(words.text("packs.not_written", reason=reason))
        else:
            st.session_state[_TOLD] = words.text("packs.made", name=words.label(pack.name))
            st.rerun()
