"""Is the district on schedule, where is it uneven, and who needs attention?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate

import streamlit as st

from campaign import Wording
from pages.door import View, way
from pages.drawn import (
    attention_list,
    charts,
    heaviest_sentence,
    marked,
    missing_logs,
    overview_answer,
    overview_tiles,
    rest_of,
    text_width,
    untold_figures,
)
from pages.leadership.overview.decide_bars import help_bars, problem_bars
from pages.leadership.overview.facts import facts
from pages.leadership.overview.four_weeks import four_weeks
from pages.markup import answer_line, caption, part, plain_html, question, tile_row
from pages.readings import Need, listed, needs, shortfalls_now, signals_now

_FEW = 3
"""Groups that are named where there is little room; of more their number is told."""

_LINES = 3
"""As many units make room for the line that names missing logs: it wraps to as much height."""

_FACTS = 2
"""As many units make room for the lines of facts above."""

_BAR = 0.8
"""As many units have room for each type that is not among the bars below."""

_LINE, _SMALLER = 56, 0.9
"""How wide a line is, a Chinese character counting two, and a letter beside a name."""


def overview(view: View) -> None:
    """One screen: one sentence, five figures, where it is uneven, who needs attention and why."""
    words = view.words
    question(words.text("overview.question"), aside=words.text("overview.workload"))
    answer_line(overview_answer(view))
    tile_row(overview_tiles(view), view.palette)
    facts(view)
    height = 92 if view.has_cut else 120  # the line that names the clock must not make it scroll
    reach, shares, units = st.columns([0.95, 1, 1.05], gap="medium")
    with reach:
        charts.reach_by(view, "type")
        charts.reach_over_weeks(view, height=height)
    with shares:
        four_weeks(view)
        problem_bars(view)
    with units:
        _attention(view, needs(view))
        help_bars(view)


def _attention(view: View, everyone: Sequence[Need]) -> None:
    """Those with most items as far as there is room, in protocol order, and the way to all."""
    words, first = view.words, listed(view, everyone)
    groups = (missing_logs(view, most=_FEW), untold_figures(view))
    logs = view.words.text("needs.line_mark").join(filter(None, groups))
    taken = _FACTS + view.has_cut + (_LINES if logs else 0)
    spare = _BAR * (len(view.pack.types) - shortfalls_now(view)["type_id"].nunique())
    room = int(view.pack.thresholds["overview_rows"]) - taken + int(spare)
    heaviest = sorted(first, key=lambda need: need.weight, reverse=True)
    lines = accumulate(_lines_of(view, need) for need in heaviest)
    fitting = [need for need, n in zip(heaviest, lines, strict=True) if n <= room]
    shown = [need for need in first if need in fitting]
    part(words.text("overview.needs"), _noted(words, first, rest_of(everyone, first)))
    if shown:
        attention_list.short_lines(view, shown, key="needs")
    else:
        caption(words.text("overview.needs.none"))
    with st.container(key="needs_all", horizontal=True, vertical_alignment="center"):
        told = [*_beside(view, everyone), logs]
        if said := words.text("needs.line_mark").join(filter(None, told)):
            st.html(f'<p class="note">{plain_html(said)}</p>')
        if first:
            way.list_link(words.text("overview.needs.all", n=len(first)))


def _lines_of(view: View, need: Need) -> int:
    """How many lines a unit takes with its heaviest item, whose type is a little smaller."""
    wide = text_width(marked(need)) + _SMALLER * text_width(heaviest_sentence(need, view))
    return math.ceil(wide / _LINE)


def _noted(words: Wording, first: Sequence[Need], rest: Sequence[Need]) -> str:
    """How many come first and of how many; of a list that is whole, how many there are."""
    if not first:
        return ""
    key = "overview.needs.first" if rest else "overview.needs.note"
    return words.text(key, n=len(first), every=len(first) + len(rest))


def _beside(view: View, everyone: Sequence[Need]) -> Iterator[str]:
    """Who sent no valid report, and who lies low without an item, as far as that can be told."""
    words, low = view.words, signals_now(view)["low"]
    counts = {
        "no_data": sum(need.attention.no_data for need in everyone),
        "chance": int((low == "within_chance").sum()),
        "cannot_tell": int((low == "cannot_tell").sum()),
    }
    yield from (words.text(f"overview.needs.{key}", n=n) for key, n in counts.items() if n)
