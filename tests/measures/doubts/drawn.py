"""Cells drawn as tables: a line a week, a column a unit."""

from __future__ import annotations

import numpy as np

from measures.doubts.verdict import Cells

NAN = float("nan")


def drawn(**slots):
    """Cells of `slot=[[week 1], [week 2] …]`; units are u0, u1 … and weeks 1, 2 …"""
    values = np.array(list(slots.values()), dtype=float)
    n_weeks, n_units = values.shape[1:]
    units = tuple(f"u{i}" for i in range(n_units))
    return Cells(tuple(slots), tuple(range(1, n_weeks + 1)), units, values)


def states(doubts):
    """The states of each unit, in the units' order."""
    told = doubts.groupby("unit_id")["state"].agg(lambda s: "/".join(dict.fromkeys(s)))
    return [told[unit] for unit in sorted(told.index, key=lambda unit: (len(unit), unit))]


def found(doubts):
    """(unit, week, evidence) of every doubt."""
    own = doubts[doubts["state"] == "doubt"]
    return [tuple(row) for row in own[["unit_id", "week", "evidence"]].itertuples(index=False)]
