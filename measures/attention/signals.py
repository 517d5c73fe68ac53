"""Beside the items: a panel and a pack go in; bands, who improved, and early signs come out.

None of these is an item and none has an order. docs/design.md §8.10.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import ORGS_STUDYING, STUDY, CampaignPack, Panel
from measures.attention.against_type import (
    BANDS,
    LOWS,
    bands,
    lows,
    peers_of,
    week_counts,
)
from measures.counting import SIGNALS, frame_of, known_totals, owed_now, roll, unit_columns
from measures.statistics import Flags, Floats, below_peers, lower_tail, pooled_phi, recent

_BACK = 4
"""Weeks looked back: a gain is since then, and a pace is compared with the one before."""


def signals(panel: Panel, pack: CampaignPack) -> pd.DataFrame:
    """SIGNALS of the members at the end of the panel's last week."""
    if not panel.weeks:
        return SIGNALS.frame()
    members = np.flatnonzero(panel.weeks[-1].member)
    at = np.array(
        sorted(members, key=lambda i: (panel.units[i].sort_no, panel.units[i].id)), dtype=np.int64
    )
    gain, improved = _improved(panel, pack)
    n_peers, share = peers_of(panel, pack)
    return frame_of(
        SIGNALS,
        **unit_columns(panel, at),
        band=np.array(BANDS, dtype=object)[bands(panel, pack)[at]],
        low=np.array(LOWS, dtype=object)[lows(panel, pack)[at]],
        n_peers=n_peers[at],
        peer_share=share[at],
        gain=gain[at],
        is_improved=improved[at],
        early=_early(panel, pack)[at],
    )


def _improved(panel: Panel, pack: CampaignPack) -> tuple[Floats, Flags]:
    """What was newly reached of what was left four weeks ago, and whether that is beyond chance
    among the units of the type: the lower tail of what still is left."""
    gain = np.full(len(panel.units), np.nan)
    if len(panel.weeks) <= _BACK:
        return gain, np.zeros(len(panel.units), dtype=np.bool_)
    states = known_totals(panel, pack.quantity[ORGS_STUDYING])
    now, then, last = states[-1], states[-1 - _BACK], panel.weeks[-1]
    counted = owed_now(panel, pack.quantity[ORGS_STUDYING]) & now.is_known & then.is_known
    counted &= (now.total >= then.total) & (now.total <= last.sub_org_total)
    gain[counted] = (now.total - then.total)[counted]
    left = np.where(counted, last.sub_org_total - then.total, np.nan)
    index = np.where(last.member, last.type_index, -1)
    test = below_peers(
        left - gain,
        left,
        index,
        many=int(pack.thresholds["peer_many"]),
        q=pack.thresholds["peer_false"],
    )
    return gain, test.is_below


def _early(panel: Panel, pack: CampaignPack) -> npt.NDArray[np.object_]:
    """object [U]: the first sign there is: silent for the first time, late twice after being in
    time, or half the pace of the weeks before beyond chance."""
    called = roll(panel, pack)
    signs = np.full(len(panel.units), "", dtype=object)
    signs[_slowing(panel, pack)] = "slowing"
    if len(panel.weeks) > _BACK:
        before, last_two = slice(-2 - 3, -2), slice(-2, None)
        in_time = called.on_time[before].all(axis=0)
        signs[in_time & called.late[last_two].all(axis=0)] = "lateness"
        told = called.reported[-1 - _BACK : -1].all(axis=0)
        signs[told & called.missing[-1]] = "silence"
    return signs


def _slowing(panel: Panel, pack: CampaignPack) -> Flags:
    """Study of the last four reported weeks under half of that of the four before, beyond chance:
    given the total, the later part is binomial."""
    counts = week_counts(panel, pack.quantity[STUDY])
    late, n_late = recent(counts, weeks=_BACK)
    both, n_both = recent(counts, weeks=2 * _BACK)
    early, n_early = both - late, n_both - n_late
    phi = pooled_phi(counts)
    total = np.floor(both / phi)
    chance = lower_tail(np.floor(late / phi), total, 0.5, 0.0)
    is_whole = (n_late == _BACK) & (n_early == _BACK)
    rare = chance < pack.thresholds["slowing_chance"]
    return np.asarray(is_whole & (late < early / 2) & rare, dtype=np.bool_)
