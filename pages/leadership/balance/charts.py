"""Charts of evenness: a view goes in; spread by group, effort beside chance, the parts of its
unevenness and, on request, the Lorenz curve are drawn."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from campaign import DISCUSSIONS, STUDY
from figures import Spec, is_empty, lorenz_line, noise_bars
from pages.door import View, states
from pages.drawn import Mark, chart, charts, draw
from pages.leadership.balance.words import (
    curve,
    curve_by_chance,
    curve_words,
    effort,
    indexes,
    study_balance,
)
from pages.markup import Bar, Bars, bar_table, index_hover, part, plain_html

_ALONE = ("between_types", "between_groups")


def org_share_by_group(view: View) -> None:
    """The median unit and the middle half of each group, by share of organisations studying."""
    title = view.words.text("balance.org_share_by_group")
    part(title, view.words.text("chart.org_share.note"))
    charts.draw_org_share(view, "group", key="org_share_by_group", alt=title)


def effort_and_chance(view: View) -> None:
    """The Gini of each kind of work beside what equal units would show by chance."""
    words = view.words
    part(
        words.text("balance.effort"),
        words.text("balance.effort.note"),
        hover=index_hover("gini", words),
    )
    if is_empty(effort(view)):
        states.no_figures(words)
        return
    marks = [str(Mark(quantity)) for quantity in effort(view)["quantity"]]
    draw(_effort_bars(view), marks, key="effort", alt=words.text("balance.effort"))


@chart
def _effort_bars(view: View) -> Spec:
    names = {q.id: view.words.label(q.label) for q in view.pack.quantities}
    return noise_bars(effort(view), names, view.palette, view.words)


def parts_of_unevenness(view: View) -> None:
    """How much of it lies between types, between groups inside them and between units; and, told
    one by one, between types or between groups alone."""
    words = view.words
    nested, alone = _nested(view), _alone(view)
    hover = index_hover("theil_t", words)
    tables = [
        Bars(words.text(f"balance.{key}"), words.text(f"balance.{key}.note"), bars, hover)
        for key, bars in (("nested", nested), ("parts", alone))
        if bars
    ]
    if tables:
        bar_table(*tables)


def _nested(view: View) -> list[Bar]:
    """The parts of study, types first and then groups inside them: they add up to all of it."""
    words, parts = view.words, study_balance(view).parts
    several = _theil(view)[list(_ALONE)].notna().all(axis=1).get(STUDY, False)
    if not parts.total > 0 or not several:
        return []
    shares = {
        "between_outer": parts.between_outer,
        "between_inner": parts.between_inner,
        "within": parts.within,
    }
    return [
        Bar(
            words.text(f"balance.nested.{name}"),
            amount / parts.total,
            words.percent(amount / parts.total),
            str(Mark(STUDY)),
        )
        for name, amount in shares.items()
    ]


def _alone(view: View) -> list[Bar]:
    """Between the types and between the groups, each by itself; what the nested parts say already
    is left out."""
    rows = _theil(view)
    told = [(STUDY, "between_groups"), *((DISCUSSIONS, name) for name in _ALONE)]
    return [
        _bar(view, quantity, name, float(rows[name][quantity]))
        for quantity, name in told
        if rows[name].notna().get(quantity, False)
    ]


def _theil(view: View) -> pd.DataFrame:
    """The rows of Theil T, by quantity."""
    rows = indexes(view)
    return rows[rows["index"] == "theil_t"].set_index("quantity")


def _bar(view: View, quantity: str, name: str, share: float) -> Bar:
    words = view.words
    label = words.label(view.pack.quantity[quantity].label)
    said = words.text(f"balance.parts.{name}", what=label)
    return Bar(said, share, words.percent(share), str(Mark(quantity)))


@chart
def _lorenz(view: View) -> Spec:
    return lorenz_line(curve(view), view.palette, view.words, chance=curve_by_chance(view))


def lorenz_on_request(view: View) -> None:
    """A switch, and behind it the curve of the discussion sessions."""
    words = view.words
    if not len(curve(view)):
        return
    if not st.toggle(words.text("balance.lorenz.show"), key="show_lorenz"):
        return
    half, beside = st.columns(2, gap="medium")
    with half:
        part(
            words.text("balance.lorenz"),
            words.text("balance.lorenz.note"),
            hover=index_hover("gini", words),
        )
        marks = [str(Mark(DISCUSSIONS))] * len(curve(view))
        draw(_lorenz(view), marks, key="lorenz", alt=words.text("balance.lorenz"))
    said = "".join(f"<li>{plain_html(sentence)}</li>" for sentence in curve_words(view))
    with beside:
        st.html(f'<ul class="sentences">{said}</ul>')
