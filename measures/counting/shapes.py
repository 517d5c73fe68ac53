"""The frames measures hand out: arrays by column go in; frames of a named shape come out."""

from __future__ import annotations

import pandas as pd

from campaign import Shape

PLACE = {"place_kind": "str", "place_id": "str"}

STANDING = Shape(
    "STANDING",
    {
        **PLACE,
        "measure": "str",
        "week": "int64",
        "numerator": "float64",
        "denominator": "float64",
        "value": "float64",
        "plan": "float64",
        "lowest": "float64",
        "highest": "float64",
        "n_reported": "int64",
        "n_expected": "int64",
    },
)
"""One line a place, measure and week. Shares are 0-1 and NaN where nothing is expected or known;
for a count, numerator and value are the known cumulative, denominator and highest are NaN."""

REPORTING = Shape(
    "REPORTING",
    {
        **PLACE,
        "week": "int64",
        "n_expected": "int64",
        "n_reported": "int64",
        "n_on_time": "int64",
        "n_late": "int64",
        "n_held": "int64",
        "n_missing": "int64",
        "n_exempt": "int64",
        "n_unexpected": "int64",
    },
)
"""One line a place and week. n_expected = n_reported + n_held + n_missing;
n_reported = n_on_time + n_late; exempt and unexpected units are in none of these."""

ARRIVALS = Shape(
    "ARRIVALS",
    {
        "unit_id": "str",
        "name": "str",
        "type_id": "str",
        "group_id": "str",
        "week": "int64",
        "state": "str",
    },
)
"""One line a unit and week, in protocol order; `state` is a value of `Arrival`."""

FREQUENCY = Shape(
    "FREQUENCY",
    {
        **PLACE,
        "quantity": "str",
        "week": "int64",
        "week_sum": "float64",
        "cumulative": "float64",
        "plan": "float64",
        "n_reported": "int64",
        "n_known": "int64",
        "n_expected": "int64",
        "is_lower_bound": "bool",
    },
)
"""One line a place, quantity and week. `week_sum` is NaN in a week nobody reported and belongs to
`n_reported` units; `cumulative` is what is known since the launch and belongs to `n_known`."""

FURTHER = Shape("FURTHER", {**FREQUENCY.columns, "n_begun": "int64"})
"""FREQUENCY of a quantity that nobody must answer; `n_begun` units ever had any of it."""

SPREAD = Shape(
    "SPREAD",
    {
        **PLACE,
        "measure": "str",
        "week": "int64",
        "n": "int64",
        "lower_quartile": "float64",
        "median": "float64",
        "upper_quartile": "float64",
        "lowest": "float64",
        "highest": "float64",
    },
)
"""One line a place: how the units' own values lie; `n` units have one, NaN where none has."""

CHANGES = Shape(
    "CHANGES",
    {
        **PLACE,
        "measure": "str",
        "week": "int64",
        "numerator": "float64",
        "denominator": "float64",
        "value": "float64",
        "previous": "float64",
        "change": "float64",
    },
)
"""One line a place and measure: the value, the one of the week before, and the difference."""

UNIT_ROWS = Shape(
    "UNIT_ROWS",
    {
        "unit_id": "str",
        "name": "str",
        "type_id": "str",
        "group_id": "str",
        "state": "str",
        "reach": "str",
        "first_study_week": "Int64",
        "org_covered": "float64",
        "org_total": "int64",
        "org_share": "float64",
        "week_count": "float64",
        "week_state": "str",
        "cumulative": "float64",
        "is_lower_bound": "bool",
    },
)
"""One line a unit of the week, in protocol order: the rows behind the charts. `week_state` is the
cell's state letter, empty without a row."""

UNIT_WEEKS = Shape(
    "UNIT_WEEKS",
    {
        "unit_id": "str",
        "name": "str",
        "week": "int64",
        "value": "float64",
        "state": "str",
        "sent": "float64",
        "is_derived": "bool",
    },
)
"""One line a unit and week, in protocol order. `state` is value, zero, missing, not_applicable,
exempt, held, no_row (nothing came) or not_owed; `value` counts, NaN but for value and zero; `sent`
is the figure as sent, which may include units below (含所属); `is_derived` says that the week is
the difference of two cumulative figures."""

QUANTITIES = Shape(
    "QUANTITIES",
    {
        "quantity": "str",
        "cadence": "str",
        "week": "float64",
        "cumulative": "float64",
        "n_reported": "int64",
        "n_expected": "int64",
        "lowest": "float64",
        "highest": "float64",
    },
)
"""One line a quantity of the pack, for one week; sums are NaN where nothing is known."""


VISIT_COUNTS = Shape(
    "VISIT_COUNTS",
    {
        **PLACE,
        "week": "int64",
        **dict.fromkeys(("visits", "units", "problems", "advice", "solved"), "float64"),
        **dict.fromkeys(("problems_open", "advice_open", "solved_open"), "int64"),
    },
)
"""One line a place and week: visits, different units seen, and what was found; NaN in a week of
which no log tells, and where all visits leave a count open. `problems_open` are the visits that say
nothing of problems, and so on."""

BY_METHOD = Shape("BY_METHOD", {**PLACE, "method": "str", "visits": "int64", "n": "int64"})
"""One line a place and method: visits that used it, of the place's `n` visits."""

BY_STREAM = Shape(
    "BY_STREAM",
    {**PLACE, "stream": "str", "weight": "float64", "n": "int64", "share": "float64"},
)
"""One line a place and workstream: its weight in its `n` visits, which add up to n."""

UNIT_VISITS = Shape(
    "UNIT_VISITS",
    {
        "unit_id": "str",
        "name": "str",
        "type_id": "str",
        "group_id": "str",
        "visits": "int64",
        "last_on": "datetime64[s]",
        "days": "int64",
        "limit": "float64",
        "longest_gap": "int64",
        "problems": "float64",
        "is_known": "bool",
    },
)
"""One line a member, in protocol order; not known where its group sent no log and nobody's log has
it: then it is not "never visited". `days` since the last visit, since the launch where there
was none (`visits` 0, `last_on` empty); `limit` NaN where the type has no interval; the longest gap
counts from the launch and to today."""

LAUNCH_ROWS = Shape(
    "LAUNCH_ROWS",
    {
        "unit_id": "str",
        "name": "str",
        "type_id": "str",
        "group_id": "str",
        "state": "str",
        "launched_on": "datetime64[s]",
        "due_on": "datetime64[s]",
        "lag_days": "float64",
        "days_late": "float64",
        **dict.fromkeys(("leaders", "work_office"), "float64"),
        **dict.fromkeys(("branches_launched", "branches_total"), "float64"),
    },
)
"""One line a member, in protocol order. `state` is launched, not_launched or unknown (no line in
the register); `lag_days` from the district's first day to the launch; `days_late` past the date
due, to the launch or to today, never below 0; both NaN where a date is missing or nothing known."""

UNEVENNESS = Shape(
    "UNEVENNESS",
    {
        "quantity": "str",
        "index": "str",
        "value": "float64",
        "noise_floor": "float64",
        "n": "int64",
        "zeros": "int64",
        "between_types": "float64",
        "between_groups": "float64",
    },
)
"""One line a quantity and index (gini, theil_t, p90_p10) over the `n` units with a figure, `zeros`
of which reported none. The noise floor belongs to gini; the shares (0-1) between types and between
groups belong to theil_t; NaN elsewhere and with fewer than two units."""

SHORTFALL = Shape(
    "SHORTFALL",
    {
        "unit_id": "str",
        "name": "str",
        "type_id": "str",
        "group_id": "str",
        "known": "float64",
        "expected": "float64",
        "shortfall": "float64",
        "share": "float64",
        "is_most": "bool",
    },
)
"""One line a unit short of its plan to date, in protocol order: by how much, which share of the
whole shortfall that is, and whether it is among the fewest units that make up most of it."""

IDLE_CHILDREN = Shape(
    "IDLE_CHILDREN",
    {
        "unit_id": "str",
        "name": "str",
        "type_id": "str",
        "group_id": "str",
        "sessions": "float64",
        "type_median": "float64",
        "n": "int64",
        "org_covered": "float64",
        "org_total": "int64",
        "org_share": "float64",
    },
)
"""One line a unit that studies as often as its type's median or more while most of its subordinate
organisations have not; `n` units of the type give the median."""


LORENZ = Shape("LORENZ", {"units": "float64", "held": "float64"})
"""One line a corner of the curve, from (0, 0) to (1, 1): the share of the units that did least, and
the share of the whole that they hold."""

SINCE = Shape("SINCE", {"place_id": "str", "week": "int64"})
"""One line a place of a finding: the first week of the run of weeks in which it has held."""


def frame_of(shape: Shape, /, **columns: object) -> pd.DataFrame:
    """A frame of this shape from whole columns; a single value fills its column."""
    return shape.filled(columns)
