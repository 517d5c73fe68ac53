"""A table that was not understood goes in; what a person says of its headings is kept, once for all
sheets of that layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from campaign import CampaignPack, Form, FormKind, KnownLayout, Wording, column_letters
from loaders import (
    ColumnReading,
    field_choices,
    is_person_heading,
    layout_from_words,
    likely_form,
    likely_slots,
    missing_fields,
    normal_heading,
)
from pages.markup import caption, plain, slot_words
from pages.office.submit.asked_layouts import LayoutQuestion, asked_layouts, asked_title
from pages.office.submit.desk import Desk
from pages.office.submit.paper import Paper

_DEEPEST, _ACROSS, _MANY = 3, 3, 12


def layout_questions(desk: Desk, paper: Paper, words: Wording) -> None:
    """The questions of a file, each folded unless nothing goes in without its answer."""
    for asked in asked_layouts(paper.reading):
        title = plain(asked_title(asked, desk.pack, words))
        with st.expander(title, expanded=asked.is_open, key=f"layout_{asked.key}"):
            _question(asked, desk, words)


def _question(asked: LayoutQuestion, desk: Desk, words: Wording) -> None:
    caption(words.text("submit.layout.note"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        place = st.container(width=210)
        first, last = _header_rows(asked, words) if asked.stands else asked.rows
    headed = asked.headed(first, last)
    with place:
        form = _form(asked, headed, desk, words)
    with st.container(height=300 if len(headed) > _MANY else "content", border=False):
        fields = _fields(asked, headed, form, desk.pack, words)
    why = _why_not(fields, form, desk.pack, words)
    if why:
        caption(why)
    key = f"layout_keep_{asked.key}"
    if st.button(words.text("submit.layout.keep"), key=key, disabled=bool(why)):
        _keep(layout_from_words(form.id, [told.path for told in headed], fields), desk)


def _keep(layout: KnownLayout, desk: Desk) -> None:
    desk.confirm_layout(layout)
    st.rerun()


def _header_rows(asked: LayoutQuestion, words: Wording) -> tuple[int, int]:
    """The header's first and last row as a person says; at most three rows."""
    grid = asked.sheet.grid
    top, bottom = grid.top, grid.top + max(len(grid.cells), 1) - 1
    first, last = (
        st.number_input(
            words.text(f"submit.layout.{end}_row"),
            min_value=top,
            max_value=bottom,
            value=min(max(guess, top), bottom),
            step=1,
            key=f"layout_{end}_{asked.key}",
            width=132,
        )
        for end, guess in zip(("first", "last"), asked.rows, strict=True)
    )
    return first, min(max(first, last), first + _DEEPEST - 1)


def _form(
    asked: LayoutQuestion, headed: Sequence[ColumnReading], desk: Desk, words: Wording
) -> Form:
    """Which form it is, as a person says; guessed by its headings."""
    forms = [form.id for form in desk.pack.forms]
    read_as = asked.table.form if asked.table is not None else None
    guess = read_as or likely_form([told.path for told in headed], desk.pack)
    chosen = st.selectbox(
        words.text("submit.layout.form"),
        forms,
        index=forms.index(guess),
        format_func=lambda form_id: words.label(desk.pack.form[form_id].label),
        key=f"layout_form_{asked.key}",
    )
    return desk.pack.form[chosen]


def _fields(
    asked: LayoutQuestion,
    headed: Sequence[ColumnReading],
    form: Form,
    pack: CampaignPack,
    words: Wording,
) -> Mapping[str, str]:
    """What each heading holds, as a person says, by normalised heading; headings that are
    remembered alike are one."""
    guess = _guess(asked, headed, form, pack)
    labels = _labels(form, pack, words)
    open_ = [told for told in headed if not is_person_heading(told.path[-1])]
    once = {normal_heading(told.path): told for told in reversed(open_)}
    listed = sorted(once.items(), key=lambda item: item[1].column)
    fields: dict[str, str] = {}
    for start in range(0, len(listed), _ACROSS):  # a row at a time: on a telephone they stack
        row = listed[start : start + _ACROSS]
        for place, (heading, told) in zip(st.columns(_ACROSS, gap="small"), row, strict=False):
            at = column_letters(told.column) + " " if asked.stands else ""
            fields[heading] = place.selectbox(
                plain(at + "/".join(told.path)),
                list(labels),
                index=list(labels).index(guess[told.path]),
                format_func=lambda slot: labels[slot],
                key=f"layout_field_{form.id}_{heading}_{asked.key}",
            )
    return fields


def _guess(
    asked: LayoutQuestion, headed: Sequence[ColumnReading], form: Form, pack: CampaignPack
) -> Mapping[tuple[str, ...], str]:
    """What each heading was taken for, or is likely to be in another form."""
    if asked.table is not None and asked.table.form == form.id and any(t.slot for t in headed):
        return {told.path: told.slot for told in reversed(headed)}
    guess = likely_slots([told.path for told in headed], form, pack)
    key = next(field.id for field in form.fields if field.required)
    named = [t.path for t in headed if asked.table and t.column == asked.table.unit_column]
    if key in guess.values() or not named or guess[named[0]]:
        return guess
    return {**guess, named[0]: key}


def _labels(form: Form, pack: CampaignPack, words: Wording) -> dict[str, str]:
    """What a column of the form may be, in words that are each said once."""
    said = {"": words.text("submit.layout.left_out")}
    for slot in field_choices(form, pack):
        is_field = slot in form.field and slot not in pack.quantity
        label = (
            words.label(form.field[slot].label)
            if is_field
            else slot_words(slot, pack, words, form=form.id)
        )
        said[slot] = label if label not in said.values() else f"{label} ({slot})"
    return said


def _why_not(fields: Mapping[str, str], form: Form, pack: CampaignPack, words: Wording) -> str:
    """Why what was said so far cannot be read; empty where it can."""
    labels = _labels(form, pack, words)
    twice = [slot for slot, n in Counter(fields.values()).items() if slot and n > 1]
    if twice:
        return words.text("submit.layout.twice", what=labels[twice[0]])
    missing = missing_fields(fields.values(), form, pack)
    if form.kind == FormKind.WEEKLY and missing:
        return words.text("submit.layout.no_figure")
    if missing:
        named = words.text("submit.layout.and").join(labels[slot] for slot in missing)
        return words.text("submit.layout.missing", what=named)
    return ""
