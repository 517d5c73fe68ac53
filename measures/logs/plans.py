"""Reviews of implementation plans: the register's entries, a panel and a day go in; how each unit's
plan stands, and what places add up to, comes out (docs/design.md §8.20)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from campaign import CampaignPack, FieldRole, FormRole, OptionRole, Panel
from measures.counting import frame_of, shape, unit_columns
from measures.logs.told import columns_of, lines_of, placed, told

PLANS = shape("PLANS")
"""One line a unit and round of its review, in order; `reasons` are the ids of why it went back."""

PLAN_ROWS = shape("PLAN_ROWS")
"""One line a member, in protocol order. `state` is passed, returned, waiting or unknown (no line in
the register); `days` from the first submission to the pass, NaN where a date is missing."""

PLAN_SUMS = shape("PLAN_SUMS")
"""One line a place with a plan in the register: its units, those with a plan in it, passed, passed
at once, how often plans went back, the most rounds, the median and the longest days to a pass."""

_FIELDS = {
    "round": FieldRole.ROUND,
    "submitted_on": FieldRole.SUBMITTED_ON,
    "result": FieldRole.REVIEW,
    "reasons": FieldRole.RETURN_REASONS,
    "passed_on": FieldRole.PASSED_ON,
}


def plans(entries: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """PLANS of ENTRIES of the plan reviews; empty without such a form."""
    options = pack.options_of(FormRole.PLANS, FieldRole.REVIEW)
    passed = {option.id for option in options if option.role is OptionRole.PASSED}
    rows = told(entries, pack, FormRole.PLANS, _FIELDS)
    return PLANS.frame(
        {
            **row,
            "round": pd.to_numeric(row["round"], errors="coerce"),
            "is_passed": row["result"] in passed,
            "reasons": tuple(row["reasons"] or ()),
        }
        for row in lines_of(rows)
    ).sort_values(["unit_id", "round"], kind="stable", ignore_index=True)


def plan_rows(reviews: pd.DataFrame, panel: Panel, *, today: date) -> pd.DataFrame:
    """PLAN_ROWS of the members of the panel's last week, by what was submitted up to `today`."""
    if not panel.weeks:
        return PLAN_ROWS.frame()
    at = np.nonzero(panel.weeks[-1].member)[0]
    sent = reviews[~(reviews["submitted_on"] > pd.Timestamp(today))]
    own = {str(unit): _stand(rows, today) for unit, rows in sent.groupby("unit_id")}
    units = lines_of(pd.DataFrame(unit_columns(panel, at)))
    return PLAN_ROWS.frame({**unit, **own.get(unit["unit_id"], _UNKNOWN)} for unit in units)


_UNKNOWN = {
    "state": "unknown",
    "rounds": 0,
    "returns": 0,
    "is_first_pass": False,
    "submitted_on": None,
    "passed_on": None,
    "days": np.nan,
    "reasons": (),
}


def _stand(rows: pd.DataFrame, today: date) -> dict[str, object]:
    """One unit's rounds as one line."""
    first, last = rows.iloc[0], rows.iloc[-1]
    is_ahead = last["is_passed"] and last["passed_on"] > pd.Timestamp(today)
    has_passed = last["is_passed"] and not is_ahead
    state = "waiting" if is_ahead else "passed" if has_passed else "returned"
    days = (last["passed_on"] - first["submitted_on"]).days if has_passed else np.nan
    return {
        "state": state,
        "rounds": len(rows),
        "returns": int((~rows["is_passed"]).sum()),
        "is_first_pass": bool(has_passed and len(rows) == 1),
        "submitted_on": first["submitted_on"],
        "passed_on": last["passed_on"] if has_passed else None,
        "days": days,
        "reasons": tuple(dict.fromkeys(reason for own in rows["reasons"] for reason in own)),
    }


def plan_sums(rows: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """PLAN_SUMS of PLAN_ROWS, of the places with a plan in the register."""
    kept = placed(rows, panel, by)
    is_known = kept["state"] != "unknown"
    kept = kept.assign(
        known=is_known,
        passed=kept["state"] == "passed",
        most_rounds=kept["rounds"].where(is_known),
    )
    sums = kept.groupby("place_id", sort=False).agg(
        units=("unit_id", "size"),
        known=("known", "sum"),
        passed=("passed", "sum"),
        first_pass=("is_first_pass", "sum"),
        returns=("returns", "sum"),
        most_rounds=("most_rounds", "max"),
        days=("days", "median"),
        longest_days=("days", "max"),
    )
    sums = sums[sums["known"] > 0]
    return frame_of(PLAN_SUMS, place_kind=by, place_id=list(sums.index), **columns_of(sums))
