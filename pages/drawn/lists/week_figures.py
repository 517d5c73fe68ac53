"""One unit week by week: a panel, a unit and a quantity go in; a small table comes out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import CUMULATIVE, Panel, Quantity, State, Unit, Wording
from measures import week_figures as counts

_COUNTED = "counted"


def week_figures(panel: Panel, unit: Unit, *, quantity: Quantity, words: Wording) -> pd.DataFrame:
    """A column a week, a row a slot of the quantity: the figure, or the word for its state.

    A cumulative slot that no sheet has is left out; what the weeks count as has a row where it is
    not what the cells say.
    """
    column = [u.id for u in panel.units].index(unit.id)
    rows: dict[str, list[str]] = {}
    for slot in quantity.slots:
        values, states = panel.values(slot)[:, column], panel.states(slot)[:, column]
        if rows and np.isnan(values).all():
            continue
        rows[slot] = [
            words.number(value) if value == value else state_word(int(letter), words)
            for value, letter in zip(values, states, strict=True)
        ]
    typed, counted = panel.values(quantity.id)[:, column], counts(panel, quantity)[:, column]
    if not np.array_equal(typed, counted, equal_nan=True):
        rows[_COUNTED] = [words.number(n) if n == n else words.text("unknown") for n in counted]
    heads = [words.text("week.short", number=w.week.number) for w in panel.weeks]
    named = [words.text(f"trace.slot.{_slot_kind(slot, quantity)}") for slot in rows]
    frame = pd.DataFrame(list(rows.values()), columns=heads, dtype="str")
    frame.insert(0, words.label(quantity.label), named)
    return frame


def state_word(letter: int, words: Wording) -> str:
    """What a cell without a number says; no letter means that no row came."""
    return words.text(f"state.{State(chr(letter)).name.lower()}" if letter else "state.no_row")


def _slot_kind(slot: str, quantity: Quantity) -> str:
    if slot == _COUNTED:
        return slot
    if slot.endswith(CUMULATIVE):
        return "cumulative"
    return "week" if len(quantity.slots) > 1 else "snapshot"
