"""Lines of a ledger in words: days, options and units; a view and ids go in, texts come out."""

from __future__ import annotations

import pandas as pd

from campaign import FieldRole, FormRole
from pages.door import View


def option_words(view: View, ids: pd.Series, role: FormRole, field: FieldRole) -> list[str]:
    """Each option by its label, several joined; empty where none is told."""
    options = view.pack.options_of(role, field)
    labels = {option.id: view.words.label(option.label) for option in options}
    join = view.words.text("finding.list_mark")
    told = ([one] if isinstance(one, str) else one for one in ids)
    return [join.join(labels.get(i, i) for i in one if i) for one in told]


def day_words(view: View, days: pd.Series) -> list[str]:
    """Each day in words; empty without one."""
    return ["" if pd.isna(day) else view.words.day(day.date()) for day in days]


def share_words(view: View, part: float, whole: float) -> str:
    """A share with the sum it is of; in words where there is nothing to share."""
    words = view.words
    if not whole > 0:
        return words.text("parts.nothing_due")
    if part != part:
        return words.text("unknown")
    numbers = {"part": words.number(part), "whole": words.number(whole)}
    return words.text("parts.share", share=words.percent(part / whole), **numbers)


def unit_columns(view: View, unit_ids: pd.Series) -> dict[str, list[str]]:
    """The columns unit and group of each line's unit, as of the week."""
    units = {unit.id: unit for unit in view.panel.units}
    groups = {group.id: view.words.label(group.label) for group in view.pack.groups}
    own = [units[unit_id] for unit_id in unit_ids]
    return {"unit": [u.name for u in own], "group": [groups.get(u.group_id, "") for u in own]}
