"""Presses that Streamlit's elements do not tell: the reader's words go in; what was pressed in
plain HTML, Ctrl+K or a key that goes on is noted as a mark."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import resources

import streamlit as st
from streamlit.components.v2 import component

from campaign import Wording, wording
from pages.door import masthead
from pages.drawn.mark import is_pressed, press

_KEY = "press"
_NEXT, _BEFORE = "figure=next_page", "figure=page_before"
_FURNITURE = (
    *("skip", "not_found", "not_found_body", "ascending", "descending", "autosize", "pin"),
    *("unpin", "hide", "format", "find", "close_find", "columns", "full", "close_full", "close"),
)


@cache
def _listener() -> Callable[..., object]:
    """The script, made known once."""
    script = (resources.files("pages.drawn.opened") / "press.js").read_text(encoding="utf-8")
    made: Callable[..., object] = component(_KEY, js=script)
    return made


def listen(words: Wording) -> None:
    """Listen for presses of `[data-press]` and `[data-copy]`, and for Ctrl+K; what Streamlit says
    in English by itself is put into the reader's language."""
    told = {
        "lang": words.locale.replace("_", "-"),
        "search": masthead.FIND,
        "next": _NEXT,
        "before": _BEFORE,
        "copied": words.text("copy.done"),
        "furniture": furniture(words),
    }
    _listener()(key=_KEY, data=told, on_pressed_change=_note)


def furniture(words: Wording) -> dict[str, str]:
    """Streamlit's own words, which the English catalogue repeats, each in the reader's language;
    nothing where these are the same."""
    own = wording("en")
    keys = [f"furniture.{name}" for name in _FURNITURE]
    said = {own.text(key): words.text(key) for key in keys}
    return {} if words.locale == own.locale else said


def is_search() -> bool:
    """Whether the search box was asked for in this run, once."""
    return is_pressed(masthead.FIND)


def page_step() -> int:
    """1 where the next page was asked for in this run, -1 for the one before; else 0."""
    return is_pressed(_NEXT) - is_pressed(_BEFORE)


def _note() -> None:
    """Callback: what was pressed is opened at the end of the run."""
    press(str(st.session_state[_KEY].pressed or ""))
