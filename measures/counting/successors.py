"""What a closed unit did goes on in its successor: a week's state as counted goes in; the state in
which every closed unit's history stands once, where its work goes on, comes out.

Until the successor first states a total, nobody knows whether its figure has the history in it. It
has if it rose by as much in one go beside the week's own figure; else the two stand side by side
(docs/design.md §8.4). A figure that stands until the next one always has. Visits and the launch go
on with it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np

from campaign import (
    LATE_RULES,
    SCOPE_RULES,
    SUCCESSOR_RULES,
    Lineage,
    Panel,
    PanelWeek,
    Quantity,
)
from measures.counting.past import memory
from measures.counting.states import Heirs, KnownTotals, nothing
from measures.statistics import Flags, Floats, Ints

_LONGEST = 10
"""More mergers in a row than any campaign sees: a circle of successors ends here."""


@memory
def gone_on(
    week: PanelWeek, quantity: Quantity, parts: KnownTotals, earlier: KnownTotals | None, rules: int
) -> KnownTotals:
    """The state after the week; the same where nobody was closed into another unit."""
    at = None if week.lineage is None else _successors(week.lineage, week.member)
    if at is None:
        return parts
    known, parts = parts.heirs or _known(week, earlier), replace(parts, heirs=None)
    waiting, heirs = _settled(quantity, parts, known, at, parts.total, rules)
    beside = (at >= 0) & ~heirs.within

    def also(flags: Flags) -> Flags:
        return np.asarray((flags & (at < 0)) | (_handed(at, beside, flags) > 0))

    is_left = heirs.joins & parts.is_derived
    return replace(
        parts,
        total=_totals(quantity, parts, at, beside),
        is_known=also(parts.is_known),
        has_any=also(parts.has_any),
        is_open=also(parts.is_open),
        week=np.where(is_left, parts.week - waiting, parts.week),
        added=np.where(is_left, parts.added - waiting, parts.added),
        heirs=replace(heirs, parts=parts),
    )


@memory
def joined(
    week: PanelWeek, quantity: Quantity, sent: KnownTotals, earlier: KnownTotals | None, rules: int
) -> tuple[KnownTotals, KnownTotals | None]:
    """The figures as sent, and the own parts of before, where units report for others: a history
    that its successor's total took in stands there alone, so that no parent leaves it out twice."""
    own = None if earlier is None else earlier.own
    at = None if week.lineage is None else _successors(week.lineage, week.member)
    if at is None or week.lineage is None or not week.lineage.including.any():
        return sent, own
    known, history = _known(week, earlier), (earlier or nothing(week)).own.total
    is_below, is_beside = _related(week.lineage, at)
    known = replace(known, beside=known.beside | is_below)
    to = np.where(is_beside, at, -1)
    waiting, heirs = _settled(quantity, sent, known, to, history, rules)
    is_left = heirs.joins & sent.is_derived
    told = replace(
        sent,
        total=np.where(heirs.within & is_beside, 0.0, sent.total),
        week=np.where(is_left, sent.week - waiting, sent.week),
        added=np.where(is_left, sent.added - waiting, sent.added),
        heirs=heirs,
    )
    new = heirs.within & ~known.within
    return told, None if own is None else _after(own, new, _handed(at, new, history), rules)


def _after(own: KnownTotals, new: Flags, handed: Floats, rules: int) -> KnownTotals:
    """The own parts of before, with histories taken in this week where they went: by the newest
    rules in what their successors had sent too."""
    moved = replace(own, total=np.where(new, 0.0, own.total) + handed)
    if own.family is None or rules < SCOPE_RULES:
        return moved
    had = replace(own.sent, total=own.sent.total + handed)
    return replace(moved, family=replace(own.family, sent=had))


def heirs(panel: Panel, number: int) -> Mapping[str, str]:
    """By id, the units closed by week `number` and those in which they go on, in the district as a
    whole; by earlier rules nobody goes on in another."""
    full = panel if panel.whole is None else panel.whole.panel
    week = next(week for week in full.weeks if week.week.number == number)
    if panel.rules < SUCCESSOR_RULES or week.lineage is None:
        return {}
    at = _successors(week.lineage, week.member)
    if at is None:
        return {}
    return {full.units[i].id: full.units[at[i]].id for i in np.flatnonzero(at >= 0)}


def _known(week: PanelWeek, earlier: KnownTotals | None) -> Heirs:
    """What was told of histories before the week."""
    before, none = earlier or nothing(week), np.zeros(len(week.member), dtype=np.bool_)
    told = before.heirs or Heirs(before, none, none, none)
    return replace(told, joins=none)


def _settled(
    quantity: Quantity, parts: KnownTotals, known: Heirs, at: Ints, history: Floats, rules: int
) -> tuple[Floats, Heirs]:
    """What waited for each unit until this week, and which histories are where after it."""
    waits = (at >= 0) & ~(known.within | known.beside)
    waiting = _handed(at, waits, history)
    is_told = waits & parts.sent.is_stated[at]
    joining = is_told & _takes_in(quantity, parts, known.parts, waiting)[at]
    if rules >= LATE_RULES:
        joining = joining | _some_taken_in(parts.sent, known.parts.sent, at, is_told, history)
    beside = known.beside | (is_told & ~joining)
    joins = _handed(at, joining, waits) > 0
    return waiting, replace(
        known, within=known.within | joining, beside=beside, joins=known.joins | joins
    )


def _totals(quantity: Quantity, parts: KnownTotals, at: Ints, beside: Flags) -> Floats:
    """float64 [U]: each unit's own and what stands beside it; no more organisations than are."""
    total = np.where(at >= 0, 0.0, parts.total) + _handed(at, beside, parts.total)
    if len(quantity.slots) > 1:
        return total
    return np.where(parts.orgs > 0, np.minimum(total, parts.orgs), total)


def _takes_in(
    quantity: Quantity, parts: KnownTotals, before: KnownTotals, waiting: Floats
) -> Flags:
    """bool [U]: the total stated this week has what waits for the unit in it."""
    if len(quantity.slots) == 1:
        return parts.sent.is_stated
    brought = np.where(parts.sent.is_derived, 0.0, np.nan_to_num(parts.sent.week))
    rose = parts.sent.total - before.sent.total - brought
    return np.asarray(parts.sent.is_stated & (waiting > 0) & (rose >= waiting))


def _some_taken_in(
    sent: KnownTotals, before: KnownTotals, at: Ints, waits: Flags, history: Floats
) -> Flags:
    """bool [U]: of several histories that wait for one unit, those that together are what its total
    rose by beside the week's own figure; none where no sum is."""
    found = np.zeros(len(at), dtype=np.bool_)
    is_told = sent.is_stated & sent.given & ~sent.is_derived & before.is_exact
    rose = sent.total - before.total - np.nan_to_num(sent.week)
    for heir in np.unique(at[waits]).tolist():
        own = np.flatnonzero(waits & (at == heir)).tolist()
        if is_told[heir] and 1 < len(own) <= _LONGEST:
            sums = (some for n in range(1, len(own)) for some in combinations(own, n))
            same = (some for some in sums if history[[*some]].sum() == rose[heir] > 0)
            found[[*next(same, ())]] = True
    return found


def _handed(at: Ints, which: Flags, amounts: Floats | Flags) -> Floats:
    """float64 [U]: the amounts of these closed units added up where each goes on."""
    found = np.zeros(len(at))
    np.add.at(found, at[which], amounts[which])
    return found


def _related(lineage: Lineage, at: Ints) -> tuple[Flags, Flags]:
    """bool [U]: closed units above which their successor reports 含所属, in whose figure they
    always were; and those whose successor is in the figures of all above them who do, as they."""
    is_below, is_beside, above = at < -1, at >= 0, lineage.parent
    for _ in range(_LONGEST):
        reports = (above >= 0) & lineage.including[above]
        is_below = is_below | (reports & (above == at))
        is_beside = is_beside & (~reports | _is_above(lineage, above, at))
        above = np.where(above >= 0, lineage.parent[above], -1)
    return is_below, is_beside & ~is_below


def _is_above(lineage: Lineage, above: Ints, units: Ints) -> Flags:
    """bool [U]: the one is above the other, place by place."""
    found = above < -1
    for _ in range(_LONGEST):
        units = np.where(units >= 0, lineage.parent[units], -1)
        found = found | (units == above)
    return found


@memory
def _successors(lineage: Lineage, member: Flags) -> Ints | None:
    """int64 [U]: the unit in which each closed one goes on, -1 for all others; None where nobody
    does. A successor that does not exist yet, or was closed without one, is none."""
    if not (lineage.successor >= 0).any():
        return None
    exists, own = member | lineage.left, np.arange(len(member))
    next_ = np.where(lineage.successor >= 0, lineage.successor, own)
    next_ = np.where(exists[next_], next_, own)
    at = own
    for _ in range(_LONGEST):
        at = next_[at]
    is_end = next_[at] == at
    found = np.where(is_end & (at != own), at, -1)
    return found if (found >= 0).any() else None
