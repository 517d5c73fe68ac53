"""A table that was not understood, or not as it is meant, goes in; what a person says of its rows
and columns is kept, once for all sheets of that layout."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from campaign import CampaignPack, Form, KnownLayout, Wording, column_letters
from loaders import (
    Pointing,
    SheetReading,
    field_choices,
    guessed_form,
    guessed_slots,
    is_person_heading,
    key_field,
    layout_from_words,
    normal_heading,
    objection,
    slots_by_cells,
)
from pages.markup import caption, plain, slot_words
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper
from pages.office.submit.questions.asked_layouts import (
    LayoutQuestion,
    Paths,
    asked_layouts,
    asked_title,
    correctable,
)
from pages.office.submit.questions.pointing_draft import Draft
from pages.office.submit.questions.pointing_grid import pointing_grid
from pages.office.submit.questions.would_read import would_read

_DEEPEST, _ACROSS, _MANY = 5, 3, 12


def layout_questions(desk: Desk, paper: Paper, words: Wording) -> None:
    """The questions of a file, each folded unless nothing goes in without its answer."""
    for asked in asked_layouts(paper.reading):
        title = plain(asked_title(asked, desk.pack, words))
        with st.expander(title, expanded=asked.is_open, key=f"layout_{asked.key}"):
            _question(asked, desk, paper, words)


def layout_correction(desk: Desk, paper: Paper, sheet: SheetReading, words: Wording) -> None:
    """The way to say something of a sheet nobody is asked about, folded."""
    tables = correctable(paper.reading, sheet)
    if not tables:
        return
    is_said = any(asked.table is not None and asked.table.said for asked in tables)
    title = words.text(f"submit.point.{'known' if is_said else 'title'}")
    key = f"point_{tables[0].key}_{words.locale}"
    if any(desk.visit.pointed.get(asked.key) for asked in tables):
        st.session_state.setdefault(key, True)  # another language folds it
    folded = st.expander(title, key=key, on_change="rerun")
    if folded.open:
        with folded:
            _question(_which(tables, words), desk, paper, words)


def _which(tables: list[LayoutQuestion], words: Wording) -> LayoutQuestion:
    """The table that is meant; the last one stands for what else may be on the sheet."""
    last = len(tables) - 1

    def named(n: int) -> str:
        table = tables[n].table
        if table is None:
            return words.text("submit.point.more")
        rows = f"{table.header_rows[0]}—{tables[n].last_row}"
        return words.text("submit.point.table", n=n + 1, rows=rows)

    key = f"point_which_{tables[0].key}_{words.locale}"
    label = words.text("submit.point.which")
    return tables[st.selectbox(label, range(last + 1), format_func=named, key=key, width=280)]


def _question(asked: LayoutQuestion, desk: Desk, paper: Paper, words: Wording) -> None:
    draft = Draft(asked, desk.visit.pointed.setdefault(asked.key, {}), words)
    caption(words.text("submit.point.note" if asked.stands else "submit.layout.note"))
    if asked.stands:
        pointing_grid(draft, words)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        place = st.container(width=190)
        rows = _header_rows(draft, words) if asked.stands else asked.rows
        headed = asked.headed(rows)
        with place:
            form = _form(draft, headed, desk.pack, words)
        slots = _named(draft, headed, form, desk.pack, words) if asked.stands else {}
    with st.container(height=300 if len(headed) > _MANY else "content", border=False):
        slots |= _fields(draft, headed, form, slots, desk.pack, words)
    why = _why_not(slots, form, desk.pack, words)
    if why:
        caption(why)
    known = None if why else _known(draft, rows, headed, form, slots, desk, paper)
    _buttons(draft, known, desk, words)


def _known(
    draft: Draft,
    rows: tuple[int, int],
    headed: Paths,
    form: Form,
    slots: Mapping[int, str],
    desk: Desk,
    paper: Paper,
) -> KnownLayout | None:
    """The layout that was said, once what would be read with it is shown; None where it cannot be
    read so."""
    asked = draft.asked
    if asked.stands:
        end = draft.end if draft.end != asked.last_row else None
        columns = tuple(sorted(slots.items()))
        told = Pointing(asked.sheet.sheet, form.id, rows, columns, end)
        return would_read(told, desk, paper, draft.words)
    fields = {normal_heading(headed[column]): slot for column, slot in slots.items()}
    return layout_from_words(form.id, headed.values(), fields)


def _buttons(draft: Draft, known: KnownLayout | None, desk: Desk, words: Wording) -> None:
    """Keep what was said, or empty the boxes."""
    may_keep = known is not None and (draft.asked.is_doubtful or draft.is_changed)
    with st.container(horizontal=True, gap="small"):
        key = f"layout_keep_{draft.asked.key}"
        if st.button(words.text("submit.layout.keep"), key=key, disabled=not may_keep) and known:
            draft.forget()
            desk.confirm_layout(known)
            st.rerun()
        again = words.text("submit.point.again")
        if st.button(again, key=f"layout_again_{draft.asked.key}", disabled=not draft.is_changed):
            draft.forget()
            st.rerun()


def _header_rows(draft: Draft, words: Wording) -> tuple[int, int]:
    """The header's first and last row as a person says; at most five rows."""
    first, last = (
        draft.number(name, words.text(f"submit.point.{name}"), guess)
        for name, guess in zip(("first", "last"), draft.asked.rows, strict=True)
    )
    return first, min(max(first, last), first + _DEEPEST - 1)


def _form(draft: Draft, headed: Paths, pack: CampaignPack, words: Wording) -> Form:
    """Which form it is, as a person says; guessed by its headings."""
    chosen = draft.choice(
        "form",
        words.text("submit.layout.form"),
        [form.id for form in pack.forms],
        guessed_form(draft.asked.table, headed, pack).id,
        show=lambda form_id: words.label(pack.form[form_id].label),
    )
    return pack.form[chosen]


def _guess(draft: Draft, headed: Paths, form: Form, pack: CampaignPack) -> dict[int, str]:
    """What each column was taken for, or is likely to be below other rows or in another form, by
    its heading or else by its cells."""
    asked = draft.asked
    is_found = not asked.stands or draft.header == asked.rows
    slots = guessed_slots(asked.table if is_found else None, headed, form, pack)
    return slots_by_cells(slots, asked.sheet.grid, form, pack)


def _named(
    draft: Draft, headed: Paths, form: Form, pack: CampaignPack, words: Wording
) -> dict[int, str]:
    """The column that names the rows and the last row, as a person says."""
    key, guess = key_field(form), _guess(draft, headed, form, pack)
    likely = next((str(column) for column, slot in guess.items() if slot == key), "")
    with st.container(width=190):
        chosen = draft.choice(
            "unit",
            words.text("submit.point.names", what=words.label(form.field[key].label)),
            ["", *map(str, headed)],
            likely,
            show=lambda told: (
                _heading(int(told), headed, words) if told else words.text("submit.point.none")
            ),
        )
    draft.number("end", words.text("submit.point.end"), draft.asked.last_row)
    return {int(chosen): key} if chosen else {}


def _heading(column: int, headed: Paths, words: Wording) -> str:
    """A column's letters and heading."""
    text = "/".join(headed[column]) or words.text("submit.point.bare")
    return f"{column_letters(column)} {text}"


def _fields(
    draft: Draft,
    headed: Paths,
    form: Form,
    named: Mapping[int, str],
    pack: CampaignPack,
    words: Wording,
) -> dict[int, str]:
    """What each other column holds, as a person says; of persons nothing can be said."""
    asked, guess = draft.asked, _guess(draft, headed, form, pack)
    labels = _labels(form, pack, words, with_key=not asked.stands)
    listed = [c for c, path in headed.items() if c not in named and not _is_of_persons(path)]
    slots: dict[int, str] = {}
    for start in range(0, len(listed), _ACROSS):  # a row at a time: on a telephone they stack
        row = listed[start : start + _ACROSS]
        for place, column in zip(st.columns(_ACROSS, gap="small"), row, strict=False):
            path = "/".join(headed[column])
            name = f"field_{form.id}_{column}_{path}"
            label = plain(_heading(column, headed, words) if asked.stands else path)
            likely = guess[column] if guess[column] in labels else ""
            with place:
                slots[column] = draft.choice(
                    name, label, list(labels), likely, show=labels.__getitem__
                )
    return slots


def _is_of_persons(path: tuple[str, ...]) -> bool:
    return bool(path) and is_person_heading(path[-1])


def _labels(
    form: Form, pack: CampaignPack, words: Wording, *, with_key: bool = True
) -> dict[str, str]:
    """What a column of the form may be, in words that are each said once."""
    said = {"": words.text("submit.layout.left_out")}
    for slot in field_choices(form, pack):
        if slot == key_field(form) and not with_key:
            continue
        is_field = slot in form.field and slot not in pack.quantity
        label = (
            words.label(form.field[slot].label)
            if is_field
            else slot_words(slot, pack, words, form=form.id)
        )
        said[slot] = label if label not in said.values() else f"{label} ({slot})"
    return said


def _why_not(slots: Mapping[int, str], form: Form, pack: CampaignPack, words: Wording) -> str:
    """Why what was said so far cannot be read; empty where it can."""
    against = objection(slots.values(), form, pack)
    if against is None:
        return ""
    labels = _labels(form, pack, words)
    named = words.text("submit.layout.and").join(labels[slot] for slot in against.slots)
    return words.text(f"submit.layout.{against.kind}", what=named)
