"""Workstreams against their plans: AGAINST_PLAN goes in; how many units are where their plan says,
by workstream, comes out."""

from __future__ import annotations

import pandas as pd

from campaign import CampaignPack, Shape

STREAM_PLANS = Shape(
    "STREAM_PLANS",
    {"stream": "str", **dict.fromkeys(("units", "met", "below", "unknown"), "int64")},
)
"""One line a workstream with a plan, in the pack's order. Of the units that owe a figure with a
plan: all of them reached, one known to be below, and the rest of which that is not known."""


def stream_plans(rows: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """STREAM_PLANS of AGAINST_PLAN. A figure never reported is below no plan and has reached
    none."""
    of = {q.id: q.workstream for q in pack.quantities}
    own = rows[rows["plan"].notna()]
    own = own.assign(
        stream=own["quantity"].map(of),
        met=own["cumulative"] >= own["plan"],
        below=own["cumulative"] < own["plan"],
    )
    units = own.groupby(["stream", "unit_id"]).agg({"met": "all", "below": "any"})
    sums = units.assign(units=1).groupby("stream").sum()
    told = {str(stream): row for stream, row in sums.iterrows()}
    return STREAM_PLANS.frame(
        {"stream": stream, "unknown": row["units"] - row["met"] - row["below"]}
        | {name: row[name] for name in ("units", "met", "below")}
        for stream in pack.workstreams
        if stream in told
        for row in [told[stream]]
    )
