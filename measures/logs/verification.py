"""What checks on the spot found: VISITS go in; claimed against found by place comes out.

The factor is the sum claimed ÷ the sum found, a ratio of sums and never a mean of ratios: 1 where
claims hold, above 1 where more was claimed. Source: docs/design.md §8.18.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from campaign import Panel
from measures.counting import CHECKED, frame_of, members_at
from measures.logs.inspections import counted_visits
from measures.statistics import Floats, Ints


def verification(visits: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """CHECKED since the launch, of the units of the panel's last week, by district, type or group
    of the unit; a check has both numbers."""
    if not panel.weeks:
        return CHECKED.frame()
    member = members_at(panel, by)
    ids = list(dict.fromkeys(member.values()))
    sums = _sums(counted_visits(visits, panel), member, ids)
    claimed, verified = sums["claimed"], sums["verified"]
    counts = pd.Series(list(member.values())).value_counts()
    return frame_of(
        CHECKED,
        place_kind=by,
        place_id=np.array(ids, dtype=object),
        **{name: sums[name] for name in ("checks", "agreeing", "units")},
        members=counts.reindex(ids).to_numpy(),
        claimed=claimed,
        verified=verified,
        factor=np.divide(claimed, verified, out=np.full(len(ids), np.nan), where=verified > 0),
    )


def _sums(visits: pd.DataFrame, member: Mapping[str, str], ids: Sequence[str]) -> dict[str, Floats]:
    """Each [P]: the checks there are, on how many units, and what they add up to."""
    at = {place: i for i, place in enumerate(ids)}
    place = np.array(
        [at[member[unit]] if unit in member else -1 for unit in visits["unit_id"]], dtype=np.int64
    )
    both = visits[["checked_claimed", "checked_verified"]].to_numpy(np.float64, na_value=np.nan)
    kept = (place >= 0) & ~np.isnan(both).any(axis=1)
    place, (claimed, verified) = place[kept], both[kept].T
    unit, names = pd.factorize(visits["unit_id"][kept])

    def counted(where: Ints, amounts: Floats | None = None) -> Floats:
        return np.bincount(where, weights=amounts, minlength=len(ids)).astype(np.float64)

    return {
        "checks": counted(place),
        "agreeing": counted(place[claimed == verified]),
        "units": counted(np.unique(place * len(names) + unit) // max(len(names), 1)),
        "claimed": counted(place, claimed),
        "verified": counted(place, verified),
    }
