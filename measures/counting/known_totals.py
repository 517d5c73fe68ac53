"""What is known since the launch, week by week: a panel and a quantity go in; running states come
out. A weekly figure and a cumulative one are never added for the same span (docs/design.md §8.4).

This is the one place where figures as sent become figures as counted; by which rules, the panel
says. All measures read them here and never from the cells.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from campaign import (
    FAMILY_RULES,
    FIRST_RULES,
    MOVE_RULES,
    SUCCESSOR_RULES,
    Panel,
    PanelWeek,
    Quantity,
)
from measures.counting.as_sent import as_sent, as_sent_at_first
from measures.counting.own_part import own_parts
from measures.counting.past import memory
from measures.counting.states import UNKNOWN, Family, Heirs, KnownTotals, Moves
from measures.counting.successors import gone_on, joined
from measures.statistics import Flags, Floats

Places = npt.NDArray[np.intp]


@memory
def known_totals(
    panel: Panel, quantity: Quantity, *, upto: int | None = None
) -> tuple[KnownTotals, ...]:
    """The state after each week, up to the one at position `upto` (the last).

    A panel in scope or narrowed has those of the whole district: a unit's figures are the same
    whoever asks. By the first rules each is made of what the panel itself shows.
    """
    weeks = panel.weeks if upto is None else panel.weeks[: upto + 1]
    if panel.rules == FIRST_RULES:
        return _at_first(weeks, panel.type_ids, quantity)
    if panel.whole is None:
        return _counted(panel, weeks, quantity)
    full, take, mine = panel.whole.panel, panel.whole.take, panel.whole.mine
    at = {week.week.number: i for i, week in enumerate(full.weeks)}
    places = [at[week.week.number] for week in weeks]
    states = known_totals(full, quantity, upto=max(places, default=-1))
    if take is None:
        return tuple(states[i] for i in places)
    return tuple(_taken(states[i], take, mine[i]) for i in places)


def week_figures(panel: Panel, quantity: Quantity) -> Floats:
    """float64 [W, U]: what each week brought, as it counts; NaN where nobody knows."""
    rows = [state.week for state in known_totals(panel, quantity)]
    return np.array(rows, dtype=np.float64).reshape(len(panel.weeks), len(panel.units))


def _at_first(
    weeks: tuple[PanelWeek, ...], type_ids: tuple[str, ...], quantity: Quantity
) -> tuple[KnownTotals, ...]:
    states: list[KnownTotals] = []
    for week in weeks:
        states.append(as_sent_at_first(week, type_ids, quantity, states[-1] if states else None))
    return tuple(states)


def _counted(
    panel: Panel, weeks: tuple[PanelWeek, ...], quantity: Quantity
) -> tuple[KnownTotals, ...]:
    states: list[KnownTotals] = []
    sent: KnownTotals | None = None
    parts: KnownTotals | None = None
    last: PanelWeek | None = None
    for week in weeks:
        sent = as_sent(week, panel.type_ids, quantity, sent, panel.rules)
        before = states[-1] if states else None
        told = sent
        if panel.rules >= FAMILY_RULES:
            told, parts = joined(week, quantity, sent, before, panel.rules)
        parts = own_parts(week, panel.type_ids, quantity, told, parts, last, panel.rules)
        last = week if panel.rules >= MOVE_RULES else None
        joins = panel.rules >= SUCCESSOR_RULES
        states.append(gone_on(week, quantity, parts, before, panel.rules) if joins else parts)
    return tuple(states)


@memory
def _taken(state: KnownTotals, take: Places, mine: Flags) -> KnownTotals:
    """The state of the units shown; blank where a unit was elsewhere that week."""
    family, heirs = state.family, state.heirs
    if family is not None:
        sent = _taken(family.sent, take, mine)
        moves = replace(family.moves, **_rows(family.moves, take, mine))
        family = replace(family, **_rows(family, take, mine), sent=sent, moves=moves)
    if heirs is not None:
        parts = _taken(heirs.parts, take, mine)
        heirs = replace(heirs, **_rows(heirs, take, mine), parts=parts)
    return replace(state, **_rows(state, take, mine), family=family, heirs=heirs)


def _rows(of: KnownTotals | Family | Heirs | Moves, take: Places, mine: Flags) -> dict[str, Any]:
    return {
        name: np.where(mine, row[take], np.nan if name in UNKNOWN else row.dtype.type(0))
        for name, row in vars(of).items()
        if isinstance(row, np.ndarray)
    }
