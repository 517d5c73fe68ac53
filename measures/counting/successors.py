"""What a closed unit did goes on in its successor: a week's state as counted goes in; the state in
which every closed unit's history stands once, where its work goes on, comes out.

Until the successor first states a total, nobody knows whether its figure has the history in it. It
has if it rose by as much in one go beside the week's own figure; else the two stand side by side
(docs/design.md §8.4). A figure that stands until the next one always has.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from campaign import Lineage, PanelWeek, Quantity
from measures.counting.past import memory
from measures.counting.states import Heirs, KnownTotals, nothing
from measures.statistics import Flags, Floats, Ints

_LONGEST = 10
"""More mergers in a row than any campaign sees: a circle of successors ends here."""


@memory
def gone_on(
    week: PanelWeek, quantity: Quantity, parts: KnownTotals, earlier: KnownTotals | None
) -> KnownTotals:
    """The state after the week; the same where nobody was closed into another unit."""
    at = None if week.lineage is None else _successors(week.lineage, week.member)
    if at is None:
        return parts
    before = earlier or nothing(week)
    is_closed, n_units = at >= 0, len(at)
    none = np.zeros(n_units, dtype=np.bool_)
    settled = before.heirs or Heirs(before, none, none, none)
    waits = is_closed & ~(settled.within | settled.beside)
    waiting = _handed(at, waits, parts.total, n_units)
    takes_in = _takes_in(quantity, parts, settled.parts, waiting)
    is_told = waits & parts.sent.is_stated[at]
    within = settled.within | (is_told & takes_in[at])
    joins = _handed(at, is_told & within, waits, n_units) > 0
    beside = is_closed & ~within

    def also(flags: Flags) -> Flags:
        handed: Flags = _handed(at, beside, flags, n_units) > 0
        return (flags & ~is_closed) | handed

    total = np.where(is_closed, 0.0, parts.total) + _handed(at, beside, parts.total, n_units)
    if len(quantity.slots) == 1:
        total = np.where(parts.orgs > 0, np.minimum(total, parts.orgs), total)
    own = np.where(joins & parts.is_derived, parts.week - waiting, parts.week)
    return replace(
        parts,
        total=total,
        is_known=also(parts.is_known),
        has_any=also(parts.has_any),
        is_open=also(parts.is_open),
        week=own,
        added=np.where(joins & parts.is_derived, own, parts.added),
        heirs=Heirs(parts, within, beside & is_told | settled.beside, joins),
    )


def _takes_in(
    quantity: Quantity, parts: KnownTotals, before: KnownTotals, waiting: Floats
) -> Flags:
    """bool [U]: the total stated this week has what waits for the unit in it."""
    if len(quantity.slots) == 1:
        return parts.sent.is_stated
    brought = np.where(parts.sent.is_derived, 0.0, np.nan_to_num(parts.sent.week))
    rose = parts.sent.total - before.sent.total - brought
    return np.asarray(parts.sent.is_stated & (waiting > 0) & (rose >= waiting))


def _handed(at: Ints, which: Flags, amounts: Floats | Flags, n_units: int) -> Floats:
    """float64 [U]: the amounts of these closed units added up where each goes on."""
    found = np.zeros(n_units)
    np.add.at(found, at[which], amounts[which])
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
