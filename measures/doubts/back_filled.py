"""Reports that were filled in afterwards: a panel and the reports that came late go in; DOUBTS with
a cell of each such week come out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import Panel
from measures.counting import stack_weeks
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
    own = late[late["share"] < MOST_DO]
    reported: Flags = stack_weeks(panel, "reported").astype(np.bool_)
    ids, weeks = [unit.id for unit in panel.units], [week.week.number for week in panel.weeks]
    at, week = (
        pd.Index(ids).get_indexer(pd.Index(own["unit_id"])),
        pd.Index(weeks).get_indexer(pd.Index(own["week"])),
    )
    is_late = np.zeros(reported.shape, dtype=np.bool_)
    is_here = (at >= 0) & (week >= 0)
    is_late[week[is_here], at[is_here]] = True
    is_late &= reported
    n = reported.sum(axis=0)
    return by_unit(
        "back_filled",
        ids,
        is_doubt=np.asarray(is_late.any(axis=0)),
        can_tell=n > 0,
        evidence=lambda i: tuple(
            _cell(panel, w, i) for w in np.flatnonzero(is_late[:, i]).tolist()
        ),
        n=n,
        value=is_late.sum(axis=0) / np.maximum(n, 1),
        p=np.full(len(n), np.nan),
    )


def _cell(panel: Panel, week: int, at: int) -> Evidence:
    """A cell with a figure of a unit's week."""
    of = panel.weeks[week]
    slots = (slot for slot, row in panel.slot_index.items() if not np.isnan(of.values[row][at]))
    return of.week.number, next(slots)
