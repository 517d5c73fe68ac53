"""Which of my units need a call this week, and why?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign import Wording
from pages.door import View, drawing, link, states
from pages.drawn import (
    attention_list,
    downloads,
    items_of,
    missing_logs,
    n_unknown,
    need_headings,
    need_rows,
    needs_answer,
    only_silent,
    paper_notes,
    seen_words,
    untold_figures,
)
from pages.markup import answer_line, caption, paper, part, question
from pages.readings import Need, is_guided, listed, needs, signals_now

_NEED, _UNSEEN, _EVERY = "", "unseen", "every"
_PROTOCOL, _BY_NEED = "protocol", "need"
_ORDER = "needs_order"


def attention(view: View) -> None:
    """The answer, the list chosen with every reason, and beside it who has caught up."""
    words, everyone = view.words, needs(view)
    question(words.text("needs.question"), aside=words.text("needs.aside"))
    lists = _lists(view, everyone)
    answer_line(needs_answer(view, everyone, lists[_NEED]))
    _groups_asked(view, lists[_NEED])
    if not everyone:
        states.nothing_matches(words)
        return
    which = _choose(view, lists)
    shown = lists[which]
    with st.container(key="screen_only_lists"):
        left, right = st.columns([8.2, 3.8], gap="large")
        with left:
            _title(view, which, shown)
            if which == _UNSEEN:
                _unseen(view, shown)
            elif shown:
                attention_list.cards(view, _in_order(shown))
        with right:
            _beside(view, everyone)
    rows, titles = _rows(view, which), need_headings(words)
    paper(rows, titles, *paper_notes(everyone, words))
    if len(rows):
        downloads(view, rows, titles, title=words.text(f"needs.list.{which or 'need'}.name"))


@drawing
def _rows(view: View, which: str) -> pd.DataFrame:
    """One of the lists, as it is handed out and printed."""
    return need_rows(view, _lists(view, needs(view))[which])


def _groups_asked(view: View, first: Sequence[Need]) -> None:
    """Groups that are asked, and not their units: for their logs, for figures that no report of
    theirs gave, and where most are silent."""
    asked = (missing_logs(view), untold_figures(view), only_silent(view, first))
    for said in filter(None, asked):
        caption(said)


def _lists(view: View, everyone: Sequence[Need]) -> dict[str, list[Need]]:
    """The lists there are, each in protocol order."""
    lists = {_NEED: listed(view, everyone)}
    with_items = [need for need in everyone if need.attention.reasons]
    if len(with_items) > len(lists[_NEED]):
        lists[_EVERY] = with_items
    if is_guided(view):
        limit = view.pack.thresholds["not_visited_days"]
        lists[_UNSEEN] = [n for n in everyone if n.is_known and n.days > limit]
    return lists


def _choose(view: View, lists: dict[str, list[Need]]) -> str:
    """The list picked, and on the screen the order of its units."""
    words, key = view.words, link.shown(link.LIST)
    asked = str(st.session_state.get(link.LIST, ""))
    st.session_state[key] = asked if asked in lists else _NEED
    days = words.number(view.pack.thresholds["not_visited_days"])
    with st.container(key="screen_only_choice", horizontal=True, gap="medium"):
        which = st.segmented_control(
            words.text("needs.list"),
            list(lists),
            key=key,
            format_func=lambda name: words.text(
                f"needs.list.{name or 'need'}", n=len(lists[name]), days=days
            ),
            required=True,
            label_visibility="collapsed",
            on_change=link.carry_shown,
            args=(link.LIST,),
        )
        if which != _UNSEEN and len(lists[which or _NEED]) > 1:
            _order(words)
    return which or _NEED


def _order(words: Wording) -> None:
    st.segmented_control(
        words.text("needs.order"),
        (_PROTOCOL, _BY_NEED),
        key=_ORDER,
        default=_PROTOCOL,
        format_func=lambda name: words.text(f"needs.order.{name}"),
        required=True,
        label_visibility="collapsed",
    )


def _in_order(shown: Sequence[Need]) -> list[Need]:
    """Protocol order, or by need where the reader asks for it: nothing handed out follows it."""
    if st.session_state.get(_ORDER) == _BY_NEED:
        return sorted(shown, key=lambda need: need.weight, reverse=True)
    return list(shown)


def _title(view: View, which: str, shown: Sequence[Need]) -> None:
    words, name = view.words, which or "need"
    days = words.number(view.pack.thresholds["not_visited_days"])
    if not shown:
        unknown = n_unknown(view) if which == _UNSEEN else 0
        key = "needs.list.unseen.unknown" if unknown else f"needs.list.{name}.empty"
        caption(words.text(key, days=days, n=unknown))
        return
    note = words.text(f"needs.list.{name}.note", n=len(shown))
    part(words.text(f"needs.list.{name}.title", days=days), note)


def _unseen(view: View, shown: Sequence[Need]) -> None:
    """Units that have waited long for a visit, with the items they have."""
    says = [
        view.words.text("needs.line_mark").join(
            filter(None, (seen_words(need, view), items_of([need], view.words)))
        )
        for need in shown
    ]
    attention_list.short_lines(view, shown, key="unseen", says=says)


def _beside(view: View, everyone: Sequence[Need]) -> None:
    """Who has caught up, and of whom the week says nothing: as large as the list itself."""
    words = view.words
    caught_up = [need for need in everyone if need.attention.caught_up]
    silent = [need for need in everyone if need.attention.no_data]
    note = words.text("needs.caught_up.note", n=len(caught_up)) if caught_up else ""
    part(words.text("needs.caught_up"), note)
    if caught_up:
        says = [words.label(view.pack.group[need.group_id].label) for need in caught_up]
        attention_list.short_lines(view, caught_up, key="caught", says=says)
    else:
        caption(words.text("needs.caught_up.none"))
    _improved(view, everyone)
    _early(view, everyone)
    if silent:
        part(words.text("needs.no_data"), words.text("needs.no_data.note", n=len(silent)))
        says = [seen_words(need, view) for need in silent]
        attention_list.short_lines(view, silent, key="silent", says=says)


def _improved(view: View, everyone: Sequence[Need]) -> None:
    """Who reached more than its peers did, beyond chance, and the three bands."""
    words, rows = view.words, signals_now(view)
    gains = rows[rows["is_improved"]].set_index("unit_id")["gain"]
    shown = [need for need in everyone if need.unit_id in gains.index]
    note = words.text("needs.improved.note", n=len(shown)) if shown else ""
    part(words.text("needs.improved"), note)
    if shown:
        says = [
            words.text("needs.improved.says", gain=words.number(gains[need.unit_id]))
            for need in shown
        ]
        attention_list.short_lines(view, shown, key="improved", says=says)
    else:
        key = "none" if rows["gain"].notna().any() else "too_early"
        caption(words.text(f"needs.improved.{key}"))
    counts = {band: int((rows["band"] == band).sum()) for band in ("below", "within", "above")}
    if any(counts.values()):
        caption(words.text("needs.bands", **counts))


def _early(view: View, everyone: Sequence[Need]) -> None:
    """What may become an item, of units that have none."""
    words, rows = view.words, signals_now(view)
    signs = rows[rows["early"] != ""].set_index("unit_id")["early"]
    shown = [n for n in everyone if n.unit_id in signs.index and not n.attention.reasons]
    if shown:
        part(words.text("needs.early"), words.text("needs.early.note", n=len(shown)))
        says = [words.text(f"needs.early.{signs[need.unit_id]}") for need in shown]
        attention_list.short_lines(view, shown, key="early", says=says)
