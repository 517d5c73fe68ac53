"""Units that come under a parent which reports for all, or leave it: weeks and states go in; what
its next 累计 tells of where their earlier work stands comes out (docs/design.md §8.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from campaign import LATE_RULES, SCOPE_RULES, Lineage, PanelWeek
from measures.counting.states import KnownTotals, Moves
from measures.statistics import Flags, Floats

DEEPEST = 10
"""More levels than any office's hierarchy has: a circle of parents ends here."""
_SAME = 1e-9
"""Counts are whole numbers: what differs by less differs by how a computer adds."""
_WAITING = ("left", "came", "late", "gone")


@dataclass(frozen=True)
class Reading:
    """How a parent's 累计 may be read: `jump`, what it changed by without anybody's work; `beside`,
    what it has of units that are not below it less what it lacks of those that are."""

    jump: float
    beside: float


def no_moves(n_units: int) -> Moves:
    """Nobody has moved."""
    zero = np.zeros(n_units)
    return Moves(zero, zero, zero, zero, zero, zero, zero, zero, np.zeros(n_units, dtype=np.bool_))


def moved(
    last: PanelWeek | None, week: PanelWeek, sent: KnownTotals, before: KnownTotals, rules: int
) -> Moves:
    """What waits for each parent's next 累计 after the week; nothing new without `last`."""
    zero = np.zeros(len(week.member))
    told = before.family.moves if before.family else no_moves(len(zero))
    told = replace(told, shift=zero, jump=zero)
    if last is None or last.lineage is None or week.lineage is None:
        return told
    left, came, shift = told.left.copy(), told.came.copy(), zero.copy()
    for unit, old, new in moves_between(last, week, rules):
        for row, parents, sign in ((left, old - new, -1), (came, new - old, 1)):
            row[sorted(parents)] += before.total[unit]
            shift[sorted(parents)] += sign * before.total[unit] * (rules < SCOPE_RULES)
    is_new = told.is_new | (week.member & ~last.member & ~last.lineage.left)
    came_late = _late(week.lineage, is_new & sent.is_stated, sent, before)
    return replace(
        told,
        left=left,
        came=came,
        late=told.late + came_late,
        gone=told.gone + _closed_below(last, week, before, rules),
        shift=shift + came_late,
        is_new=is_new & ~sent.is_stated,
    )


def _late(lineage: Lineage, told: Flags, sent: KnownTotals, before: KnownTotals) -> Floats:
    """float64 [U]: what units of which the first 累计 on the roster is `told` did before it, by
    those above them; a 累计 alone may be all of this week, if that brought its parent as much."""
    found = np.zeros(len(told))
    for unit in np.flatnonzero(told).tolist():
        amount = max(_brought(unit, sent, before), 0.0)
        for above in parents_of(lineage, unit):
            is_alone = sent.is_derived[unit] or np.isnan(sent.week[unit])
            if not (is_alone and sent.week[above] >= amount):
                found[above] += amount
    return found


def _closed_below(last: PanelWeek, week: PanelWeek, before: KnownTotals, rules: int) -> Floats:
    """float64 [U]: what units closed this week had done, by those above them in whose figures they
    were and their successors are not; by earlier rules nothing."""
    found, now = np.zeros(len(week.member)), week.lineage
    if rules < LATE_RULES or now is None:
        return found
    for unit in np.flatnonzero(last.member & now.left).tolist():
        heir = int(now.successor[unit])
        goes_on = {heir, *parents_of(now, heir)} if heir >= 0 else set()
        found[sorted(parents_of(now, unit) - goes_on)] += before.total[unit]
    return found


def settled(moves: Moves, sent: KnownTotals, before: KnownTotals, work: Floats) -> Moves:
    """The moves after the week: each 累计 is read as far as it can be. Where two readings are left,
    the one by which its parent counts least stands, and `unsure` says what the other adds. `work`
    [U] is what those below did since the last week, where a unit reports for them."""
    waits = (moves.left > 0) | (moves.came > 0) | (moves.late > 0) | (moves.gone > 0)
    told = np.flatnonzero(waits & sent.is_stated).tolist()
    if not told:
        return moves
    jump, beside, unsure = moves.jump.copy(), moves.beside.copy(), moves.unsure.copy()
    for unit in told:
        found = _readings(unit, moves, sent, before, float(work[unit]))
        lowest = max(found, key=lambda reading: (reading.beside, reading.jump))
        jump[unit] = lowest.jump
        beside[unit] += lowest.beside
        unsure[unit] += lowest.beside - min(reading.beside for reading in found)
    over = {name: np.where(sent.is_stated, 0.0, vars(moves)[name]) for name in _WAITING}
    return replace(moves, **over, jump=jump, beside=beside, unsure=unsure)


def _readings(
    unit: int, moves: Moves, sent: KnownTotals, before: KnownTotals, work: float
) -> list[Reading]:
    """The readings that the week's 累计 allows; all of them where it allows none. What closed units
    did stays in it unless no reading has it there."""
    below = 0.0 if before.family is None else before.family.below_total[unit]
    weekly = 0.0 if sent.is_derived[unit] else np.nan_to_num(sent.week[unit])
    rose = sent.total[unit] - before.sent.total[unit] - weekly
    is_told = sent.given[unit] and not sent.is_derived[unit] and before.sent.is_exact[unit]
    own = before.sent.total[unit] - below

    def fits(reading: Reading) -> bool:
        more = rose - reading.jump
        return bool(abs(more) < _SAME if is_told else more + weekly - work > -_SAME)

    every = list(_possible(moves, unit, own, 0.0))
    for gone in dict.fromkeys((0.0, float(moves.gone[unit]))):
        if found := [each for each in _possible(moves, unit, own, gone) if fits(each)]:
            return found
    return every


def _possible(moves: Moves, unit: int, own: float, gone: float) -> Iterator[Reading]:
    """Each way in which a parent may deal with those that left, came and came late, all of a kind
    alike; who came late may have been in its `own` part before it was on the roster, and `gone` is
    what it gives up of closed units, which stay below it."""
    left, came, late = (float(row[unit]) for row in (moves.left, moves.came, moves.late))
    ways = (
        {Reading(0, left), Reading(-left, 0)},
        {Reading(0, -came), Reading(came, 0)},
        {Reading(0, -late), Reading(late, 0), Reading(0, 0 if late <= own else -late)},
    )
    for way in product(*ways):
        yield Reading(sum(r.jump for r in way) - gone, sum(r.beside for r in way) - gone)


def _brought(unit: int, sent: KnownTotals, before: KnownTotals) -> float:
    """How much of a late unit's first 累计 its own weeks on the roster do not tell of."""
    weekly = 0.0 if sent.is_derived[unit] else np.nan_to_num(sent.week[unit])
    return float(sent.total[unit] - before.sent.total[unit] - weekly)


def moves_between(
    last: PanelWeek, week: PanelWeek, rules: int
) -> Iterator[tuple[int, frozenset[int], frozenset[int]]]:
    """The units of which others report than in the week before, each with the places of those above
    it that reported for it then, and now. By rules before 6 only who came under another is looked
    at, with those below it."""
    then, now = last.lineage, week.lineage
    if then is None or now is None or then is now:
        return
    is_there = (last.member | then.left) & (week.member | now.left)
    if rules >= SCOPE_RULES:
        is_other = (now.parent != then.parent) | (now.including != then.including)
    else:
        is_other = (now.parent != then.parent) & last.member & week.member
    touched = _reached(then, is_other) | _reached(now, is_other)
    for unit in np.flatnonzero(touched & is_there).tolist():
        old, new = parents_of(then, unit), parents_of(now, unit)
        if old != new:
            yield unit, old, new


def _reached(lineage: Lineage, units: Flags) -> Flags:
    """bool [U]: one of the units, or below one of them."""
    found, above = units, lineage.parent
    for _ in range(DEEPEST):
        found = found | ((above >= 0) & units[above])
        above = np.where(above >= 0, lineage.parent[above], -1)
    return found


def parents_of(lineage: Lineage, unit: int) -> frozenset[int]:
    """The places of all above a unit that report 含所属."""
    found, above = set(), unit
    for _ in range(DEEPEST):
        above = int(lineage.parent[above])
        if above < 0:
            break
        if lineage.including[above] and above != unit:
            found.add(above)
    return frozenset(found)
