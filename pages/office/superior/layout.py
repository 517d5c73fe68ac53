"""How is the form of an office above filled from this week's cut?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

import pandas as pd
import streamlit as st

from campaign import Issue, KnownLayout, Panel, Right, Wording, pack_of
from exports.papers import Cut
from exports.superior import (
    Figures,
    FilledCell,
    FormLayout,
    cell_list,
    cell_rows,
    filled_apart,
    guessed,
    layout_apart,
    meanings,
)
from loaders import workers
from pages.door import Seat, hand_out, opened
from pages.drawn import frozen_week
from pages.drawn.lists.whole_table import whole_table
from pages.markup import answer_line, drop_words, part, question

_OPENED, _TOLD = "superior_opened", "superior_told"


def superior(seat: Seat) -> None:
    """The week, the form, what its lines mean, every cell, and the filled file."""
    words = seat.words
    question(words.text("superior.question"), aside=words.text("superior.aside"))
    cut = frozen_week(seat, words.text("superior.week"), none=words.text("superior.no_cut"))
    if cut is None:
        return
    st.html(f"<style>{drop_words(words, 'superior.drop')}</style>")
    file = st.file_uploader(words.text("superior.drop"), type="xlsx", key="superior_form")
    if file is None:
        return
    layout = _layout(file.file_id, file.getvalue())
    if isinstance(layout, Issue):
        said = words.issue(layout), words.remedy(layout, pack_of(seat.district))
        st.warning(f"{layout.code} {''.join(said)}")
    elif not layout.cells:
        st.warning(words.text("superior.nothing"))
    else:
        _form(seat, cut, layout, (file.name, file.getvalue()))


def _form(seat: Seat, cut: Cut, layout: FormLayout, file: tuple[str, bytes]) -> None:
    """What the lines mean as remembered or guessed, every cell with its figure, and what to do."""
    number, words = cut.week.number, seat.words
    ledger = opened.ledger()
    panel = ledger.panel(seat.district.id, seat.viewer, through=number, as_of=cut.revision)
    pack = pack_of(panel.district, number)
    known = ledger.layouts(seat.district.id).get(layout.fingerprint)
    answer = st.container()
    said = _lines(seat, layout, known.fields if known else guessed(layout, panel, pack), panel)
    cells = Figures(panel, pack).cells(layout, said)
    n = sum(it.figure is not None for it in cells)
    key = "superior.answer" if known else "superior.answer.guess"
    with answer:
        answer_line(words.text(key, n=n, empty=len(cells) - n))
    _cells(seat, layout, cells)
    if known is None or dict(known.fields) != said:
        _confirm(seat, KnownLayout(layout.fingerprint, pack.weekly_form.id, said))
    else:
        _files(seat, cut, layout, cells, file)


def _layout(file_id: str, data: bytes) -> FormLayout | Issue:
    """What the form asks for, opened once a file."""
    if st.session_state.get(_OPENED) != file_id:
        st.session_state[_OPENED] = file_id
        st.session_state[_TOLD] = layout_apart(data, by=workers())
    found: FormLayout | Issue = st.session_state[_TOLD]
    return found


def _lines(seat: Seat, layout: FormLayout, said: Mapping[str, str], panel: Panel) -> dict[str, str]:
    """The lines with what they mean, which may be changed; what they mean then."""
    words, names = seat.words, list(layout.lines)
    every = {"": words.text("superior.open"), **meanings(panel, pack_of(panel.district), words)}
    labels = _labels(said, every)
    by_label = {label: meaning for meaning, label in labels.items()}
    part(words.text("superior.lines"), words.text("superior.lines.note"))
    lines = [
        (
            words.text(f"superior.axis.{name.split('/')[1]}"),
            "/".join(layout.lines[name].path),
            labels[said.get(name, "")],
        )
        for name in names
    ]
    edited = _edited(lines, list(by_label), layout.fingerprint, words)
    return {name: by_label.get(label, "") for name, label in zip(names, edited, strict=True)}


def _edited(
    lines: Sequence[tuple[str, str, str]], options: Sequence[str], key: str, words: Wording
) -> list[str]:
    """The lines as a grid; what stands in its last column."""
    titles = [words.text(f"superior.line.{name}") for name in ("axis", "words", "meaning")]
    choose = st.column_config.SelectboxColumn(options=options, width="large", required=True)
    edited = st.data_editor(
        pd.DataFrame(lines, columns=titles),
        column_config={titles[2]: choose},
        disabled=titles[:2],
        hide_index=True,
        width="stretch",
        height="content",
        key=f"superior_lines_{key}",
    )
    return list(map(str, edited[titles[2]]))


def _labels(said: Mapping[str, str], every: Mapping[str, str]) -> dict[str, str]:
    """Words of every meaning, of a line that names place and figure too; no two are alike."""
    found: dict[str, str] = {}
    joined = {
        told: " · ".join(every.get(one, one) for one in told.split()) for told in said.values()
    }
    for meaning, label in ({k: v for k, v in joined.items() if k} | dict(every)).items():
        found[meaning] = label if label not in found.values() else f"{label} ({meaning})"
    return found


def _cells(seat: Seat, layout: FormLayout, cells: Sequence[FilledCell]) -> None:
    """Every cell with its words and what is to stand in it."""
    words = seat.words
    shown = ("place", "row", "column", "value", "note")
    frame = pd.DataFrame(
        [
            (*line[:3], _said(it, words), line[7])
            for it, line in zip(cells, cell_rows(cells, layout, words), strict=True)
        ],
        columns=[words.text(f"superior.cell.{name}") for name in shown],
    )
    part(words.text("superior.list"), words.text("superior.list.note"))
    whole_table(frame, height="content")


def _said(it: FilledCell, words: Wording) -> str | None:
    """What stands in a cell, as a person reads it."""
    if it.figure is None or it.target is None:
        return None
    is_share = it.target.figure.endswith("/value")
    return (words.percent if is_share else words.number)(float(it.figure.value))


def _confirm(seat: Seat, layout: KnownLayout) -> None:
    if not seat.viewer.may(Right.CONFIRM_LAYOUT):
        return
    if st.button(seat.words.text("superior.confirm"), key="superior_confirm", type="primary"):
        ledger = opened.ledger()
        ledger.confirm_layout(seat.district.id, layout, by=seat.viewer, at=opened.now())
        st.rerun()


def _files(
    seat: Seat,
    cut: Cut,
    layout: FormLayout,
    cells: Sequence[FilledCell],
    file: tuple[str, bytes],
) -> None:
    """The filled form and the list of its cells."""
    words, (name, data) = seat.words, file
    filled = filled_apart(data, cells, by=workers())
    if isinstance(filled, Issue):
        st.warning(f"{filled.code} {words.issue(filled)}")
        return
    stem, listed = PurePath(name).stem, words.text("superior.list")
    named = {"superior_filled": (words.text("superior.take"), stem, lambda: filled)}
    named["superior_listed"] = (
        listed,
        f"{stem}_{listed}",
        lambda: cell_list(cells, layout, cut, words),
    )
    with st.container(key="superior_files", horizontal=True, gap="small"):
        for key, (label, title, made) in named.items():
            hand_out(label, data=made, file_name=cut.file_name(title, "xlsx"), key=key)
