"""The random check: a draw as it is kept and what was found go in; who is checked on which figure,
how many agree, and what that says of the whole comes out (docs/design.md §8.21)."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from campaign import CUMULATIVE, CampaignPack, Kind, Panel, Shape, quantity_of
from measures.counting import members_at, shape
from measures.logs.inspections import counted_visits
from measures.logs.told import lines_of
from measures.statistics import chance, drawn, whole_interval

PICKED = Shape("PICKED", {"unit_id": "str", "half": "str", "quantity": "str"})
"""One line a unit drawn, the random half first: `half` is random or risk, `quantity` the figure to
be checked, empty where its type owes none."""

FOUND_SHARE = shape("FOUND_SHARE")
"""One line a quantity that was checked: checks with both numbers, those that agree, units; the sums
claimed and found, and their ratio (NaN where nothing was found)."""

FIGURE_CHECKS = shape("FIGURE_CHECKS")
"""One line a check of one figure, by the office's draw or on a visit of `group_id`: of which
quantity (empty where nobody said), since the launch by `of_week` or of that `week_alone`, what was
claimed and what was found."""


class Checked(NamedTuple):
    """Units ever checked, of how many; checks with both numbers, and those that agree."""

    units: int
    members: int
    checks: int
    agreeing: int


@dataclass(frozen=True)
class Agreement:
    """What the random half says of the whole frame: so many drawn, looked at and agreeing of a
    frame of so many; the share that agrees and its 95 % interval, NaN while nobody was seen."""

    drawn: int
    checked: int
    agreeing: int
    frame: int
    share: float
    low: float
    high: float


def picked(
    frame: Mapping[str, float], seed: str, size: int, panel: Panel, pack: CampaignPack
) -> pd.DataFrame:
    """PICKED of a draw; each unit's figure is drawn by the same seed among the counts it owes."""
    picks = drawn(frame, seed, size)
    owed = _owed(panel, pack)
    halves = [*((u, "random") for u in picks.random), *((u, "risk") for u in picks.risk)]
    return PICKED.frame(
        {"unit_id": unit, "half": half, "quantity": _figure(seed, unit, owed.get(unit, ()))}
        for unit, half in halves
    )


def _figure(seed: str, unit: str, owed: tuple[str, ...]) -> str:
    return min(owed, key=lambda quantity: chance(seed, unit, quantity), default="")


def _owed(panel: Panel, pack: CampaignPack) -> dict[str, tuple[str, ...]]:
    counts = [q for q in pack.quantities if q.kind is not Kind.CHOICE and not q.only_if_zero]
    return {
        unit.id: tuple(
            q.id for q in counts if pack.owes(unit.type_id, q.id, sub_org_total=unit.sub_org_total)
        )
        for unit in panel.units
    }


def agreement(picks: pd.DataFrame, checks: pd.DataFrame, *, frame: int) -> Agreement:
    """Agreement by the random half of PICKED and the checks of the same draw (CHECKS)."""
    half = picks[picks["half"] == "random"]
    both = checks.dropna(subset=["claimed", "verified"])
    own = both[both["unit_id"].isin(half["unit_id"])]
    agrees = (own["claimed"] == own["verified"]).groupby(own["unit_id"]).all()
    n, agreeing = len(agrees), int(agrees.sum())
    low, high = whole_interval(agreeing, n, frame)
    share = agreeing / n if n else math.nan
    return Agreement(len(half), n, agreeing, frame, share, low, high)


def all_checks(found: pd.DataFrame, visits: pd.DataFrame, panel: Panel) -> pd.DataFrame:
    """FIGURE_CHECKS of random checks (CHECKS) and of VISITS that checked a figure, of the panel's
    units up to its last week."""
    if not panel.weeks:
        return FIGURE_CHECKS.frame()
    shown = members_at(panel, "unit")
    found = found[(found["week"] <= panel.weeks[-1].week.number) & found["unit_id"].isin(shown)]
    own = counted_visits(visits, panel).dropna(subset=["checked_claimed", "checked_verified"])
    on_visits = own.assign(
        quantity=own["checked_figure"].map(quantity_of),
        of_week=own["checked_week"].where(own["checked_week"] > 0, own["week"]),
        week_alone=(own["checked_figure"] != "") & ~own["checked_figure"].str.endswith(CUMULATIVE),
    )
    drawn_lines = found.assign(group_id="", of_week=found["week"], week_alone=False)
    names = {"checked_claimed": "claimed", "checked_verified": "verified"}
    columns = list(FIGURE_CHECKS.columns)
    parts = [part[columns] for part in (drawn_lines, on_visits.rename(columns=names)) if len(part)]
    if not parts:
        return FIGURE_CHECKS.frame()
    rows = pd.concat(parts, ignore_index=True).sort_values("of_week", kind="stable")
    return FIGURE_CHECKS.frame(lines_of(rows))


def ever_checked(checks: pd.DataFrame, units: Collection[str]) -> Checked:
    """How many of these units had any figure of theirs checked, and what that found."""
    both = checks.dropna(subset=["claimed", "verified"])
    own = both[both["unit_id"].isin(units)]
    agreeing = int((own["claimed"] == own["verified"]).sum())
    return Checked(own["unit_id"].nunique(), len(units), len(own), agreeing)


def found_shares(checks: pd.DataFrame) -> pd.DataFrame:
    """FOUND_SHARE of FIGURE_CHECKS, by quantity: a ratio of sums, never a mean of ratios; checks of
    which nobody said on what stand under an empty one."""
    return FOUND_SHARE.frame(lines_of(check_sums(checks, "quantity").reset_index()))


def check_sums(checks: pd.DataFrame, by: str) -> pd.DataFrame:
    """By a column, the checks with both numbers, those that agree, their units, and claimed against
    found."""
    both = checks.dropna(subset=["claimed", "verified"])
    both = both.assign(agreeing=both["claimed"] == both["verified"])
    sums = both.groupby(by).agg(
        checks=("unit_id", "size"),
        agreeing=("agreeing", "sum"),
        units=("unit_id", "nunique"),
        claimed=("claimed", "sum"),
        verified=("verified", "sum"),
    )
    return sums.assign(factor=sums["claimed"] / sums["verified"].where(sums["verified"] > 0))
