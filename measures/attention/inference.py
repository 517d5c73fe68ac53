"""Unlike its peers, standing still, too slow: a panel and a pack go in; items that suggest a look
come out. Rule 7 of docs/design.md §8.10: attention at most, never key.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from campaign import DISCUSSIONS, STUDY, CampaignPack, Panel
from measures.attention.against_type import SUBJECTS, compared, on_weekly_duty, week_counts
from measures.attention.items import Items, items
from measures.counting import (
    Course,
    exempt_now,
    index_now,
    known_totals,
    memory,
    owed_now,
    target_now,
    weeks_left,
)
from measures.statistics import (
    Flags,
    Floats,
    Ints,
    Peers,
    chance_of_reaching,
    is_stalled,
    least_figures,
    peer_prior,
    pooled_phi,
    recent,
)

LOOK_BACK = 8
"""Weeks at most over which an item of `below_peers` is said to have stood."""

_SESSIONS = (STUDY, DISCUSSIONS)


def unlike_peers(panel: Panel, pack: CampaignPack) -> tuple[Items, ...]:
    """`below_peers`, an `Items` a subject at the panel's last week: value and limit in
    organisations or sessions, n the exposure, the limit what chance alone would still leave."""
    subjects = (s for s in SUBJECTS if s not in _SESSIONS or s in pack.quantity)
    return tuple(_below(panel, pack, subject) for subject in subjects)


def _below(panel: Panel, pack: CampaignPack, subject: str) -> Items:
    found = compared(panel, pack, subject)
    flags = _is_below(panel, pack, subject)
    limit, change = np.full(flags.shape, np.nan), np.full(flags.shape, np.nan)
    for kind in np.unique(found.type_index[flags]):
        own = (found.type_index == kind) & ~np.isnan(found.done)
        peers = Peers(found.done[own], found.over[own], found.over_if_told[own], found.is_share)
        at = np.flatnonzero(flags[own])
        units = np.flatnonzero(own)[at]
        limit[units], change[units] = least_figures(peers, at, pack)
    return items(
        "below_peers",
        subject,
        flags.astype(np.int64),
        value=np.nan_to_num(found.done),
        limit=limit,
        n=found.over,
        weeks=_running_on(panel, pack, subject, flags),
        change=change,
    )


def _is_below(panel: Panel, pack: CampaignPack, subject: str) -> Flags:
    """bool [U]: who is below its peers at the panel's last week, by what is known up to it."""
    return _below_of(Course(panel), pack, subject)


@memory
def _below_of(course: Course, pack: CampaignPack, subject: str) -> Flags:
    return compared(course.panel, pack, subject).test(pack).is_below


def _running_on(panel: Panel, pack: CampaignPack, subject: str, flags: Flags) -> Ints:
    """int64 [U]: how many weeks running, up to the last one, the units have stood below, looked
    back for `LOOK_BACK` weeks at most and only while one of them does."""
    weeks, still = flags.astype(np.int64), flags
    for at in range(len(panel.weeks) - 1, max(len(panel.weeks) - LOOK_BACK, 0), -1):
        if not still.any():
            break
        still = still & _is_below(replace(panel, weeks=panel.weeks[:at]), pack, subject)
        weeks += still
    return weeks


def standing_still(panel: Panel, pack: CampaignPack, *, named: Flags) -> tuple[Items, ...]:
    """`stalled` for study and discussions: units that were active and have reported none for some
    weeks, although chance would not leave so many empty. `named` [U] have a run of zeros of study
    listed already: one fact is one item. A target that is reached may rest."""
    return tuple(
        _stalled(panel, pack, subject, named if subject == STUDY else np.zeros_like(named))
        for subject in _SESSIONS
        if subject in pack.quantity
    )


def _stalled(panel: Panel, pack: CampaignPack, subject: str, named: Flags) -> Items:
    quantity = pack.quantity[subject]
    counts, asked = week_counts(panel, quantity), _asked(panel, pack, subject)
    is_open = np.ones_like(asked)
    if subject != STUDY:
        is_open = ~(known_totals(panel, quantity)[-1].total >= target_now(panel, pack, subject))
    found = np.zeros_like(asked)
    empty = np.zeros(asked.shape, dtype=np.int64)
    for units in _by_type(panel):
        stall = is_stalled(counts[:, units], pooled_phi(counts[:, units]))
        found[units], empty[units] = stall.is_stalled, stall.empty
    flags = found & asked & is_open & ~named
    n = (counts >= 0).sum(axis=0)
    before = np.where(counts >= 0, counts, 0.0).sum(axis=0)
    return items(
        "stalled",
        subject,
        flags.astype(np.int64),
        value=0.0 * before,
        limit=np.divide(before, n, out=np.zeros_like(before), where=n > 0),
        n=before,
        weeks=empty,
    )


def too_slow(panel: Panel, pack: CampaignPack) -> tuple[Items, ...]:
    """`slow_pace` for study and discussions with a pace target: the chance to reach it by its last
    week is low if the pace of the last four reported weeks continues."""
    targets = {t.subject for t in pack.targets if t.kind == "pace"}
    return tuple(_slow(panel, pack, s) for s in _SESSIONS if s in targets and s in pack.quantity)


def _slow(panel: Panel, pack: CampaignPack, subject: str) -> Items:
    quantity = pack.quantity[subject]
    counts, asked = week_counts(panel, quantity), _asked(panel, pack, subject)
    target, left = target_now(panel, pack, subject), weeks_left(panel, pack, subject)
    known = known_totals(panel, quantity)[-1]
    need = target - known.total
    flags, change = np.zeros_like(asked), np.full(asked.shape, np.nan)
    for units in _by_type(panel):
        chance = _chances(counts[:, units], need[units], left[units])
        slow = asked[units] & known.is_known[units] & (chance < pack.thresholds["reach_chance"])
        flags[units] = slow
        at = np.flatnonzero(slow)
        more = _more(counts[:, units], need[units], left[units], at, pack)
        change[units[at]] = known.total[units[at]] + more
    return items(
        "slow_pace",
        subject,
        flags.astype(np.int64),
        value=known.total,
        limit=np.divide(need, left, out=np.zeros_like(need), where=left > 0),
        n=target,
        weeks=left,
        change=change,
        is_lower_bound=known.is_open,
    )


def _chances(counts: Floats, need: Floats, left: Floats, at: Ints | None = None) -> Floats:
    """float64: the chance of peers of one type to reach what they need, of all or of those at some
    positions; NaN where it is not said."""
    done, m = recent(counts)
    phi = pooled_phi(counts)
    prior = peer_prior(done, m, phi=phi)
    own = slice(None) if at is None else at
    return chance_of_reaching(done[own], m[own], need[own], left[own], prior=prior, phi=phi).chance


def _more(counts: Floats, need: Floats, left: Floats, at: Ints, pack: CampaignPack) -> Floats:
    """The least number of sessions more in the last week with which the chance is not low, of the
    units at some positions: in a type of many all at once, since one unit moves no peer's rate."""
    if counts.shape[1] <= pack.thresholds["peer_many"]:
        each = [_enough(counts, need, left, np.array([unit]), pack) for unit in at]
        return np.concatenate([np.empty(0), *each])
    return _enough(counts, need, left, at, pack)


def _enough(counts: Floats, need: Floats, left: Floats, at: Ints, pack: CampaignPack) -> Floats:
    more = np.zeros(len(at))
    is_low = more < need[at]
    while is_low.any():
        more = more + is_low
        then, still = counts.copy(), need.copy()
        then[-1, at] = np.nan_to_num(then[-1, at]) + more
        still[at] -= more
        chance = _chances(then, still, left, at)
        is_low &= (chance < pack.thresholds["reach_chance"]) & (more < need[at])
    return more


def _asked(panel: Panel, pack: CampaignPack, subject: str) -> Flags:
    """bool [U]: units that owe it now, are not exempt, and are to hold it on their own duty."""
    quantity = pack.quantity[subject]
    asked = owed_now(panel, quantity) & ~exempt_now(panel, quantity)
    if subject == STUDY:
        return asked & on_weekly_duty(panel, pack)
    return asked & ~np.isnan(target_now(panel, pack, subject))


def _by_type(panel: Panel) -> list[Ints]:
    """The positions of the units of each type in the panel's last week."""
    index = index_now(panel, "type")
    return [np.flatnonzero(index == i) for i in range(len(panel.type_ids)) if (index == i).any()]
