"""How a count is spread over units: a panel and a quantity go in; its Lorenz curve comes out."""

from __future__ import annotations

import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import LORENZ, frame_of
from measures.evenness.unevenness import figures
from measures.statistics import lorenz


def lorenz_curve(panel: Panel, pack: CampaignPack, quantity_id: str) -> pd.DataFrame:
    """LORENZ of what is known since the launch, at the panel's last week; formula: docs/design.md
    §8.7. Without a line where nothing is known or nothing was done."""
    if not panel.weeks:
        return LORENZ.frame()
    units, held = lorenz(figures(panel, pack, quantity_id))
    return frame_of(LORENZ, units=units, held=held)
