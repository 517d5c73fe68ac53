"""Quantities beyond the registry in words: sums and the units' figures go in; frames come out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from campaign import Kind, Quantity
from measures import attendance
from pages.door import View
from pages.drawn import bound_words, figure_or_word, whole_of
from pages.markup import cell_words

_SUMS = ("quantity", "measure", "week_sum", "week_known", "total", "known", "begun")
_UNITS = ("unit", "type", "group", "this_week", "since_launch", "bound")


def answer(view: View, rows: pd.DataFrame) -> str:
    """Of how many of these quantities anything is known, in whose units."""
    n = int((rows["n_known"] > 0).sum())
    return view.words.text(
        "further.answer",
        week=view.words.text("answer.week", number=view.week.number),
        whole=whole_of(view),
        n=n,
        all=len(rows),
    )


def sum_rows(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """A line a quantity: the week's sum and what is known since the launch, each with of how many
    of the units asked; of a tick, how many ever ticked it."""
    words, asked = view.words, view.pack.quantity
    lines = []
    for line in rows.to_dict("records"):
        quantity = asked[line["quantity"]]
        is_counted = quantity.kind in (Kind.COUNT, Kind.DAYS)
        lines.append(
            (
                words.label(quantity.label),
                words.label(quantity.measure),
                line["week_sum"] if is_counted else None,
                f"{line['n_reported']}/{line['n_expected']}",
                line["cumulative"] if is_counted else None,
                f"{line['n_known']}/{line['n_expected']}",
                None if quantity.kind is Kind.CHOICE else line["n_begun"],
            )
        )
    shown = pd.DataFrame(lines, columns=list(_SUMS))
    numbers = ["week_sum", "total", "begun"]
    shown[numbers] = shown[numbers].astype("Float64")
    return shown


def unit_lines(view: View, rows: pd.DataFrame, quantity: Quantity) -> pd.DataFrame:
    """One line a unit in protocol order: what it said this week and what is known of it."""
    words, pack = view.words, view.pack
    is_counted = quantity.kind in (Kind.COUNT, Kind.DAYS)

    def told(value: float) -> str:
        return "" if value != value else cell_words(value, quantity.id, pack, words)

    this_week = [
        figure_or_word(value, state, words)
        if is_counted or value != value
        else cell_words(value, quantity.id, pack, words)
        for value, state in zip(rows["week_count"], rows["week_state"], strict=True)
    ]
    return pd.DataFrame(
        {
            "unit": rows["name"],
            "type": [words.label(pack.type[it].short) for it in rows["type_id"]],
            "group": [words.label(pack.group[it].label) for it in rows["group_id"]],
            "this_week": this_week,
            "since_launch": rows["cumulative"] if is_counted else rows["cumulative"].map(told),
            "bound": bound_words(rows, words) if is_counted else "",
        }
    )


def class_words(view: View) -> str:
    """How many came to reading classes of how many due; nothing where nobody told both."""
    found, words = attendance(view.panel), view.words
    if not found.due:
        return ""
    return words.text(
        "further.attendance",
        came=words.number(found.came),
        due=words.number(found.due),
        share=words.percent(found.came / found.due),
        n=found.n_units,
    )


def sum_titles(view: View) -> Mapping[str, str]:
    """The headings of the sums."""
    return {name: view.words.text(f"further.column.{name}") for name in _SUMS}


def headings(view: View) -> Mapping[str, str]:
    """The headings of the units' lines."""
    own = ("this_week", "since_launch")
    return {
        name: view.words.text(f"further.column.{name}" if name in own else f"column.{name}")
        for name in _UNITS
    }
