"""Cached readings of the guidance log: a view goes in; visits and what they add up to come out."""

from __future__ import annotations

import pandas as pd

from campaign import ENTRIES, SPANS, FormRole
from measures import (
    guidance_coverage,
    office_work,
    visits,
    visits_by_method,
    visits_by_stream,
    visits_by_week,
    weeks_told,
)
from pages.door import Basis, opened, reading, whole_reading


@whole_reading
def entries_of(basis: Basis, form: str) -> pd.DataFrame:
    """ENTRIES of a form in the viewer's scope, up to the view's week, as its clock tells."""
    return opened.ledger().entries(
        basis.district.id, basis.viewer, form, through=basis.week.number, as_of=basis.as_of
    )


def guidance_log(view: Basis) -> str:
    """The id of the form whose entries are visits; empty where the pack has none."""
    form = view.pack.form_of(FormRole.GUIDANCE_LOG)
    return form.id if form else ""


def entries_for(basis: Basis, role: FormRole) -> pd.DataFrame:
    """ENTRIES of the form of a role, likewise; empty where the pack has no such form."""
    form = basis.pack.form_of(role)
    return entries_of(basis, form.id) if form else ENTRIES.frame()


@whole_reading
def visits_so_far(basis: Basis) -> pd.DataFrame:
    """VISITS up to the view's week, to any unit in the viewer's scope."""
    return visits(entries_for(basis, FormRole.GUIDANCE_LOG), basis.pack)


@whole_reading
def log_spans(basis: Basis) -> pd.DataFrame:
    """SPANS of the guidance logs in the viewer's scope, as the view's clock tells."""
    form = guidance_log(basis)
    if not form:
        return SPANS.frame()
    return opened.ledger().judging.spans(basis.district.id, basis.viewer, form, as_of=basis.as_of)


@reading
def counts_by_week(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """VISIT_COUNTS of every week."""
    return visits_by_week(visits_so_far(basis), basis.panel, by=by, spans=log_spans(basis))


@reading
def methods_used(basis: Basis) -> pd.DataFrame:
    """BY_METHOD since the launch."""
    return visits_by_method(visits_so_far(basis), basis.panel, basis.pack)


@reading
def streams_seen(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """BY_STREAM since the launch."""
    return visits_by_stream(visits_so_far(basis), basis.panel, basis.pack, by=by)


@reading
def guidance_reach(basis: Basis) -> pd.DataFrame:
    """STANDING of the units visited at least once, a row a week."""
    return guidance_coverage(visits_so_far(basis), basis.panel, spans=log_spans(basis))


@reading
def office_log(basis: Basis) -> pd.DataFrame:
    """OFFICE_WORK up to the view's week; empty for who sees their own units only."""
    return office_work(entries_for(basis, FormRole.OFFICE_LOG), basis.pack)


@reading
def office_weeks(basis: Basis) -> range:
    """The weeks for which the office's log was received, up to the view's."""
    form = basis.pack.form_of(FormRole.OFFICE_LOG)
    if form is None:
        return range(0)
    here = (basis.district.id, basis.viewer, form.id)
    return weeks_told(opened.ledger().judging.spans(*here, as_of=basis.as_of), basis.panel)
