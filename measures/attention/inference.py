"""Unlike its peers, standing still, too slow: a panel and a pack go in; items that suggest a look
come out. Rule 7 of docs/design.md §8.10: attention at most, never key.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from campaign import DISCUSSIONS, STUDY, CampaignPack, Panel
from measures.attention.against_type import (
    SUBJECTS,
    compared,
    on_weekly_duty,
    peer_test,
    week_counts,
)
from measures.attention.control import PACE_WEEKS
from measures.attention.items import Items, items
from measures.counting import (
    exempt_now,
    index_now,
    known_totals,
    owed_now,
    target_now,
    weeks_left,
    work_so_far,
)
from measures.statistics import (
    Flags,
    Floats,
    Ints,
    chance_of_reaching,
    exposed,
    peer_prior,
    pooled_phi,
    recent,
    stalls,
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
    found, test = compared(panel, pack, subject), peer_test(panel, pack, subject)
    return items(
        "below_peers",
        subject,
        test.is_below.astype(np.int64),
        value=np.nan_to_num(found.done),
        limit=test.least,
        n=found.over,
        weeks=_running_on(panel, pack, subject, test.is_below),
        change=np.nan,
    )


def _running_on(panel: Panel, pack: CampaignPack, subject: str, flags: Flags) -> Ints:
    """int64 [U]: how many weeks running, up to the last one, the units have stood below, looked
    back for `LOOK_BACK` weeks at most and only while one of them does."""
    weeks, still = flags.astype(np.int64), flags
    for at in range(len(panel.weeks) - 1, max(len(panel.weeks) - LOOK_BACK, 0), -1):
        if not still.any():
            break
        before = replace(panel, weeks=panel.weeks[:at])
        still = still & peer_test(before, pack, subject).is_below
        weeks += still
    return weeks


def standing_still(panel: Panel, pack: CampaignPack, *, named: Flags) -> tuple[Items, ...]:
    """`stalled` for study and discussions: units whose last reported weeks brought less than their
    own past and their peers allow. `named` [U] have a run of zeros of study listed already: one
    fact is one item. A target that is reached may rest."""
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
    found, numbers = np.zeros_like(asked), np.zeros((3, len(asked)))
    for units in _by_type(panel):
        stall = stalls(counts[:, units])
        found[units] = stall.is_stalled
        numbers[:, units] = np.nan_to_num([stall.done, stall.pace, stall.weeks])
    done, pace, weeks = numbers
    return items(
        "stalled",
        subject,
        (found & asked & is_open & ~named).astype(np.int64),
        value=done,
        limit=pace,
        n=np.where(counts >= 0, counts, 0.0).sum(axis=0),
        weeks=weeks,
        change=np.nan,
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
    need, at_least = target - known.total, pack.thresholds["reach_chance"]
    slow, told = np.zeros_like(asked), recent(counts)[1]
    work = work_so_far(panel)
    for units in _by_type(panel):
        slow[units] = _chances(counts[:, units], need[units], left[units], work) < at_least
    return items(
        "slow_pace",
        subject,
        (slow & asked & known.is_known & (told >= PACE_WEEKS)).astype(np.int64),
        value=known.total,
        limit=np.divide(need, left, out=np.zeros_like(need), where=left > 0),
        n=target,
        weeks=left,
        change=np.nan,
        is_lower_bound=known.is_open,
    )


def _chances(counts: Floats, need: Floats, left: Floats, work: Floats | None) -> Floats:
    """float64 [U]: the chance of peers of one type to reach what they need; NaN where it is not
    said."""
    done, m = exposed(counts, work=work)
    phi = pooled_phi(counts)
    prior = peer_prior(done, m, phi=phi)
    return chance_of_reaching(done, m, need, left, prior=prior, phi=phi).chance


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
