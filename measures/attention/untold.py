"""Figures that nobody of a group has ever given: a panel and a pack go in; whose units are not
judged by them comes out. The group is asked for its sheet's column, not its units.

Rule 3 of docs/design.md §8.10. A group that has sent nothing at all is not excused by this.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from campaign import ORGS_STUDYING, CampaignPack, Panel
from measures.counting import (
    ORG_SHARE,
    UNTOLD,
    frame_of,
    index_now,
    known_totals,
    owed_now,
    roll_in,
)
from measures.statistics import Flags


def untold_units(panel: Panel, pack: CampaignPack) -> Mapping[str, Flags]:
    """By subject of a target on a figure, bool [U]: units that owe it and of whose group reports
    came, but never a number or a zero for it."""
    group, heard = index_now(panel, "group"), np.zeros(len(panel.units), dtype=np.bool_)
    for week in panel.weeks:
        heard |= roll_in(panel, week, pack).reported
    sending = np.isin(group, group[heard & (group >= 0)]) & (group >= 0)
    found = {}
    for subject, figure in _figures(pack).items():
        quantity = pack.quantity[figure]
        known = known_totals(panel, quantity)[-1].sent.is_known
        telling = np.isin(group, group[known])
        found[subject] = sending & ~telling & owed_now(panel, quantity)
    return found


def untold(panel: Panel, pack: CampaignPack) -> pd.DataFrame:
    """UNTOLD of the panel's last week: a line a group and figure."""
    if not panel.weeks:
        return UNTOLD.frame()
    group, figures = index_now(panel, "group"), _figures(pack)
    lines = {
        (panel.group_ids[at], figures[subject]): None
        for subject, units in untold_units(panel, pack).items()
        for at in np.unique(group[units]).tolist()
    }
    return frame_of(
        UNTOLD,
        group_id=np.array([group_id for group_id, _ in lines], dtype=object),
        quantity=np.array([figure for _, figure in lines], dtype=object),
    )


def _figures(pack: CampaignPack) -> dict[str, str]:
    """By subject of a target, the figure that tells of it; none for the launch and visits."""
    named = dict.fromkeys(t.subject for t in pack.targets)
    told = {s: ORGS_STUDYING if s == ORG_SHARE else s for s in named}
    return {subject: figure for subject, figure in told.items() if figure in pack.quantity}
