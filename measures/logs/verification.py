"""What checks on the spot found: VISITS go in; claimed against found by place comes out.

The factor is the sum claimed ÷ the sum found, a ratio of sums and never a mean of ratios: 1 where
claims hold, above 1 where more was claimed. Source: docs/design.md §8.18.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import Panel
from measures.counting import CHECKED, frame_of, members_at
from measures.logs.checks import check_sums
from measures.logs.inspections import counted_visits
from measures.logs.told import columns_of


def verification(visits: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """CHECKED since the launch, of the units of the panel's last week, by district, type or group
    of the unit; a check has both numbers."""
    if not panel.weeks:
        return CHECKED.frame()
    member = members_at(panel, by)
    ids, own = list(dict.fromkeys(member.values())), counted_visits(visits, panel)
    own = own.assign(place_id=own["unit_id"].map(member))
    counted = own.rename(columns={"checked_claimed": "claimed", "checked_verified": "verified"})
    sums = check_sums(counted, "place_id").reindex(ids)
    factor = sums.pop("factor").to_numpy()
    counts = pd.Series(list(member.values())).value_counts()
    return frame_of(
        CHECKED,
        place_kind=by,
        place_id=np.array(ids, dtype=object),
        members=counts.reindex(ids).to_numpy(),
        factor=factor,
        **columns_of(sums.fillna(0)),
    )
