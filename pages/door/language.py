"""The reader's language: the link and the browser go in; the words of one language come out."""

from __future__ import annotations

import streamlit as st

from campaign import LOCALES, Wording, wording
from pages.door import link

_NAMES = {"zh_CN": "中文", "en": "English"}


def words_for(asked: str) -> Wording:
    """The words the link asks for; without a wish, those of the browser."""
    return wording(asked if asked in LOCALES else guess(st.context.locale))


def guess(browser: str | None) -> str:
    """English for a browser that is set to anything but Chinese, else Chinese."""
    return "zh_CN" if not browser or browser.lower().startswith("zh") else "en"


def language_switch(words: Wording) -> None:
    """Two names side by side; picking one keeps the page and its filters."""
    key = link.shown(link.LANGUAGE)
    st.session_state[key] = words.locale
    st.segmented_control(
        words.text("masthead.language"),
        LOCALES,
        key=key,
        format_func=_NAMES.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=link.carry_shown,
        args=(link.LANGUAGE,),
    )
