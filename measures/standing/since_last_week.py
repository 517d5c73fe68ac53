"""What moved since last week: a panel and a pack go in; CHANGES come out."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import CHANGES, frame_of
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

    NaN where either week is unknown; a place that is new has no previous value.
    """
    columns = ["place_kind", "place_id", "measure"]
    now = standing(panel, pack, week=week, by=by, measures=measures)
    before = standing(panel, pack, week=week - 1, by=by, measures=measures)
    both = now.merge(
        before[[*columns, "value"]].rename(columns={"value": "previous"}), on=columns, how="left"
    )
    both["change"] = both["value"] - both["previous"]
    return frame_of(CHANGES, **{name: both[name].to_numpy() for name in CHANGES.columns})
