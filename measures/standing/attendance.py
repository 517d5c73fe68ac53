"""Who came to reading classes: a panel goes in; the sums of those due and of those who came, in the
weeks for which a unit told both, come out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from campaign import CLASS_CAME, CLASS_DUE, Panel


@dataclass(frozen=True)
class Attendance:
    """How many came of how many due, and how many units told both in one week or more; a week that
    tells one of the two alone is in none of these."""

    came: float
    due: float
    n_units: int


def attendance(panel: Panel) -> Attendance:
    """Attendance since the launch of the units on the roster in their week."""
    told = np.zeros(len(panel.units), dtype=np.bool_)
    came = due = 0.0
    for week in panel.weeks:
        asked, seen = week.figures(CLASS_DUE), week.figures(CLASS_CAME)
        both = ~np.isnan(asked) & ~np.isnan(seen) & week.member
        told |= both
        came, due = came + float(seen[both].sum()), due + float(asked[both].sum())
    return Attendance(came, due, int(told.sum()))
