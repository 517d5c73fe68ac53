"""What checks found, in words: beside a headline how much was ever checked, and of a unit what was
claimed and found. Where nothing was checked, that nobody knows."""

from __future__ import annotations

import math
from collections.abc import Iterator

from campaign import Unit
from pages.door import View
from pages.readings import checked_ever, figures_checked, shares_found


def ever_words(view: View) -> list[str]:
    """How many units had any figure checked, and how many checks agreed."""
    words, told = view.words, checked_ever(view)
    if not told.checks:
        return [words.text("overview.facts.unchecked", n=told.members)]
    share = words.percent(told.units / told.members)
    agree = words.percent(told.agreeing / told.checks)
    return [
        words.text("overview.facts.checked", n=told.units, of=told.members, share=share),
        words.text("overview.facts.agreeing", n=told.agreeing, of=told.checks, share=agree),
    ]


def factor_words(view: View, quantity_id: str) -> str:
    """In how many units a quantity was ever checked, and claimed ÷ found."""
    words = view.words
    for row in shares_found(view).to_dict("records"):
        if row["quantity"] == quantity_id:
            members, factor = checked_ever(view).members, row["factor"]
            told = words.text("unknown") if math.isnan(factor) else f"{factor:.2f}"
            return words.text("tile.checked", n=row["units"], units=members, factor=told)
    return words.text("tile.unchecked")


def unit_checks(view: View, unit: Unit) -> Iterator[str]:
    """What was claimed and found of each figure of one unit that was checked, the latest last."""
    words, rows = view.words, figures_checked(view)
    own = rows[rows["unit_id"] == unit.id].dropna(subset=["claimed", "verified"])
    for row in own.to_dict("records"):
        quantity = view.pack.quantity.get(row["quantity"])
        what = words.label(quantity.label) if quantity else words.text("unit.check.unnamed")
        numbers = {name: words.number(row[name]) for name in ("claimed", "verified")}
        key = "unit.check.week" if row["week_alone"] else "unit.check"
        week = words.text("week.short", number=row["of_week"])
        yield words.text(key, week=week, what=what, **numbers)
