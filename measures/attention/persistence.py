"""Since when a finding holds: a panel and a pack go in; the first week of each unbroken run comes
out."""

from __future__ import annotations

import pandas as pd

from campaign import CampaignPack, Panel
from measures.attention.findings import findings
from measures.counting import SINCE, week_numbers


def finding_since(panel: Panel, pack: CampaignPack, *, code: str) -> pd.DataFrame:
    """SINCE of the findings of one code at the panel's last week, in the pack's order.

    Each week is judged by what is known now of the weeks up to it.
    """
    runs: dict[str, int] = {}
    for number in week_numbers(panel).tolist():
        found = [f for f in findings(panel.through(number), pack) if f.code == code]
        places = [place.id for finding in found for place in finding.places]
        runs = {place: runs.get(place, number) for place in places}
    return SINCE.frame({"place_id": place, "week": week} for place, week in runs.items())
