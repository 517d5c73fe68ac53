"""How many have reported: a panel and a pack go in; completeness and timeliness come out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import CampaignPack, Panel
from measures.places import only
from measures.roll import roll
from measures.shapes import REPORTING, framed
from measures.tally import Ground, Tally, standing_rows


def reporting(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """REPORTING: how many units were expected, in, late, held and missing, by place and week."""
    panel = only(panel, week)
    ground, counted = Ground(panel, by), roll(panel, pack)
    columns = {
        "n_expected": counted.expected,
        "n_reported": counted.reported,
        "n_on_time": counted.on_time,
        "n_late": counted.late,
        "n_held": counted.held,
        "n_missing": counted.missing,
        "n_exempt": counted.exempt,
        "n_unexpected": counted.unexpected,
    }
    sums = {name: ground.whole(ground.sums(flags)) for name, flags in columns.items()}
    return framed(REPORTING, **ground.keys(), **sums)


def completeness(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: reported ÷ expected units; NaN where nothing is expected."""
    return reporting_rows(panel, pack, "completeness", by=by, week=week)


def timeliness(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: units in by the deadline ÷ expected units; NaN where nothing is expected."""
    return reporting_rows(panel, pack, "timeliness", by=by, week=week)


def content_completeness(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: cells filled ÷ cells asked for over the expected units; NaN where none is asked."""
    return reporting_rows(panel, pack, "content_completeness", by=by, week=week)


def reporting_rows(
    panel: Panel, pack: CampaignPack, *measures: str, by: str, week: int | None
) -> pd.DataFrame:
    """STANDING of several of the three reporting measures from one look at the panel."""
    panel = only(panel, week)
    ground, counted = Ground(panel, by), roll(panel, pack)
    parts = {
        "completeness": (counted.reported, counted.expected),
        "timeliness": (counted.on_time, counted.expected),
        "content_completeness": (
            np.where(counted.reported, counted.cells_filled, 0),
            np.where(counted.expected, counted.cells_owed, 0),
        ),
    }
    n_reported, n_expected = ground.sums(counted.reported), ground.sums(counted.expected)
    frames = []
    for measure in measures:
        over, under = (ground.sums(part) for part in parts[measure])
        unplanned = np.full_like(over, np.nan)
        tally = Tally(measure, over, under, unplanned, over, over, n_reported, n_expected)
        frames.append(standing_rows(ground, tally))
    return pd.concat(frames, ignore_index=True)
