"""Cached readings of the guidance log: a view goes in; visits and what they add up to come out."""

from __future__ import annotations

import pandas as pd

from measures import (
    guidance_coverage,
    unit_visits,
    visits,
    visits_by_method,
    visits_by_stream,
    visits_by_week,
)
from pages.door import View, opened

LOG = "guidance_log"


def entries_of(view: View, form: str) -> pd.DataFrame:
    """ENTRIES of a form in the viewer's scope, up to the view's week, as its clock tells."""
    return view.kept(
        f"entries {form}",
        lambda v: opened.ledger().entries(
            v.district.id, v.viewer, form, through=v.week.number, as_of=v.as_of
        ),
    )


def visits_so_far(view: View) -> pd.DataFrame:
    """VISITS up to the view's week, to any unit in the viewer's scope."""
    return view.kept("visits", lambda v: visits(entries_of(v, LOG)))


def counts_by_week(view: View, *, by: str = "district") -> pd.DataFrame:
    """VISIT_COUNTS of every week."""
    return view.kept(
        f"visits week {by}", lambda v: visits_by_week(visits_so_far(v), v.panel, by=by)
    )


def methods_used(view: View) -> pd.DataFrame:
    """BY_METHOD since the launch."""
    return view.kept("methods", lambda v: visits_by_method(visits_so_far(v), v.panel, v.pack))


def streams_seen(view: View, *, by: str = "district") -> pd.DataFrame:
    """BY_STREAM since the launch."""
    return view.kept(
        f"streams {by}", lambda v: visits_by_stream(visits_so_far(v), v.panel, v.pack, by=by)
    )


def units_visited(view: View) -> pd.DataFrame:
    """UNIT_VISITS of the week's units, as of the view's today."""
    return view.kept(
        "unit visits",
        lambda v: unit_visits(visits_so_far(v), v.panel, v.pack, today=v.today),
    )


def guidance_reach(view: View) -> pd.DataFrame:
    """STANDING of the units visited at least once, a row a week."""
    return view.kept("guidance reach", lambda v: guidance_coverage(visits_so_far(v), v.panel))
