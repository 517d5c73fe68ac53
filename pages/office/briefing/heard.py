"""All that one meeting hears: a view goes in; what was decided, moved, promised, listed, corrected
and is not in comes out, each gathered once a run."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from measures import is_charted
from pages.door import View
from pages.readings import (
    Met,
    Need,
    Promised,
    caught_up,
    corrected,
    decisions,
    last_met,
    meeting_week,
    missing_reports,
    moved_since,
    newly_listed,
    promises,
    steps,
)

_OVER = ("closed", "withdrawn")


@dataclass(frozen=True, eq=False)
class Heard:
    """What the view's meeting hears: PROBLEMS_KEPT of decisions that are open or were made in it,
    MOVED and whether the weeks are enough to say that nothing did, promises, units, CHANGES and
    ARRIVALS."""

    met: Met
    decided: pd.DataFrame
    moved: pd.DataFrame
    is_charted: bool
    promises: list[Promised]
    newly: list[Need]
    caught_up: list[Need]
    corrected: pd.DataFrame
    missing: pd.DataFrame

    @property
    def open(self) -> pd.DataFrame:
        """The decisions that are not over."""
        return self.decided[~self.decided["standing"].isin(_OVER)]


def heard(view: View) -> Heard:
    """What the meeting of the view's week hears."""
    met, taken, rows = last_met(view), steps(view), decisions(view)
    made = rows["number"].map(meeting_week)
    is_told = ~rows["standing"].isin(_OVER) | (made == view.week.number)
    return Heard(
        met,
        rows[is_told & (made <= view.week.number)].reset_index(drop=True),
        moved_since(view, met),
        is_charted(view.panel),
        promises(view, met, taken),
        newly_listed(view, met),
        caught_up(view, met),
        corrected(view, met),
        missing_reports(view),
    )
