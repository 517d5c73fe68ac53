"""The random check in words: a view and draws go in; the answer, labels and a table come out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from pages.door import View
from pages.office.checks.draws import Drawn

_COLUMNS = ("unit", "type", "group")
_OWN = ("half", "figure", "claim", "found_figure")


def draw_words(view: View, one: Drawn) -> str:
    """How many were drawn and looked at, how many of the random half agree, and what that says of
    all units with its interval."""
    words, told = view.words, one.agreement
    week = words.text("answer.week", number=one.week)
    parts = [words.text("checks.answer.drawn", week=week, n=len(one.picks), found=len(one.found))]
    if told.checked:
        interval = {"low": words.percent(told.low), "high": words.percent(told.high)}
        parts.append(
            words.text(
                "checks.answer.agree",
                n=told.checked,
                agreeing=told.agreeing,
                share=words.percent(told.share),
                **interval,
            )
        )
    if told.checked < told.drawn:
        parts.append(words.text("checks.answer.open", n=told.drawn - told.checked))
    return words.text("answer.sentence", parts=words.text("answer.and").join(parts))


def draw_label(view: View, one: Drawn) -> str:
    """One draw among others: its week, when, of how many."""
    when = view.district.calendar.local(one.at.to_pydatetime())
    return view.words.text(
        "checks.label", number=one.week, moment=view.words.moment(when), n=len(one.picks)
    )


def found_headings(words: Wording) -> Mapping[str, str]:
    """The headings of the list of units drawn."""
    own = {name: words.text(f"checks.column.{name}") for name in _OWN}
    return {name: words.text(f"column.{name}") for name in _COLUMNS} | own


def factor_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """A line a quantity: checks, agreeing, units ever checked of all, claimed ÷ found."""
    words, n_units = view.words, sum(view.panel.weeks[-1].member.tolist())
    label = {q.id: words.label(q.label) for q in view.pack.quantities}
    label |= {"": words.text("checks.unnamed")}
    return pd.DataFrame(
        {
            words.text("checks.column.figure"): [label.get(q, q) for q in rows["quantity"]],
            words.text("quality.column.checks"): rows["checks"],
            words.text("quality.column.agreeing"): rows["agreeing"],
            words.text("checks.column.reach"): [f"{n}/{n_units}" for n in rows["units"]],
            words.text("checks.column.claimed"): rows["claimed"],
            words.text("checks.column.verified"): rows["verified"],
            words.text("quality.column.factor"): rows["factor"].round(2),
        }
    )
