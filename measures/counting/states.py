"""What is known of one quantity at the end of a week: the arrays that measures read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from campaign import PanelWeek, Quantity
from measures.statistics import Flags, Floats, Ints

UNKNOWN = ("week", "added")
"""The arrays in which NaN says that nobody knows; 0 in all others."""


@dataclass(frozen=True, eq=False)
class KnownTotals:
    """One quantity of every unit at the end of one week, each [U].

    total: the last 累计 plus the 本周 of later weeks, without any 累计 the sum of 本周; 0 where
    nothing is known · is_known: a figure was ever given · has_any: ever one above zero · given: the
    week's own figure is known · is_open: weeks owed since the last 累计 have no figure.

    week: what the week brought, as it counts, NaN where nobody knows · added: the same, for who
    looks at the course of weeks, NaN also where a parent's own part would be negative · is_stated:
    a 累计 was given · is_derived: the week is the difference of two 累计 · is_exact: nothing is
    missing from the total · falls: a 累计 below what was known · orgs: subordinate organisations
    that the figure is of · family: where figures include those of others, else None · heirs: where
    units were closed into others, else None.
    """

    total: Floats
    is_known: Flags
    has_any: Flags
    given: Flags
    is_open: Flags
    week: Floats
    added: Floats
    is_stated: Flags
    is_derived: Flags
    is_exact: Flags
    falls: Flags
    orgs: Ints
    family: Family | None = None
    heirs: Heirs | None = None

    @property
    def cumulative(self) -> Floats:
        """float64 [U]: the total, NaN where nothing is known."""
        return np.where(self.is_known, self.total, np.nan)

    @property
    def own(self) -> KnownTotals:
        """Each unit's own figures, without what closed units did that go on in it."""
        return self if self.heirs is None else self.heirs.parts

    @property
    def sent(self) -> KnownTotals:
        """The figures as sent: those of units below are in their parents' too (含所属)."""
        own = self.own
        return own if own.family is None else own.family.sent


@dataclass(frozen=True, eq=False)
class Family:
    """What stands between figures as sent and as counted, each [U].

    sent: the state as sent · is_parent: reports 含所属 for units below it · below, below_total:
    what those below count of the week's figure and of the total · waits_week, waits_total: the rest
    may still turn out to be another's, whose figure is missing.
    """

    sent: KnownTotals
    is_parent: Flags
    below: Floats
    below_total: Floats
    waits_week: Flags
    waits_total: Flags
    moves: Moves


@dataclass(frozen=True, eq=False)
class Moves:
    """What units that came under a parent or left it have done before, by that parent, each [U].

    left, came, late, gone: of units that left it, came from elsewhere, came late on the roster, or
    were closed below it, until its next 累计 · shift: by how much these changed in the week what is
    below it · jump: what its 累计 changed by without work · beside: what it has of units not below
    it, less what it lacks of those that are · unsure: how much more of its own it may have, where
    two readings are left · is_new: units that came late and gave no 累计 yet.
    """

    left: Floats
    came: Floats
    late: Floats
    gone: Floats
    shift: Floats
    jump: Floats
    beside: Floats
    unsure: Floats
    is_new: Flags


@dataclass(frozen=True, eq=False)
class Heirs:
    """What stands between a closed unit's figures and its successor's, each [U].

    parts: the state in which each unit still has its own · within, beside: closed units whose
    history is in their successor's stated figure, and those whose is not; of others that are closed
    it is not told yet, and they stand beside it · joins: units whose figure of this week took such
    a history in.
    """

    parts: KnownTotals
    within: Flags
    beside: Flags
    joins: Flags


def nothing(week: PanelWeek) -> KnownTotals:
    """Before the first week: nothing has been given, and nothing is missing."""
    n_units = len(week.member)
    none, zero = np.zeros(n_units, dtype=np.bool_), np.zeros(n_units)
    unknown = np.full(n_units, np.nan)
    return KnownTotals(
        total=zero,
        is_known=none,
        has_any=none,
        given=none,
        is_open=none,
        week=unknown,
        added=unknown,
        is_stated=none,
        is_derived=none,
        is_exact=~none,
        falls=none,
        orgs=week.sub_org_total,
    )


def slots_of(week: PanelWeek, quantity: Quantity) -> tuple[Floats | None, Floats]:
    """The week's cells [U]: 本周, None for a quantity that has none, and 累计 or the snapshot."""
    rows = [week.figures(slot) for slot in quantity.slots]
    return (rows[0], rows[1]) if len(rows) > 1 else (None, rows[0])
