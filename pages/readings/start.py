"""Cached readings of how a campaign was begun: a view goes in; plans, contact points, books, the
office's own work and what has a date come out."""

from __future__ import annotations

import pandas as pd

from campaign import FormRole
from measures import (
    book_rows,
    launch_sums,
    milestones,
    office_work,
    plan_rows,
    plans,
    point_rows,
    weeks_told,
)
from pages.door import Basis, opened, reading
from pages.readings.attention import launch_of_units, register
from pages.readings.visits import entries_for


@reading
def launches_by(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """LAUNCH_SUMS of the week's units."""
    return launch_sums(launch_of_units(basis), basis.panel, by=by)


@reading
def plans_of_units(basis: Basis) -> pd.DataFrame:
    """PLAN_ROWS of the week's units, as of the view's today."""
    reviews = plans(entries_for(basis, FormRole.PLANS), basis.pack)
    return plan_rows(reviews, basis.panel, today=basis.today)


@reading
def points_now(basis: Basis) -> pd.DataFrame:
    """POINT_ROWS of the week's units, as of the view's today."""
    entries = entries_for(basis, FormRole.POINTS)
    return point_rows(entries, basis.panel, basis.pack, today=basis.today)


@reading
def books_now(basis: Basis) -> pd.DataFrame:
    """BOOK_ROWS of the week's units."""
    return book_rows(entries_for(basis, FormRole.BOOKS), basis.panel, basis.pack)


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


@reading
def milestones_now(basis: Basis) -> pd.DataFrame:
    """MILESTONES of the week's units."""
    return milestones(basis.panel, basis.pack, register(basis), today=basis.today)
