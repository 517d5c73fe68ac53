"""Reports that were filled in afterwards: a panel and the reports that came late go in; DOUBTS with
a cell of each such week come out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import Panel
from measures.counting import stack_weeks, week_numbers
from measures.doubts.verdict import Evidence, by_unit
from measures.statistics import Flags

LATE_DAYS, WEEKS_A_FILE = 14, 3
"""A week may be missed and caught up with the next: from two weeks late, or three together, the
figures were written from memory."""
MOST_DO = 0.5
"""Where half of a week's reports came so, the office entered the week afterwards: that asks nothing
of a unit."""


def back_filled(panel: Panel, late: pd.DataFrame) -> pd.DataFrame:
    """`back_filled`: weeks reported more than 14 days after their end, or three and more in one
    file, unless half of the district's were; `value` is their share of the unit's weeks.

    LATE_REPORTS: unit_id, week, share (of the district's reports of that week that came so).
    """
    reported, is_late = _flags(panel, late[late["share"] < MOST_DO])
    n, n_late = reported.sum(axis=0), is_late.sum(axis=0)
    only = week_numbers(panel)[is_late.argmax(axis=0)]
    return by_unit(
        "back_filled",
        [unit.id for unit in panel.units],
        is_doubt=n_late > 0,
        can_tell=n > 0,
        evidence=lambda i: tuple(
            _cell(panel, w, i) for w in np.flatnonzero(is_late[:, i]).tolist()
        ),
        n=n,
        value=n_late / np.maximum(n, 1),
        p=np.full(len(n), np.nan),
        week=np.where(n_late == 1, only, 0),
    )


def _flags(panel: Panel, late: pd.DataFrame) -> tuple[Flags, Flags]:
    """Flags [W, U]: reported, and reported late."""
    reported: Flags = stack_weeks(panel, "reported").astype(np.bool_)
    at = pd.Index([unit.id for unit in panel.units]).get_indexer(pd.Index(late["unit_id"]))
    week = pd.Index(week_numbers(panel)).get_indexer(pd.Index(late["week"]))
    is_here = (at >= 0) & (week >= 0)
    is_late = np.zeros(reported.shape, dtype=np.bool_)
    is_late[week[is_here], at[is_here]] = True
    return reported, is_late & reported


def _cell(panel: Panel, week: int, at: int) -> Evidence:
    """A cell with a figure of a unit's week."""
    of = panel.weeks[week]
    slots = (slot for slot, row in panel.slot_index.items() if not np.isnan(of.values[row][at]))
    return of.week.number, next(slots)
