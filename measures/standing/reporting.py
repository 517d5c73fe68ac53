"""How many have reported: a panel and a pack go in; completeness and timeliness come out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import (
    REPORTING,
    Ground,
    Roll,
    Seats,
    Tally,
    frame_of,
    memory,
    roll_in,
    standing_rows,
)
from measures.statistics import Floats

_COLUMNS = (
    "expected",
    "reported",
    "on_time",
    "late",
    "held",
    "missing",
    "exempt",
    "unexpected",
)


def reporting(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """REPORTING: how many units were expected, in, late, held and missing, by place and week."""
    ground = Ground(panel, by, week)
    sums = {name: ground.whole(roll_sums(ground, pack, name)) for name in _COLUMNS}
    return frame_of(REPORTING, **ground.keys(), **{f"n_{name}": sums[name] for name in _COLUMNS})


def roll_sums(ground: Ground, pack: CampaignPack, name: str) -> Floats:
    """float64 [A, P]: one column of the roll call added up by week and place."""
    called = (roll_in(ground.panel, week, pack) for week in ground.weeks)
    return ground.stacked(_called_sums(*own, name) for own in zip(ground.laid, called, strict=True))


@memory
def _called_sums(laid: Seats, called: Roll, name: str) -> Floats:
    return laid.sums(getattr(called, name))


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
    ground = Ground(panel, by, week)
    parts = {
        "completeness": ("reported", "expected"),
        "timeliness": ("on_time", "expected"),
        "content_completeness": ("cells_in", "cells_due"),
    }
    n_reported, n_expected = (roll_sums(ground, pack, name) for name in ("reported", "expected"))
    frames = []
    for measure in measures:
        over, under = (roll_sums(ground, pack, part) for part in parts[measure])
        unplanned = np.full_like(over, np.nan)
        tally = Tally(measure, over, under, unplanned, over, over, n_reported, n_expected)
        frames.append(standing_rows(ground, tally))
    return pd.concat(frames, ignore_index=True)
