"""What checks on the spot found: VISITS go in; claimed against found by place comes out.

The factor is the sum claimed ÷ the sum found, a ratio of sums and never a mean of ratios: 1 where
claims hold, above 1 where more was claimed. Source: docs/design.md §8.18.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from campaign import Panel
from measures.counting import CHECKED, frame_of, members_at
from measures.logs.inspections import counted_visits


def verification(visits: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """CHECKED since the launch, of the units of the panel's last week, by district, type or group
    of the unit; a check has both numbers."""
    if not panel.weeks:
        return CHECKED.frame()
    member = members_at(panel, by)
    ids = list(dict.fromkeys(member.values()))
    sums = _sums(counted_visits(visits, panel), member).reindex(ids, fill_value=0)
    claimed, verified = (sums[name].to_numpy(np.float64) for name in ("claimed", "verified"))
    counts = pd.Series(list(member.values())).value_counts()
    return frame_of(
        CHECKED,
        place_kind=by,
        place_id=np.array(ids, dtype=object),
        **{name: sums[name].to_numpy() for name in ("checks", "agreeing", "units")},
        members=counts.reindex(ids).to_numpy(),
        claimed=claimed,
        verified=verified,
        factor=np.divide(claimed, verified, out=np.full(len(ids), np.nan), where=verified > 0),
    )


def _sums(visits: pd.DataFrame, member: Mapping[str, str]) -> pd.DataFrame:
    """A line a place with a check: how many, on how many units, and what they add up to."""
    kept = visits.assign(place_id=visits["unit_id"].map(member))
    kept = kept.dropna(subset=["checked_claimed", "checked_verified", "place_id"])
    agreeing = (kept["checked_claimed"] == kept["checked_verified"]).astype("int64")
    return kept.assign(agreeing=agreeing).groupby("place_id").agg(
        checks=("unit_id", "size"),
        agreeing=("agreeing", "sum"),
        units=("unit_id", "nunique"),
        claimed=("checked_claimed", "sum"),
        verified=("checked_verified", "sum"),
    )  # fmt: skip
