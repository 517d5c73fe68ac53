"""Draws as they are kept: a view goes in; each draw with its picks, what was found on it and what
that says of the whole, and the risks of a new one, come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from measures import Agreement, agreement, picked
from pages.door import View, opened
from pages.readings import doubts, needs

_SHARE = 0.05
"""The part of the units that is checked in a week, unless the office says another."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """One draw: its place in the chain, week, seed, frame, the units picked, what was found."""

    seq: int
    week: int
    size: int
    seed: str
    at: pd.Timestamp
    frame: Mapping[str, float]
    picks: pd.DataFrame
    found: pd.DataFrame
    agreement: Agreement


def draws(view: View) -> list[Drawn]:
    """Every draw up to the view's week, the newest first, each drawn again from what is kept."""
    ledger, here = opened.ledger().checks, (view.district.id, view.viewer)
    kept, found = ledger.draws(*here), ledger.found(*here)
    kept = kept[kept["week"] <= view.week.number]
    return [_drawn(view, row, found) for row in kept.to_dict("records")]


def _drawn(view: View, row: Mapping[object, object], found: pd.DataFrame) -> Drawn:
    seq, week, size = (int(str(row[name])) for name in ("seq", "week", "size"))
    frame: Mapping[str, float] = dict(row["frame"])  # type: ignore[call-overload]
    seed = str(row["seed"])
    picks = picked(frame, seed, size, view.scope, view.pack)
    own = found[found["draw"] == seq]
    told = agreement(picks, own, frame=len(frame))
    return Drawn(seq, week, size, seed, pd.Timestamp(str(row["at"])), frame, picks, own, told)


def risks(view: View) -> dict[str, float]:
    """By unit on the roster, 1 and one more for each figure to verify, each item that needs a call,
    and each interval that has passed since its last visit: what a new draw goes by."""
    asked = doubts(view)["unit_id"].value_counts()
    return {
        need.unit_id: round(
            1.0 + float(asked.get(need.unit_id, 0)) + len(need.attention.reasons), 2
        )
        for need in needs(view)
    }


def usual_size(n_units: int) -> int:
    """How many are drawn unless somebody says another number: one in twenty, two at least, of one
    unit that one."""
    return min(n_units, max(2, round(_SHARE * n_units)))
