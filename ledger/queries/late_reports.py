"""A district's weekly rows go in; those that first came long after their week, or with several
weeks in one file, come out in a viewer's scope."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import sqlalchemy as sa

from campaign import Calendar, Shape
from ledger.queries.scope import Scope
from ledger.records import not_withdrawn
from ledger.store import schema

LATE_REPORTS = Shape("LATE_REPORTS", {"unit_id": "str", "week": "int64", "share": "float64"})
"""One line a unit and week; `share` is the part of the district's reports of that week that came
so, whatever the scope."""


def late_reports(
    connection: sa.Connection, district_id: str, *, scope: Scope, days: int, weeks_a_file: int
) -> pd.DataFrame:
    """The reports whose first accepted row came more than `days` after the week's last day, or in a
    file with `weeks_a_file` weeks and more, as LATE_REPORTS."""
    first, sent = _first_rows(district_id), schema.submission
    files = _files_of_weeks(district_id, at_least=weeks_a_file)
    is_late = sa.or_(_after(first, scope.calendar, days=days), sent.c.sha256.in_(files))
    same = (sent.c.district_id == district_id) & (sent.c.id == first.c.id)
    query = sa.select(first.c.unit_id, first.c.week).join_from(first, sent, same).where(is_late)
    rows = connection.execute(query.order_by(first.c.week, first.c.unit_id))
    found = [(str(row.unit_id), int(row.week)) for row in rows]
    every = {row.week: row.n for row in connection.execute(_reports(first))}
    late = Counter(week for _, week in found)
    return LATE_REPORTS.frame(
        {"unit_id": unit, "week": week, "share": late[week] / every[week]}
        for unit, week in found
        if scope.sees(unit, week=week)
    )


def _first_rows(district_id: str) -> sa.Subquery:
    """The first accepted submission of each unit and week, and when it came."""
    fact, sent = schema.fact, schema.submission
    same = (sent.c.district_id == fact.c.district_id) & (sent.c.id == fact.c.submission_id)
    here = (fact.c.district_id == district_id) & fact.c.is_held.is_(False)
    columns = (fact.c.unit_id, fact.c.week)
    return (
        sa.select(
            *columns,
            sa.func.min(fact.c.submission_id).label("id"),
            sa.func.min(sent.c.received_at).label("came"),
        )
        .join_from(fact, sent, same)
        .where(here, not_withdrawn(sent))
        .group_by(*columns)
        .subquery("first_rows")
    )


def _files_of_weeks(district_id: str, *, at_least: int) -> sa.Select[Any]:
    sent = schema.submission
    here = (sent.c.district_id == district_id) & sent.c.week.is_not(None)
    n_weeks = sa.func.count(sa.distinct(sent.c.week))
    return sa.select(sent.c.sha256).where(here).group_by(sent.c.sha256).having(n_weeks >= at_least)


def _after(first: sa.Subquery, calendar: Calendar, *, days: int) -> sa.ColumnElement[bool]:
    """Whether a report came after the last of its days."""
    zone = ZoneInfo(calendar.zone)
    ends = [(w.number, w.ends_on + timedelta(days=days + 1)) for w in calendar.weeks]
    last = [(n, datetime.combine(day, time(), zone)) for n, day in ends]
    return sa.or_(*((first.c.week == n) & (first.c.came >= end) for n, end in last))


def _reports(first: sa.Subquery) -> sa.Select[Any]:
    return sa.select(first.c.week, sa.func.count().label("n")).group_by(first.c.week)
