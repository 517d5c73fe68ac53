"""How far study reaches: a panel and a pack go in; reach, organisation share and its spread come
out. Formulas: docs/design.md §8.1 and §8.2."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import CUMULATIVE, CampaignPack, Panel
from measures.definitions import ORGS_STUDYING, STUDY
from measures.obligations import owed, plan_shares
from measures.places import Flags, Floats, members, stacked, week_numbers
from measures.shapes import SPREAD, framed
from measures.tally import Ground, Tally, mean_plan, shares, standing_rows


def reached(panel: Panel) -> Flags:
    """bool [W, U]: any study session from the launch to the week, by either figure."""
    held = (panel.values(STUDY) > 0) | (panel.values(STUDY + CUMULATIVE) > 0)
    return np.logical_or.accumulate(held, axis=0)


def heard_of(panel: Panel) -> Flags:
    """bool [W, U]: any study figure, zero included, from the launch to the week."""
    known = ~np.isnan(panel.values(STUDY)) | ~np.isnan(panel.values(STUDY + CUMULATIVE))
    return np.logical_or.accumulate(known, axis=0)


def first_study_week(panel: Panel) -> Floats:
    """float64 [U]: the first week whose figures show study; NaN without any."""
    studied = reached(panel)
    if not len(studied):
        return np.full(len(panel.units), np.nan)
    return np.where(studied[-1], week_numbers(panel)[studied.argmax(axis=0)], np.nan)


def study_reach(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: units with a study session since the launch ÷ units of the week's roster.

    A unit never heard of is unknown: it counts in the denominator and widens lowest…highest.
    """
    ground = Ground(panel, by, week)
    counts = owed(panel, pack.quantity[STUDY])
    known = heard_of(panel)
    n = ground.sums(reached(panel) & counts)
    total = ground.sums(counts)
    n_known = ground.sums(known & counts)
    plan = mean_plan(ground, plan_shares(panel, pack, "study_reach"), counts)
    tally = Tally("study_reach", n, total, plan, n, n + total - n_known, n_known, total)
    return standing_rows(ground, tally)


def org_covered(panel: Panel) -> Floats:
    """float64 [W, U]: the last known number of subordinate organisations studying; else NaN."""
    values = panel.values(ORGS_STUDYING)
    last = np.where(np.isnan(values), -1, np.arange(len(values))[:, None])
    last = np.maximum.accumulate(last, axis=0)
    carried = np.take_along_axis(values, np.maximum(last, 0), axis=0)
    return np.where(last >= 0, carried, np.nan)


def org_shares(panel: Panel) -> Floats:
    """float64 [W, U]: each member's organisation share; NaN if unknown or not applicable."""
    totals = np.where(members(panel), stacked(panel, "sub_org_total"), 0).astype(np.float64)
    return shares(org_covered(panel), totals)


def study_org_share(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: subordinate organisations studying ÷ subordinate organisations of the same units.

    Numerator and denominator come from the units with a known figure; lowest…highest let the others
    be anything from none to all. Units without subordinate organisations are left out.
    """
    ground = Ground(panel, by, week)
    counts = owed(panel, pack.quantity[ORGS_STUDYING])
    totals, covered = stacked(panel, "sub_org_total"), org_covered(panel)
    known = counts & ~np.isnan(covered)
    n, total = ground.sums(np.where(known, covered, 0)), ground.sums(totals * known)
    possible = ground.sums(totals * counts)
    tally = Tally(
        measure="study_org_share",
        numerator=n,
        denominator=total,
        plan=mean_plan(ground, plan_shares(panel, pack, "study_org_share"), totals * counts),
        lowest=n,
        highest=n + possible - total,
        n_reported=ground.sums(known),
        n_expected=ground.sums(counts),
        possible=possible,
    )
    return standing_rows(ground, tally)


def org_share_spread(panel: Panel, *, week: int, by: str = "type") -> pd.DataFrame:
    """SPREAD of the units' organisation shares in a week: median, quartiles (linear) and n."""
    ground = Ground(panel, by, week)
    keys, own = ground.keys(), org_shares(panel)[week_numbers(panel) == week].ravel()
    index = ground.places.index[week_numbers(panel) == week].ravel()
    columns = np.nonzero(ground.shown)[1]
    known = [own[(index == column) & ~np.isnan(own)] for column in columns]
    points = np.array([_quantiles(values) for values in known]).reshape(len(known), 5)
    names = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
    return framed(
        SPREAD,
        **keys,
        measure="study_org_share",
        n=np.array([len(values) for values in known], dtype=np.int64),
        **dict(zip(names, points.T, strict=True)),
    )


def _quantiles(values: Floats) -> Floats:
    return np.quantile(values, [0, 0.25, 0.5, 0.75, 1]) if len(values) else np.full(5, np.nan)
