"""Workstreams against their plans: AGAINST_PLAN goes in; how many units are where their plan says,
by workstream, comes out."""

from __future__ import annotations

import pandas as pd

from campaign import CampaignPack
from measures.counting import shape

STREAM_PLANS = shape("STREAM_PLANS")
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
    over = {} if checks is None else overclaims(checks)
    lines = zip(own["unit_id"], own["quantity"], strict=True)
    counted = own["cumulative"] - [over.get(line, 0.0) for line in lines]
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


def stream_starts(rows: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """STREAM_PLANS of the workstreams without a plan that units owe a figure of: any figure at all
    stands in the plan's place, so that `met` have begun and `below` said 0."""
    stream = rows["quantity"].map({q.id: q.workstream for q in pack.quantities})
    is_planned = stream.isin(set(stream[rows["plan"].notna()]))
    return stream_plans(rows[~is_planned & (stream != "")].assign(plan=1.0), pack)


def overclaims(checks: pd.DataFrame) -> dict[tuple[str, str], float]:
    """By unit and quantity, what the latest of FIGURE_CHECKS since the launch found claimed and not
    there: against a plan that much of the claim is not counted, on every page."""
    since_launch = checks[~checks["week_alone"] & (checks["quantity"] != "")]
    last = since_launch.dropna(subset=["claimed", "verified"])
    last = last.drop_duplicates(["unit_id", "quantity"], keep="last")
    last = last[last["claimed"] > last["verified"]]
    lines = zip(last["unit_id"], last["quantity"], strict=True)
    return dict(zip(lines, last["claimed"] - last["verified"], strict=True))
