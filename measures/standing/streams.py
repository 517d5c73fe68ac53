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


def stream_plans(
    rows: pd.DataFrame, pack: CampaignPack, *, checks: pd.DataFrame | None = None
) -> pd.DataFrame:
    """STREAM_PLANS of AGAINST_PLAN. A figure never reported is below no plan and has reached none;
    what the latest of FIGURE_CHECKS found to be too much of one is not counted, so that a higher
    claim alone brings nobody to the plan."""
    of = {q.id: q.workstream for q in pack.quantities}
    own = rows[rows["plan"].notna()]
    counted = own["cumulative"] - _too_much(own, checks)
    own = own.assign(
        stream=own["quantity"].map(of),
        met=counted >= own["plan"],
        below=counted < own["plan"],
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


def _too_much(rows: pd.DataFrame, checks: pd.DataFrame | None) -> pd.Series:
    """By line of AGAINST_PLAN, what its latest check since the launch found claimed and not there;
    0 where none did."""
    if checks is None:
        return pd.Series(0.0, index=rows.index)
    since_launch = checks[~checks["week_alone"]].dropna(subset=["claimed", "verified"])
    last = since_launch.drop_duplicates(["unit_id", "quantity"], keep="last")
    over = (last["claimed"] - last["verified"]).clip(lower=0.0)
    known = dict(zip(zip(last["unit_id"], last["quantity"], strict=True), over, strict=True))
    lines = zip(rows["unit_id"], rows["quantity"], strict=True)
    return pd.Series([known.get(line, 0.0) for line in lines], index=rows.index, dtype="float64")
