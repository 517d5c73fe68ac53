"""Cached readings: a view goes in; the small frames behind its figures come out, made once."""

from __future__ import annotations

import pandas as pd

from measures import (
    arrivals,
    bounds,
    changes,
    control,
    frequency,
    org_share_spread,
    paces,
    reporting,
    signals,
    standing,
    unit_rows,
    unit_weeks,
    waterfall,
    within_chance,
)
from pages.door import View

REACH, ORG_SHARE, COMPLETENESS = "study_reach", "study_org_share", "completeness"
WEEK_SHARE = "study_week_share"
STUDY, DISCUSSIONS = "study_session_count", "discussion_session_count"
PROBLEMS, RECTIFIED = "problem_found_count", "rect_done_count"
LIVELIHOOD = "livelihood_done_count"


def standings(view: View, measure: str, *, by: str = "district") -> pd.DataFrame:
    """STANDING of one measure in every week up to the view's."""
    return view.kept(
        f"standing {measure} {by}",
        lambda v: standing(v.panel, v.pack, by=by, measures=(measure,)),
    )


def standing_now(view: View, measure: str, *, by: str = "district") -> pd.DataFrame:
    """STANDING of one measure in the view's week, without places that have no unit."""
    rows = standings(view, measure, by=by)
    return rows[rows["week"] == view.week.number].reset_index(drop=True)


def claim_survives(view: View, measure: str, *, claim: str = "plan") -> bool:
    """Whether what is said of a share holds whatever the missing reports turn out to say."""
    return bool(claim_now(view, measure, claim)["survives"].all())


def claim_now(view: View, measure: str, claim: str) -> pd.DataFrame:
    """BOUNDS of one claim about a share of all shown units; no line where it cannot be made."""
    rows = view.kept(
        f"bounds {measure}", lambda v: bounds(v.panel, v.pack, measure=measure, week=v.week.number)
    )
    return rows[rows["claim"] == claim]


def waterfall_now(view: View, measure: str) -> pd.DataFrame:
    """WATERFALL of a share of all shown units since the week before; no line in the first week."""
    return view.kept(
        f"waterfall {measure}",
        lambda v: waterfall(v.panel, v.pack, measure=measure, week=v.week.number),
    )


def n_within_chance(view: View) -> int:
    """How many units lie below their type by no more than chance."""
    return view.kept("within chance", lambda v: within_chance(v.panel, v.pack))


def signals_now(view: View) -> pd.DataFrame:
    """SIGNALS of the view's week."""
    return view.kept("signals", lambda v: signals(v.panel, v.pack))


def controls(view: View, quantity_id: str, *, by: str = "district") -> pd.DataFrame:
    """CONTROL of one quantity, week by week."""
    return view.kept(
        f"control {quantity_id} {by}", lambda v: control(v.panel, v.pack, quantity_id, by=by)
    )


def pace_now(view: View, quantity_id: str) -> pd.DataFrame:
    """PACE of one quantity over all shown units."""
    return view.kept(f"pace {quantity_id}", lambda v: paces(v.panel, v.pack, quantity_id))


def change_now(view: View, measure: str) -> float:
    """The change of a measure since the week before; NaN where either is unknown."""
    rows = view.kept(
        f"change {measure}",
        lambda v: changes(v.panel, v.pack, week=v.week.number, measures=(measure,)),
    )
    return float(rows["change"].iloc[0]) if len(rows) else float("nan")


def frequencies(view: View, quantity_id: str) -> pd.DataFrame:
    """FREQUENCY of one quantity over all shown units, a row a week."""
    return view.kept(f"frequency {quantity_id}", lambda v: frequency(v.panel, v.pack, quantity_id))


def reporting_now(view: View, *, by: str = "district") -> pd.DataFrame:
    """REPORTING of the view's week."""
    return view.kept(
        f"reporting {by}", lambda v: reporting(v.panel, v.pack, by=by, week=v.week.number)
    )


def missing_reports(view: View) -> pd.DataFrame:
    """ARRIVALS of the week's units whose report is missing or held, in protocol order."""
    rows = view.kept("arrivals", lambda v: arrivals(v.panel, v.pack, week=v.week.number))
    return rows[rows["state"].isin(["missing", "held"])].reset_index(drop=True)


def spread_now(view: View, *, by: str = "type") -> pd.DataFrame:
    """SPREAD of the units' organisation shares in the view's week."""
    return view.kept(
        f"spread {by}", lambda v: org_share_spread(v.panel, v.pack, week=v.week.number, by=by)
    )


def rows_now(view: View, quantity_id: str = STUDY) -> pd.DataFrame:
    """UNIT_ROWS of the view's week with one quantity's figures."""
    return view.kept(
        f"rows {quantity_id}",
        lambda v: unit_rows(v.panel, v.pack, week=v.week.number, quantity_id=quantity_id),
    )


def weeks_of_units(view: View, quantity_id: str) -> pd.DataFrame:
    """UNIT_WEEKS of one quantity, every week up to the view's."""
    return view.kept(f"weeks {quantity_id}", lambda v: unit_weeks(v.panel, v.pack, quantity_id))
