"""What moved since last week: a panel and a pack go in; CHANGES come out."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import CHANGES, frame_of
from measures.standing.reporting import reporting
from measures.standing.standing import standing


def changes(
    panel: Panel,
    pack: CampaignPack,
    *,
    week: int,
    by: str = "district",
    measures: Collection[str] = (),
) -> pd.DataFrame:
    """CHANGES from the week before: shares in share (0-1), counts in the count itself.

    NaN where either week is unknown, or nobody of the place reported in it: what is known since the
    launch then stands as it stood, and that is no news. A place that is new has no previous value.
    """
    columns = ["place_kind", "place_id", "measure"]
    now = standing(panel, pack, week=week, by=by, measures=measures)
    before = standing(panel, pack, week=week - 1, by=by, measures=measures)
    both = now.merge(
        before[[*columns, "value"]].rename(columns={"value": "previous"}), on=columns, how="left"
    )
    told = [_told(panel, pack, week=number, by=by) for number in (week - 1, week)]
    is_told = np.logical_and(*(both["place_id"].isin(ids).to_numpy() for ids in told))
    both["previous"] = both["previous"].where(is_told)
    both["change"] = both["value"] - both["previous"]
    return frame_of(CHANGES, **{name: both[name].to_numpy() for name in CHANGES.columns})


def _told(panel: Panel, pack: CampaignPack, *, week: int, by: str) -> set[str]:
    """The places of which anybody reported in a week."""
    rows = reporting(panel, pack, by=by, week=week)
    return set(rows.loc[rows["n_reported"] > 0, "place_id"])
