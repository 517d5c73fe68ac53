"""A part of a page alone on a large screen: what draws each part goes in; one is drawn in large
type, with keys to go on (← → or PgUp PgDn)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.door import View, link
from pages.markup import plain_html, style

_KEYS = (("before", -1, ("Left", "PageUp")), ("next", 1, ("Right", "PageDown")))


def show_alone(view: View, at: int, parts: Sequence[Callable[[], None]]) -> None:
    """The part, and the way to the others and back to the whole page."""
    words, n = view.words, len(parts)
    at = min(max(at, 1), n)
    st.html(f"<style>{style.css('screen.css')}</style>")
    with st.container(key=f"alone_{at}"):
        parts[at - 1]()
    with st.container(key="screen_steps", horizontal=True, gap="small"):
        for name, step, keys in _KEYS:
            for key in keys:
                st.button(
                    words.text(f"briefing.step.{name}"),
                    key=f"screen_{key}",
                    shortcut=key,
                    disabled=not 1 <= at + step <= n,
                    on_click=link.go_on,
                    args=(at + step,),
                )
        place = words.text("briefing.step.place", at=at, n=n, week=words.week(view.week))
        st.html(f'<p class="note">{plain_html(place)}</p>', width="content")
        st.link_button(words.text("briefing.step.whole"), link.on_screen(0))
