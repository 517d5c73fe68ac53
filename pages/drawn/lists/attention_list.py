"""Units with their items on a page: needs go in; cards, short lines or a paper table are drawn.

Pressing a unit opens everything known about it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign import GUIDANCE, Reason, reason_change, said_once
from pages.door import View, link, way
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

_MOST = 40
"""Units of a list at first: who scrolls past more has stopped reading, and the files have all."""


def cards(view: View, shown: Sequence[Need]) -> None:
    """A card a unit: its name to press; beside it every item with the change that ends it. The rest
    of a long list at a press."""
    with st.container(key="screen_only_cards", gap=None):
        for need in _at_first(shown, "cards"):
            with st.container(key=f"card_{need.attention.level}_{need.unit_id}", horizontal=True):
                with st.container(key=f"name_{need.unit_id}", width=208):
                    _name(need)
                st.html(_card_html(view, need), width="stretch")
    _way_to_rest(view, shown, "cards")


def short_lines(view: View, shown: Sequence[Need], *, key: str, says: Sequence[str] = ()) -> None:
    """One line a unit: mark, name and what is said of it; by default its heaviest item. The rest of
    a long list at a press."""
    first = _at_first(shown, key)
    said = says or [heaviest_sentence(need, view) for need in first]
    with st.container(key=f"short_{key}", gap=None):
        for need, sentence in zip(first, said, strict=False):
            with st.container(key=f"{key}_{need.attention.level}_{need.unit_id}"):
                _name(need, beside=sentence)
    _way_to_rest(view, shown, key)


def _at_first(shown: Sequence[Need], key: str) -> Sequence[Need]:
    """The beginning of a long list, until the rest was asked for; paper has all."""
    is_whole = link.is_for_paper() or st.session_state.get(f"whole_{key}")
    return shown if is_whole else shown[:_MOST]


def _way_to_rest(view: View, shown: Sequence[Need], key: str) -> None:
    if n := len(shown) - len(_at_first(shown, key)):
        st.button(
            view.words.text("needs.rest", n=n), key=f"rest_{key}", on_click=_ask_whole, args=(key,)
        )


def _ask_whole(key: str) -> None:
    st.session_state[f"whole_{key}"] = True


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
