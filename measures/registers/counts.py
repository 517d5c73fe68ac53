"""What a ledger of problems adds up to by place: PROBLEMS_KEPT and a panel go in; counts, shares
and parts come out (docs/design.md §8.23).

A place of whose units no ledger came has no counts: nobody knows that there are no problems.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from campaign import Calendar, Panel, Shape
from measures.counting import members_at, shape
from measures.registers.problems import DIMENSIONS, ELEMENTS

_SUMS = (
    *("total", "withdrawn", "base", "closed", "stage", "claimed", "unnamed", "open", "reopened"),
    *("overdue", "near", "waiting_long", "reopened_ever", "moved", "dropped", "reworded"),
    *("look_back_due", "held", "on_time", "on_time_of", "whole", "whole_of"),
)
_TOLD = {
    "overdue": "is_overdue",
    "near": "is_near",
    "dropped": "is_dropped",
    "reworded": "is_reworded",
    "look_back_due": "is_look_back_due",
    "waiting_long": "is_waiting_long",
    "held": "is_held",
}
"""What a line says of itself already."""
PROBLEM_COUNTS = shape("PROBLEM_COUNTS")
"""One line a place: its units and those with a line in a ledger; the problems, those that left the
denominator and the `base` without them; `completion` closed ÷ base, `progress` (closed + stage) ÷
base; `on_time` of the closed and overdue with both days told; `whole` lines that tell all five
elements of those whose sheet asks for all; `median_age` days of what is not closed. NaN where no
line is known, and shares of nothing."""

PARTS = shape("PARTS")
"""One line a place, dimension and option: how many lines are of it, how many of them are closed,
how many lines of the place tell the dimension at all, of how many; `part` empty for the others."""

DUE_WEEKS = Shape("DUE_WEEKS", {"week": "int64", "due": "float64", "done": "float64"})
"""One line a week of the calendar: the problems due in it, and those of them closed or kept up."""


def problem_counts(problems: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """PROBLEM_COUNTS of the places with a member in the panel's last week, in the panel's order."""
    place = members_at(panel, by)
    flagged = problem_flags(problems).assign(place_id=problems["unit_id"].map(place))
    by_place, ids = flagged.groupby("place_id"), list(dict.fromkeys(place.values()))
    frame = by_place[list(_SUMS)].sum(min_count=1).reindex(ids)
    waits = flagged[flagged["open"] + flagged["reopened"] + flagged["claimed"] > 0]
    units = pd.Series(place, dtype="object").value_counts().reindex(ids)
    held = by_place["unit_id"].nunique().reindex(ids, fill_value=0)
    numbers = {
        **{name: frame[name] for name in _SUMS},
        "completion": _share(frame["closed"], frame["base"]),
        "progress": _share(frame["closed"] + frame["stage"], frame["base"]),
        "on_time_share": _share(frame["on_time"], frame["on_time_of"]),
        "whole_share": _share(frame["whole"], frame["whole_of"]),
        "median_age": waits.groupby("place_id")["age"].median().reindex(ids),
    }
    return PROBLEM_COUNTS.filled(
        {
            "place_kind": by,
            "place_id": np.array(ids, dtype=object),
            "units": units.to_numpy(dtype=np.int64),
            "units_held": held.to_numpy(dtype=np.int64),
            **{name: value.to_numpy(dtype=np.float64) for name, value in numbers.items()},
        }
    )


def problem_flags(problems: pd.DataFrame) -> pd.DataFrame:
    """Each of PROBLEMS_KEPT with a 1 or 0 for each thing that PROBLEM_COUNTS sums."""
    kinds = ("closed", "stage", "claimed", "open", "reopened", "withdrawn")
    of = {name: problems["standing"] == name for name in kinds}
    flags = {
        **of,
        "total": problems["standing"] != "",
        "base": ~of["withdrawn"],
        "unnamed": of["claimed"] & problems["is_unnamed"],
        "reopened_ever": problems["n_reopened"] > 0,
        "moved": problems["n_moved"] > 0,
        **{name: problems[column] for name, column in _TOLD.items()},
        **_within(problems),
    }
    ones = {name: flag.astype("float64") for name, flag in flags.items()}
    return problems[["unit_id", "age"]].assign(**ones)


def _within(problems: pd.DataFrame) -> dict[str, pd.Series]:
    """What was done within its term, and what tells all five elements, each with what it is of."""
    both = problems["done_on"].notna() & problems["due"].notna()
    known = (problems["standing"] == "closed") & both
    tells = problems[[f"tells_{name}" for name in ELEMENTS]]
    is_due, is_asked = known | problems["is_overdue"], tells.notna().all(axis=1)
    return {
        "on_time": (known & (problems["done_on"] <= problems["due"])).where(is_due),
        "on_time_of": is_due,
        "whole": (tells == 1).all(axis=1).where(is_asked),
        "whole_of": is_asked,
    }


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return part / whole.where(whole > 0)


def problem_parts(problems: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """PARTS of the problems by every dimension; those not listed stand in the state alone."""
    counted = problems[problems["standing"] != "withdrawn"]
    found = [
        parts(rows, panel, of, closed=rows["standing"] == "closed", by=by)
        for rows, of in ((problems, DIMENSIONS[:1]), (counted, DIMENSIONS[1:]))
    ]
    return pd.concat(found, ignore_index=True)


def parts(
    lines: pd.DataFrame,
    panel: Panel,
    dimensions: Sequence[str],
    *,
    closed: pd.Series,
    by: str = "district",
) -> pd.DataFrame:
    """PARTS of lines with a unit_id and these columns, each an option's id or a tuple of some; what
    is not told counts under no option."""
    own = lines.assign(
        place_id=lines["unit_id"].map(members_at(panel, by)), closed=closed.astype("float64")
    )
    rows = [row for of in dimensions for row in _parts_of(own, of)]
    return PARTS.frame({"place_kind": by, **row} for row in rows)


def _parts_of(own: pd.DataFrame, of: str) -> list[dict[str, object]]:
    told = own[own[of].map(bool).astype(bool)].groupby("place_id").size()
    lines = own.groupby("place_id").size()
    each = own.assign(part=own[of]).explode("part").fillna({"part": ""})
    closed = each.groupby(["place_id", "part"], sort=False)["closed"]
    sums = pd.DataFrame({"size": closed.size(), "sum": closed.sum(min_count=1)})
    return [
        {
            "place_id": row["place_id"],
            "of": of,
            "part": row["part"],
            "n": row["size"],
            "closed": row["sum"],
            "told": told.get(row["place_id"], 0),
            "lines": lines[row["place_id"]],
        }
        for row in sums.reset_index().to_dict("records")
    ]


def due_weeks(problems: pd.DataFrame, calendar: Calendar) -> pd.DataFrame:
    """DUE_WEEKS of the problems that count, for the weeks of the calendar."""
    own = problems[(problems["standing"] != "withdrawn") & problems["due"].notna()]
    week = (own["due"] - pd.Timestamp(calendar.starts_on)).dt.days // 7 + 1
    done = own["standing"].isin(["closed", "stage"])
    numbers = list(range(1, calendar.n_weeks + 1))
    due = week.value_counts().reindex(numbers, fill_value=0)
    kept = week[done].value_counts().reindex(numbers, fill_value=0)
    return DUE_WEEKS.filled(
        {
            "week": np.array(numbers, dtype=np.int64),
            "due": due.to_numpy(dtype=np.float64),
            "done": kept.to_numpy(dtype=np.float64),
        }
    )
