"""How far study reaches: a panel and a pack go in; reach, organisation share and its spread come
out. Formulas: docs/design.md §8.1 and §8.2."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import ORGS_STUDYING, STUDY, CampaignPack, Panel, PanelWeek, Quantity
from measures.counting import (
    ORG_SHARE,
    PARTS_OF,
    REACH,
    SPREAD,
    WEEK_SHARE,
    Ground,
    KnownTotals,
    Seats,
    Tally,
    begun_sums,
    frame_of,
    known_sums,
    known_totals,
    memory,
    owed_by_week,
    owed_sums,
    plan_means,
    share_parts,
    shares,
    standing_rows,
    week_numbers,
)
from measures.statistics import Flags, Floats

_PARTS = ("done", "of", "most", "possible", "least")


def reached(panel: Panel, pack: CampaignPack) -> Flags:
    """bool [U]: any study session from the launch to the panel's last week, by either figure."""
    return known_totals(panel, pack.quantity[STUDY])[-1].has_any


def heard_of(panel: Panel, pack: CampaignPack) -> Flags:
    """bool [U]: any study figure, zero included, from the launch to the panel's last week."""
    return known_totals(panel, pack.quantity[STUDY])[-1].is_known


def first_study_week(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [U]: the first week whose figures show study; NaN without any."""
    first = np.full(len(panel.units), np.nan)
    states = known_totals(panel, pack.quantity[STUDY])
    for number, state in zip(week_numbers(panel), states, strict=True):
        first = np.where(np.isnan(first) & state.has_any, number, first)
    return first


def study_reach(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: units with a study session since the launch ÷ units of the week's roster.

    A unit never heard of is unknown and counts in the denominator. It widens lowest…highest, and so
    does one that reported none so far and left a week open. Where nobody was heard of, there is no
    value.
    """
    ground, quantity = Ground(panel, by, week), pack.quantity[STUDY]
    n, n_known = begun_sums(ground, quantity), known_sums(ground, quantity)
    total, parts = owed_sums(ground, quantity), part_sums(ground, pack, REACH)
    plan = plan_means(ground, pack, quantity, subject=REACH)
    least, most = parts["least"], parts["most"]
    tally = Tally(REACH, n, total, plan, least, most, n_known, total, n_known=n_known)
    return standing_rows(ground, tally)


def study_week_share(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: units with a study session in the week ÷ units that gave the week's figure.

    Units without one may have studied or not: they are only in lowest…highest.
    """
    ground, quantity = Ground(panel, by, week), pack.quantity[STUDY]
    done, of, most, possible, least = part_sums(ground, pack, WEEK_SHARE).values()
    unplanned, n_owed = np.full_like(done, np.nan), owed_sums(ground, quantity)
    tally = Tally(WEEK_SHARE, done, of, unplanned, least, most, of, n_owed, possible)
    return standing_rows(ground, tally)


def part_sums(ground: Ground, pack: CampaignPack, measure: str) -> dict[str, Floats]:
    """float64 [A, P] each: the units' parts in a share, added up by week and place."""
    if not ground.at:
        return {name: np.empty((0, len(ground.ids))) for name in _PARTS}
    quantity = pack.quantity[PARTS_OF[measure]]
    states = known_totals(ground.panel, quantity, upto=ground.at[-1])
    weeks = zip(ground.laid, ground.at, owed_by_week(ground, quantity), strict=True)
    each = [
        _part_sums(laid, measure, ground.panel.weeks[i], owed, quantity, states[i])
        for laid, i, owed in weeks
    ]
    return dict(zip(_PARTS, ground.tables(each), strict=True))


@memory
def _part_sums(
    laid: Seats,
    measure: str,
    week: PanelWeek,
    owed: Flags,
    quantity: Quantity,
    state: KnownTotals,
) -> Floats:
    """float64 [5, P]: a week's parts, in the order of `_PARTS`."""
    made = share_parts(measure, week, owed, quantity, state)
    return np.array([laid.sums(getattr(made, name)) for name in _PARTS])


def org_covered(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [U]: the last known number of subordinate organisations studying; else NaN."""
    return known_totals(panel, pack.quantity[ORGS_STUDYING])[-1].cumulative


def org_shares(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [U]: each member's organisation share at the panel's last week; NaN if unknown or not
    applicable."""
    totals = np.where(panel.weeks[-1].member, org_totals(panel, pack), 0)
    return shares(org_covered(panel, pack), totals)


def org_totals(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [U]: the subordinate organisations that `org_covered` is of."""
    return known_totals(panel, pack.quantity[ORGS_STUDYING])[-1].orgs.astype(np.float64)


def study_org_share(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: subordinate organisations studying ÷ subordinate organisations of the same units.

    Numerator and denominator come from the units with a known figure; lowest…highest let the others
    be anything from none to all, and those with an open week anything from their last figure on.
    Units without subordinate organisations are left out.
    """
    ground, quantity = Ground(panel, by, week), pack.quantity[ORGS_STUDYING]
    n, total, most, possible, _ = part_sums(ground, pack, ORG_SHARE).values()
    tally = Tally(
        measure=ORG_SHARE,
        numerator=n,
        denominator=total,
        plan=plan_means(ground, pack, quantity, subject=ORG_SHARE, weighed=True),
        lowest=n,
        highest=most,
        n_reported=known_sums(ground, quantity),
        n_expected=owed_sums(ground, quantity),
        possible=possible,
    )
    return standing_rows(ground, tally)


def org_share_spread(
    panel: Panel, pack: CampaignPack, *, week: int, by: str = "type"
) -> pd.DataFrame:
    """SPREAD of the units' organisation shares in a week: median, quartiles (linear) and n."""
    upto = panel.through(week)
    ground = Ground(upto, by, week)
    keys, columns = ground.keys(), np.nonzero(ground.shown)[1]
    own = org_shares(upto, pack) if ground.at else np.empty(0)
    index = ground.laid[-1].index if ground.at else np.empty(0)
    known = [own[(index == column) & ~np.isnan(own)] for column in columns]
    points = np.array([_quantiles(values) for values in known]).reshape(len(known), 5)
    names = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
    return frame_of(
        SPREAD,
        **keys,
        measure=ORG_SHARE,
        n=np.array([len(values) for values in known], dtype=np.int64),
        **dict(zip(names, points.T, strict=True)),
    )


def _quantiles(values: Floats) -> Floats:
    return np.quantile(values, [0, 0.25, 0.5, 0.75, 1]) if len(values) else np.full(5, np.nan)
