"""How do the districts stand, by the same definitions, and which of them is to be opened?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign import PackFault, Right, Wording
from ledger import ArchiveRefused, LedgerTrouble
from pages.door import Seat, opened, states, way
from pages.drawn import units_words
from pages.leadership.districts.lines import SHARES, Definition, Line, lines, together, total
from pages.markup import answer_line, caption, drop_words, part, plain, question

_ROUND, _TOLD = "packages_round", "packages_told"
_MAX_MB = 200
"""A county of 3,000 units and sixteen weeks with its original files, several times over."""


def districts(seat: Seat) -> None:
    """Packages to bring in, and a line a district with the way to its overview."""
    words = seat.words
    if not seat.districts:
        states.no_permission(words)
        return
    question(words.text("districts.question"))
    found = lines(seat.districts, seat.viewer)
    heard = sum(line.week is not None for line in found)
    answer_line(words.text("districts.answer", n=len(found), heard=heard))
    for definition, several in together(found).items():
        _part(several, definition, words, is_only=len(together(found)) == 1)
    caption(words.text("districts.note"))
    if seat.viewer.may(Right.IMPORT):
        _packages(seat)


def _part(
    several: Sequence[Line], definition: Definition | None, words: Wording, *, is_only: bool
) -> None:
    """The districts of one definition, and their sum where there are several."""
    if definition is None:
        part(words.text("districts.broken"))
        for line in several:
            if line.fault is not None:
                caption(f"{line.district.name}：{words.issue(line.fault.issue)}")
        return
    own = words.text("districts.own") if definition.is_own else ""
    named = {"campaign": words.label(definition.name), "rules": definition.rules, "own": own}
    note = "" if is_only else words.text("districts.apart")
    part(words.text("districts.part", **named), note)
    _pressable(several, words, key=f"{definition.asked[:8]}_{definition.rules}")


def _pressable(several: Sequence[Line], words: Wording, *, key: str) -> None:
    """The table, a row of which opens its district, and the same as links."""
    pressed = st.dataframe(
        table(several, words),
        key=f"districts_{key}",
        hide_index=True,
        width="stretch",
        height="content",
        selection_mode="single-row",
        on_select="rerun",
    ).selection["rows"]
    with st.container(key=f"open_{key}", horizontal=True, gap="small"):
        for i, line in enumerate(several):
            label = words.text("districts.open", name=plain(line.district.name))
            # The script presses the one link in a container of this name (`press.js`).
            with st.container(key=f"go_{key}" if i in pressed else None, width="content"):
                way.district_link(line.district.id, label)


def table(several: Sequence[Line], words: Wording) -> pd.DataFrame:
    """A row a district, n/N in words; what nobody reported is unknown. Below, the sum of those
    known."""
    names = ["district", "week", "units", *SHARES]
    heads = [words.text(f"districts.column.{name}") for name in names]
    rows = [_row(line, words) for line in several]
    if len(several) > 1:
        rows.append(_sum(several, words))
    return pd.DataFrame(rows, columns=heads)


def _row(line: Line, words: Wording) -> list[object]:
    name, n = line.district.name, line.n_units
    if line.week is None or line.shares is None:
        unknown = words.text("districts.unknown")
        return [name, words.text("districts.no_report"), n, *(unknown for _ in SHARES)]
    told = (units_words(words, line.shares[name]) for name in SHARES)
    return [name, words.week(line.week), n, *told]


def _sum(several: Sequence[Line], words: Wording) -> list[object]:
    told = []
    for measure in SHARES:
        over, under, n = total(several, measure)
        key = "districts.sum" if n else "districts.unknown"
        told.append(words.text(key, over=words.number(over), under=words.number(under), n=n))
    n_units = sum(line.n_units for line in several)
    return [words.text("districts.all", n=len(several)), "", n_units, *told]


def _packages(seat: Seat) -> None:
    """Where several packages are dropped, and the press that brings them in."""
    words, turn = seat.words, st.session_state.setdefault(_ROUND, 0)
    part(words.text("districts.packages"), words.text("districts.packages.note"))
    st.html(f"<style>{drop_words(words, 'districts.drop')}</style>")
    files = st.file_uploader(
        words.text("districts.packages"),
        type="zip",
        accept_multiple_files=True,
        key=f"packages_{turn}",
        max_upload_size=_MAX_MB,
        label_visibility="collapsed",
    )
    if st.button(words.text("districts.bring_in"), key="bring_in", disabled=not files):
        with st.spinner(words.text("record.backup.working")):
            st.session_state[_TOLD] = [bring_in(seat, file.name, file) for file in files or ()]
        st.session_state[_ROUND] = turn + 1
        st.rerun()
    for is_well, said in st.session_state.pop(_TOLD, ()):
        (st.success if is_well else st.warning)(said)


def bring_in(seat: Seat, name: str, file: object) -> tuple[bool, str]:
    """Whether a package is in the ledger, and what is to be said of it; each by itself, all of it
    or nothing."""
    words = seat.words
    try:
        it = opened.ledger().archives.take_package(file, by=seat.viewer, at=opened.now())  # type: ignore[arg-type]
    except ArchiveRefused as refusal:
        return False, f"{name}：{refusal.words(words)}"
    except PackFault as fault:
        return False, f"{name}：{fault.issue.code} {words.issue(fault.issue)}"
    except LedgerTrouble as trouble:
        states.logged(trouble)
        return False, f"{name}：{states.trouble_words(words, trouble.code)[0]}"
    names = {district.id: district.name for district in opened.ledger().districts()}
    of = {"district": names[it.district_id], "revision": it.revision, "n": it.n_figures}
    return True, f"{name}：{words.text('archive.brought', **of)}"
