"""A kind of setting goes in; a form for a further one is drawn, and what it says comes out."""

from __future__ import annotations

import json
from collections.abc import Hashable
from datetime import date, datetime
from typing import Any

import streamlit as st

from campaign import CampaignPack, Setting, SettingKind
from pages.door import Seat, opened
from pages.office.settings.editing import Editing
from pages.office.settings.grid import LANGUAGES, content_of, options_of
from pages.office.settings.words import ALL_TYPES, shown_as

FIXED = frozenset({"duty", "threshold", "deadline", "work"})
"""Kinds of which the grid has every line already."""
MADE = "quantity"
"""The kind whose ids nobody writes: what lies in the ledger is under them."""
ADDED = "settings_added"
"""What was put in and not kept yet."""


def new_line(kind: SettingKind, at: Editing) -> list[Setting]:
    """Draw the form, folded away; the one setting that was just put in, or none."""
    if not kind.key or kind.name in FIXED:
        return []
    seat, pack = at.seat, at.pack
    words, name = seat.words, f"settings_new_{kind.name}_{at.turn}"
    with st.expander(words.text("settings.new", what=words.text(f"settings.{kind.name}"))):
        with st.form(name, border=False, clear_on_submit=True):
            keys = [_new_id(seat)]
            if kind.name != MADE:
                keys = [_key_part(of, f"{name}_{i}", seat, pack) for i, of in enumerate(kind.key)]
            line: dict[Hashable, Any] = {}
            for field, of in kind.fields.items():
                line |= _field(field, of.removesuffix("?"), name, seat, pack)
            pressed = st.form_submit_button(words.text("settings.new.add"))
        if not pressed:
            return []
    content = json.dumps(content_of(kind, line), ensure_ascii=False)
    return [Setting(kind.name, "/".join(str(key or "").strip() for key in keys), at.week, content)]


def _new_id(seat: Seat) -> str:
    """An id that no quantity of the district ever had."""
    waiting = st.session_state.get(ADDED, [])
    used = {one.key for one in (*seat.district.settings, *waiting) if one.name == MADE}
    return next(it for n in range(1, len(used) + 2) if (it := f"own_{n}") not in used)


def _key_part(of: str, name: str, seat: Seat, pack: CampaignPack) -> Any:
    words, title = seat.words, seat.words.text(f"settings.key.{of}")
    if of == "unit":
        return _unit(title, name, seat)
    options = options_of(of, pack)
    if of == "field":
        options = list(dict.fromkeys(field.id for form in pack.forms for field in form.fields))
        labels = {f.id: words.label(f.label) for form in pack.forms for f in form.fields}
        return st.selectbox(title, options, format_func=lambda it: labels[it], key=name)
    if of == "form":
        labels = {form.id: words.label(form.label) for form in pack.forms}
        return st.selectbox(title, options, format_func=lambda it: labels[it], key=name)
    if not options:
        return st.text_input(title, key=name, max_chars=40, help=words.text("settings.own_id"))
    shown = shown_as(of, pack, words) or str
    if of == "type":
        options = [ALL_TYPES, *options]
        shown = shown_as("type", pack, words) or str
    return st.selectbox(title, options, format_func=shown, key=name)


def _unit(title: str, name: str, seat: Seat) -> Any:
    roster = opened.ledger().roster(seat.district.id).by_id
    return st.selectbox(title, list(roster), format_func=lambda it: roster[it].name, key=name)


def _field(field: str, of: str, name: str, seat: Seat, pack: CampaignPack) -> dict[Hashable, Any]:
    words, key = seat.words, f"{name}_{field}"
    title = words.text(f"settings.field.{field}")
    if of == "label":
        titles = {it: words.text(f"settings.in.{it}", what=title) for it in LANGUAGES}
        return {f"{field}_{it}": st.text_input(titles[it], key=f"{key}_{it}") for it in LANGUAGES}
    if of in ("week", "whole"):
        return {field: st.number_input(title, min_value=1, value=None, step=1, key=key)}
    if of in ("number", "share", "hours"):
        return {field: st.number_input(title, value=None, key=key)}
    if of == "flag":
        return {field: st.checkbox(title, key=key, value=field != "is_standing")}
    if of == "day":
        chosen: date | None = st.date_input(title, value=None, key=key)
        return {field: chosen}
    if of == "moment":
        at: datetime | None = st.datetime_input(title, value=None, key=key)
        return {field: at}
    return {field: _picked(of, title, key, seat, pack)}


def _picked(of: str, title: str, key: str, seat: Seat, pack: CampaignPack) -> Any:
    """What is chosen of what there is, or typed."""
    options, shown = options_of(of, pack), shown_as(of, pack, seat.words)
    if not options or not shown:
        return st.text_input(title, key=key)
    if of == "types":
        return st.multiselect(title, options, options, format_func=shown, key=key)
    index = None if of == "type" else 0
    return st.selectbox(title, options, index=index, format_func=shown, key=key)
