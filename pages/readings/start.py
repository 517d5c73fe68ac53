"""Cached readings of how a campaign was begun: a view goes in; plans, contact points, books, the
office's own work and what has a date come out."""

from __future__ import annotations

import pandas as pd

from campaign import FormRole
from measures import (
    book_rows,
    book_sums,
    launch_sums,
    milestones,
    plan_rows,
    plan_sums,
    plans,
    point_rows,
)
from pages.door import Basis, reading
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
def plans_by(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """PLAN_SUMS of the week's units."""
    return plan_sums(plans_of_units(basis), basis.panel, by=by)


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
def books_by(basis: Basis, *, by: str = "district") -> pd.DataFrame:
    """BOOK_SUMS of the week's units."""
    return book_sums(books_now(basis), basis.panel, by=by)


@reading
def milestones_now(basis: Basis) -> pd.DataFrame:
    """MILESTONES of the week's units."""
    return milestones(basis.panel, basis.pack, register(basis), today=basis.today)
