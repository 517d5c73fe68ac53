"""Where every place stands: a panel and a pack go in; STANDING and QUANTITIES come out."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from campaign import FIRST_RULES, ORGS_STUDYING, CampaignPack, Kind, Panel, Quantity
from measures.counting import (
    ORG_SHARE,
    QUANTITIES,
    REACH,
    WEEK_SHARE,
    leavers_in,
    measures_of,
    owed_now,
    summable_quantities,
    unit_parts,
)
from measures.standing.coverage import study_org_share, study_reach, study_week_share
from measures.standing.frequency import count, known_now
from measures.standing.reporting import reporting_rows
from measures.statistics import Floats

_REPORTING = ("completeness", "timeliness", "content_completeness")


def standing(
    panel: Panel,
    pack: CampaignPack,
    *,
    week: int | None = None,
    by: str = "district",
    measures: Collection[str] = (),
) -> pd.DataFrame:
    """STANDING of the measures named (all without a name), in the registry's order.

    Without `week`, every week of the panel; raises KeyError for a measure the pack has not.
    """
    wanted = _wanted(pack, measures)
    frames = []
    if REACH in wanted:
        frames.append(study_reach(panel, pack, by=by, week=week))
    if WEEK_SHARE in wanted:
        frames.append(study_week_share(panel, pack, by=by, week=week))
    if ORG_SHARE in wanted:
        frames.append(study_org_share(panel, pack, by=by, week=week))
    reports = [measure for measure in _REPORTING if measure in wanted]
    if reports:
        frames.append(reporting_rows(panel, pack, *reports, by=by, week=week))
    frames += [
        count(panel, pack, q.id, by=by, week=week)
        for q in summable_quantities(pack)
        if q.id in wanted
    ]
    return pd.concat(frames, ignore_index=True)


def beside_others(rows: pd.DataFrame, reports: pd.DataFrame, place_id: str) -> pd.DataFrame:
    """STANDING of one measure of one place week by week, and as `others` the value of all other
    places of `rows` together, Σ numerator ÷ Σ denominator; NaN where these have none.

    A week of which nobody of the place, or of the others, reported is a gap: REPORTING of the same
    places says so.
    """
    told = rows.merge(reports[["place_id", "week", "n_reported"]], on=["place_id", "week"])
    is_own, summed = told["place_id"] == place_id, ["numerator", "denominator", "n_reported_y"]
    rest = told[~is_own].groupby("week")[summed].sum(min_count=1)
    own, gap = rows[rows["place_id"] == place_id], told.loc[is_own, "n_reported_y"] == 0
    own, gap = own.reset_index(drop=True), gap.reset_index(drop=True)
    drawn = {name: own[name].mask(gap) for name in ("value", "lowest", "highest")}
    is_told = (rest["denominator"] > 0) & (rest["n_reported_y"] > 0)
    others = rest["numerator"] / rest["denominator"].where(is_told)
    return own.assign(**drawn, others=own["week"].map(others))


def quantities(panel: Panel, pack: CampaignPack, *, week: int) -> pd.DataFrame:
    """QUANTITIES of the week: the district's sums, with who gave the week's figure.

    `lowest` is the cumulative, which missing reports can only raise. `highest` is NaN for counts,
    which have no upper end; for subordinate organisations it is what the roster allows. It is a
    lower bound (`is_lower_bound`) where weeks are open or two readings of a total are left.
    """
    upto = panel.through(week)
    is_there = bool(upto.weeks) and upto.weeks[-1].week.number == week
    rows = [_figures(upto, pack, q) if is_there else _blank(q) for q in pack.quantities]
    return QUANTITIES.frame(rows)


def _blank(quantity: Quantity) -> dict[str, object]:
    return {
        "quantity": quantity.id,
        "cadence": str(quantity.cadence),
        **dict.fromkeys(("week", "cumulative", "lowest", "highest"), np.nan),
        **dict.fromkeys(("n_reported", "n_expected"), 0),
        "is_lower_bound": False,
    }


def _figures(panel: Panel, pack: CampaignPack, quantity: Quantity) -> dict[str, object]:
    """The row of the panel's last week."""
    row, asked, last = _blank(quantity), owed_now(panel, quantity), panel.weeks[-1]
    if quantity.only_if_zero is not None:
        asked = asked & (last.figures(quantity.only_if_zero) == 0)
    state, is_counted = known_now(panel, quantity), last.member
    if panel.rules > FIRST_RULES:
        is_counted = is_counted | leavers_in(last)
    own, since_launch = state.week, state.cumulative
    row["n_reported"] = int((asked & ~np.isnan(own)).sum())
    row["n_expected"] = int(asked.sum())
    row["is_lower_bound"] = bool(state.is_open[is_counted].any())
    if quantity.kind is not Kind.CHOICE:
        row["week"] = _sum(own[is_counted])
        row["cumulative"] = row["lowest"] = _sum(since_launch[is_counted])
    if quantity.id == ORGS_STUDYING:
        parts = unit_parts(panel, pack, ORG_SHARE, at=len(panel.weeks) - 1)
        row["highest"] = float(np.nansum([row["lowest"], (parts.most - parts.done).sum()]))
    return row


def _sum(values: Floats) -> float:
    return float(np.nansum(values)) if (~np.isnan(values)).any() else np.nan


def _wanted(pack: CampaignPack, measures: Collection[str]) -> frozenset[str]:
    every = {measure.id for measure in measures_of(pack)}
    unknown = set(measures) - every
    if unknown:
        raise KeyError(f"no such measure: {sorted(unknown)}")
    return frozenset(measures) or frozenset(every)
