"""Figures as sent, week by week: a week and what was known before it go in; what is known after it
comes out. Two 累计 of weeks that follow one another are a week's figure (docs/design.md §8.4).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from campaign import LATE_RULES, PanelWeek, Quantity
from measures.counting.obligations import excuses_in, owed_in
from measures.counting.past import memory
from measures.counting.states import KnownTotals, nothing, slots_of
from measures.statistics import Flags, Floats


@memory
def as_sent(
    week: PanelWeek,
    type_ids: tuple[str, ...],
    quantity: Quantity,
    earlier: KnownTotals | None,
    rules: int,
) -> KnownTotals:
    """The state after the week by the rules of today: where only a 累计 came, what it rose by since
    the week before is the week's figure, unless it fell or a week between them is missing. By the
    newest rules the weeks before a unit came are missing too."""
    before = earlier or nothing(week)
    weekly, stated = slots_of(week, quantity)
    is_stated = stated == stated  # NaN alone is not itself
    own, is_derived = stated if weekly is None else weekly, np.zeros(len(stated), dtype=np.bool_)
    falls = is_derived
    if weekly is not None and is_stated.any():
        rose = stated - before.total
        falls, is_alone = rose < 0, weekly != weekly
        if is_alone.any():
            is_derived = is_alone & before.is_exact & (rose >= 0)
            own = np.where(is_derived, rose, weekly)
    found, excused = _after(week, type_ids, quantity, before, own, stated)
    is_exact = is_stated | (before.is_exact & (found.given | _owes_none(week, rules) | excused))
    return replace(found, added=own, is_derived=is_derived, is_exact=is_exact, falls=falls)


def _owes_none(week: PanelWeek, rules: int) -> Flags:
    """bool [U]: is closed, or not there yet; by the newest rules only the one tells of no work."""
    is_away = ~week.member
    if rules < LATE_RULES or week.lineage is None:
        return is_away
    return np.asarray(is_away & week.lineage.left)


@memory
def as_sent_at_first(
    week: PanelWeek, type_ids: tuple[str, ...], quantity: Quantity, earlier: KnownTotals | None
) -> KnownTotals:
    """The state after the week by the first rules: a 累计 alone tells nothing of its week, but for
    who looks at the course of a unit's weeks."""
    before = earlier or nothing(week)
    weekly, stated = slots_of(week, quantity)
    own = stated if weekly is None else weekly
    rose = np.where(before.is_open, np.nan, stated - before.total)
    found, _ = _after(week, type_ids, quantity, before, own, stated)
    return replace(found, added=np.where(np.isnan(own), rose, own))


def _after(
    week: PanelWeek,
    type_ids: tuple[str, ...],
    quantity: Quantity,
    before: KnownTotals,
    own: Floats,
    stated: Floats,
) -> tuple[KnownTotals, Flags]:
    """What is known after a week that brought `own`, with `stated` since the launch; and for whom a
    cell says not applicable or exempt."""
    given, is_stated, excused = own == own, stated == stated, excuses_in(week, quantity)
    is_open = owed_in(week, type_ids, quantity) & ~given & ~excused
    is_open |= before.is_open
    is_open &= ~is_stated
    found = replace(
        before,
        total=_total(before.total, None if own is stated else own, stated, is_stated),
        is_known=before.is_known | given | is_stated,
        has_any=before.has_any | (own > 0) | (stated > 0),
        given=given,
        is_open=is_open,
        week=own,
        is_stated=is_stated,
        orgs=week.sub_org_total,
    )
    return found, excused


def _total(before: Floats, own: Floats | None, stated: Floats, is_stated: Flags) -> Floats:
    """The stated total, else the one before and the week together."""
    if is_stated.all():
        return stated
    total = before if own is None else before + np.where(own == own, own, 0.0)
    return np.where(is_stated, stated, total) if is_stated.any() else total
