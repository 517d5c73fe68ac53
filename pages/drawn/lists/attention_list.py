"""Units with their items on a page: needs go in; cards, short lines or a paper table are drawn.

Pressing a unit opens everything known about it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign import GUIDANCE, Reason, reason_change, said_once
from pages.door import View, way
from pages.drawn.words.attention_words import (
    MARKS,
    heaviest_sentence,
    items_of,
    marked,
    place_of,
    seen_words,
)
from pages.markup import plain, plain_html
from pages.readings import Need


def cards(view: View, shown: Sequence[Need]) -> None:
    """A card a unit: its name to press; beside it every item with the change that ends it."""
    with st.container(key="screen_only_cards", gap=None):
        for need in shown:
            with st.container(key=f"card_{need.attention.level}_{need.unit_id}", horizontal=True):
                with st.container(key=f"name_{need.unit_id}", width=208):
                    _name(need)
                st.html(_card_html(view, need), width="stretch")


def short_lines(view: View, shown: Sequence[Need], *, key: str, says: Sequence[str] = ()) -> None:
    """One line a unit: mark, name and what is said of it; by default its heaviest item."""
    said = says or [heaviest_sentence(need, view) for need in shown]
    with st.container(key=f"short_{key}", gap=None):
        for need, sentence in zip(shown, said, strict=True):
            with st.container(key=f"{key}_{need.attention.level}_{need.unit_id}"):
                _name(need, beside=sentence)


def _name(need: Need, *, beside: str = "") -> None:
    under = f" :small[{plain(beside)}]" if beside else ""
    way.unit_link(need.unit_id, f"{plain(marked(need))}{under}")


def _card_html(view: View, need: Need) -> str:
    words = view.words
    # One fact once: a card that asks for a visit has said how long ago the last one was.
    is_said = any(reason.subject == GUIDANCE for reason in need.attention.reasons)
    seen = "" if is_said else seen_words(need, view)
    told = [items_of([need], words), place_of(need, view), seen]
    if need.attention.no_data:
        told.insert(1, words.text("attention.no_data"))
    under = plain_html(" · ".join(filter(None, told)))
    return f'{reasons_html(view, need.attention.reasons)}<p class="note">{under}</p>'


def reasons_html(view: View, reasons: Sequence[Reason]) -> str:
    """Items as a list: mark, sentence, and the smallest change that ends it, if any is promised."""
    told = said_once(reasons, view.pack, view.words)
    lines = "".join(_reason_html(view, reason, said) for reason, said in told)
    return f'<ul class="reasons">{lines}</ul>'


def _reason_html(view: View, reason: Reason, sentence: str) -> str:
    said = plain_html(sentence)
    change = plain_html(reason_change(reason, view.pack, view.words))
    beside = f"<em>{change}</em>" if change else ""
    mark = f"<i>{MARKS[reason.level]}</i>"
    return f'<li class="{reason.level}">{mark}<span><b>{said}</b>{beside}</span></li>'
