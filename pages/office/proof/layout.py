"""Which numbers of a draft agree with the week's cut, and which do not?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

import pandas as pd
import streamlit as st

from campaign import Issue, Panel, pack_of
from exports.papers import Cut
from exports.proof import Remark, Verdict, draft_apart, marked_apart, remarks, spoken_in
from exports.superior import Figures, meanings
from loaders import workers
from pages.door import Seat, hand_out, opened
from pages.drawn import frozen_week, issued_changes
from pages.drawn.lists.whole_table import whole_table
from pages.markup import answer_line, drop_words, part, question

_OPENED, _TEXTS = "proof_opened", "proof_texts"
_Texts = Sequence[tuple[str, bool]]


def proof(seat: Seat) -> None:
    """The week, the draft, how many of its numbers agree, a list of all, and the marked copy."""
    words = seat.words
    question(words.text("proof.question"), aside=words.text("proof.aside"))
    cut = frozen_week(seat, words.text("proof.week"), none=words.text("proof.no_cut"))
    if cut is None:
        return
    issued_changes(seat)
    st.html(f"<style>{drop_words(words, 'proof.drop')}</style>")
    file = st.file_uploader(words.text("proof.drop"), type="docx", key="proof_draft")
    if file is None:
        return
    texts = _texts(file.file_id, file.getvalue())
    if isinstance(texts, Issue):
        said = words.issue(texts), words.remedy(texts, pack_of(seat.district))
        st.warning(f"{texts.code} {''.join(said)}")
        return
    _judged(seat, cut, texts, (file.name, file.getvalue()))


def _judged(seat: Seat, cut: Cut, texts: _Texts, file: tuple[str, bytes]) -> None:
    """How many of the draft's numbers agree, the list, and the copy."""
    words = seat.words
    panel = _panel(seat, cut)
    pack = pack_of(panel.district, cut.week.number)
    found = remarks(texts, Figures(panel, pack), spoken_in(panel, pack, cut))
    counts = Counter(str(remark.verdict) for remark in found)
    told = {str(verdict): counts[str(verdict)] for verdict in Verdict}
    answer_line(words.text("proof.answer" if found else "proof.nothing", **told))
    if found:
        labels = meanings(panel, pack, words)
        notes = [it.words(words, labels, _cell(seat, cut, it)) for it in found]
        _list(seat, found, notes)
        _copy(seat, cut, [*zip(found, notes, strict=True)], file)


def _texts(file_id: str, data: bytes) -> _Texts | Issue:
    """The paragraphs of the draft, opened once a file."""
    if st.session_state.get(_OPENED) != file_id:
        st.session_state[_OPENED] = file_id
        st.session_state[_TEXTS] = draft_apart(data, by=workers())
    found: _Texts | Issue = st.session_state[_TEXTS]
    return found


def _panel(seat: Seat, cut: Cut) -> Panel:
    week = cut.week.number
    ledger = opened.ledger()
    return ledger.panel(seat.district.id, seat.viewer, through=week, as_of=cut.revision)


def _cell(seat: Seat, cut: Cut, remark: Remark) -> str:
    """The cell from which the right figure of a unit was read, where the draft says another."""
    target = remark.target
    if remark.verdict is not Verdict.DIFFERS or target is None or remark.is_share:
        return ""
    if target.place.kind != "unit":
        return ""
    found = opened.ledger().trace(
        seat.district.id,
        seat.viewer,
        unit_id=target.place.id,
        week=cut.week.number,
        slot=target.figure,
        as_of=cut.revision,
    )
    if found is None or not found.address.column:
        return ""
    return seat.words.text("proof.cell", file=found.file_name, cell=str(found.address))


def _list(seat: Seat, found: Sequence[Remark], notes: Sequence[str]) -> None:
    """What differs first, then what nobody can tell, what is repeated, and what agrees."""
    words = seat.words
    order = (Verdict.DIFFERS, Verdict.UNKNOWN, Verdict.REPEATED, Verdict.AGREES)
    titles = [words.text(f"proof.column.{name}") for name in ("where", "said", "verdict", "note")]
    rows = [
        (
            it.paragraph + 1,
            it.said,
            words.text(f"proof.verdict.{it.verdict}"),
            note,
        )
        for it, note in sorted(
            zip(found, notes, strict=True), key=lambda it: order.index(it[0].verdict)
        )
    ]
    part(words.text("proof.list"), words.text("proof.list.note"))
    frame = pd.DataFrame(rows, columns=titles)
    whole_table(frame, height="content")


def _copy(
    seat: Seat, cut: Cut, found: Sequence[tuple[Remark, str]], file: tuple[str, bytes]
) -> None:
    """The draft with a comment at each remark."""
    words, (name, data) = seat.words, file
    notes = [(it.paragraph, it.start, it.end, note) for it, note in found]
    marked = marked_apart(data, notes, words.text("proof.author"), by=workers())
    if isinstance(marked, Issue):
        st.warning(f"{marked.code} {words.issue(marked)}")
        return
    title = f"{PurePath(name).stem}_{words.text('proof.copy.name')}"
    hand_out(
        words.text("proof.copy"),
        data=lambda: marked,
        file_name=cut.file_name(title, "docx"),
        key="proof_copy",
        kind="primary",
    )
