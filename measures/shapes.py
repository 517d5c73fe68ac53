"""The frames measures hand out: arrays by column go in; frames of a named shape come out."""

from __future__ import annotations

import pandas as pd

from campaign import Shape

_PLACE = {"place_kind": "str", "place_id": "str"}

STANDING = Shape(
    "STANDING",
    {
        **_PLACE,
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
        **_PLACE,
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
        **_PLACE,
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

SPREAD = Shape(
    "SPREAD",
    {
        **_PLACE,
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
        **_PLACE,
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
    },
)
"""One line a unit and week, in protocol order. `state` is value, zero, missing, not_applicable,
exempt, held, no_row (nothing came) or not_owed; `value` is NaN but for value and zero."""

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


def framed(shape: Shape, /, **columns: object) -> pd.DataFrame:
    """A frame of this shape from whole columns; a single value fills its column."""
    lengths = [len(c) for c in columns.values() if hasattr(c, "__len__") and not isinstance(c, str)]
    index = pd.RangeIndex(max(lengths, default=0))
    frame = pd.DataFrame(
        {name: pd.Series(columns[name], index=index, dtype=dtype)
         for name, dtype in shape.columns.items()}
    )  # fmt: skip
    return shape.check(frame)
