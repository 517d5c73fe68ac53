"""Figures that do not add up: a panel and a pack go in; totals that are not the sum of their weeks,
and parents with less than the units below them, come out (docs/design.md §8.4, §8.18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from campaign import CUMULATIVE, MOVE_RULES, NEWEST_RULES, CampaignPack, Panel
from measures.counting import (
    KnownTotals,
    Moves,
    known_totals,
    moves_between,
    owed,
    parents_of,
)
from measures.doubts.cells import cells, weekly
from measures.doubts.facts import last_known
from measures.doubts.verdict import Cells, by_finding
from measures.statistics import Flags, Floats

READ_AS = {"falls": "K05", "total_apart": "K23"}
"""Doubts about totals that reading a sheet finds too, and the code it has for each."""


def sums_and_parts(panel: Panel, pack: CampaignPack) -> Iterator[tuple[str, pd.DataFrame]]:
    """The checks of every quantity, each with the quantity it is about."""
    yield from sums_of_weeks(panel, pack)
    yield from own_parts(panel, pack)
    yield from newly_below(panel, pack)


def own_parts(panel: Panel, pack: CampaignPack) -> Iterator[tuple[str, pd.DataFrame]]:
    """No part that a parent has of its own is negative."""
    for quantity in pack.quantities:
        states = known_totals(panel, quantity)
        if all(state.family is None for state in states):
            continue
        excess = np.stack([_excess(state) for state in states])
        derived = np.stack([state.is_derived for state in states])
        own = cells(panel, [(quantity.id, owed(panel, quantity))])
        yield quantity.id, below_exceed(own, slot=quantity.id, excess=excess, is_stated=derived)


def _excess(state: KnownTotals) -> Floats:
    """float64 [U]: by how much the units below have done more in the week than their parent says
    for all; NaN for whoever reports for nobody."""
    if state.family is None:
        return np.full(len(state.week), np.nan)
    return np.where(state.family.is_parent, state.family.below - state.sent.week, np.nan)


def sums_of_weeks(panel: Panel, pack: CampaignPack) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every total is the one before and its week: 累计 = 上周累计 + 本周, beside what it took in or
    gave up of units that moved. One that took a closed unit's history in is not compared, nor is
    the first one of who was on no roster before, or was excused: it may tell of more."""
    for quantity in weekly(pack):
        states = known_totals(panel, quantity)
        so_far = np.zeros((len(states), len(panel.units)))
        for row, before in zip(so_far[1:], (state.sent for state in states), strict=False):
            row[:] = np.where(before.is_exact & before.is_known, before.total, np.nan)
        for row, heirs in zip(so_far, (state.heirs for state in states), strict=True):
            row[:] = row if heirs is None else np.where(heirs.joins, np.nan, row)
        so_far += [_jump(state) for state in states]
        both = cells(panel, [(slot, owed(panel, quantity)) for slot in quantity.slots])
        yield quantity.id, total_apart(both, slot=quantity.id, so_far=so_far)


def without_moves(panel: Panel, pack: CampaignPack, totals: Cells) -> Cells:
    """Totals less what they ever took in of units that moved, and with what they gave up: nobody's
    work changed by it."""
    values = totals.values.copy()
    for quantity in weekly(pack):
        if quantity.slots[1] in totals.slots:
            jumps = np.cumsum([_jump(state) for state in known_totals(panel, quantity)], axis=0)
            values[totals.slots.index(quantity.slots[1])] -= jumps
    return replace(totals, values=values)


def explained_totals(panel: Panel, pack: CampaignPack) -> frozenset[tuple[str, int]]:
    """The units and weeks of totals that took in or gave up what others had done: that one is not
    what it was and its week together contradicts nothing, whatever reading the sheet found."""
    found: set[tuple[str, int]] = set()
    for quantity in weekly(pack):
        for week, state in zip(panel.weeks, known_totals(panel, quantity), strict=True):
            is_other = _jump(state) != 0
            is_other = is_other if state.heirs is None else is_other | state.heirs.joins
            at = np.flatnonzero(is_other).tolist()
            found |= {(panel.units[i].id, week.week.number) for i in at}
    return frozenset(found)


def _jump(state: KnownTotals) -> Floats:
    family = state.own.family
    return np.zeros(len(state.total)) if family is None else family.moves.jump


def newly_below(panel: Panel, pack: CampaignPack) -> Iterator[tuple[str, pd.DataFrame]]:
    """`newly_below`: a unit came under a parent that reports for all, or left it, with figures of
    the time before, and two readings of the parent's next total are left. `value` is by how much
    they differ, the lower one counts; the parent's cell and the units' are named. By earlier rules
    it is asked what the newest leave open."""
    panel = panel if panel.rules >= MOVE_RULES else panel.by_rules(NEWEST_RULES)
    for quantity in weekly(pack):
        states = [state.own.family for state in known_totals(panel, quantity)]
        found = list(_unsure(panel, [None if each is None else each.moves for each in states]))
        if found:
            yield quantity.id, _moves_asked(panel, quantity.slots[1], found)


_Asked = tuple[int, int, tuple[int, ...], float]
"""A week's place, the parent's, those of the units that moved, and by how much readings differ."""


def _unsure(panel: Panel, moves: Sequence[Moves | None]) -> Iterator[_Asked]:
    """Each total of which two readings are left."""
    units: dict[int, list[int]] = {}
    before: Moves | None = None
    for at, now in enumerate(moves):
        for unit, above in _moved(panel, at, before, now) if at else ():
            units.setdefault(above, []).append(unit)
        rose = 0.0 if now is None else now.unsure - (0.0 if before is None else before.unsure)
        for above in np.flatnonzero(rose).tolist():
            asked = tuple(dict.fromkeys(units.pop(above, [])))
            yield at, above, asked, float(np.asarray(rose)[above])
        before = now


def _moved(
    panel: Panel, at: int, before: Moves | None, now: Moves | None
) -> Iterator[tuple[int, int]]:
    """Who came under whom or left whom in the week; who came late counts from its first total."""
    last, week = panel.weeks[at - 1], panel.weeks[at]
    for unit, old, new in moves_between(last, week, panel.rules):
        yield from ((unit, above) for above in sorted(old ^ new))
    if now is None or week.lineage is None:
        return
    is_new = week.member & ~last.member
    is_new = is_new if before is None else is_new | before.is_new
    for unit in np.flatnonzero(is_new & ~now.is_new).tolist():
        yield from ((unit, above) for above in sorted(parents_of(week.lineage, unit)))


def _moves_asked(panel: Panel, slot: str, found: Sequence[_Asked]) -> pd.DataFrame:
    """DOUBTS of what was found."""
    ids = tuple(unit.id for unit in panel.units)
    asked = np.isin(np.arange(len(ids)), [above for _, above, _, _ in found])
    weeks = [panel.weeks[at].week.number for at, *_ in found]
    return by_finding(
        "newly_below",
        ids,
        at=[above for _, above, _, _ in found],
        week=np.array(weeks, dtype=np.int64),
        evidence=[
            ((number, slot), *((number, slot, ids[unit]) for unit in units))
            for number, (_, _, units, _) in zip(weeks, found, strict=True)
        ],
        value=np.array([n for *_, n in found], dtype=np.float64),
        can_tell=asked,
        n=asked.astype(np.int64),
    )


def total_apart(cells: Cells, *, slot: str, so_far: Floats) -> pd.DataFrame:
    """`total_apart`: a cumulative figure that is not what was known before it and the week's own
    together, or that is below what was known; `value` is by how much it differs.

    `cells` has the quantity `slot` and its cumulative; `so_far` [W, U] is what was known before a
    week, NaN where a week is missing from it. Figures that `falls` tells of are left out.
    """
    weekly, stated = cells.slot(slot), cells.slot(slot + CUMULATIVE)
    before = last_known(stated)
    last = np.where(before >= 0, np.take_along_axis(stated, np.maximum(before, 0), axis=0), -np.inf)
    differs = stated - so_far - np.nan_to_num(weekly)
    compared = ~np.isnan(differs)
    is_wrong = np.where(np.isnan(weekly), differs < 0, abs(differs) > 1e-9) & (stated >= last)
    week, at = np.nonzero(compared & is_wrong)
    return by_finding(
        "total_apart",
        cells.unit_ids,
        at=at,
        week=np.array(cells.weeks, dtype=np.int64)[week],
        evidence=[
            _apart_cells(cells, slot, w, u) for w, u in zip(week.tolist(), at.tolist(), strict=True)
        ],
        value=differs[week, at],
        can_tell=compared.any(axis=0),
        n=compared.sum(axis=0),
    )


def _apart_cells(cells: Cells, slot: str, week: int, unit: int) -> tuple[tuple[int, str], ...]:
    """The week's own cell, or the last figure before it, and the cumulative one."""
    total = slot + CUMULATIVE
    if not np.isnan(cells.slot(slot)[week, unit]):
        return (cells.weeks[week], slot), (cells.weeks[week], total)
    known = [
        (cells.weeks[w], name)
        for w in range(week)
        for name in (slot, total)
        if not np.isnan(cells.slot(name)[w, unit])
    ]
    return *known[-1:], (cells.weeks[week], total)


def below_exceed(cells: Cells, *, slot: str, excess: Floats, is_stated: Flags) -> pd.DataFrame:
    """`children_differ`: the units below a parent have done more than it reports for all of them;
    `excess` [W, U] is by how much, NaN where nothing is compared, and `is_stated` where the figure
    is in the cumulative cell."""
    week, at = np.nonzero(excess > 0)
    return by_finding(
        "children_differ",
        cells.unit_ids,
        at=at,
        week=np.array(cells.weeks, dtype=np.int64)[week],
        evidence=[
            ((cells.weeks[w], slot + CUMULATIVE * bool(is_stated[w, u])),)
            for w, u in zip(week, at, strict=True)
        ],
        value=excess[week, at],
        can_tell=(~np.isnan(excess)).any(axis=0),
        n=(~np.isnan(excess)).sum(axis=0),
    )
