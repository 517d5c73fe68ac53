"""Cached readings: a view goes in; the small frames behind its figures come out, made once."""

from __future__ import annotations

import pandas as pd

from campaign import STUDY, FormRole
from measures import (
    FURTHER,
    against_plan,
    arrivals,
    beside_others,
    bounds,
    burden,
    changes,
    control,
    frequency,
    further,
    known_totals,
    org_share_spread,
    overclaims,
    paces,
    reporting,
    shortfalls,
    standing,
    stream_plans,
    stream_starts,
    talk_only,
    unit_rows,
    unit_weeks,
    waterfall,
)
from pages.door import Basis, reading
from pages.readings.quality import chain_head, figures_checked_at
from pages.readings.visits import entries_for


@reading
def standings(basis: Basis, measure: str, *, by: str = "district") -> pd.DataFrame:
    """STANDING of one measure in every week up to the view's."""
    return standing(basis.panel, basis.pack, by=by, measures=(measure,))


@reading
def beside_others_of(basis: Basis, measure: str, by: str, place: str) -> pd.DataFrame:
    """STANDING of one type or group week by week, with the value of all others."""
    reports = reporting(basis.panel, basis.pack, by=by)
    return beside_others(standings(basis, measure, by=by), reports, place)


def drawn_weeks(basis: Basis, measure: str) -> pd.DataFrame:
    """STANDING of all shown units week by week, as it is drawn: a week in which nobody reported is
    a gap, also where something is known from before."""
    rows, told = standings(basis, measure), reporting_weeks(basis)
    is_gap = ~rows["week"].isin(told)
    return rows.assign(**{name: rows[name].mask(is_gap) for name in ("value", "lowest", "highest")})


@reading
def reporting_weeks(basis: Basis) -> tuple[int, ...]:
    """The weeks in which any of the shown units reported."""
    rows = reporting(basis.panel, basis.pack)
    return tuple(rows.loc[rows["n_reported"] > 0, "week"].tolist())


def standing_now(basis: Basis, measure: str, *, by: str = "district") -> pd.DataFrame:
    """STANDING of one measure in the view's week, without places that have no unit."""
    rows = standings(basis, measure, by=by)
    return rows[rows["week"] == basis.week.number].reset_index(drop=True)


def claim_survives(basis: Basis, measure: str, *, claim: str = "plan") -> bool:
    """Whether what is said of a share holds whatever the missing reports turn out to say."""
    return bool(claim_now(basis, measure, claim)["survives"].all())


def claim_now(basis: Basis, measure: str, claim: str) -> pd.DataFrame:
    """BOUNDS of one claim about a share of all shown units; no line where it cannot be made."""
    rows = _claims(basis, measure)
    return rows[rows["claim"] == claim]


@reading
def _claims(basis: Basis, measure: str) -> pd.DataFrame:
    return bounds(basis.panel, basis.pack, measure=measure, week=basis.week.number)


@reading
def waterfall_now(basis: Basis, measure: str) -> pd.DataFrame:
    """WATERFALL of a share of all shown units since the week before; no line in the first week."""
    return waterfall(basis.panel, basis.pack, measure=measure, week=basis.week.number)


@reading
def waterfall_since(basis: Basis, measure: str, since: int) -> pd.DataFrame:
    """WATERFALL likewise, since an earlier week; no line where there was none."""
    week = basis.week.number
    return waterfall(basis.panel, basis.pack, measure=measure, week=week, since=since)


@reading
def shortfalls_now(basis: Basis) -> pd.DataFrame:
    """SHORTFALL of subordinate organisations studying."""
    return shortfalls(basis.panel, basis.pack)


@reading
def controls(basis: Basis, quantity_id: str, *, by: str = "district") -> pd.DataFrame:
    """CONTROL of one quantity, week by week."""
    return control(basis.panel, basis.pack, quantity_id, by=by)


@reading
def pace_now(basis: Basis, quantity_id: str) -> pd.DataFrame:
    """PACE of one quantity over all shown units."""
    return paces(basis.panel, basis.pack, quantity_id)


@reading
def change_now(basis: Basis, measure: str) -> float:
    """The change of a measure since the week before; NaN where either is unknown."""
    rows = changes(basis.panel, basis.pack, week=basis.week.number, measures=(measure,))
    return float(rows["change"].iloc[0]) if len(rows) else float("nan")


@reading
def frequencies(basis: Basis, quantity_id: str) -> pd.DataFrame:
    """FREQUENCY of one quantity over all shown units, a row a week."""
    return frequency(basis.panel, basis.pack, quantity_id)


@reading
def sums_now(basis: Basis, quantity_id: str, *, by: str) -> pd.DataFrame:
    """FREQUENCY of the view's week by place, without places that have no unit."""
    week = basis.week.number
    return frequency(basis.panel, basis.pack, quantity_id, by=by, week=week)


@reading
def further_now(basis: Basis) -> pd.DataFrame:
    """FURTHER of the view's week, a line a quantity beyond the registry."""
    panel, pack, week = basis.panel, basis.pack, basis.week.number
    rows = [further(panel, pack, q.id, week=week) for q in pack.further]
    return pd.concat(rows, ignore_index=True) if rows else FURTHER.frame()


@reading
def reporting_now(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """REPORTING of the view's week."""
    return reporting(basis.panel, basis.pack, by=by, week=basis.week.number)


@reading
def arrivals_of(basis: Basis) -> pd.DataFrame:
    """ARRIVALS of every week up to the view's."""
    return arrivals(basis.panel, basis.pack)


@reading
def missing_reports(basis: Basis) -> pd.DataFrame:
    """ARRIVALS of the week's units whose report is missing or held, in protocol order."""
    rows = arrivals(basis.panel, basis.pack, week=basis.week.number)
    return rows[rows["state"].isin(["missing", "held"])].reset_index(drop=True)


@reading
def spread_now(basis: Basis, *, by: str = "type") -> pd.DataFrame:
    """SPREAD of the units' organisation shares in the view's week."""
    return org_share_spread(basis.panel, basis.pack, week=basis.week.number, by=by)


def rows_now(basis: Basis, quantity_id: str = STUDY) -> pd.DataFrame:
    """UNIT_ROWS of the view's week with one quantity's figures."""
    return rows_in(basis, quantity_id, basis.week.number)


@reading
def rows_in(basis: Basis, quantity_id: str, week: int) -> pd.DataFrame:
    """UNIT_ROWS of any week up to the view's, likewise."""
    return unit_rows(basis.panel, basis.pack, week=week, quantity_id=quantity_id)


@reading
def joined_now(basis: Basis, quantity_id: str) -> pd.Series[float]:
    """By unit, how much of its figure since the launch closed units did that go on in it."""
    state = known_totals(basis.panel, basis.pack.quantity[quantity_id])[-1]
    more = state.total - state.own.total
    return pd.Series(more, index=[unit.id for unit in basis.panel.units])


@reading
def burden_now(basis: Basis) -> pd.DataFrame:
    """BURDEN of the view's week."""
    return burden(basis.panel, basis.pack)


@reading
def against_plan_now(basis: Basis) -> pd.DataFrame:
    """AGAINST_PLAN of the view's week."""
    return against_plan(basis.panel, basis.pack)


def streams_planned(basis: Basis) -> pd.DataFrame:
    """STREAM_PLANS of the view's week."""
    return _streams_planned(basis, chain_head(basis))


@reading
def _streams_planned(basis: Basis, head: str) -> pd.DataFrame:
    checks = figures_checked_at(basis, head)
    return stream_plans(against_plan_now(basis), basis.pack, checks=checks)


@reading
def streams_begun(basis: Basis) -> pd.DataFrame:
    """STREAM_PLANS of the workstreams that have no plan."""
    return stream_starts(against_plan_now(basis), basis.pack)


def overclaimed(basis: Basis) -> dict[tuple[str, str], float]:
    """By unit and quantity shown, what checks found claimed and not there."""
    return _overclaimed(basis, chain_head(basis))


@reading
def _overclaimed(basis: Basis, head: str) -> dict[tuple[str, str], float]:
    return overclaims(figures_checked_at(basis, head))


@reading
def weeks_of_units(basis: Basis, quantity_id: str) -> pd.DataFrame:
    """UNIT_WEEKS of one quantity, every week up to the view's."""
    return unit_weeks(basis.panel, basis.pack, quantity_id)


@reading
def study_alone(basis: Basis) -> pd.DataFrame:
    """TALK_ONLY of the view's week: units to ask what came of their study."""
    listed = entries_for(basis, FormRole.PROBLEMS)["unit_id"]
    return talk_only(basis.panel, basis.pack, listed=frozenset(listed))
