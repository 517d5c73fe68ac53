"""Units against their own type: a panel and a pack go in; who is compared on what, and the chance
of its figure or a lower one, come out. Rule 7 of docs/design.md §8.10.

Every unit stands with what is last known of it: a week without a report neither counts nor hides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from campaign import (
    DISCUSSIONS,
    ORGS_STUDYING,
    STUDY,
    CampaignPack,
    Panel,
    PanelWeek,
    Quantity,
)
from measures.counting import (
    ORG_SHARE,
    Course,
    KnownTotals,
    excuses_in,
    exempt_now,
    known_totals,
    memory,
    owed_in,
    owed_now,
)
from measures.statistics import FEWEST, Flags, Floats, Ints, PeerTest, below_peers

SUBJECTS = (ORG_SHARE, STUDY, DISCUSSIONS)
"""What units are compared on: the share of organisations reached; sessions a week. Sessions are the
unit's own, and how many organisations it has does not explain them (measured correlations .18,
-.01 and -.14)."""

FAR_BEHIND = 0.35
"""The gap in the share of organisations a test is to find: half of what is usual is left undone."""

_POWER = 0.5
"""Only where such a gap would be found as often as not does finding nothing say anything."""

BANDS = ("below", "within", "above", "")
"""Three bands and no ranks; empty where nothing can be compared."""


@dataclass(frozen=True)
class Compared:
    """One subject over all units, each [U]: `done` of the exposure `over` (organisations, or weeks
    with a figure), NaN where a unit is not compared; its type."""

    done: Floats
    over: Floats
    type_index: Ints
    is_share: bool

    def test(self, pack: CampaignPack) -> PeerTest:
        """Every unit against the others of its type."""
        return below_peers(
            self.done,
            self.over,
            self.type_index,
            many=int(pack.thresholds["peer_many"]),
            q=pack.thresholds["peer_false"],
            is_share=self.is_share,
            behind=FAR_BEHIND if self.is_share else None,
        )


def compared(panel: Panel, pack: CampaignPack, subject: str) -> Compared:
    """Who is compared on a subject of `SUBJECTS` at the panel's last week."""
    last = panel.weeks[-1]
    quantity = pack.quantity[ORGS_STUDYING if subject == ORG_SHARE else subject]
    asked = owed_now(panel, quantity) & ~exempt_now(panel, quantity)
    if subject == STUDY:
        asked = asked & on_weekly_duty(panel, pack)
    state = known_totals(panel, quantity)[-1]
    if subject != ORG_SHARE:
        state = state.own  # over its own weeks; what a closed unit did was in others
    orgs = state.orgs.astype(np.float64)
    over = orgs if subject == ORG_SHARE else weeks_told(panel, quantity)
    is_counted = asked & state.is_known & (over > 0)
    if subject == ORG_SHARE:
        is_counted &= state.total <= over  # more than there are is an error in the figures
    done = np.where(is_counted, state.total, np.nan)
    index = np.where(last.member, last.type_index, -1)
    over = np.where(is_counted, over, np.nan)
    return Compared(done, over, index, subject == ORG_SHARE)


def peer_test(panel: Panel, pack: CampaignPack, subject: str) -> PeerTest:
    """Every unit against its peers at the panel's last week, by what is known up to it."""
    return _test_of(Course(panel), pack, subject)


@memory
def _test_of(course: Course, pack: CampaignPack, subject: str) -> PeerTest:
    return compared(course.panel, pack, subject).test(pack)


def on_weekly_duty(panel: Panel, pack: CampaignPack) -> Flags:
    """bool [U]: units whose type owes study every week."""
    weekly = np.array([*(pack.type[t].has_weekly_study for t in panel.type_ids), False])
    last = panel.weeks[-1]
    return np.asarray(weekly[np.where(last.member, last.type_index, -1)], dtype=np.bool_)


def weeks_told(panel: Panel, quantity: Quantity) -> Floats:
    """float64 [U]: how many weeks the known total is about: all up to the last cumulative figure,
    then those with a figure of their own."""
    before: _Told | None = None
    for week, state in zip(panel.weeks, known_totals(panel, quantity), strict=True):
        before = _told(week, panel.type_ids, quantity, state, before)
    return np.zeros(len(panel.units)) if before is None else before.told


@dataclass(frozen=True, eq=False)
class _Told:
    """The weeks told [U], and the weeks in which the unit owed it."""

    told: Floats
    members: Floats


@memory
def _told(
    week: PanelWeek,
    type_ids: tuple[str, ...],
    quantity: Quantity,
    state: KnownTotals,
    before: _Told | None,
) -> _Told:
    none = np.zeros(len(week.member))
    told, members = (none, none) if before is None else (before.told, before.members)
    members = members + owed_in(week, type_ids, quantity)
    told = told + state.given
    if len(quantity.slots) > 1:
        told = np.where(state.is_stated, members, told)
    return _Told(told, members)


def week_counts(panel: Panel, quantity: Quantity) -> Floats:
    """float64 [W, U]: what each week added where it was asked for; NaN without a report. Where only
    a cumulative figure came, what it rose by if the week before is known."""
    counts = np.empty((len(panel.weeks), len(panel.units)))
    for line, week, state in zip(counts, panel.weeks, known_totals(panel, quantity), strict=True):
        line[:] = _counts(week, panel.type_ids, quantity, state)
    return counts


@memory
def _counts(
    week: PanelWeek, type_ids: tuple[str, ...], quantity: Quantity, state: KnownTotals
) -> Floats:
    asked = owed_in(week, type_ids, quantity) & ~excuses_in(week, quantity)
    return np.where(asked & (state.added >= 0), state.added, np.nan)


LOWS = ("", "within_chance", "cannot_tell")
"""A unit under its type's pooled share and not unlike it: within chance where the test would have
found a unit far behind as often as not, else it cannot be told."""


def lows(panel: Panel, pack: CampaignPack) -> Ints:
    """int64 [U]: the place in `LOWS` of each unit's share of organisations (rule 10)."""
    found, test = compared(panel, pack, ORG_SHARE), peer_test(panel, pack, ORG_SHARE)
    is_low = (found.done / found.over < test.pooled) & ~test.is_below
    return np.where(is_low, np.where(test.power >= _POWER, 1, 2), 0)


def peers_of(panel: Panel, pack: CampaignPack) -> tuple[Ints, Floats]:
    """Each [U]: how many units of its type have a share of organisations, and what all of these
    have reached together; NaN under `FEWEST` of them, which would tell of single units."""
    found, test = compared(panel, pack, ORG_SHARE), peer_test(panel, pack, ORG_SHARE)
    has_figure = ~np.isnan(found.done)
    n_types = len(panel.type_ids)
    of_type = np.bincount(found.type_index[has_figure], minlength=n_types + 1)
    n = np.where(found.type_index >= 0, of_type[found.type_index], 0)
    return n, np.where(n >= FEWEST, test.pooled, np.nan)


def bands(panel: Panel, pack: CampaignPack) -> Ints:
    """int64 [U]: the place in `BANDS` of each unit's share of organisations: beyond chance below
    its type, within it, beyond it above; differences inside a band mean nothing."""
    test = peer_test(panel, pack, ORG_SHARE)
    band = np.where(test.is_below, 0, np.where(test.is_above, 2, 1))
    return np.where(np.isnan(test.lower), 3, band)
