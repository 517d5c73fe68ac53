"""Who needs a call, and why: a panel, a pack, visits and launches go in; one `Attention` a unit
comes out. The rules, every case decided: docs/design.md §8.10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from campaign import Attention, CampaignPack, Panel
from measures.behind import behind_plan
from measures.deadlines import not_visited, overdue
from measures.inference import standing_still, too_slow, unlike_peers
from measures.items import LEVELS, Items
from measures.places import Flags, Ints
from measures.silence import Silence, not_reported, silence, zero_streak


def worklist(
    panel: Panel,
    pack: CampaignPack,
    *,
    week: int,
    today: date,
    visits: pd.DataFrame | None = None,
    launches: pd.DataFrame | None = None,
    is_guided: bool = False,
) -> tuple[Attention, ...]:
    """Every member of week `week`, in protocol order, with its items.

    `today` is the week's last day for a closed week and the cut-off for the current one. Without
    VISITS nobody is asked about visits, without LAUNCHES nobody about the launch; `is_guided` says
    that the district keeps a guidance log although these visits, narrowed to a viewer, are none.
    """
    upto = panel.through(week)
    if not upto.weeks or upto.weeks[-1].week.number != week:
        return ()
    day = _Day(visits, launches, is_guided, today)
    silent = silence(upto, pack, today=today)
    rules = _rules(upto, pack, day, silent)
    level = _levels(rules)
    listed = _within_budget(level, silent.no_data, int(pack.thresholds["review_budget"]))
    had_items = _had_items(panel.through(week - 1), pack, day)
    caught_up = had_items & ~np.any(level, axis=0) & ~silent.no_data  # silence catches up nothing
    shown = np.nonzero(upto.weeks[-1].member)[0].tolist()
    order = sorted(shown, key=lambda i: (panel.units[i].sort_no, panel.units[i].id))
    return tuple(
        Attention(
            unit_id=panel.units[i].id,
            level=LEVELS[level[:, i].max(initial=0)],
            no_data=bool(silent.no_data[i]),
            listed=bool(listed[i]),
            reasons=tuple(rule.reason(i) for rule in rules if rule.level[i]),
            caught_up=bool(caught_up[i]),
        )
        for i in order
    )


@dataclass(frozen=True)
class _Day:
    """What is known beside the panel, and the day it is looked at."""

    visits: pd.DataFrame | None
    launches: pd.DataFrame | None
    is_guided: bool
    today: date


def _rules(panel: Panel, pack: CampaignPack, day: _Day, silent: Silence) -> tuple[Items, ...]:
    """Every rule's items at the panel's last week, in the order of `REASONS`."""
    rules = [
        *behind_plan(panel, pack),
        *overdue(panel, pack, today=day.today, launches=day.launches),
    ]
    if day.visits is not None and (day.is_guided or not day.visits.empty):
        rules.append(not_visited(panel, pack, today=day.today, visits=day.visits))
    zeros = zero_streak(panel, pack)
    return (
        *rules,
        zeros,
        not_reported(silent, pack),
        *unlike_peers(panel, pack),
        *standing_still(panel, pack, named=zeros.level > 0),
        *too_slow(panel, pack),
    )


def _levels(rules: Sequence[Items]) -> Ints:
    """int64 [R, U]: every rule's level for every unit."""
    return np.stack([rule.level for rule in rules])


def _had_items(before: Panel, pack: CampaignPack, day: _Day) -> Flags:
    """bool [U]: whether the unit had an item at the end of the week before."""
    if not before.weeks:
        return np.zeros(len(before.units), dtype=np.bool_)
    last = before.weeks[-1]
    then = replace(day, today=last.week.ends_on)
    silent = silence(before, pack, today=then.today)
    return np.asarray(_levels(_rules(before, pack, then, silent)).any(axis=0) & last.member)


def _within_budget(level: Ints, no_data: Ints, budget: int) -> Flags:
    """bool [U]: units with an item, up to the budget by how much stands against them; all units
    that equal the last one are in. This order is used here and shown nowhere."""
    n_key, n_attention = (level == 2).sum(axis=0), (level == 1).sum(axis=0)
    has_items = (n_key + n_attention) > 0
    weights = list(zip(n_key.tolist(), n_attention.tolist(), no_data.tolist(), strict=True))
    heaviest = sorted((weights[i] for i in np.nonzero(has_items)[0]), reverse=True)
    if len(heaviest) <= budget:
        return np.asarray(has_items)
    last = heaviest[budget - 1]
    return np.array([bool(own) and w >= last for own, w in zip(has_items, weights, strict=True)])
