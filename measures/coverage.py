"""How far study reaches: a panel and a pack go in; reach, organisation share and its spread come
out. Formulas: docs/design.md §8.1 and §8.2."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import CampaignPack, Panel, Quantity
from measures.added import begun_sums, known_sums, of_states, owed_at, owed_sums, plan_means
from measures.definitions import ORGS_STUDYING, STUDY
from measures.places import Flags, Floats, Ints, week_numbers
from measures.running import running
from measures.seats import seats
from measures.shapes import SPREAD, framed
from measures.tally import Ground, Part, Tally, shares, standing_rows


def reached(panel: Panel, pack: CampaignPack) -> Flags:
    """bool [U]: any study session from the launch to the panel's last week, by either figure."""
    return running(panel, pack.quantity[STUDY])[-1].has_any


def heard_of(panel: Panel, pack: CampaignPack) -> Flags:
    """bool [U]: any study figure, zero included, from the launch to the panel's last week."""
    return running(panel, pack.quantity[STUDY])[-1].is_known


def first_study_week(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [U]: the first week whose figures show study; NaN without any."""
    first = np.full(len(panel.units), np.nan)
    states = running(panel, pack.quantity[STUDY])
    for number, state in zip(week_numbers(panel), states, strict=True):
        first = np.where(np.isnan(first) & state.has_any, number, first)
    return first


def study_reach(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: units with a study session since the launch ÷ units of the week's roster.

    A unit never heard of is unknown: it counts in the denominator and widens lowest…highest.
    """
    ground, quantity = Ground(panel, by, week), pack.quantity[STUDY]
    n, n_known = begun_sums(ground, quantity), known_sums(ground, quantity)
    total = owed_sums(ground, quantity)
    plan = plan_means(ground, pack, quantity, subject="study_reach")
    tally = Tally("study_reach", n, total, plan, n, n + total - n_known, n_known, total)
    return standing_rows(ground, tally)


def org_covered(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [U]: the last known number of subordinate organisations studying; else NaN."""
    return running(panel, pack.quantity[ORGS_STUDYING])[-1].cumulative


def org_shares(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [U]: each member's organisation share at the panel's last week; NaN if unknown or not
    applicable."""
    last = panel.weeks[-1]
    totals = np.where(last.member, last.sub_org_total, 0).astype(np.float64)
    return shares(org_covered(panel, pack), totals)


def study_org_share(
    panel: Panel, pack: CampaignPack, *, by: str = "district", week: int | None = None
) -> pd.DataFrame:
    """STANDING: subordinate organisations studying ÷ subordinate organisations of the same units.

    Numerator and denominator come from the units with a known figure; lowest…highest let the others
    be anything from none to all. Units without subordinate organisations are left out.
    """
    ground, quantity = Ground(panel, by, week), pack.quantity[ORGS_STUDYING]
    n = of_states(ground, quantity, "covered", lambda s: s.total, among_owed=True)
    total = _org_sums(ground, quantity, among_known=True)
    possible = _org_sums(ground, quantity, among_known=False)
    tally = Tally(
        measure="study_org_share",
        numerator=n,
        denominator=total,
        plan=plan_means(ground, pack, quantity, subject="study_org_share", weighed=True),
        lowest=n,
        highest=n + possible - total,
        n_reported=known_sums(ground, quantity),
        n_expected=owed_sums(ground, quantity),
        possible=possible,
    )
    return standing_rows(ground, tally)


def _org_sums(ground: Ground, quantity: Quantity, *, among_known: bool) -> Floats:
    """Subordinate organisations of the units that owe, or of those of them with a known figure."""
    panel = ground.panel
    states = running(panel, quantity, upto=max(ground.at, default=-1))

    def part(i: int) -> Part:
        def row() -> Ints:
            counted = owed_at(ground, quantity, i)
            counted = counted & states[i].is_known if among_known else counted
            return counted * panel.weeks[i].sub_org_total

        return Part(("orgs", among_known, quantity), row, after=states[i] if among_known else None)

    return ground.kept_sums(part)


def org_share_spread(
    panel: Panel, pack: CampaignPack, *, week: int, by: str = "type"
) -> pd.DataFrame:
    """SPREAD of the units' organisation shares in a week: median, quartiles (linear) and n."""
    upto = panel.through(week)
    ground = Ground(upto, by, week)
    keys, columns = ground.keys(), np.nonzero(ground.shown)[1]
    own = org_shares(upto, pack) if ground.at else np.empty(0)
    index = seats(upto, ground.at[-1], by).index if ground.at else np.empty(0)
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
