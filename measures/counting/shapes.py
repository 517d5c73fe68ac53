"""The frames measures hand out: arrays by column go in; frames of a named shape come out.

A shape's columns, in order, are lines of `shapes.csv`; the docstring below its name says what they
hold.
"""

from __future__ import annotations

import pandas as pd

from campaign import Shape, csv_rows

PLACE = {"place_kind": "str", "place_id": "str"}
_LINES = csv_rows("measures.counting", "shapes.csv")


def shape(name: str) -> Shape:
    """The shape that `shapes.csv` lists under a name."""
    return Shape(name, {row["column"]: row["holds"] for row in _LINES if row["shape"] == name})


STANDING = shape("STANDING")
"""One line a place, measure and week. Shares are 0-1 and NaN where nothing is expected or known;
for a count, numerator and value are the known cumulative, denominator and highest are NaN."""

REPORTING = shape("REPORTING")
"""One line a place and week. n_expected = n_reported + n_held + n_missing;
n_reported = n_on_time + n_late; exempt and unexpected units are in none of these."""

ARRIVALS = shape("ARRIVALS")
"""One line a unit and week, in protocol order; `state` is a value of `Arrival`."""

FREQUENCY = shape("FREQUENCY")
"""One line a place, quantity and week. `week_sum` is NaN in a week nobody reported and belongs to
`n_reported` units; `cumulative` is what is known since the launch and belongs to `n_known`."""

FURTHER = Shape("FURTHER", {**FREQUENCY.columns, "n_begun": "int64"})
"""FREQUENCY of a quantity that nobody must answer; `n_begun` units ever had any of it."""

SPREAD = shape("SPREAD")
"""One line a place: how the units' own values lie; `n` units have one, NaN where none has."""

CHANGES = shape("CHANGES")
"""One line a place and measure: the value, the one of the week before, and the difference."""

UNIT_ROWS = shape("UNIT_ROWS")
"""One line a unit of the week, in protocol order: the rows behind the charts. `week_state` is the
cell's state letter, empty without a row."""

UNIT_WEEKS = shape("UNIT_WEEKS")
"""One line a unit and week, in protocol order. `state` is value, zero, missing, not_applicable,
exempt, held, no_row (nothing came) or not_owed; `value` counts, NaN but for value and zero; `sent`
is the figure as sent, which may include units below (含所属); `is_derived` says that the week is
the difference of two cumulative figures."""

QUANTITIES = shape("QUANTITIES")
"""One line a quantity of the pack, for one week; sums are NaN where nothing is known."""


VISIT_COUNTS = shape("VISIT_COUNTS")
"""One line a place and week: visits, different units seen, and what was found; NaN in a week of
which no log tells, and where all visits leave a count open. `problems_open` are the visits that say
nothing of problems, and so on."""

BY_METHOD = Shape("BY_METHOD", {**PLACE, "method": "str", "visits": "int64", "n": "int64"})
"""One line a place and method: visits that used it, of the place's `n` visits."""

BY_STREAM = shape("BY_STREAM")
"""One line a place and workstream: its weight in its `n` visits, which add up to n."""

UNIT_VISITS = shape("UNIT_VISITS")
"""One line a member, in protocol order; not known where its group sent no log and nobody's log has
it: then it is not "never visited". `days` since the last visit, since the launch where there
was none (`visits` 0, `last_on` empty); `limit` NaN where the type has no interval; the longest gap
counts from the launch and to today."""

LAUNCH_ROWS = shape("LAUNCH_ROWS")
"""One line a member, in protocol order. `state` is launched, not_launched or unknown (no line in
the register); `lag_days` from the district's first day to the launch; `days_late` past the date
due, to the launch or to today, never below 0; both NaN where a date is missing or nothing known."""

UNEVENNESS = shape("UNEVENNESS")
"""One line a quantity and index (gini, theil_t, p90_p10) over the `n` units with a figure, `zeros`
of which reported none. The noise floor belongs to gini; the shares (0-1) between types and between
groups belong to theil_t; NaN elsewhere and with fewer than two units."""

SHORTFALL = shape("SHORTFALL")
"""One line a unit short of its plan to date, in protocol order: by how much, which share of the
whole shortfall that is, and whether it is among the fewest units that make up most of it."""

IDLE_CHILDREN = shape("IDLE_CHILDREN")
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
