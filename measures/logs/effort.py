"""Where each group's effort goes: VISITS and a panel go in; EFFORT and GROUP_EFFORT come out.

A visit counts once, shared by its workstreams. Without a signed mix a group is compared with the
mix of all groups, and its evenness with visits spread equally; formulas: docs/design.md §8.17.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import EFFORT, GROUP_EFFORT, frame_of, last_ids
from measures.logs.inspections import visits_by_stream
from measures.statistics import (
    Floats,
    evenness,
    expected,
    expected_evenness,
    mix_test,
    reallocation,
    residuals,
    shading,
    workload,
)


def effort_by_group(visits: pd.DataFrame, panel: Panel, pack: CampaignPack) -> pd.DataFrame:
    """EFFORT since the launch, groups in the panel's order, workstreams in the pack's."""
    groups, table, _ = _table(visits, panel, pack)
    streams = list(pack.workstreams)
    return frame_of(
        EFFORT,
        group_id=np.repeat(np.array(groups, dtype=object), len(streams)),
        stream=np.tile(np.array(streams, dtype=object), len(groups)),
        visits=table.ravel(),
        expected=expected(table).ravel(),
        residual=residuals(table).ravel(),
        shade=shading(table).ravel(),
        plan=reallocation(table).plan.ravel(),
    )


def group_effort(visits: pd.DataFrame, panel: Panel, pack: CampaignPack) -> pd.DataFrame:
    """GROUP_EFFORT since the launch, of the groups with a unit in the panel's last week."""
    groups, table, n = _table(visits, panel, pack)
    own = last_ids(panel, "group")[panel.weeks[-1].member] if panel.weeks else np.empty(0)
    units = np.array([(own == group).sum() for group in groups], dtype=np.int64)
    even = np.ones(len(pack.workstreams))
    load = workload(n, units)
    plan = reallocation(table).plan
    return frame_of(
        GROUP_EFFORT,
        group_id=np.array(groups, dtype=object),
        visits=n,
        units=units,
        evenness=evenness(table),
        expected_evenness=np.array([expected_evenness(int(k), even) for k in n]),
        is_uneven=np.array([mix_test(row, even).is_uneven for row in table], dtype=np.bool_),
        moved=np.abs(plan - table).sum(axis=1) / 2,
        per_unit=load.per_unit,
        low=load.low,
        high=load.high,
        differs=load.differs,
    )


def _table(
    visits: pd.DataFrame, panel: Panel, pack: CampaignPack
) -> tuple[list[str], Floats, Floats]:
    """The groups, their visits by workstream [G, K], and their visits [G]."""
    rows = visits_by_stream(visits, panel, pack, by="group") if panel.weeks else pd.DataFrame()
    if not len(rows):
        return [], np.zeros((0, len(pack.workstreams))), np.zeros(0)
    groups = list(dict.fromkeys(rows["place_id"]))
    table = rows["weight"].to_numpy().reshape(len(groups), -1)
    return groups, table, rows["n"].to_numpy(dtype=np.float64)[:: len(pack.workstreams)]
